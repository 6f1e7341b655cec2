//! What servers say: the account's state, the service's, and feedback that waits to be sent.

#![cfg(feature = "author")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that can't go on has failed")]

use login_help::status::{
    Json, Reply,
    account::{self, Account},
    feedback::{CLAIM, Feedback, LIFE, MOST, Queue},
    quote,
    service::{self, Service, Trouble},
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A value as the shell hands it over: the same walk in JavaScript is in `public/login-help.js`.
fn leaves(value: &Value) -> Json {
    fn walk(value: &Value, path: &str, into: &mut Vec<(String, String)>) {
        let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        match value {
            Value::Object(entries) if !entries.is_empty() => {
                entries.iter().for_each(|(name, value)| walk(value, &below(name), into));
            }
            Value::Array(items) if !items.is_empty() => {
                items.iter().enumerate().for_each(|(place, value)| walk(value, &below(&place.to_string()), into));
            }
            Value::String(text) => into.push((path.into(), text.clone())),
            Value::Object(_) | Value::Array(_) => into.push((path.into(), String::new())),
            other => into.push((path.into(), other.to_string())),
        }
    }
    let mut into = Vec::new();
    walk(value, "", &mut into);
    Json::new(into)
}

fn reply(status: u16, body: &Value) -> Reply {
    Reply { status, body: leaves(body), wait: None }
}

#[test]
fn an_account_server_has_written_or_tells_facts_or_says_nothing_that_helps() {
    for (status, body, wanted) in [
        (202, json!({"emailed": true}), Account::Emailed),
        (200, json!({"facts": {"account": "banned"}}), Account::Facts("account=banned ".into())),
        (
            200,
            json!({"facts": {"account": "banned", "service": "incident"}}),
            Account::Facts("account=banned service=incident ".into()),
        ),
        (202, json!({"emailed": false}), Account::Silent),
        (202, json!({}), Account::Silent),
        (200, json!({"emailed": true}), Account::Silent),
        (200, json!({"facts": {}}), Account::Silent),
        (200, json!({"facts": {"account": {"deep": "banned"}}}), Account::Silent),
        (200, json!({"facts": ["banned"]}), Account::Facts("0=banned ".into())),
        (200, json!([]), Account::Silent),
        (200, json!(null), Account::Silent),
        (400, json!({"facts": {"account": "banned"}}), Account::Silent),
        (429, json!({"type": "about:blank"}), Account::Silent),
        (500, json!({"emailed": true}), Account::Silent),
    ] {
        assert_eq!(account::read(&reply(status, &body)), wanted, "{status} {body}");
    }
}

#[test]
fn what_is_sent_is_json_whatever_was_typed() {
    let asked: Value = serde_json::from_str(&account::question("my-login", "a\"b\\c\u{1}é@example.com")).unwrap();
    assert_eq!(asked, json!({"article": "my-login", "email": "a\"b\\c\u{1}é@example.com"}));
    let asked: Value = serde_json::from_str(&account::redemption("my-login", "x-Y_0")).unwrap();
    assert_eq!(asked, json!({"article": "my-login", "token": "x-Y_0"}));
    let said =
        Feedback { id: "1", article: "my-login", section: "banned", helpful: Some(false), comment: "two\nlines" };
    let sent: Value = serde_json::from_str(&said.body()).unwrap();
    assert_eq!(
        sent,
        json!({"id": "1", "article": "my-login", "section": "banned", "helpful": false, "comment": "two\nlines"})
    );
    let said = Feedback { id: "1", article: "my-login", section: "", helpful: None, comment: "" };
    assert_eq!(serde_json::from_str::<Value>(&said.body()).unwrap(), json!({"id": "1", "article": "my-login"}));
}

proptest! {
    #[test]
    fn every_text_survives_being_quoted(text in any::<String>()) {
        prop_assert_eq!(serde_json::from_str::<String>(&quote(&text)).unwrap(), text);
    }
}

const LOGIN: &str = "Login\nWebsite";

fn incident(status: &str, component: &str) -> Value {
    json!({"name": "Trouble", "status": status, "shortlink": "https://stspg.io/x", "components": [{"name": component}]})
}

fn trouble(is_maintenance: bool, title: &str, url: &str) -> Service {
    Service::Trouble(Trouble { is_maintenance, title: title.into(), url: url.into() })
}

#[test]
fn an_open_incident_of_a_component_that_the_article_names_is_a_trouble() {
    for status in ["investigating", "identified", "monitoring", "something-new"] {
        let summary = leaves(&json!({"incidents": [incident("resolved", "Login"), incident(status, "login ")]}));
        assert_eq!(service::read(&summary, LOGIN), trouble(false, "Trouble", "https://stspg.io/x"), "{status}");
    }
}

#[test]
fn what_is_over_or_is_about_something_else_is_none() {
    let fine = json!([{"name": "Login", "status": "operational"}, {"name": "SMTP", "status": "major_outage"}]);
    for incidents in [
        json!([incident("resolved", "Login")]),
        json!([incident("postmortem", "Login")]),
        json!([incident("investigating", "SMTP")]),
        json!([{"name": "no components", "status": "investigating"}]),
        json!([]),
    ] {
        let summary = json!({"incidents": incidents, "components": fine});
        assert_eq!(service::read(&leaves(&summary), LOGIN), Service::Up, "{summary}");
    }
}

#[test]
fn an_article_that_names_no_component_takes_every_incident() {
    let summary = leaves(&json!({"incidents": [incident("investigating", "SMTP")]}));
    assert_eq!(service::read(&summary, ""), trouble(false, "Trouble", "https://stspg.io/x"));
}

#[test]
fn announced_work_counts_while_it_is_done_and_is_told_apart() {
    let work = |status: &str| json!({"scheduled_maintenances": [incident(status, "Login")], "page": {"url": "https://status.example"}});
    assert_eq!(service::read(&leaves(&work("in_progress")), LOGIN), trouble(true, "Trouble", "https://stspg.io/x"));
    assert_eq!(service::read(&leaves(&work("verifying")), LOGIN), trouble(true, "Trouble", "https://stspg.io/x"));
    assert_eq!(service::read(&leaves(&work("scheduled")), LOGIN), Service::Unknown);
    assert_eq!(service::read(&leaves(&work("completed")), LOGIN), Service::Unknown);
}

#[test]
fn a_component_that_is_down_without_an_incident_is_a_trouble_by_its_own_name() {
    let page = json!({"url": "https://status.example"});
    for (status, is_maintenance) in [
        ("major_outage", false),
        ("partial_outage", false),
        ("degraded_performance", false),
        ("under_maintenance", true),
    ] {
        let summary = json!({"components": [{"name": "Login", "status": status}], "page": page});
        assert_eq!(service::read(&leaves(&summary), LOGIN), trouble(is_maintenance, "Login", "https://status.example"));
    }
}

#[test]
fn everything_is_up_only_where_the_page_says_so() {
    let indicator = |indicator: &str| leaves(&json!({"status": {"indicator": indicator}}));
    assert_eq!(service::read(&indicator("none"), ""), Service::Up);
    assert_eq!(service::read(&indicator("none"), LOGIN), Service::Unknown);
    for unknown in ["minor", "sunny", ""] {
        assert_eq!(service::read(&indicator(unknown), ""), Service::Unknown, "{unknown}");
    }
    for odd in [json!(null), json!([]), json!("up"), json!({"incidents": {"a": 1}}), json!({"components": "none"})] {
        assert_eq!(service::read(&leaves(&odd), LOGIN), Service::Unknown, "{odd}");
    }
    let new = leaves(&json!({"components": [{"name": "Login", "status": "sunny"}]}));
    assert_eq!(service::read(&new, LOGIN), Service::Unknown);
}

proptest! {
    #[test]
    fn no_summary_whatever_is_in_it_makes_reading_fail(paths in prop::collection::vec(("[a-z_/0-9]{0,30}", ".{0,9}"), 0..30)) {
        let json = Json::new(paths);
        service::read(&json, LOGIN);
        let answer = account::read(&Reply { status: 200, body: json, wait: None });
        prop_assert!(answer != Account::Emailed);
    }
}

const NOW: f64 = 1_800_000_000_000.0;

#[test]
fn feedback_is_kept_until_it_is_sent_and_taken_once() {
    let mut queue = Queue::default();
    queue.push("a", "{\"id\":\"a\"}".into(), NOW);
    queue.push("b", "{\"comment\":\"with spaces\"}".into(), NOW);
    let mut again = Queue::read(&queue.to_text(), NOW);
    assert_eq!(again, queue);
    assert_eq!(again.claim(NOW, false).unwrap(), ("a".into(), "{\"id\":\"a\"}".into()));
    // Another tab reads what the first has written.
    let mut other = Queue::read(&again.to_text(), NOW);
    assert_eq!(other.claim(NOW, false).unwrap().0, "b");
    assert_eq!(other.claim(NOW, false), None);
    other.drop_one("b");
    assert_eq!(other.claim(NOW + CLAIM, false).unwrap().0, "a", "the first tab is gone");
    let mut alone = Queue::read(&again.to_text(), NOW);
    assert_eq!(alone.claim(NOW, true).unwrap().0, "a", "who is alone need not mind the mark of a tab that is gone");
    other.drop_one("a");
    assert_eq!(other.to_text(), "");
}

#[test]
fn what_a_server_puts_off_waits_as_long_as_it_asks() {
    let mut queue = Queue::default();
    queue.push("a", "{}".into(), NOW);
    queue.claim(NOW, false);
    queue.put_off("a", 60_000.0, NOW);
    assert_eq!(Queue::read(&queue.to_text(), NOW).claim(NOW + 59_999.0, true), None);
    queue.push("b", "{}".into(), NOW);
    assert_eq!(Queue::read(&queue.to_text(), NOW).claim(NOW + 59_999.0, true), None, "nor does another go");
    assert!(Queue::read(&queue.to_text(), NOW).claim(NOW + 60_000.0, true).is_some());
}

#[test]
fn at_most_fifty_wait_and_none_for_more_than_thirty_days() {
    let mut queue = Queue::default();
    for number in 0..MOST + 5 {
        queue.push(&number.to_string(), "{}".into(), NOW);
    }
    assert_eq!(queue.to_text().lines().count(), MOST);
    assert_eq!(queue.clone().claim(NOW, false).unwrap().0, "5", "the oldest went");
    assert_eq!(Queue::read(&queue.to_text(), NOW + LIFE).to_text(), "");
}

#[test]
fn what_is_no_queue_is_an_empty_one() {
    for text in ["", "\n", "{}", "1 2", "x y z {}", "1e999 0 a {}", "🙂 0 a b"] {
        assert_eq!(Queue::read(text, NOW), Queue::default(), "{text}");
    }
}
