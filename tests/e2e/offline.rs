//! Without a network: the stand-alone page that was visited once, and the one file that is opened from a disk.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{
    browser::Browser,
    dist, engine,
    server::{Server, Site},
};

/// The page, kept for use offline.
async fn kept(site: Site) -> (Server, Browser) {
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/")).await;
    let kept = "const registration = await navigator.serviceWorker.getRegistration();
        return registration?.active?.state === 'activated' && !!navigator.serviceWorker.controller;";
    browser.until("the page is kept", kept).await;
    (server, browser)
}

#[tokio::test]
async fn a_page_that_was_visited_once_leads_to_a_remedy_without_a_network() {
    let (server, browser) = kept(Site::new()).await;
    let url = server.at("/");
    drop(server);
    assert_eq!(browser.open(&url).await.is(), ("question", "symptom"));
    browser.press("[data-answer=rejected]").await;
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
    let seen = browser.seen().await;
    assert!(seen.violations.is_empty() && seen.errors.is_empty(), "{seen:?}");
}

#[tokio::test]
async fn nothing_but_the_page_s_own_files_is_ever_kept() {
    let (server, browser) = kept(Site::new().bytes("/status.json", b"{}".to_vec())).await;
    let body = "await fetch('/status.json'); await fetch('/status.json', { method: 'POST' }).catch(() => {});
        await fetch('/?token=secret').catch(() => {});
        const names = await caches.keys();
        const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return all.flat().map(({ url }) => new URL(url).pathname + new URL(url).search);";
    let paths: Vec<String> = browser.run(body, &[]).await;
    assert!(paths.len() >= 8 && paths.contains(&"/".into()), "{paths:?}");
    assert!(paths.iter().all(|path| !path.contains("status") && !path.contains("token")), "{paths:?}");
    assert!(server.asked("/status.json") >= 2);
}

#[tokio::test]
async fn the_page_can_be_installed() {
    if engine::skips() {
        return;
    }
    let (_server, browser) = kept(Site::new()).await;
    let errors = browser.cdp("Page.getInstallabilityErrors", json!({})).await;
    assert_eq!(errors["installabilityErrors"], json!([]));
}

/// A copy of the build whose files say of themselves that they are another.
fn another_build(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e").join(name);
    let _ = fs::remove_dir_all(&folder);
    copy(&dist(), &folder);
    let change = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
    };
    change("index.html", "<html lang=\"en\" dir=\"ltr\">", "<html lang=\"en\" data-build=\"next\">");
    change("sw.js", "version:\"", "version:\"next-");
    let shell = fs::read_to_string(folder.join("login-help.js")).unwrap();
    fs::write(folder.join("login-help.js"), format!("{shell}\nwindow.shell = 'next';")).unwrap();
    folder
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).unwrap() }
    }
}

#[tokio::test]
async fn a_new_build_takes_over_whole_and_never_under_an_open_page() {
    let next = another_build("next");
    let (server, browser) = kept(Site::new()).await;
    browser.press("[data-answer=rejected]").await;
    server.turn_into(&next);
    let waiting = "const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        return registration.waiting !== null;";
    browser.until("the new build waits", waiting).await;
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
    let builds =
        "const texts = await Promise.all(['/', '/login-help.js'].map(async (path) => (await fetch(path)).text()));
        return texts.map((text) => /data-build|window.shell/.test(text));";
    assert_eq!(browser.run::<Vec<bool>>(builds, &[]).await, [false, false], "the open page has the old build whole");
    browser.load(&server.at("/")).await;
    let is_next = "return document.documentElement.dataset.build === 'next' && window.shell === 'next';";
    browser.until("the new build is there", is_next).await;
    assert_eq!(browser.run::<Vec<bool>>(builds, &[]).await, [true, true]);
    assert_eq!(browser.open(&server.at("/")).await.is(), ("question", "symptom"));
}

#[tokio::test]
async fn one_file_from_the_disk_leads_to_a_remedy() {
    let browser = Browser::start().await;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e-offline.html");
    fs::write(&file, Site::new().on_disk("/login-help-offline.html")).unwrap();
    assert_eq!(browser.open(&format!("file://{}", file.display())).await.is(), ("question", "symptom"));
    browser.press("[data-answer=rejected]").await;
    let remedy = browser.press("[data-answer=shared]").await;
    assert_eq!(
        (remedy.is(), remedy.hash.as_str()),
        (("remedy", "shared-credentials"), "symptom=rejected&login=shared")
    );
    assert_eq!(browser.go_back().await.is(), ("question", "login"));
    assert_eq!(browser.foreign().await, Vec::<String>::new());
    let seen = browser.seen().await;
    assert!(seen.violations.is_empty() && seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
}
