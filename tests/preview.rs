//! The preview's server, asked as a browser would ask it.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use common::source::fixture;
use login_help::{
    article::Article,
    author::{
        preview::{NotServed, serve},
        watch::Changes,
    },
};
use serde_json::Value;

/// A copy of the sound article, and something that looks like a built widget.
fn room(name: &str) -> (PathBuf, PathBuf) {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("preview").join(name);
    let _ = fs::remove_dir_all(&room);
    let (article, widget) = (room.join("sound"), room.join("widget"));
    fs::create_dir_all(&article).unwrap();
    fs::create_dir_all(widget.join("locales")).unwrap();
    for file in ["flow.toml", "en.md"] {
        fs::copy(fixture("sound").join(file), article.join(file)).unwrap();
    }
    for file in ["login-help.js", "login-help-core.0.js", "login-help-core.0.wasm", "locales/en.lhs"] {
        fs::write(widget.join(file), file).unwrap();
    }
    fs::write(room.join("secret"), "secret").unwrap();
    (article, widget)
}

struct Preview {
    address: SocketAddr,
    article: PathBuf,
    widget: PathBuf,
}

/// A tab that hears of the article's states.
struct Tab(BufReader<TcpStream>);

impl Tab {
    fn next(&mut self) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the preview has ended");
            if let Some(state) = line.strip_prefix("data: ") {
                return serde_json::from_str(state).unwrap();
            }
        }
    }
}

impl Preview {
    /// Goes on until the tests end.
    fn start(name: &str) -> Self {
        let (article, widget) = room(name);
        let (sender, address) = mpsc::channel();
        let (folder, built) = (article.clone(), widget.clone());
        thread::spawn(move || serve(&folder, &built, 0, move |address| sender.send(address).unwrap()).unwrap());
        Self { address: address.recv_timeout(Duration::from_secs(10)).unwrap(), article, widget }
    }

    fn tab(&self) -> Tab {
        let mut stream = self.connect();
        write!(stream, "GET /state HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        Tab(BufReader::new(stream))
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// The status, the head, and the body of an answer.
    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String, Vec<u8>) {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head, answer[end + 4..].to_vec())
    }

    fn get(&self, path: &str) -> (u16, String, Vec<u8>) {
        self.ask("GET", path, &self.address.to_string())
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.get(path).2).unwrap()
    }

    fn change(&self, file: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.article.join(file)).unwrap();
        assert!(text.contains(old));
        fs::write(self.article.join(file), text.replace(old, new)).unwrap();
    }
}

#[test]
fn the_page_and_the_widget_come_with_their_types_and_the_strict_policy() {
    let preview = Preview::start("types");
    for (path, kind) in [
        ("/", "text/html"),
        ("/page.js", "text/javascript"),
        ("/page.css", "text/css"),
        ("/login-help.js", "text/javascript"),
        ("/login-help-core.0.wasm", "application/wasm"),
        ("/locales/en.lhs", "application/octet-stream"),
        ("/explain?lang=en", "application/json"),
        ("/articles/sound/en.lha", "application/octet-stream"),
        ("/articles/sound/en.lhw", "application/octet-stream"),
    ] {
        let (status, head, body) = preview.get(path);
        assert_eq!(status, 200, "{path}");
        assert!(head.contains(&format!("content-type: {kind}")) && !body.is_empty(), "{path}: {head}");
        assert_guarded(path, &head);
    }
    for path in ["/nothing", "/articles/sound/de.lha", "/explain?lang=de", "/%ff"] {
        let (status, head, _) = preview.get(path);
        assert!((400..=404).contains(&status), "{path}: {status}");
        assert_guarded(path, &head);
    }
}

/// What keeps an answer from being taken for something else, or by somebody else.
fn assert_guarded(path: &str, head: &str) {
    for header in ["trusted-types 'none'", "no-store", "nosniff", "cross-origin-resource-policy: same-origin"] {
        assert!(head.contains(header), "{path}: {head}");
    }
}

#[test]
fn the_article_is_compiled_as_it_is_now() {
    let preview = Preview::start("compiled");
    let article = Article::from_bytes(&preview.get("/articles/sound/en.lha").2).unwrap();
    assert_eq!(article.draft().title, "Trouble logging in");
    assert_eq!(preview.get("/articles/sound/de.lha").0, 404);
}

#[test]
fn a_change_is_served_and_told_to_forty_tabs_that_wait() {
    let preview = Preview::start("change");
    let mut tabs = (0..40).map(|_| preview.tab()).collect::<Vec<_>>();
    let versions = tabs.iter_mut().map(|tab| tab.next()["version"].as_u64().unwrap()).collect::<Vec<_>>();
    let saved = Instant::now();
    assert_eq!(preview.get("/").0, 200, "somebody opens another");
    preview.change("en.md", "Trouble logging in", "Other trouble");
    for (tab, version) in tabs.iter_mut().zip(versions) {
        assert!(tab.next()["version"].as_u64().unwrap() > version);
    }
    assert!(saved.elapsed() < Duration::from_secs(5), "{:?}", saved.elapsed());
    let article = Article::from_bytes(&preview.get("/articles/sound/en.lha").2).unwrap();
    assert_eq!(article.draft().title, "Other trouble");
}

#[test]
fn an_article_that_a_change_broke_is_shown_as_it_was_with_what_is_wrong() {
    let preview = Preview::start("broken");
    let mut tab = preview.tab();
    let found = tab.next()["findings"].clone();
    assert!(found.as_array().unwrap().iter().all(|finding| finding["level"] == "hint"), "{found}");
    preview.change("flow.toml", "symptom = \"forgot\"", "symptom = \"forgt\"");
    let state = tab.next();
    let finding = &state["findings"][0];
    assert_eq!((&finding["code"], &finding["help"]), (&"LH010".into(), &"did you mean 'forgot'?".into()));
    assert!(Article::from_bytes(&preview.get("/articles/sound/en.lha").2).is_ok());
}

#[test]
fn a_case_is_explained_from_its_address() {
    let preview = Preview::start("explain");
    let explained = preview.json("/explain?lang=en&trail=symptom%3Dblocked&facts=account%3Dfrozen%20plan%3Dfree");
    let facts = explained["known"].as_array().unwrap().iter().map(|fact| fact["fact"].as_str().unwrap());
    assert_eq!(facts.collect::<Vec<_>>(), ["symptom", "account"]);
    assert_eq!(explained["shown"]["fact"], "notice");
    assert_eq!(explained["unknown"][0], "plan=free");
}

#[test]
fn a_file_is_served_under_every_spelling_of_its_path_and_nothing_outside_under_any() {
    let preview = Preview::start("outside");
    for path in ["/login-help.js", "/login%2Dhelp.js", "/locales/../login-help.js", "/locales%2F..%2Flogin-help.js"] {
        assert_eq!(preview.get(path).0, 200, "{path}");
    }
    for path in [
        "/../secret",
        "/%2e%2e/secret",
        "/%2e%2e%2fsecret",
        "/locales/../../secret",
        "/locales/..%2f..%2fsecret",
        "//etc/passwd",
        "/%2Fetc/passwd",
        "/%2Fdev%2Fzero",
        "//dev/zero",
        "/locales/%2Fdev%2Fzero",
        "/locales",
        "/login-help.js%00",
        "/login-help.js/",
        "/nothing",
    ] {
        assert_eq!(preview.get(path).0, 404, "{path}");
    }
}

#[test]
fn only_a_file_of_the_folder_is_opened_and_none_that_never_ends() {
    let preview = Preview::start("kinds");
    let file = |name: &str| preview.widget.join(name);
    symlink("login-help.js", file("inside.js")).unwrap();
    symlink("../secret", file("outside.js")).unwrap();
    symlink("..", file("up")).unwrap();
    symlink("/dev/zero", file("zero.js")).unwrap();
    assert!(Command::new("mkfifo").arg(file("pipe.js")).status().unwrap().success());
    fs::File::create(file("long.js")).unwrap().set_len((16 << 20) + 1).unwrap();
    fs::File::create(file("longest.js")).unwrap().set_len(16 << 20).unwrap();
    assert_eq!(preview.get("/inside.js").2, b"login-help.js");
    assert_eq!(preview.get("/longest.js").2.len(), 16 << 20);
    for path in ["/outside.js", "/up/secret", "/up/widget/../secret", "/zero.js", "/pipe.js", "/long.js"] {
        let started = Instant::now();
        assert_eq!(preview.get(path).0, 404, "{path}");
        assert!(started.elapsed() < Duration::from_secs(2), "{path}");
    }
}

#[test]
fn nothing_is_served_to_a_page_from_elsewhere_and_nothing_can_be_written() {
    let preview = Preview::start("refused");
    for host in ["evil.example", &format!("evil.example:{}", preview.address.port()), "127.0.0.1", ""] {
        for path in ["/", "/state", "/login-help.js", "/nothing"] {
            let (status, head, _) = preview.ask("GET", path, host);
            assert_eq!(status, 403, "{host}{path}");
            assert_guarded(path, &head);
        }
    }
    for path in ["/", "/state", "/login-help.js"] {
        assert_eq!(preview.ask("POST", path, &preview.address.to_string()).0, 405, "{path}");
    }
}

#[test]
fn what_can_not_be_served_is_refused_with_what_to_do() {
    let (article, widget) = room("cannot");
    let nobody = |_| unreachable();
    fn unreachable() {
        assert_eq!("served", "refused");
    }
    assert!(matches!(serve(&widget, &widget, 0, nobody), Err(NotServed::NoArticle(_))));
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let refused = serve(&article, &widget, port, nobody).unwrap_err();
    assert!(refused.to_string().contains("--port 0"), "{refused}");
    fs::remove_file(widget.join("login-help.js")).unwrap();
    let refused = serve(&article, &widget, 0, nobody).unwrap_err();
    assert!(refused.to_string().contains("./dev build"), "{refused}");
}

#[test]
fn only_a_source_that_is_saved_is_a_change() {
    let (article, _) = room("watched");
    let mut changes = Changes::of(&article).unwrap();
    let (sender, told) = mpsc::channel();
    thread::spawn(move || {
        loop {
            changes.wait();
            sender.send(()).unwrap();
        }
    });
    fs::write(article.join(".en.md.swp"), "an editor's own").unwrap();
    fs::read(article.join("en.md")).unwrap();
    assert!(told.recv_timeout(Duration::from_millis(700)).is_err());
    fs::write(article.join("en.md~new"), "longer than it was, and renamed into place").unwrap();
    fs::rename(article.join("en.md~new"), article.join("en.md")).unwrap();
    assert!(told.recv_timeout(Duration::from_secs(5)).is_ok());
}
