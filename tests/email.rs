//! Email addresses: what is none, and where the inbox of one is.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use login_help::{
    email::{Address, InvalidAddress, inbox, percent_encode},
    locale::fill,
};

#[test]
fn what_a_form_takes_for_an_address_is_one() {
    for text in ["a@b.co", "  First.Last+tag@mail.example.org ", "o'neil@xn--bcher-kva.example", "用户@例子.公司"]
    {
        assert_eq!(Address::parse(text).unwrap().as_str(), text.trim());
    }
}

#[test]
fn what_is_no_address_is_refused_with_what_it_lacks() {
    let long = format!("{}@example.com", "a".repeat(250));
    for (text, wanted) in [
        ("", InvalidAddress::Empty),
        ("  \t", InvalidAddress::Empty),
        ("me", InvalidAddress::NotOneAt),
        ("me@you@example.com", InvalidAddress::NotOneAt),
        ("@example.com", InvalidAddress::NoName),
        ("me@", InvalidAddress::NoDomain),
        ("me@example", InvalidAddress::NoDomain),
        ("me@.com", InvalidAddress::NoDomain),
        ("me@example.", InvalidAddress::NoDomain),
        ("me@-example.com", InvalidAddress::NoDomain),
        ("Me <me@example.com>", InvalidAddress::BadCharacter),
        ("me@example.com, you@example.com", InvalidAddress::BadCharacter),
        (&long, InvalidAddress::TooLong),
    ] {
        assert_eq!(Address::parse(text), Err(wanted), "{text}");
    }
}

fn url(address: &str, sender: &str) -> Option<String> {
    inbox(&Address::parse(address).unwrap(), sender).map(|inbox| inbox.url)
}

#[test]
fn a_known_provider_s_inbox_opens_on_the_sender_s_mail() {
    let url = url("a+b@gmail.com", "no-reply@example.com").unwrap();
    assert!(url.starts_with("https://mail.google.com/mail/u/a%2Bb%40gmail.com/"), "{url}");
    assert!(url.contains("no-reply%40example.com"), "{url}");
}

#[test]
fn a_provider_is_known_by_its_whole_domain_and_in_any_case() {
    assert!(url("me@GMail.com", "").is_some());
    for stranger in ["me@ilovegmail.com", "me@gmail.com.example.org", "me@mail.gmail.com", "me@example.com"] {
        assert_eq!(url(stranger, ""), None, "{stranger}");
    }
}

#[test]
fn without_a_sender_no_placeholder_is_left_in_the_address() {
    for domain in ["gmail.com", "outlook.com", "yahoo.com", "aol.com", "proton.me", "icloud.com"] {
        let url = url(&format!("me@{domain}"), "").unwrap();
        assert!(!url.contains(['{', '}']), "{url}");
    }
}

#[test]
fn percent_encoding_leaves_only_what_a_part_of_an_address_may_hold() {
    assert_eq!(percent_encode("a&b#c/d é"), "a%26b%23c%2Fd%20%C3%A9");
}

#[test]
fn a_placeholder_is_filled_wherever_it_stands_and_nothing_else_is_touched() {
    assert_eq!(fill("{a} and {b}, {a}{", "a", "{b}"), "{b} and {b}, {b}{");
    assert_eq!(fill("{ab} {a", "a", "x"), "{ab} {a");
    assert_eq!(fill("", "a", "x"), "");
}
