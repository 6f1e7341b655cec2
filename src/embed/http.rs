//! One call to a status API, made by `public/browser.js`: five seconds at most, 64 KiB at most, one more try where the
//! network fails. No cookie crosses an origin, no redirect is followed, and nothing is in the address but the address.
//!
//! It is not made through gloo-net: that hands the browser a `Request`, and pages wrap `fetch` for addresses alone.

use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;

use super::Shell;
use crate::status::{Json, Reply};

/// Runs a future that waits for a server. All are boxed as one type: each further type costs a kilobyte.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    spawn_local(Box::pin(work) as Pin<Box<dyn Future<Output = ()>>>);
}

/// Posts a body of JSON, or gets what is there where the body is empty.
///
/// # Errors
/// Why there is no answer, in words for the console. An answer that refuses is one.
pub async fn call(shell: &Shell, url: &str, body: &str) -> Result<Reply, String> {
    let answer = shell.call(url, body).await.map_err(|error| error.as_string().unwrap_or_default())?;
    let answer = answer.as_string().unwrap_or_default();
    let mut parts = answer.split('\0');
    let status = parts.next().and_then(|status| status.parse().ok()).unwrap_or_default();
    let wait = parts.next().and_then(|wait| wait.parse().ok());
    let mut leaves = Vec::new();
    while let (Some(path), Some(text)) = (parts.next(), parts.next()) {
        leaves.push((path.into(), text.into()));
    }
    Ok(Reply { status, body: Json::new(leaves), wait })
}
