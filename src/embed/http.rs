//! One call to a status API, made by `public/browser.js`: five seconds at most, 64 KiB at most, one more try where the
//! network fails. No cookie crosses an origin, no redirect is followed, and nothing is in the address but the address.
//!
//! It is not made through gloo-net: that hands the browser a `Request`, and pages wrap `fetch` for addresses alone. Nor is it
//! awaited: what comes back is handed to whoever asked by the number of the call, which costs the wasm a kilobyte less than
//! futures do.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::Shell;
use crate::status::{Json, Reply};

/// What is done with what comes back, or with why nothing does.
type Then = Box<dyn FnOnce(Result<&str, &str>)>;

#[derive(Default)]
struct Waiting {
    last: u32,
    calls: Vec<(u32, Then)>,
}

thread_local! {
    /// A page may take its widget away while a call is under way, so the calls are the program's.
    static WAITING: RefCell<Waiting> = RefCell::default();
}

/// The number of a call.
pub fn number(then: Then) -> u32 {
    WAITING.with_borrow_mut(|waiting| {
        waiting.last = waiting.last.wrapping_add(1);
        waiting.calls.push((waiting.last, then));
        waiting.last
    })
}

/// Takes what came back from a call, or why nothing did. A number that nobody waits for any more has no effect.
#[wasm_bindgen]
pub fn answered(number: u32, said: &str, is_answer: bool) {
    let then = WAITING.with_borrow_mut(|waiting| {
        let place = waiting.calls.iter().position(|(call, _)| *call == number)?;
        Some(waiting.calls.swap_remove(place).1)
    });
    if let Some(then) = then {
        then(if is_answer { Ok(said) } else { Err(said) });
    }
}

/// Posts a body of JSON, or gets what is there where the body is empty. Then `then` has the answer, which may be a refusal,
/// or in words for the console why there is none.
pub fn call(shell: &Shell, url: &str, body: &str, then: Box<dyn FnOnce(Result<Reply, String>)>) {
    shell.call(number(Box::new(move |said| then(said.map(reply).map_err(Into::into)))), url, body);
}

/// Reads what [`Shell::call`] says of an answer.
fn reply(said: &str) -> Reply {
    let mut parts = said.split('\0');
    let status = parts.next().and_then(|status| status.parse().ok()).unwrap_or_default();
    let wait = parts.next().and_then(|wait| wait.parse().ok());
    let mut leaves = Vec::new();
    while let (Some(path), Some(text)) = (parts.next(), parts.next()) {
        leaves.push((path.into(), text.into()));
    }
    Reply { status, body: Json::new(leaves), wait }
}
