//! One call to a status API, made by `public/browser.js`: five seconds at most, 64 KiB at most, one more try where the
//! network fails. No cookie crosses an origin, no redirect is followed, and nothing is in the address but the address.
//!
//! It is not made through gloo-net: that hands the browser a `Request`, and pages wrap `fetch` for addresses alone.

use std::pin::Pin;

use js_sys::Array;
use wasm_bindgen_futures::spawn_local;

use super::Shell;
use crate::status::{Json, Reply};

/// Runs what waits for servers or files. All as one kind of future: each kind has a kilobyte of its own.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    spawn_local(Box::pin(work) as Pin<Box<dyn Future<Output = ()>>>);
}

/// Posts a body of JSON, or gets what is there where the body is empty.
///
/// # Errors
/// Why there is no answer, in words for the console. An answer that refuses is one.
pub async fn call(shell: &Shell, url: &str, body: &str) -> Result<Reply, String> {
    let answer = shell.call(url, body).await.map_err(|error| String::from(js_sys::Error::from(error).to_string()))?;
    let answer = Array::from(&answer);
    let mut leaves = Vec::new();
    for pair in Array::from(&answer.get(2)).iter() {
        leaves.push(leaf(&Array::from(&pair)));
    }
    Ok(Reply {
        status: answer.get(0).as_f64().unwrap_or_default() as u16,
        body: Json::new(leaves),
        wait: answer.get(1).as_f64().filter(|wait| !wait.is_nan()).map(|wait| wait.max(0.0) as u32),
    })
}

fn leaf(pair: &Array) -> (String, String) {
    (pair.get(0).as_string().unwrap_or_default(), pair.get(1).as_string().unwrap_or_default())
}
