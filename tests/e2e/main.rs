//! The widget in a real browser, against what `./dev build` puts into dist/ (or another folder, `LOGIN_HELP_DIST`).
//!
//! `cargo test --features e2e --test e2e -- --nocapture` also prints the paths and the sizes. Each test has a browser
//! and a server of its own; what it looks for are the data- hooks of the element's contract, never the wording.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that can't go on has failed, and the tables are for whoever runs it"
)]

mod access_keyboard;
mod access_sight;
mod access_time;
mod access_tree;
mod apis;
mod apis_feedback;
mod apis_handoff;
mod apis_server;
mod apis_service;
mod broken_api;
mod browser;
mod contrast;
mod driver;
mod embedded;
mod engine;
mod examples;
mod faults;
mod first;
mod fuzz_host;
mod gallery;
mod guest;
mod languages;
mod looks;
mod offline;
mod oldest;
mod package;
mod page;
mod patching;
mod paths;
mod picture;
mod preview;
mod pseudo;
mod real;
mod rough;
mod screen;
mod server;
mod situations;
mod sizes;
mod told;
mod touch;
mod tour;
mod walk;
mod words;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use browser::Browser;
use screen::Screen;
use server::{Server, Site};

/// The folder of the build that is tested.
fn dist() -> PathBuf {
    let folder = env::var("LOGIN_HELP_DIST").unwrap_or_else(|_| "dist".into());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    assert!(folder.join("login-help.js").is_file(), "{} has no build: run ./dev build", folder.display());
    folder
}

/// The path of a half of the program, whose name has its digest in it: `js` or `wasm`.
fn core(ending: &str) -> String {
    let names = fs::read_dir(dist()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut halves = names.filter(|name| name.starts_with("login-help-core.") && name.ends_with(ending));
    format!("/{}", halves.next().unwrap())
}

/// The source of the article that is built in.
fn article() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles/sendgrid-login")
}

/// The stand-alone page at an address's `#`, ready.
async fn own_page(hash: &str) -> (Server, Browser, Screen) {
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    let screen = browser.open(&server.at(&format!("/#{hash}"))).await;
    (server, browser, screen)
}

/// The two lines of an embedding page.
const TWO_LINES: &str = "<script type=module src=/login-help.js></script>
<login-help><p id=light>The article itself.</p></login-help>";

/// Has a host page give its tests the program as `core`: what a driver itself imports may be another copy of it.
const CORE_AT_HAND: &str = "<script type=module src=/core.js></script>";

/// A host page with this body, ready.
async fn host_page(body: &str) -> (Server, Browser, Screen) {
    let (server, browser) = (Site::new().page("/host.html", body).serve(), Browser::start().await);
    let screen = browser.open(&server.at("/host.html")).await;
    (server, browser, screen)
}
