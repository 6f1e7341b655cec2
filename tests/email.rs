//! Email addresses: what is none, which other was probably meant, and where the inbox of one is.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use login_help::{
    email::{APPS, Address, InvalidAddress, Key, LONGEST, LONGEST_LINK, inbox, letter, percent_encode, typo},
    locale::fill,
};
use proptest::prelude::*;

/// Real mail domains, in paragraphs.
const DOMAINS: &str = include_str!("fixtures/email/domains.txt");

/// A domain as it was typed and as it was meant, a pair a line.
const TYPOS: &str = include_str!("fixtures/email/typos.txt");

fn lines(fixture: &'static str) -> impl Iterator<Item = &'static str> {
    fixture.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn domains() -> impl Iterator<Item = &'static str> {
    lines(DOMAINS).flat_map(str::split_whitespace)
}

fn typos() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(TYPOS).map(|line| line.split_once(' ').unwrap())
}

#[test]
fn what_a_form_takes_for_an_address_is_one() {
    for text in ["a@b.co", "  First.Last+tag@mail.example.org ", "o'neil@xn--bcher-kva.example", "用户@例子.公司"]
    {
        assert_eq!(Address::parse(text).unwrap().as_str(), text.trim());
    }
}

#[test]
fn the_length_of_an_address_is_counted_in_letters_of_any_script() {
    for letter in ["a", "用"] {
        let address = |count| format!("{}@example.com", letter.repeat(count));
        assert!(Address::parse(&address(LONGEST - 12)).is_ok());
        assert_eq!(Address::parse(&address(LONGEST - 11)), Err(InvalidAddress::TooLong));
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

#[test]
fn two_addresses_are_one_by_what_unicode_s_tables_say_and_ascii_letters_have_no_case() {
    let key = |text: &str| {
        let nfc = |text: &str| text.replace("e\u{301}", "\u{e9}").replace('\u{212a}', "K");
        let a_labels = |domain: &str| match domain {
            "b\u{fc}cher.example" | "xn--bcher-kva.example" => Some("xn--bcher-kva.example".into()),
            _ => None,
        };
        Key::of(&Address::parse(text).unwrap(), nfc, a_labels)
    };
    for (one, other) in [
        ("Kim@Example.org", "kIM@eXAMPLE.org"),
        ("zoe\u{301}@example.org", "zo\u{e9}@example.org"),
        ("kim@b\u{fc}cher.example", "kim@xn--bcher-kva.example"),
        ("kim@no--label.example", "KIM@NO--LABEL.example"),
    ] {
        assert_eq!(key(one), key(other), "{one}, {other}");
    }
    for (one, other) in [
        ("\u{212a}im@example.org", "kim@example.org"),
        ("\u{212a}im@example.org", "Kim@example.org"),
        ("zo\u{e9}@example.org", "zo\u{c9}@example.org"),
        ("kim@example.org", "kim@example.com"),
        ("kim@x.example.org", "kim.x@example.org"),
    ] {
        assert_ne!(key(one), key(other), "{one}, {other}");
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
fn a_provider_s_domains_in_other_countries_are_its_own() {
    for (address, start) in [
        ("me@hotmail.fr", "https://outlook.live.com/mail/?login_hint=me%40hotmail.fr"),
        ("me@live.nl", "https://outlook.live.com/mail/?login_hint=me%40live.nl"),
        ("me@yahoo.com.br", "https://mail.yahoo.com/"),
        ("me@rocketmail.com", "https://mail.yahoo.com/"),
        ("me@mac.com", "https://www.icloud.com/mail"),
    ] {
        assert!(url(address, "").unwrap().starts_with(start), "{address}");
    }
    assert_eq!(url("me@yahoo.co.jp", ""), None, "Yahoo Japan is another company, with its own inbox");
}

#[test]
fn a_domain_of_one_s_own_opens_in_the_app_that_the_person_names() {
    let address = Address::parse("me@my-company.example").unwrap();
    assert_eq!(inbox(&address, ""), None);
    let urls = APPS.map(|app| (app.name, app.inbox(&address, "a@b.co").url));
    assert_eq!(
        urls[0],
        (
            "Gmail (Google Workspace)",
            "https://mail.google.com/mail/u/me%40my-company.example/#search/from%3A(a%40b.co)+in%3Aanywhere+newer_than%3A1d"
                .into()
        )
    );
    assert_eq!(urls[1], ("Outlook (Microsoft 365)", "https://outlook.office.com/mail/".into()));
    for app in &APPS {
        let url = app.inbox(&address, "").url;
        assert!(url.starts_with("https://") && !url.contains(['{', '}']), "{url}");
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

/// The domain of what is suggested for an address of this domain.
fn suggested(domain: &str) -> Option<String> {
    let suggestion = typo::likely(&Address::parse(&format!("First.Last+tag@{domain}")).unwrap())?;
    Some(suggestion.strip_prefix("First.Last+tag@").unwrap().into())
}

#[test]
fn most_typos_are_caught_and_no_real_domain_is_taken_for_one() {
    let (real, slips) = (domains().count(), typos().count());
    assert!(real >= 200 && slips >= 60, "{real} domains, {slips} typos");

    let false_alarms: Vec<_> = domains().filter_map(|domain| Some((domain, suggested(domain)?))).collect();
    let (right, other): (Vec<_>, Vec<_>) =
        typos().partition(|(typed, meant)| suggested(typed).as_deref() == Some(*meant));
    let wrong = other.iter().filter(|(typed, _)| suggested(typed).is_some()).count();

    let suggestions = right.len() + wrong + false_alarms.len();
    println!(
        "precision {:.3} ({} of {suggestions} suggestions right), recall {:.3} ({} of {slips} typos caught), {} false alarms \
         in {real} real domains; not caught: {other:?}",
        right.len() as f64 / suggestions as f64,
        right.len(),
        right.len() as f64 / slips as f64,
        right.len(),
        false_alarms.len(),
    );
    assert_eq!(false_alarms, []);
    assert_eq!(wrong, 0, "{other:?}");
    assert!(right.len() * 60 >= slips * 55, "{other:?}");
}

#[test]
fn the_tables_of_domains_have_no_domain_twice_and_no_typo_that_is_real() {
    let mut seen = std::collections::BTreeSet::new();
    for domain in domains() {
        assert!(seen.insert(domain), "{domain} is there twice");
    }
    for (typed, meant) in typos() {
        assert!(seen.contains(meant), "{meant} is not among the real domains");
        assert!(seen.insert(typed), "{typed} is there twice or real");
    }
}

#[test]
fn what_stands_before_the_at_is_kept_as_typed_and_the_domain_s_case_does_not_matter() {
    let address = Address::parse(" O'Neil+Tag@GMial.Com ").unwrap();
    assert_eq!(typo::likely(&address).as_deref(), Some("O'Neil+Tag@gmail.com"));
}

#[test]
fn a_short_domain_is_never_a_typo_and_neither_country_nor_first_letter_a_slip() {
    for domain in
        ["gmx.be", "aol.co", "me.con", "pm.ms", "ymx.de", "yahoo.gr", "hotmail.lt", "aon.com", "lice.com", "zmail.com"]
    {
        assert_eq!(suggested(domain), None, "{domain}");
    }
}

#[test]
fn a_suggestion_that_would_be_too_long_for_an_address_is_none() {
    let name = "a".repeat(LONGEST - "@gmai.com".len());
    let address = Address::parse(&format!("{name}@gmai.com")).unwrap();
    assert_eq!(typo::likely(&address), None);
}

/// A known domain with one or two letters changed, so that the property meets suggestions and their edges often.
fn near_known() -> impl Strategy<Value = String> {
    let domains: Vec<_> = domains().collect();
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, "[a-z.é-]"), 1..3);
    (prop::sample::select(domains), edits).prop_map(|(domain, edits)| {
        let mut letters: Vec<char> = domain.chars().collect();
        for (place, kind, letter) in edits {
            let at = place.index(letters.len());
            let letter = letter.chars().next().unwrap();
            match kind {
                0 => letters.insert(at, letter),
                1 if letters.len() > 1 => drop(letters.remove(at)),
                2 => *letters.get_mut(at).unwrap() = letter,
                _ => letters.swap(at, at.saturating_sub(1)),
            }
        }
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_suggestion_is_another_valid_address_and_final(name in "[^@\\s]{1,9}", domain in near_known()) {
        let Ok(address) = Address::parse(&format!("{name}@{domain}")) else { return Ok(()) };
        let Some(suggestion) = typo::likely(&address) else { return Ok(()) };
        prop_assert_ne!(&suggestion, address.as_str());
        let again = Address::parse(&suggestion).unwrap();
        prop_assert_ne!(again.domain(), address.domain());
        prop_assert_eq!(typo::likely(&again), None);
    }

    #[test]
    fn no_address_makes_the_typo_check_or_the_inbox_panic(text in "\\PC{0,20}@\\PC{1,20}\\.\\PC{1,9}") {
        if let Ok(address) = Address::parse(&text) {
            let _ = (typo::likely(&address), inbox(&address, &text));
        }
    }
}

#[test]
fn a_mail_to_support_has_the_summary_as_its_body_with_lines_as_mail_ends_them() {
    let link = letter("mailto:help@example.com", "Can't log in", "One & two\nü");
    assert_eq!(link, "mailto:help@example.com?subject=Can%27t%20log%20in&body=One%20%26%20two%0D%0A%C3%BC");
    let link = letter("mailto:help@example.com?cc=me@example.com", "S", "B");
    assert_eq!(link, "mailto:help@example.com?cc=me@example.com&subject=S&body=B");
}

#[test]
fn a_support_form_that_takes_the_summary_in_its_address_gets_it_and_another_stays_as_it_is() {
    assert_eq!(
        letter("https://example.com/new?text={summary}#form", "S", "a b"),
        "https://example.com/new?text=a%20b#form"
    );
    assert_eq!(letter("https://example.com/new", "S", "a b"), "https://example.com/new");
}

proptest! {
    #[test]
    fn no_link_is_longer_than_mail_programs_take_and_what_is_cut_is_marked(text in ".{0,3000}", form in any::<bool>()) {
        let support = if form { "https://example.com/?t={summary}" } else { "mailto:help@example.com" };
        let link = letter(support, "Subject", &text);
        let whole = letter_without_limit(support, &text);
        prop_assert!(link.chars().count() <= LONGEST_LINK);
        if whole.chars().count() <= LONGEST_LINK {
            prop_assert_eq!(link, whole);
        } else {
            let kept = link.strip_suffix("%20%5B%E2%80%A6%5D").expect("a mark at the end");
            prop_assert!(whole.starts_with(kept), "cut between two letters");
            prop_assert!(kept.chars().count() + 36 > LONGEST_LINK, "cut later than it must be");
        }
    }
}

fn letter_without_limit(support: &str, text: &str) -> String {
    let text = text.split('\n').map(percent_encode).collect::<Vec<_>>().join("%0D%0A");
    match support.split_once("{summary}") {
        Some((before, after)) => format!("{before}{text}{after}"),
        None => format!("{support}?subject=Subject&body={text}"),
    }
}
