//! One-time tokens: who gets the facts by one, and how often.

use std::{collections::BTreeSet, thread, time::Duration};

use serde_json::json;

use crate::{KNOWN, UNKNOWN, alone, assert_refused, common::site::Site};

#[test]
fn a_token_gives_the_facts_to_one_caller_as_often_as_an_answer_is_lost_and_to_no_other() {
    let site = Site::behind(1, "once", |_| {});
    let token = site.token(KNOWN);
    let from = |caller: &str| site.post_from(caller, &alone(&token));
    let facts = from("2001:db8::1");
    assert_eq!((facts.status, facts.body.as_str()), (200, r#"{"facts":{"account":"terminated"}}"#));
    assert_eq!(facts.header("cache-control"), Some("no-store"));
    assert_eq!(from("2001:db8::1"), facts);
    assert_eq!(from("2001:db8::2"), facts, "a household is one caller");
    for other in ["2001:db8:0:1::1", "203.0.113.9", "unknown"] {
        assert_refused(&from(other), 401, "/account-status");
    }
    assert_eq!(from("2001:db8::1"), facts, "nobody else's try takes it away");
}

#[test]
fn a_used_token_ends_for_its_caller_too() {
    let life = Duration::from_millis(1000);
    let site = Site::with("ends", |settings| settings.token_life = life, |server| server);
    let token = site.token(KNOWN);
    assert_eq!(site.caller().post("/account-status", &alone(&token)).status, 200);
    for _ in 0..4 {
        thread::sleep(life / 3);
        site.caller().post("/account-status", &alone(&token));
    }
    assert_refused(&site.caller().post("/account-status", &alone(&token)), 401, "/account-status");
}

#[test]
fn a_token_sent_for_another_article_is_refused_and_stays_good() {
    let site = Site::behind(1, "article", |_| {});
    let token = site.token(KNOWN);
    let other_article = alone(&token).replace("sendgrid-login", "two-factor");
    assert_refused(&site.post_from("203.0.113.9", &other_article), 401, "/account-status");
    assert_eq!(site.post_from("203.0.113.10", &alone(&token)).status, 200);
}

#[test]
fn a_token_needs_no_address_and_is_used_up_by_either_way() {
    let site = Site::behind(1, "alone", |_| {});
    let other = |token: &str| site.post_from("203.0.113.9", &alone(token));
    let bearer = |token: &str| {
        let headers = format!("content-type: application/json\r\nauthorization: Bearer {token}\r\n");
        site.caller().send("POST", "/account-status", &headers, r#"{"article":"sendgrid-login"}"#)
    };
    let token = site.token("Frozen@Example.org");
    assert_eq!(bearer(&token).body, r#"{"facts":{"account":"frozen"}}"#);
    assert_refused(&other(&token), 401, "/account-status");
    let token = site.token(KNOWN);
    assert_eq!(site.caller().redeem(KNOWN, &token).status, 200);
    assert_refused(&other(&token), 401, "/account-status");
    let token = site.token(KNOWN);
    assert_eq!(other(&token).status, 200);
    assert_refused(&bearer(&token), 401, "/account-status");
    assert_eq!(site.caller().redeem(KNOWN, &token).status, 202);
}

#[test]
fn a_token_alone_that_is_not_live_is_refused_alike_whatever_is_the_matter_with_it() {
    let life = Duration::from_millis(1000);
    let site = Site::behind(1, "not-live", |settings| settings.token_life = life);
    let post = |body: &str| site.caller().post("/account-status", body);
    let expired = site.token(KNOWN);
    thread::sleep(life);
    let used = site.token(KNOWN);
    assert_eq!(site.post_from("203.0.113.9", &alone(&used)).status, 200);
    let other_article = site.token(KNOWN);
    let refused = post(&alone(&expired));
    assert_refused(&refused, 401, "/account-status");
    assert_eq!(refused.header("www-authenticate"), Some(r#"Bearer error="invalid_token""#));
    assert!(refused.body.contains("this link has been used or has expired"), "{}", refused.body);
    for body in [alone(&used), alone("never-ours"), alone(""), alone(&other_article).replace("sendgrid-login", "other")]
    {
        assert_eq!(post(&body), refused, "{body}");
    }
}

#[test]
fn a_request_with_neither_an_address_nor_a_token_does_not_fit() {
    let site = Site::start("neither");
    for body in [
        r#"{"article":"sendgrid-login"}"#,
        r#"{"article":"sendgrid-login","email":null,"token":null}"#,
        r#"{"article":"sendgrid-login","email":5,"token":"never-ours"}"#,
        r#"{"article":"sendgrid-login","email":"nobody","token":"never-ours"}"#,
        r#"{"token":"never-ours"}"#,
    ] {
        assert_refused(&site.caller().post("/account-status", body), 422, "/account-status");
    }
}

#[test]
fn a_token_can_be_sent_in_the_body_and_the_address_in_capitals() {
    let site = Site::start("body");
    let token = site.token("fine@example.org");
    let body = json!({ "article": "sendgrid-login", "email": "FINE@example.org", "token": token });
    let facts = site.caller().post("/account-status", &body.to_string());
    assert_eq!((facts.status, facts.body.as_str()), (200, r#"{"facts":{}}"#));
}

#[test]
fn a_token_is_of_no_use_for_another_address_and_stays_good_for_its_own() {
    let site = Site::start("bound");
    let anonymous = site.caller().ask(KNOWN);
    let token = site.token(KNOWN);
    assert_eq!(site.caller().redeem("frozen@example.org", &token), anonymous);
    assert_eq!(site.caller().redeem(UNKNOWN, &token), anonymous);
    assert_eq!(site.caller().redeem(KNOWN, &token).status, 200);
}

#[test]
fn a_token_expires() {
    let life = Duration::from_millis(400);
    let site = Site::with("expires", |settings| settings.token_life = life, |server| server);
    let anonymous = site.caller().ask(KNOWN);
    let token = site.token(KNOWN);
    thread::sleep(life);
    assert_eq!(site.caller().redeem(KNOWN, &token), anonymous);
}

#[test]
fn a_token_sent_by_ten_callers_at_once_works_for_one() {
    let site = Site::behind(1, "race", |_| {});
    let token = site.token(KNOWN);
    let redeem = |call| match call % 2 {
        0 => site.caller().redeem(KNOWN, &token).status,
        _ => site.post_from(&format!("203.0.113.{call}"), &alone(&token)).status,
    };
    let redeemed = thread::scope(|scope| {
        let calls = (0..10).map(|call| scope.spawn(move || (call, redeem(call)))).collect::<Vec<_>>();
        let answers = calls.into_iter().map(|call| call.join().unwrap());
        // The even calls are all of one caller.
        let redeemed =
            answers.filter(|(_, status)| *status == 200).map(|(call, _)| if call % 2 == 0 { 0 } else { call });
        redeemed.collect::<BTreeSet<_>>()
    });
    assert_eq!(redeemed.len(), 1, "{redeemed:?}");
}
