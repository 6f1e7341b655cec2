//! What everybody is told: one answer, in every byte and in its time, whatever accounts there are.

use std::{
    hash::{BuildHasher, RandomState},
    num::NonZeroU32,
    thread,
    time::{Duration, Instant},
};

use axum::{body, extract::Request, middleware};
use login_help::server::{Server, limits::Limit};

use crate::{
    CALLS, KNOWN, UNKNOWN,
    common::{
        site::{Site, question, request},
        timing::{median, p_value},
    },
    known, on_both, quiet, with_many_accounts,
};

#[test]
fn a_known_and_an_unknown_address_get_the_same_answer_byte_for_byte() {
    for (database, site) in on_both("same", |_| {}) {
        let mut caller = site.caller();
        let known = caller.ask(KNOWN);
        assert_eq!((known.status, known.body.as_str()), (202, r#"{"emailed":true}"#), "{database}");
        assert_eq!(known.header("cache-control"), Some("no-store"));
        for other in [UNKNOWN, "somebody.else@sub.example.com", "FROZEN@EXAMPLE.ORG", KNOWN] {
            assert_eq!(caller.ask(other), known, "{other}");
            assert_eq!(caller.redeem(other, "no-token-of-ours"), known, "{other}");
        }
        let other_article = question(KNOWN).replace("sendgrid-login", "two-factor");
        assert_eq!(caller.post("/account-status", &other_article), known);
    }
}

/// The times of calls for a known and an unknown address, mixed at random on one connection. All answers are alike, in
/// every byte.
fn times(site: &Site) -> (Vec<Duration>, Vec<Duration>) {
    let (mut caller, chance) = (site.caller(), RandomState::new());
    let first = caller.ask(UNKNOWN);
    let ask = |email: &str| request("POST", "/account-status", "content-type: application/json\r\n", &question(email));
    // All are made before, so that the time to make one, and what that leaves in the caches, is no part of any.
    let pairs = (0..CALLS).map(known).map(|email| [ask(&email), ask(&email.replace("known", "never"))]);
    let mut calls = pairs.flat_map(|pair| pair.into_iter().enumerate()).collect::<Vec<_>>();
    calls.sort_by_cached_key(|call| chance.hash_one(call));
    let mut times = [Vec::new(), Vec::new()];
    for (kind, request) in &calls {
        let started = Instant::now();
        caller.write(request);
        let answer = caller.read();
        times[*kind].push(started.elapsed());
        assert_eq!(answer, first);
    }
    times.into()
}

#[allow(clippy::print_stdout, reason = "the figures are for people to read")]
fn compare(what: &str, site: &Site) -> f64 {
    let (known, unknown) = times(site);
    let p = p_value(&known, &unknown);
    println!("{what}: p = {p:.3e}, medians {:?} (known) and {:?} (unknown)", median(&known), median(&unknown));
    p
}

/// One run in a thousand looks different by chance, two in a row one in a million.
fn can_be_told_apart(what: &str, site: &Site) -> bool {
    (0..2).all(|_| compare(what, site) < 0.001)
}

#[test]
fn the_time_of_an_answer_does_not_tell_whether_there_is_an_account() {
    let _quiet = quiet();
    for (database, site) in on_both("time", with_many_accounts) {
        assert!(!can_be_told_apart(database, &site), "{database}");
        let mails = site.mails().len();
        assert!(mails > CALLS / 10, "mail was written all the while: {mails}");
        crate::until("each has a mail", || site.mails().len() >= CALLS);
    }
}

#[test]
fn the_time_of_an_answer_does_not_tell_of_an_account_that_gets_no_more_mail() {
    let _quiet = quiet();
    let limit = Limit { at_once: NonZeroU32::MIN, every: Duration::from_secs(3600) };
    let flooded = |settings: &mut _| {
        with_many_accounts(settings);
        settings.mailing.limit = limit;
    };
    for (database, site) in on_both("flooded", flooded) {
        let mut caller = site.caller();
        (0..CALLS).for_each(|call| assert_eq!(caller.ask(&known(call)).status, 202));
        crate::until("each has one mail", || site.mails().len() == CALLS);
        assert!(!can_be_told_apart(&format!("{database}, no more mail"), &site), "{database}");
        assert_eq!(site.end().1.len(), CALLS, "none got a second");
    }
}

#[test]
fn the_test_of_times_sees_a_server_that_takes_300_microseconds_longer_for_a_known_address() {
    let _quiet = quiet();
    let slower = async |request: Request, next: middleware::Next| {
        let (parts, body) = request.into_parts();
        let bytes = body::to_bytes(body, 4096).await.unwrap();
        if String::from_utf8_lossy(&bytes).contains("known-") {
            thread::sleep(Duration::from_micros(300));
        }
        next.run(Request::from_parts(parts, bytes.into())).await
    };
    let change = |mut server: Server| {
        server.router = server.router.layer(middleware::from_fn(slower));
        server
    };
    let site = Site::with("slower", with_many_accounts, change);
    assert!(compare("300 µs slower for known addresses", &site) < 0.001);
}
