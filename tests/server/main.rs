//! The server, asked over HTTP as a page would ask it, and as somebody with worse in mind would.

#![allow(clippy::use_debug, reason = "durations print so")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod answers;
mod faults;
mod feedback;
mod mail;
mod operations;
mod pages;
mod program;
mod refusals;
mod survives;
mod tokens;

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use common::{
    postgres,
    site::{Answer, Site, accounts},
};
use login_help::server::{Settings, api};
use serde_json::{Value, json};

const KNOWN: &str = "terminated@example.org";
/// As long as the known one.
const UNKNOWN: &str = "terminates@example.org";
const CALLS: usize = 2000;

/// As many addresses as calls, each as long as any other.
fn known(call: usize) -> String {
    format!("known-{call:04}@example.org")
}

fn with_many_accounts(settings: &mut Settings) {
    let many = (0..CALLS).map(known).collect::<Vec<_>>();
    settings.accounts = accounts(many.iter().map(String::as_str));
}

/// The same site on each kind of database.
fn on_both(name: &str, set: impl Fn(&mut Settings)) -> [(&'static str, Site); 2] {
    let postgres = format!("{name}-postgres");
    let on_postgres = |settings: &mut Settings| {
        settings.database = postgres::database(name);
        set(settings);
    };
    [
        ("SQLite", Site::with(name, &set, |server| server)),
        ("PostgreSQL", Site::with(&postgres, on_postgres, |server| server)),
    ]
}

/// Held by each test that loads the machine or measures it, so that none of them disturbs another.
fn quiet() -> MutexGuard<'static, ()> {
    static QUIET: Mutex<()> = Mutex::new(());
    QUIET.lock().unwrap_or_else(PoisonError::into_inner)
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(20), "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A question by a token alone.
fn alone(token: &str) -> String {
    json!({ "article": "sendgrid-login", "token": token }).to_string()
}

/// A problem detail with this status; where the API describes it for this path, it is as described.
fn assert_refused(answer: &Answer, status: u16, path: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer:?}");
    let problem = answer.json();
    assert_eq!((&problem["type"], &problem["status"]), (&json!("about:blank"), &json!(status)));
    let api: Value = serde_json::from_str(&api::json().unwrap()).unwrap();
    let described = api["paths"][path].as_object().into_iter().flat_map(|methods| methods.values());
    for method in described {
        let example = &method["responses"][status.to_string()]["content"]["application/problem+json"]["example"];
        assert_eq!(example["title"], problem["title"], "{path} {status} is described");
    }
}

/// Refused for now, with a time to come back.
fn assert_away(answer: &Answer, path: &str) {
    assert_refused(answer, 503, path);
    assert_eq!(answer.header("retry-after"), Some("5"), "{answer:?}");
}
