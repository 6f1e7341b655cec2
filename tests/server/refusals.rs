//! How requests are refused, how callers are held back and told apart, and what the log has of them.

use std::{thread, time::Duration};

use login_help::server::{Settings, limits::Limit};
use serde_json::Value;

use crate::{
    KNOWN, UNKNOWN, alone, assert_refused,
    common::site::{Site, question},
};

fn per_minute(number: u32) -> Option<Limit> {
    Some(Limit::per_minute(number.try_into().unwrap()))
}

#[test]
fn every_refusal_is_a_problem_of_one_type() {
    let site = Site::start("refusals");
    let json = "content-type: application/json\r\n";
    let good = question(KNOWN);
    for path in ["/account-status", "/feedback"] {
        let refused = |method: &str, headers: &str, body: &str, status| {
            assert_refused(&site.caller().send(method, path, headers, body), status, path);
        };
        refused("POST", json, "{", 400);
        refused("POST", json, "", 400);
        refused("POST", json, "\u{0}", 400);
        refused("GET", "", "", 405);
        refused("DELETE", "", "", 405);
        refused("POST", json, &" ".repeat(5000), 413);
        refused("POST", "", &good, 415);
        refused("POST", "content-type: text/plain\r\n", &good, 415);
        refused("POST", json, "[]", 422);
        refused("POST", json, r#"{"article":"sendgrid-login","email":5,"id":5}"#, 422);
    }
    for email in ["", "nobody", "two@at@example.org", "line\\nbreak@example.org", "a@b", " space@example.org"] {
        assert_refused(&site.caller().ask(email), 422, "/account-status");
    }
    for rest in [
        r#""id":"""#,
        r#""id":"1","rating":6"#,
        r#""id":"1","rating":-1"#,
        r#""id":"1","rating":1.5"#,
        r#""id":"1","helpful":"yes""#,
    ] {
        assert_refused(&site.caller().post("/feedback", &format!(r#"{{"article":"a",{rest}}}"#)), 422, "/feedback");
    }
    assert_refused(&site.caller().get("/nothing-here"), 404, "/nothing-here");
    assert_refused(&site.caller().get("/service-status"), 404, "/service-status");
    assert_refused(&site.caller().post("/service-status", "{}"), 405, "/service-status");
    assert_eq!(site.caller().get("/feedback").header("allow"), Some("POST"));
}

#[test]
fn a_refusal_quotes_nothing_of_the_request() {
    let site = Site::start("quotes");
    for body in [r#"{"article":"a","email":["secret@example.org"]}"#, "secret", r#"{"email":"secret","article":true}"#]
    {
        let answer = site.caller().post("/account-status", body);
        assert!(answer.status >= 400 && !answer.body.contains("secret"), "{answer:?}");
    }
}

#[test]
fn a_body_of_ten_megabytes_is_refused_before_it_is_sent() {
    let site = Site::start("ten");
    let mut caller = site.caller();
    caller.write(format!(
        "POST /account-status HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\n\r\n{}",
        " ".repeat(5000)
    ));
    assert_refused(&caller.read(), 413, "/account-status");
    assert!(caller.is_closed());
}

#[test]
fn a_body_that_comes_too_slowly_is_not_waited_for() {
    let site = Site::start("slow");
    let mut caller = site.caller();
    caller.write(
        "POST /feedback HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
    );
    assert_refused(&caller.read(), 408, "/feedback");
}

#[test]
fn a_caller_who_asks_too_often_is_told_when_to_come_back_whatever_the_account() {
    let limit = |settings: &mut Settings| settings.limit = per_minute(3);
    let site = Site::with("limits", limit, |server| server);
    let mut caller = site.caller();
    assert_eq!([KNOWN, UNKNOWN, "malformed"].map(|email| caller.ask(email).status), [202, 202, 422]);
    let refused = caller.ask(KNOWN);
    assert_refused(&refused, 429, "/account-status");
    assert_eq!(caller.ask(UNKNOWN), refused);
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((19..=20).contains(&wait), "three in a minute is one in twenty seconds: {wait}");
    // What the caller says of itself counts nothing, and another connection is the same caller.
    let forged = "content-type: application/json\r\nx-forwarded-for: 203.0.113.9\r\n";
    assert_eq!(site.caller().send("POST", "/account-status", forged, &question(KNOWN)).status, 429);
}

#[test]
fn a_bucket_fills_again() {
    let limit = |settings: &mut Settings| settings.limit = per_minute(60);
    let site = Site::with("fills", limit, |server| server);
    let mut caller = site.caller();
    let allowed = (0..70).filter(|_| caller.ask(KNOWN).status == 202).count();
    assert!((60..=65).contains(&allowed), "{allowed}");
    thread::sleep(Duration::from_millis(1100));
    assert_eq!(caller.ask(KNOWN).status, 202);
}

/// Whether each of these callers may ask, where everyone may once.
fn may_ask<const N: usize>(name: &str, trusted_hops: usize, forwarded: [&str; N]) -> [bool; N] {
    let site = Site::behind(trusted_hops, name, |settings| settings.limit = per_minute(1));
    forwarded.map(|forwarded| match site.post_from(forwarded, &question(KNOWN)).status {
        202 => true,
        429 => false,
        status => panic!("{forwarded}: {status}"),
    })
}

#[test]
fn behind_a_proxy_the_callers_network_is_what_the_proxy_says_last() {
    let callers = ["203.0.113.9", "203.0.113.10", "203.0.113.9", "198.51.100.1, 203.0.113.9"];
    assert_eq!(may_ask("proxy", 1, callers), [true, true, false, false]);
    let callers = ["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1", "::ffff:203.0.113.9", "203.0.113.9"];
    assert_eq!(may_ask("proxy", 1, callers), [true, false, true, true, false]);
}

#[test]
fn a_proxy_may_write_a_port_and_brackets() {
    let callers = ["203.0.113.9:4711", "203.0.113.10:4711", "203.0.113.9:4712", "203.0.113.9"];
    assert_eq!(may_ask("ports", 1, callers), [true, true, false, false]);
    let callers =
        ["[2001:db8::1]:4711", "[2001:db8:0:1::1]:4711", "[2001:db8::2]", "2001:db8::3", "\t[2001:db8::4]:1 "];
    assert_eq!(may_ask("ports", 1, callers), [true, true, false, false, false]);
}

#[test]
fn behind_some_proxies_the_caller_is_whom_the_first_of_them_saw() {
    let callers = ["203.0.113.9, 192.0.2.1", "203.0.113.10, 192.0.2.1", "198.51.100.1, 203.0.113.9, 192.0.2.2"];
    assert_eq!(may_ask("hops", 2, callers), [true, true, false]);
    let second_line = "203.0.113.9\r\nx-forwarded-for: 192.0.2.3";
    let lines = ["198.51.100.1\r\nX-Forwarded-For: 203.0.113.9, 192.0.2.1", second_line, "203.0.113.10, 192.0.2.1"];
    assert_eq!(may_ask("hops", 2, lines), [true, false, true]);
}

#[test]
fn a_caller_whom_no_proxy_names_is_the_proxy_itself_whatever_stands_there() {
    let unnamed = ["unknown", "203.0.113.9, ", "_hidden", "203.0.113.9, 1.2.3", "203.0.113.9, [::1]:99999"];
    assert_eq!(may_ask("unnamed", 1, unnamed), [true, false, false, false, false]);
    assert_eq!(may_ask("unnamed", 3, ["203.0.113.9", "203.0.113.10, 192.0.2.1"]), [true, false], "too few of them");
    assert_eq!(may_ask("unnamed", 0, ["203.0.113.9", "203.0.113.10"]), [true, false], "no proxy at all");
    let other_bytes = ["\u{fc}, 203.0.113.9", "\u{fc}, 203.0.113.10", "203.0.113.9"];
    assert_eq!(may_ask("unnamed", 1, other_bytes), [true, true, false], "what a caller wrote hides nobody");
}

#[test]
fn nothing_that_a_caller_wrote_is_in_the_log() {
    let site = Site::start("log");
    let token = site.token(KNOWN);
    site.caller().redeem(KNOWN, &token);
    site.caller().redeem("somebody@example.org.", &token);
    site.caller().post("/account-status", "somebody@example.org");
    site.caller().post("/account-status", &alone(&format!("{token}x")));
    site.caller().get("/somebody@example.org");
    site.caller().get(&format!("/service-status?token={token}"));
    site.caller().send("SOMEBODY", &format!("/feedback?{token}"), "referer: somebody@example.org\r\n", "");
    let (log, _) = site.end();
    for secret in ["@", "example", "SOMEBODY", "somebody", &token] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let lines = lines.map(|line| {
        assert!(line["span"]["id"].is_string() && line["milliseconds"].is_number(), "{line}");
        format!("{} {} {}", line["method"].as_str().unwrap(), line["path"].as_str().unwrap(), line["status"])
    });
    let expected = [
        "POST /account-status 202",
        "POST /account-status 200",
        "POST /account-status 422",
        "POST /account-status 400",
        "POST /account-status 401",
        "GET (no such path) 404",
        "GET /service-status 404",
        "OTHER /feedback 405",
    ];
    assert_eq!(lines.collect::<Vec<_>>(), expected);
}
