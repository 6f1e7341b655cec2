//! The reference server, asked over HTTP as a page would ask it, and as somebody with worse in mind would.

#![cfg(feature = "server")]
#![allow(clippy::use_debug, reason = "durations print so")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, ChildStderr, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use axum::{body, extract::Request, middleware};
use common::{
    site::{Answer, Caller, ORIGIN, PAGE, SAMPLE, Site, accounts, accounts_file, question, request},
    timing::{median, p_value},
};
use icu_normalizer::ComposingNormalizer;
use lettre::message::Mailbox;
use login_help::{
    email::Address,
    server::{
        Post, Server, Settings, Source,
        accounts::{Accounts, NotLoaded, key},
        api,
    },
};
use serde_json::{Value, json};

const KNOWN: &str = "terminated@example.org";
/// As long as the known one.
const UNKNOWN: &str = "terminates@example.org";
const CALLS: usize = 2000;

/// As many addresses as calls, each as long as any other.
fn known(call: usize) -> String {
    format!("known-{call:04}@example.org")
}

fn with_many_accounts(settings: &mut Settings) {
    let many = (0..CALLS).map(known).collect::<Vec<_>>();
    settings.accounts = accounts("many", many.iter().map(String::as_str));
}

// --- What everybody is told ---------------------------------------------------------------------------------

#[test]
fn a_known_and_an_unknown_address_get_the_same_answer_byte_for_byte() {
    let site = Site::start("same");
    let mut caller = site.caller();
    let known = caller.ask(KNOWN);
    assert_eq!((known.status, known.body.as_str()), (202, r#"{"emailed":true}"#));
    assert_eq!(known.header("cache-control"), Some("no-store"));
    for other in [UNKNOWN, "somebody.else@sub.example.com", "FROZEN@EXAMPLE.ORG", KNOWN] {
        assert_eq!(caller.ask(other), known, "{other}");
        assert_eq!(caller.redeem(other, "no-token-of-ours"), known, "{other}");
    }
    let other_article = question(KNOWN).replace("sendgrid-login", "two-factor");
    assert_eq!(caller.post("/account-status", &other_article), known);
}

/// The times of calls for a known and an unknown address, mixed at random on one connection.
fn times(site: &Site) -> (Vec<Duration>, Vec<Duration>) {
    let (mut caller, chance) = (site.caller(), RandomState::new());
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
        assert_eq!(answer.status, 202);
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

#[test]
fn the_time_of_an_answer_does_not_tell_whether_there_is_an_account() {
    let site = Site::with("time", with_many_accounts, |server| server);
    // One run in a thousand looks different by chance, two in a row one in a million.
    let told_apart = (0..2).all(|_| compare("as it is", &site) < 0.001);
    assert!(!told_apart);
    let (_, mails) = site.end();
    assert!(mails.len() >= CALLS / 2, "mail was written all the while: {}", mails.len());
}

#[test]
fn the_test_of_times_sees_a_server_that_takes_300_microseconds_longer_for_a_known_address() {
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

// --- Mail and tokens ----------------------------------------------------------------------------------------

#[test]
fn mail_goes_to_addresses_that_have_an_account_and_has_one_link() {
    let site = Site::start("mail");
    for email in [KNOWN, UNKNOWN, "Banned@Example.org"] {
        site.caller().ask(email);
    }
    let (_, mut mails) = site.end();
    mails.sort_by_key(|mail| mail.contains(KNOWN));
    let [banned, terminated] = mails.as_slice() else { panic!("{mails:#?}") };
    for part in [&format!("To: {KNOWN}\r\n"), "Subject: Your account is terminated\r\n", "Contact Support soon"] {
        assert!(terminated.contains(part), "{terminated}");
    }
    assert!(terminated.contains("text/plain") && terminated.contains("within 30\r\nminutes"), "{terminated}");
    assert_eq!(terminated.matches("https://").count(), 1, "{terminated}");
    let token = terminated.split_once(&format!("\r\n{PAGE}#token=")).unwrap().1.lines().next().unwrap();
    assert_eq!(token.len(), 43, "256 bits in base64");
    for part in ["To: banned@example.org\r\n", "Subject: Your account is banned"] {
        assert!(banned.contains(part), "mail goes to the address that is stored: {banned}");
    }
}

/// What a letter may be taken for: its small and capital letters, and its compatible and wide forms, in small letters;
/// those with something of ASCII in them that is not itself in another spelling.
fn looks(letter: char) -> BTreeSet<String> {
    let text = letter.to_string();
    let (nfc, nfkc) = (ComposingNormalizer::new_nfc(), ComposingNormalizer::new_nfkc());
    let looks = [text.to_lowercase(), text.to_uppercase(), nfkc.normalize(&text).into(), nfc.normalize(&text).into()];
    let looks = looks.into_iter().map(|look| nfc.normalize(&look.to_lowercase()).into_owned());
    looks.filter(|look| look.contains(|is: char| is.is_ascii_alphanumeric() || is == '@' || is == '.')).collect()
}

#[test]
fn whatever_an_address_looks_like_mail_goes_to_the_stored_one_alone() {
    let letters = ('\u{80}'..=char::MAX).map(|letter| (letter, looks(letter))).filter(|(_, looks)| !looks.is_empty());
    let letters = letters.collect::<Vec<_>>();
    assert!(letters.len() > 1000, "{}", letters.len());
    let can_be_stored = |address: &str| Address::parse(address).is_ok() && address.parse::<Mailbox>().is_ok();
    let stored_for = |around: fn(&str) -> String| {
        let looks = letters.iter().flat_map(|(_, looks)| looks).map(|look| around(look));
        let looks = looks.filter(|address| can_be_stored(address));
        looks.map(|address| (key(&Address::parse(&address).unwrap()), address)).collect::<HashMap<_, _>>()
    };
    let names = stored_for(|look| format!("x{look}y@example.org"));
    let domains = stored_for(|look| format!("kim@x{look}y.example"));
    assert!(names.len() > 200 && domains.len() > 50, "{} and {}", names.len(), domains.len());
    let stored = names.values().chain(domains.values()).map(String::as_str).collect::<BTreeSet<_>>();

    let accounts = accounts("looks", stored.iter().copied());
    let site = Site::with("looks", |settings| settings.accounts = accounts, |server| server);
    let mut caller = site.caller();
    for (letter, _) in &letters {
        for asked in
            [format!("x{letter}y@example.org"), format!("kim@x{letter}y.example"), format!("kim{letter}x.example")]
        {
            let status = caller.ask(&asked).status;
            assert!(status == 202 || (status == 422 && Address::parse(&asked).is_err()), "{asked}: {status}");
        }
    }
    let (log, mails) = site.end();
    assert!(!log.contains("queue is full") && !log.contains("not sent"), "{log}");
    let to = |mail: &String| mail.lines().find_map(|line| line.strip_prefix("To: ")).unwrap().to_owned();
    let written_to = mails.iter().map(to).collect::<BTreeSet<_>>();
    // UTS 46 makes one domain of these, as every mail server and browser does.
    for same in ["kim@xky.example", "kim@xay.example", "kim@x1y.example", "kim@xsy.example"] {
        assert!(written_to.contains(same), "{same}: {written_to:?}");
    }
    for address in written_to {
        assert!(stored.contains(address.as_str()) && address.starts_with("kim@"), "{address}");
    }
}

#[test]
fn an_address_is_known_in_either_unicode_form_and_in_ascii_letters_of_either_case() {
    let accounts = accounts("forms", ["Zoe\u{301}@b\u{fc}cher.example"]);
    let site = Site::with("forms", |settings| settings.accounts = accounts, |server| server);
    for stranger in ["ZOE\u{301}@b\u{fc}cher.example", "zo\u{c9}@b\u{fc}cher.example", "zoe@b\u{fc}cher.example"] {
        site.caller().ask(stranger);
    }
    let known = ["zo\u{e9}@xn--bcher-kva.example", "ZOe\u{301}@BU\u{308}CHER.EXAMPLE", "Zo\u{e9}@b\u{fc}cher.example"];
    for (before, known) in known.into_iter().enumerate() {
        assert_eq!(site.mails().len(), before, "{known}");
        site.caller().ask(known);
        until(known, || site.mails().len() > before);
    }
    assert_eq!(site.end().1.len(), known.len());
}

#[test]
fn the_link_can_be_copied_out_of_every_sample_mail_as_it_stands() {
    let site = Site::start("copied");
    let sample = fs::read_to_string(SAMPLE).unwrap().parse::<toml::Table>().unwrap();
    let addresses = sample["accounts"].as_table().unwrap().keys().collect::<Vec<_>>();
    addresses.iter().for_each(|email| drop(site.caller().ask(email)));
    let (_, mails) = site.end();
    assert_eq!(mails.len(), addresses.len());
    for mail in mails {
        assert!(mail.contains("Content-Transfer-Encoding: 7bit"), "{mail}");
    }
}

/// A relay: which answer it gives, in which connection, to a line of mail; an empty answer is the usual one.
fn relay(answer: impl Fn(usize, &str) -> &'static str + Send + Sync + 'static) -> (Post, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let post = Post::Relay { host: "127.0.0.1".into(), port: listener.local_addr().unwrap().port() };
    let said = Arc::new(Mutex::new(Vec::new()));
    let (answer, all) = (Arc::new(answer), said.clone());
    thread::spawn(move || {
        for (connection, stream) in listener.incoming().enumerate() {
            let (answer, said) = (answer.clone(), all.clone());
            said.lock().unwrap().push(String::new());
            thread::spawn(move || {
                converse(stream.unwrap(), &|line: &str| answer(connection, line), &|line: &str| {
                    said.lock().unwrap()[connection].push_str(line);
                })
            });
        }
    });
    (post, said)
}

fn converse(stream: TcpStream, answer: &dyn Fn(&str) -> &'static str, say: &dyn Fn(&str)) {
    let mut stream = BufReader::new(stream);
    let (mut line, mut in_text) = (String::new(), false);
    let mut answered = stream.get_mut().write_all(b"220 relay\r\n");
    while answered.is_ok() && stream.read_line(&mut line).is_ok_and(|length| length > 0) {
        say(&line);
        in_text &= line != ".\r\n";
        let reply = match answer(&line) {
            _ if in_text => "",
            "" if line == "DATA\r\n" => "354 go on\r\n",
            "" => "250 good\r\n",
            reply => reply,
        };
        in_text |= line == "DATA\r\n";
        line.clear();
        answered = stream.get_mut().write_all(reply.as_bytes());
    }
}

/// A site that sends its mail to a relay.
fn with_relay(name: &str, post: Post, set: impl FnOnce(&mut Settings)) -> Site {
    let site = Site::with(
        name,
        |settings| {
            settings.mailing.post = post;
            set(settings);
        },
        |server| server,
    );
    fs::create_dir(site.room.join("outbox")).unwrap();
    site
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(20), "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn mail_can_be_sent_to_a_relay_whose_refusals_are_logged_without_the_address() {
    for refuses in [false, true] {
        let (post, said) = relay(move |_, line| match line.get(..4) {
            Some("RCPT") if refuses => "550 5.1.1 <terminated@example.org>: no such user\r\n",
            _ => "",
        });
        let site = with_relay("relay", post, |_| {});
        assert_eq!(site.caller().ask(KNOWN).status, 202);
        let (log, mails) = site.end();
        let said = said.lock().unwrap().concat();
        assert!(said.contains("RCPT TO:<terminated@example.org>"), "{said}");
        assert_eq!(said.contains(&format!("{PAGE}#token=")), !refuses, "{said}");
        assert_eq!(log.contains("a mail was not sent: the relay answers 550\n"), refuses, "{log}");
        assert!(!log.contains('@') && mails.is_empty(), "{log}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let site = with_relay("no-relay", Post::Relay { host: "127.0.0.1".into(), port: nobody }, |_| {});
    site.caller().ask(KNOWN);
    let (log, _) = site.end();
    assert!(log.contains("a mail was not sent: the relay can't be reached"), "{log}");
}

#[test]
fn letters_are_sent_some_at_once_so_that_a_slow_relay_keeps_nobody_waiting() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (count, highest) = (now.clone(), most.clone());
    let (post, said) = relay(move |_, line| {
        if line.starts_with("RCPT") {
            highest.fetch_max(count.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(500));
            count.fetch_sub(1, Ordering::SeqCst);
        }
        ""
    });
    let addresses = (0..24).map(known).collect::<Vec<_>>();
    let accounts = accounts("slow", addresses.iter().map(String::as_str));
    let site = with_relay("slow-relay", post, |settings| settings.accounts = accounts);
    let started = Instant::now();
    addresses.iter().for_each(|address| assert_eq!(site.caller().ask(address).status, 202));
    until("all are sent", || said.lock().unwrap().concat().matches("#token=").count() == 24);
    assert!(started.elapsed() < Duration::from_secs(6), "one by one they take twelve: {:?}", started.elapsed());
    assert_eq!(most.load(Ordering::SeqCst), 8);
}

#[test]
fn all_who_asked_before_the_end_get_their_mail_if_there_is_time() {
    let addresses = (0..1500).map(known).collect::<Vec<_>>();
    let accounts = accounts("end", addresses.iter().map(String::as_str));
    let site = Site::with("end", |settings| settings.accounts = accounts, |server| server);
    let mut caller = site.caller();
    addresses.iter().for_each(|address| assert_eq!(caller.ask(address).status, 202));
    let (log, mails) = site.end();
    let is_full = log.matches("queue is full").count();
    assert_eq!(mails.len() + is_full, addresses.len(), "{log}");
}

#[test]
fn a_letter_that_failed_is_tried_again_with_its_token_and_nobody_gets_another_meanwhile() {
    let (post, said) = relay(|connection, line| match line {
        ".\r\n" if connection == 0 => "451 4.3.0 try again later\r\n",
        _ => "",
    });
    let site = with_relay("again", post, |_| {});
    let started = Instant::now();
    let is_tried_twice = || said.lock().unwrap().concat().matches("#token=").count() == 2;
    until("it is tried again", || {
        site.caller().ask(KNOWN);
        is_tried_twice()
    });
    assert!(started.elapsed() > Duration::from_millis(1900), "after a pause: {:?}", started.elapsed());
    let said = said.lock().unwrap().clone();
    let token = |said: &str| said.split_once("#token=").unwrap().1.lines().next().unwrap().to_owned();
    assert_eq!(token(&said[0]), token(&said[1]));
    let log = site.log();
    assert!(log.contains("a mail was not sent: the relay answers 451; it is tried again in 2 s"), "{log}");
}

#[test]
fn the_gap_between_two_letters_holds_while_none_can_be_sent() {
    let (post, said) = relay(|_, line| if line.starts_with("RCPT") { "550 no\r\n" } else { "" });
    let site = with_relay("gap-fails", post, |settings| settings.mailing.gap = Duration::from_secs(60));
    for _ in 0..5 {
        site.caller().ask(KNOWN);
        thread::sleep(Duration::from_millis(100));
    }
    site.end();
    assert_eq!(said.lock().unwrap().len(), 1);
}

#[test]
fn an_address_gets_ten_mails_a_day_and_no_answer_tells_of_it() {
    let site = Site::start("day");
    let first = site.caller().ask(KNOWN);
    until("ten are written", || {
        assert_eq!(site.caller().ask(KNOWN), first);
        site.mails().len() == 10
    });
    for _ in 0..10 {
        assert_eq!(site.caller().ask(KNOWN), first);
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(site.mails().len(), 10);
    site.token("frozen@example.org");
    assert_eq!(site.end().1.len(), 11, "another address still gets its own");
}

#[test]
fn an_address_gets_one_mail_in_a_while_however_often_somebody_asks() {
    let site = Site::with("gap", |settings| settings.mailing.gap = Duration::from_secs(60), |server| server);
    let first = site.caller().ask(KNOWN);
    for _ in 0..20 {
        assert_eq!(site.caller().ask(KNOWN), first);
    }
    assert_eq!(site.end().1.len(), 1);
}

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

fn alone(token: &str) -> String {
    json!({ "article": "sendgrid-login", "token": token }).to_string()
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

#[test]
fn there_is_a_sample_account_for_every_state_of_an_account_that_the_article_knows() {
    let read = |path: &str| fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap();
    let flow = read("public/articles/sendgrid-login/flow.toml");
    let account = flow["facts"].as_table().unwrap().iter().filter(|(name, _)| *name == "account");
    let known = account.flat_map(|(fact, of)| {
        of["values"].as_array().unwrap().iter().map(move |value| format!("{fact}={}", value.as_str().unwrap()))
    });
    let sample = read(SAMPLE);
    let used = sample["accounts"].as_table().unwrap().values().map(|state| &sample["states"][state.as_str().unwrap()]);
    let told = used.flat_map(|state| {
        state["facts"].as_table().unwrap().iter().map(|(fact, value)| format!("{fact}={}", value.as_str().unwrap()))
    });
    assert_eq!(known.collect::<BTreeSet<_>>(), told.collect());
}

#[test]
fn a_file_of_accounts_that_can_not_be_right_is_refused_without_its_addresses() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accounts.toml");
    let sample = fs::read_to_string(SAMPLE).unwrap();
    let load = |text: &str| {
        fs::write(&file, text).unwrap();
        Accounts::load(&file).unwrap_err()
    };
    let error = load(&format!("{sample}\n\"odd@example.org\" = \"odd\""));
    assert!(matches!(error, NotLoaded::NoState(_)) && !error.to_string().contains('@'), "{error}");
    let error = load(&format!("{sample}\n\"odd@@example.org\" = \"fine\""));
    assert!(matches!(error, NotLoaded::BadAddress { .. }) && !error.to_string().contains("odd"), "{error}");
    let error = load(&format!("{sample}\n\"odd..one@example.org\" = \"fine\""));
    assert!(matches!(error, NotLoaded::NoMail { .. }) && !error.to_string().contains("odd"), "{error}");
    let error = load(&format!("{sample}\n\"Fine@EXAMPLE.org\" = \"frozen\""));
    assert!(matches!(error, NotLoaded::Twice(_)) && !error.to_string().contains('@'), "{error}");
    assert!(matches!(load("accounts = 1"), NotLoaded::Malformed { .. }));
    assert!(matches!(Accounts::load(Path::new("nowhere")), Err(NotLoaded::Unreadable { .. })));
}

// --- Refusals and limits ------------------------------------------------------------------------------------

/// A problem detail with this status; where the API describes it for this path, it is as described.
fn assert_refused(answer: &Answer, status: u16, path: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer:?}");
    let problem = answer.json();
    assert_eq!((&problem["type"], &problem["status"]), (&json!("about:blank"), &json!(status)));
    let api: Value = serde_json::from_str(&api::json().unwrap()).unwrap();
    let described = api["paths"][path].as_object().into_iter().flat_map(|methods| methods.values());
    for method in described {
        let example = &method["responses"][status.to_string()]["content"]["application/problem+json"]["example"];
        assert_eq!(example["title"], problem["title"], "{path} {status} is described");
    }
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
    let limit = |settings: &mut Settings| settings.per_minute = Some(3.try_into().unwrap());
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
    let limit = |settings: &mut Settings| settings.per_minute = Some(60.try_into().unwrap());
    let site = Site::with("fills", limit, |server| server);
    let mut caller = site.caller();
    let allowed = (0..70).filter(|_| caller.ask(KNOWN).status == 202).count();
    assert!((60..=65).contains(&allowed), "{allowed}");
    thread::sleep(Duration::from_millis(1100));
    assert_eq!(caller.ask(KNOWN).status, 202);
}

/// Whether each of these callers may ask, where everyone may once.
fn may_ask<const N: usize>(name: &str, trusted_hops: usize, forwarded: [&str; N]) -> [bool; N] {
    let site = Site::behind(trusted_hops, name, |settings| settings.per_minute = Some(1.try_into().unwrap()));
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
    let lines = log.lines().map(|line| line.rsplit_once(' ').unwrap().0.rsplit_once(' ').unwrap().0);
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

// --- Feedback, service status, other origins ----------------------------------------------------------------

#[test]
fn feedback_is_a_line_of_json_and_the_same_id_counts_once() {
    let site = Site::start("feedback");
    let whole =
        r#"{"article":"sendgrid-login","section":"frozen","helpful":true,"rating":5,"comment":"a\nb","id":"1"}"#;
    let answer = site.caller().post("/feedback", whole);
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(site.caller().post("/feedback", &whole.replace('5', "1")), answer);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(site.caller().post("/feedback", r#"{"article":"a","id":"2"}"#).status, 204));
        }
    });
    let file = fs::read_to_string(site.room.join("feedback.jsonl")).unwrap();
    assert_eq!(file.lines().collect::<Vec<_>>(), [whole, r#"{"article":"a","id":"2"}"#]);
}

#[test]
fn ids_are_remembered_up_to_a_bound() {
    let site = Site::start("ids");
    let mut caller = site.caller();
    for id in (0..=1000).chain([1000, 1, 0]) {
        assert_eq!(caller.post("/feedback", &format!(r#"{{"article":"a","id":"{id}"}}"#)).status, 204);
    }
    let file = fs::read_to_string(site.room.join("feedback.jsonl")).unwrap();
    assert_eq!(file.lines().count(), 1002, "the eldest alone is forgotten");
}

#[test]
fn feedback_that_can_not_be_written_is_a_fault_and_can_be_sent_again() {
    let site = Site::start("unwritable");
    let (file, body) = (site.room.join("feedback.jsonl"), r#"{"article":"a","id":"1"}"#);
    fs::create_dir(&file).unwrap();
    assert_refused(&site.caller().post("/feedback", body), 500, "/feedback");
    assert!(site.log().contains("feedback can't be written"), "{}", site.log());
    fs::remove_dir(&file).unwrap();
    assert_eq!(site.caller().post("/feedback", body).status, 204);
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 1);
}

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
        assert!(site.log().contains("the status page can't be read: "), "{}", site.log());
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

// --- The program --------------------------------------------------------------------------------------------

/// Where the program listens, once it does, and what else it will log.
fn listening(program: &mut Child) -> (SocketAddr, BufReader<ChildStderr>) {
    let mut log = BufReader::new(program.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().trim_end_matches('/');
    (address.parse().unwrap(), log)
}

#[test]
fn the_program_finishes_a_request_in_flight_when_it_is_told_to_end() {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("server").join("program");
    let _ = fs::remove_dir_all(&room);
    for signal in ["-TERM", "-INT"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_login-help-server"))
            .args(["serve", "--listen", "127.0.0.1:0", "--accounts", SAMPLE, "--page", PAGE, "--outbox"])
            .arg(&room)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (address, mut log) = listening(&mut program);
        let mut caller = Caller::of(address);
        let request = request("POST", "/account-status", "content-type: application/json\r\n", &question(KNOWN));
        let (first, rest) = request.split_at(request.len() - 10);
        caller.write(first);
        thread::sleep(Duration::from_millis(200));
        let killed = Command::new("kill").args([signal, &program.id().to_string()]).status().unwrap();
        assert!(killed.success());
        thread::sleep(Duration::from_millis(200));
        caller.write(rest);
        assert_eq!(caller.read().status, 202);
        assert!(program.wait().unwrap().success());
        let mut rest = String::new();
        log.read_to_string(&mut rest).unwrap();
        assert!(rest.starts_with("POST /account-status 202 "), "{rest}");
    }
    assert_eq!(fs::read_dir(&room).unwrap().count(), 2, "its mail is written before it ends");
}

#[test]
#[allow(clippy::print_stdout, reason = "the figure is for people to read")]
fn the_program_ends_in_time_however_much_mail_waits_for_a_relay_that_never_answers() {
    let relay = TcpListener::bind("127.0.0.1:0").unwrap();
    let addresses = (0..1500).map(known).collect::<Vec<_>>();
    let accounts = accounts_file("never", addresses.iter().map(String::as_str));
    let relay_address = relay.local_addr().unwrap().to_string();
    let mut program = Command::new(env!("CARGO_BIN_EXE_login-help-server"))
        .args(["serve", "--listen", "127.0.0.1:0", "--page", PAGE, "--per-minute", "1000000", "--smtp", &relay_address])
        .arg("--accounts")
        .arg(accounts)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (address, mut log) = listening(&mut program);
    let rest = thread::spawn(move || {
        let mut rest = String::new();
        log.read_to_string(&mut rest).unwrap();
        rest
    });
    let mut caller = Caller::of(address);
    addresses.iter().for_each(|address| assert_eq!(caller.ask(address).status, 202));
    drop(caller);
    thread::sleep(Duration::from_millis(1500));
    let told = Instant::now();
    assert!(Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap().success());
    assert!(program.wait().unwrap().success());
    println!("ended {:?} after SIGTERM", told.elapsed());
    assert!(told.elapsed() < Duration::from_secs(15), "{:?}", told.elapsed());
    let log = rest.join().unwrap();
    assert!(log.contains("no time was left: 1024 mails were not sent, and "), "{log}");
}

fn refuses(arguments: &[&str], said: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_login-help-server")).args(arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && error.contains(said), "{arguments:?}: {error}");
}

#[test]
fn the_program_says_what_is_wrong_with_its_command_line() {
    let good = ["serve", "--accounts", SAMPLE, "--page", PAGE];
    let with = |more: &[&'static str]| [&good, more].concat();
    refuses(&["serve", "--accounts", "nowhere.toml", "--page", PAGE], "nowhere.toml: it can't be read");
    refuses(&["serve", "--accounts", SAMPLE, "--page", "example.org"], "a page is an https: or http: address");
    refuses(&with(&["--origin", "https://example.org/"]), "an origin is like https://example.org");
    refuses(&with(&["--origin", "*"]), "an origin is like");
    refuses(&with(&["--status", "https://example.org/summary.json"]), "this server speaks no TLS");
    refuses(&with(&["--smtp", "localhost"]), "write HOST:PORT");
    refuses(&with(&["--per-minute", "0"]), "0");
    refuses(&with(&["--trusted-hops", "2", "--behind-proxy"]), "cannot be used with");
}

#[test]
fn the_program_prints_an_openapi_description_with_every_route_and_answer() {
    let output = Command::new(env!("CARGO_BIN_EXE_login-help-server")).arg("openapi").output().unwrap();
    let api: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1."), "{}", api["openapi"]);
    let mut routes = Vec::new();
    for (path, methods) in api["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let takes_body = operation["requestBody"]["content"]["application/json"].is_object();
            assert_eq!(takes_body, method == "post", "{path}");
            let answers = operation["responses"].as_object().unwrap();
            routes.push(format!("{method} {path}: {}", answers.keys().cloned().collect::<Vec<_>>().join(" ")));
            for (status, answer) in answers {
                assert!(!answer["description"].as_str().unwrap().is_empty(), "{path} {status}");
                let kind = if status.starts_with('2') { "application/json" } else { "application/problem+json" };
                assert!(status == "204" || !answer["content"][kind]["example"].is_null(), "{path} {status}");
            }
        }
    }
    assert_eq!(
        routes,
        [
            "post /account-status: 200 202 400 401 405 408 413 415 422 429",
            "post /feedback: 204 400 405 408 413 415 422 429 500",
            "get /service-status: 200 404 405 502 504",
        ]
    );
    let either = api["components"]["schemas"]["Question"]["anyOf"].as_array().unwrap();
    let required = either.iter().map(|question| &question["required"]).collect::<Vec<_>>();
    assert_eq!(required, [&json!(["article", "email"]), &json!(["article", "token"])]);
    let wait = &api["paths"]["/feedback"]["post"]["responses"]["429"]["headers"]["Retry-After"];
    assert_eq!(wait["schema"]["type"], "integer");
}
