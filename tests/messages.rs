//! Pasted error messages: part of one is enough, and how it was copied doesn't matter.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod common;

use login_help::{
    article::{Article, FactId, ValueId},
    rules::{normalise, recognise},
};

fn known() -> Article {
    let mut draft = common::blocked_or_forgot();
    draft.patterns = vec![
        common::pattern("535 Authentication failed: Bad username / password", &[(1, 0)]),
        common::pattern("Bad username / password", &[(1, 0)]),
        common::pattern("535 Authentication failed: Basic authentication is not allowed", &[(1, 1)]),
        common::pattern("gone", &[(0, 1), (1, 1)]),
        common::pattern("gone for good", &[(0, 2)]),
    ];
    common::article(draft)
}

const BANNED: (FactId, ValueId) = (FactId(1), ValueId(0));
const UNPAID: (FactId, ValueId) = (FactId(1), ValueId(1));

#[test]
fn a_known_message_tells_its_facts_wherever_it_stands() {
    let log = "2026-11-24 10:00:01 smtp[77]: error: 535 Authentication failed: Bad username / password (in reply)";
    assert_eq!(recognise(&known(), log), [BANNED]);
}

#[test]
fn case_spacing_and_punctuation_do_not_matter() {
    for pasted in ["BAD USERNAME/PASSWORD", "bad\n  username\t—  “password”", "Bad username / password."] {
        assert_eq!(recognise(&known(), pasted), [BANNED], "{pasted}");
    }
}

#[test]
fn part_of_a_message_is_enough() {
    assert_eq!(recognise(&known(), "basic authentication is not"), [UNPAID]);
}

#[test]
fn a_part_that_several_messages_share_tells_nothing() {
    assert_eq!(recognise(&known(), "535 Authentication failed"), []);
}

#[test]
fn a_part_too_short_to_mean_one_message_tells_nothing() {
    assert_eq!(recognise(&known(), "basic"), []);
    assert_eq!(recognise(&known(), "bad"), []);
}

#[test]
fn words_are_not_cut_in_two() {
    assert_eq!(recognise(&known(), "paragoned"), []);
}

#[test]
fn the_longest_known_message_wins() {
    assert_eq!(recognise(&known(), "your account is gone for good"), [(FactId(0), ValueId(2))]);
    assert_eq!(recognise(&known(), "your account is gone"), [(FactId(0), ValueId(1)), UNPAID]);
}

#[test]
fn what_matches_nothing_tells_nothing() {
    for pasted in ["", "   ", "<script>alert(1)</script>", "…", "\u{0}\u{feff}"] {
        assert_eq!(recognise(&known(), pasted), [], "{pasted:?}");
    }
}

#[test]
fn a_hundred_kilobytes_are_read_in_a_blink() {
    let pasted = format!("{} Bad username / password", "lorem ipsum ".repeat(8_500));
    let started = std::time::Instant::now();
    assert_eq!(recognise(&known(), &pasted), [BANNED]);
    assert!(started.elapsed().as_millis() < 1_000);
}

#[test]
fn capitals_of_other_alphabets_are_letters_too() {
    for (shown, typed) in [
        ("ÜBERPRÜFE DAS PASSWORT", "überprüfe das passwort"),
        ("ПАРОЛЬ НЕВЕРЕН", "пароль неверен"),
        ("ŁÓDŹ ŻÓŁW ĽUBA", "łódź żółw ľuba"),
        ("パスワードが違います。", "パスワードが違います"),
    ] {
        assert_eq!(normalise(shown), normalise(typed));
        assert!(!normalise(shown).is_empty());
    }
}
