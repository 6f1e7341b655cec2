//! The author's preview, in front of the built widget: what the person sees, and what the rules make of it beside it.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use login_help::author::preview::serve;

use crate::{browser::Browser, engine::Engine, offline::copy};

/// A preview of a copy of the sound article, which goes on until the tests end.
fn preview() -> (SocketAddr, PathBuf) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let article = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e-preview/sound");
    fs::create_dir_all(&article).unwrap();
    for file in ["flow.toml", "en.md"] {
        fs::copy(root.join("tests/fixtures/author/sound").join(file), article.join(file)).unwrap();
    }
    let (sender, address) = mpsc::channel();
    let (folder, dist) = (article.clone(), dist());
    thread::spawn(move || serve(&folder, &dist, 0, move |address| sender.send(address).unwrap()).unwrap());
    (address.recv().unwrap(), article)
}

/// The build, whose shell has record.js in it where neither a driver nor the tests' own server can put it into the page.
fn dist() -> PathBuf {
    if Engine::chosen() == Engine::Chromium {
        return crate::dist();
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e-preview/dist");
    copy(&crate::dist(), &folder);
    let shell = fs::read_to_string(folder.join("login-help.js")).unwrap();
    fs::write(folder.join("login-help.js"), format!("{}\n{shell}", include_str!("record.js"))).unwrap();
    folder
}

#[tokio::test]
async fn the_preview_follows_the_person_and_takes_up_what_the_author_saves() {
    let (address, article) = preview();
    let browser = Browser::start().await;
    let first = browser.open(&format!("http://{address}/")).await;
    assert_eq!(first.is(), ("question", "symptom"));

    let second = browser.press("[data-answer=blocked]").await;
    assert_eq!(second.is(), ("question", "notice"));
    let beside = "return document.querySelector('#desk [data-fact=symptom]')?.dataset.value === 'blocked';";
    browser.until("the answer stands beside the widget", beside).await;

    let words = fs::read_to_string(article.join("en.md")).unwrap();
    fs::write(article.join("en.md"), words.replace("banned = \"Banned\"", "banned = \"Shut out\"")).unwrap();
    let renamed = "return find('[data-answer=banned]')?.textContent.includes('Shut out') ?? false;";
    browser.until("the saved answer stands in the widget", renamed).await;
    assert_eq!(browser.look().await.is(), ("question", "notice"));
    browser.until("the facts stand beside it again", beside).await;

    fs::write(article.join("en.md"), words.replace("prompt =", "promt =")).unwrap();
    let found = "return document.querySelectorAll('#desk [data-finding]').length > 0;";
    browser.until("what is wrong stands beside the widget", found).await;
    browser.until("the widget is as it was", "return look().id === 'notice';").await;

    let seen = browser.seen().await;
    assert!(seen.violations.is_empty() && seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
}
