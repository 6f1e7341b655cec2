//! One call to a status API, through gloo-net: five seconds at most, 64 KiB at most, one more try where the network fails.
//! No cookie crosses an origin, no redirect is followed, and nothing is in the address but the address.

use gloo_net::http::{Method, RequestBuilder};
use js_sys::{Array, Date, TypeError};
use wasm_bindgen::JsCast;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestRedirect};

use super::Shell;
use crate::status::{Json, Reply};

/// Why a call came to nothing.
pub struct Fault {
    /// Whether the network failed, so that another try may do.
    is_network: bool,
    /// What to say of it on the console.
    pub text: String,
}

/// Posts a body of JSON, or gets what is there.
///
/// # Errors
/// Why there is no answer. An answer that refuses is one.
pub async fn call(shell: &Shell, url: &str, body: Option<&str>) -> Result<Reply, Fault> {
    let signal = shell.signal();
    match attempt(shell, url, body, &signal).await {
        Err(Fault { is_network: true, .. }) if !signal.aborted() => attempt(shell, url, body, &signal).await,
        other => other,
    }
}

async fn attempt(shell: &Shell, url: &str, body: Option<&str>, signal: &AbortSignal) -> Result<Reply, Fault> {
    let network = |error: gloo_net::Error| Fault { is_network: true, text: error.to_string() };
    let request = RequestBuilder::new(url)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Error)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(signal));
    let request = match body {
        Some(body) => request.method(Method::POST).header("content-type", "application/json").body(body),
        None => request.build(),
    };
    let answer = request.map_err(network)?.send().await.map_err(network)?;
    let status = answer.status();
    let wait = answer.headers().get("retry-after").and_then(|wait| seconds(&wait));
    let body = match answer.body() {
        Some(body) if matches!(status, 200 | 202) => {
            let read = shell.leaves(&body).await.map_err(|error| Fault {
                is_network: error.has_type::<TypeError>(),
                text: String::from(js_sys::Error::from(error).to_string()),
            });
            let mut leaves = Vec::new();
            for pair in Array::from(&read?).iter() {
                leaves.push(leaf(&Array::from(&pair)));
            }
            Json::new(leaves)
        }
        _ => Json::default(),
    };
    Ok(Reply { status, body, wait })
}

fn leaf(pair: &Array) -> (String, String) {
    (pair.get(0).as_string().unwrap_or_default(), pair.get(1).as_string().unwrap_or_default())
}

/// `Retry-After` in seconds from now: it is a number of them, or a date.
fn seconds(header: &str) -> Option<u32> {
    header.trim().parse().ok().or_else(|| {
        let wait = (Date::parse(header) - Date::now()) / 1000.0;
        // What is no date is no number either.
        (!wait.is_nan()).then_some(wait.max(0.0) as u32)
    })
}
