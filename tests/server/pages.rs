//! The service's status passed through, and which pages may ask.

use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use login_help::server::Source;

use crate::{
    assert_refused,
    common::site::{ORIGIN, Site},
};

fn with_status(name: &str, source: &str) -> Site {
    Site::with(name, |settings| settings.status = Some(source.parse::<Source>().unwrap()), |server| server)
}

/// A status page that gives one answer, or none at all; counts how often it is asked.
fn status_page(answer: Option<String>) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api/v2/summary.json", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 2048]).unwrap();
            if let Some(answer) = &answer {
                // The other side stops reading what is too long.
                let _ = stream.write_all(answer.as_bytes());
            } else {
                open.push(stream);
            }
        }
    });
    (url, asked)
}

fn ok(body: &str) -> Option<String> {
    Some(format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

#[test]
fn a_status_page_is_passed_through_unchanged_to_other_origins_and_asked_once_in_a_while() {
    let summary = "{ \"status\": {\"indicator\": \"minor\"} }\n";
    let (url, asked) = status_page(ok(summary));
    let site = with_status("status", &url);
    thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(|| {
                let answer = site.caller().send("GET", "/service-status", &format!("origin: {ORIGIN}\r\n"), "");
                assert_eq!((answer.status, answer.body.as_str()), (200, summary));
                assert_eq!(answer.header("access-control-allow-origin"), Some(ORIGIN));
                assert_eq!(answer.header("content-type"), Some("application/json"));
                assert_eq!(answer.header("cache-control"), Some("max-age=30"));
            });
        }
    });
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[test]
fn a_status_page_can_be_a_file() {
    let file = "tests/fixtures/server/summary.json";
    let answer = with_status("file", file).caller().get("/service-status");
    assert_eq!(answer.body, fs::read_to_string(file).unwrap());
    assert_eq!(answer.json()["status"]["indicator"], "none");
}

#[test]
fn a_status_page_that_fails_is_a_bad_gateway_and_left_alone_for_a_while() {
    let long = format!("\"{}\"", " ".repeat(64 * 1024));
    let missing = Some("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}".to_owned());
    for (name, answer) in [("html", ok("<html>")), ("long", ok(&long)), ("missing", missing), ("odd", Some("?".into()))]
    {
        let (url, asked) = status_page(answer);
        let site = with_status(name, &url);
        for _ in 0..3 {
            assert_refused(&site.caller().get("/service-status"), 502, "/service-status");
        }
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{name}");
        assert!(site.log().contains("the status page can't be read"), "{}", site.log());
    }
    assert_refused(&with_status("nowhere", "/nowhere").caller().get("/service-status"), 502, "/service-status");
}

#[test]
fn a_status_page_that_never_answers_is_waited_for_five_seconds() {
    let site = with_status("late", &status_page(None).0);
    let started = Instant::now();
    assert_refused(&site.caller().get("/service-status"), 504, "/service-status");
    assert!((5..8).contains(&started.elapsed().as_secs()));
}

#[test]
fn a_status_file_that_is_none_is_not_waited_for() {
    let pipe = Path::new(env!("CARGO_TARGET_TMPDIR")).join("status-pipe");
    let _ = fs::remove_file(&pipe);
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for source in [pipe.to_str().unwrap(), "/dev/zero", "/"] {
        let started = Instant::now();
        assert_refused(&with_status("pipe", source).caller().get("/service-status"), 502, "/service-status");
        assert!(started.elapsed() < Duration::from_secs(3), "{source}");
    }
}

#[test]
fn a_status_page_that_stops_half_way_is_waited_for_five_seconds() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let site = with_status("half", &format!("http://{}/", listener.local_addr().unwrap()));
    let page = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{").unwrap();
        stream
    });
    assert_refused(&site.caller().get("/service-status"), 504, "/service-status");
    drop(page.join());
}

#[test]
fn pages_of_the_origins_that_were_named_may_ask_and_no_others() {
    let site = Site::start("cors");
    let preflight = |origin: &str| {
        let headers = format!(
            "origin: {origin}\r\naccess-control-request-method: POST\r\naccess-control-request-headers: content-type\r\n"
        );
        site.caller().send("OPTIONS", "/account-status", &headers, "")
    };
    let answer = preflight(ORIGIN);
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, Some(ORIGIN)));
    assert_eq!(answer.header("access-control-allow-headers"), Some("authorization,content-type"));
    assert_eq!(answer.header("access-control-allow-methods"), Some("GET,POST"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert_eq!(preflight("https://example.com").header("access-control-allow-origin"), None);
    // A refusal too can be read by the page.
    let answer = site.caller().send("POST", "/feedback", &format!("origin: {ORIGIN}\r\n"), "");
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (415, Some(ORIGIN)));
    assert!(answer.header("vary").unwrap().contains("origin"));
    assert_eq!(answer.header("set-cookie"), None);
}
