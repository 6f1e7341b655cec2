//! Links are asked of servers politely, and every way in which one can fail is told apart.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use common::source::fixture;
use login_help::author::{Asking, Leads, Report, links};

/// What a server was asked, and when.
type Asked = Arc<Mutex<Vec<(String, Instant)>>>;

/// A server with every kind of failure; its address, and what it was asked.
fn server() -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, seen) = (Asked::default(), Asked::default());
    let (log, seen) = (asked.clone(), seen);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, log, seen) = (stream.unwrap(), log.clone(), seen.clone());
            thread::spawn(move || answer(stream, &log, &seen));
        }
    });
    (address, asked)
}

fn answer(mut stream: TcpStream, log: &Asked, seen: &Asked) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        head.push(byte[0]);
    }
    let line = String::from_utf8_lossy(&head).lines().next().unwrap_or_default().to_owned();
    let (method, path) = (line.split(' ').next().unwrap_or_default(), line.split(' ').nth(1).unwrap_or_default());
    log.lock().unwrap().push((format!("{method} {path}"), Instant::now()));
    let is_first = {
        let mut seen = seen.lock().unwrap();
        let is_first = seen.iter().all(|(before, _)| before != path);
        seen.push((path.to_owned(), Instant::now()));
        is_first
    };
    let answer = match path {
        "/fine" | "/new" => "200 OK\r\n",
        "/gone" => "410 Gone\r\n",
        "/missing" => "404 Not Found\r\n",
        "/broken" => "500 Internal Server Error\r\n",
        "/members" => "403 Forbidden\r\n",
        "/moved" => "301 Moved Permanently\r\nLocation: /new\r\n",
        "/circle" => "302 Found\r\nLocation: /circle\r\n",
        "/no-head" if method == "HEAD" => "405 Method Not Allowed\r\n",
        "/no-head" => "200 OK\r\n",
        "/busy" if is_first => "429 Too Many Requests\r\nRetry-After: 0\r\n",
        "/busy" => "200 OK\r\n",
        "/hangs-up" => return,
        "/silent" => return thread::sleep(Duration::from_secs(20)),
        other => panic!("nobody links to {other}"),
    };
    let _ = stream.write_all(format!("HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
}

/// An article that links to these addresses.
fn article(name: &str, urls: &[String]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("links").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let flow = fs::read_to_string(fixture("sound").join("flow.toml")).unwrap();
    let support = flow.lines().find(|line| line.starts_with("support")).unwrap().to_owned();
    fs::write(folder.join("flow.toml"), flow.replace(&support, &format!("support = \"{}\"", urls[0]))).unwrap();
    let words = fs::read_to_string(fixture("sound").join("en.md")).unwrap();
    let source = words.lines().find(|line| line.starts_with("source")).unwrap().to_owned();
    let words = words.replace(&source, &format!("source = \"{}\"", urls[0]));
    let more: String = urls.iter().map(|url| format!("\nSee [this]({url}).\n")).collect();
    fs::write(folder.join("en.md"), words + &more).unwrap();
    folder
}

fn asking() -> Asking {
    Asking { patience: Duration::from_secs(2), pause: Duration::ZERO, cache: None, max_age: 7 }
}

fn ask(folder: &Path, asking: &Asking) -> Report {
    links(&[folder.into()], asking).unwrap_or_else(|failure| panic!("{failure}"))
}

#[test]
fn every_way_to_fail_is_told_apart() {
    let (server, _) = server();
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/closed", listener.local_addr().unwrap())
    };
    let paths =
        ["fine", "gone", "missing", "broken", "members", "moved", "circle", "no-head", "busy", "hangs-up", "silent"];
    let mut urls: Vec<String> = paths.iter().map(|path| format!("{server}/{path}")).collect();
    urls.push(closed.clone());
    let report = ask(&article("kinds", &urls), &asking());
    assert_eq!(report.links.len(), urls.len());
    let leads = |path: &str| {
        let link = report.links.iter().find(|link| link.url.ends_with(path)).unwrap();
        assert!(link.places.iter().all(|place| place.contains("en.md:")), "{link:?}");
        link.leads.clone()
    };
    for path in ["/fine", "/no-head", "/busy"] {
        assert_eq!(leads(path), Leads::There, "{path}");
    }
    assert_eq!(leads("/members"), Leads::Closed { status: 403 });
    assert_eq!(leads("/moved"), Leads::On { to: format!("{server}/new") });
    let nowhere = |path: &str| match leads(path) {
        Leads::Nowhere { why } => why,
        leads => panic!("{path}: {leads:?}"),
    };
    assert!(
        nowhere("/gone").contains("410") && nowhere("/missing").contains("404") && nowhere("/broken").contains("500")
    );
    let silent: Vec<String> = ["/circle", "/hangs-up", "/silent", "/closed"].map(nowhere).into();
    assert!(silent.iter().all(|why| !why.is_empty()), "{silent:?}");
    assert_eq!(report.broken(), 7);
    let text = report.to_string();
    assert!(text.contains("12 links asked or known: 7 lead nowhere") && text.contains(&closed), "{text}");
}

#[test]
fn what_led_somewhere_is_not_asked_again_for_some_days() {
    let (server, asked) = server();
    let folder = article("cache", &[format!("{server}/fine"), format!("{server}/missing")]);
    let cache = folder.join("known.json");
    let asking = Asking { cache: Some(cache.clone()), ..asking() };
    let first = ask(&folder, &asking);
    let count = |path: &str| asked.lock().unwrap().iter().filter(|(line, _)| line.ends_with(path)).count();
    assert_eq!((count("/fine"), count("/missing")), (1, 2));
    assert_eq!(ask(&folder, &asking), first);
    assert_eq!((count("/fine"), count("/missing")), (1, 4));
    let old = fs::read_to_string(&cache).unwrap().replace("\"day\": \"20", "\"day\": \"19");
    fs::write(&cache, old).unwrap();
    assert_eq!(ask(&folder, &asking), first);
    assert_eq!(count("/fine"), 2);
    fs::write(&cache, "no JSON").unwrap();
    assert_eq!(ask(&folder, &asking), first);
    assert_eq!(count("/fine"), 3);
}

#[test]
fn a_server_is_left_alone_between_two() {
    let (server, asked) = server();
    let folder = article("pause", &["fine", "new", "members"].map(|path| format!("{server}/{path}")));
    let pause = Duration::from_millis(200);
    ask(&folder, &Asking { pause, ..asking() });
    let times: Vec<Instant> = asked.lock().unwrap().iter().map(|(_, at)| *at).collect();
    assert_eq!(times.len(), 4);
    assert!(times.windows(2).all(|two| two[1] - two[0] >= pause.mul_f64(0.9)), "{times:?}");
}
