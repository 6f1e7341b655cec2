//! Pasted error messages: part of one is enough, and how it was copied doesn't matter.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod common;

#[cfg(feature = "author")]
use login_help::{
    author::compile,
    rules::{Case, Rules, Screen, Step},
};

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

/// What the default article shows, in every language, to somebody who pastes this where it asks for the message: the
/// section of a remedy, or the fact that it asks next.
#[cfg(feature = "author")]
fn after_pasting(message: &str) -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles/sendgrid-login");
    let screen = |article: Article| {
        let (symptom, error) = (article.find_fact("symptom").unwrap(), article.find_fact("error").unwrap());
        let mut case = Case::new(false);
        case.push(Step::Answer(symptom, article.find_value(symptom, "error")));
        case.push(Step::Message { fact: error, text: message.into(), told: recognise(&article, message) });
        let rules = Rules::new(article);
        match case.screen(&rules) {
            Screen::Remedy(remedy) | Screen::Interruption(remedy, _) => {
                let section = rules.article().remedy(remedy).unwrap().section;
                rules.article().section(section).unwrap().id.clone()
            }
            Screen::Question(fact) => rules.article().fact(fact).unwrap().id.clone(),
            Screen::Guesses(_) | Screen::Possible(_) | Screen::Handoff => "no idea".into(),
        }
    };
    let mut shown = compile(&folder).unwrap().into_iter().map(screen).collect::<Vec<_>>();
    shown.dedup();
    shown
}

#[test]
#[cfg(feature = "author")]
fn the_messages_that_people_meet_lead_to_what_helps() {
    for (message, leads) in [
        ("You are not authorized to access SendGrid, please contact Support.", "review-no-mail"),
        ("Your account is temporarily under review. Please contact Support to regain access.", "under-review"),
        ("Your account has been suspended for review. Please respond to the email sent to you", "under-review"),
        ("account suspended", "under-review"),
        ("Permission denied, wrong credentials", "bad-username-password"),
        (r#"{"errors":["Permission denied, wrong credentials"],"message":"error"}"#, "bad-username-password"),
        ("535 Authentication failed: Bad username / password", "bad-username-password"),
        ("535 Authentication failed: account disabled", "api-account"),
        ("Response status code does not indicate success: 403 (Forbidden).", "api-account"),
        (r#"{"errors":[{"message":"access forbidden","field":null,"help":null}]}"#, "api-account"),
        ("Authenticated user is not authorized to send mail", "api-account"),
        ("550 Unauthenticated senders not allowed", "sender-identity"),
        ("550 Cannot receive from specified address: Unauthenticated senders not allowed", "sender-identity"),
        ("The from address does not match a verified Sender Identity. Mail cannot be sent", "sender-identity"),
        ("403 You are not authorized to send from that email address", "sender-identity"),
        ("401 The provided authorization grant is invalid, expired, or revoked", "revoked-key"),
        ("451 Authentication failed: Maximum credits exceeded", "credits"),
        ("535 Authentication failed: Basic authentication is not allowed with 2FA enabled", "basic-auth"),
        ("declined because you are using basic authentication with 2FA enabled. to fix, update", "basic-auth"),
        ("Your login was unsuccessful, please review the errors below", "login"),
        ("Invalid username and/or password", "login"),
        ("security check failed", "thrown-out"),
        ("invalid hash", "thrown-out"),
        ("Error Provisioning User - User status - banned", "addon-banned"),
        ("Single Sign-On Failed", "sso"),
        ("login.sendgrid.com/login/identifier?redirect_to=%2Fssologin%3Ferror%3Dsso-error%26error_code%3D4000", "sso"),
        ("Your IP Address is not whitelisted. See http://send.gd/1PemvHz for more details.", "ip-access"),
        ("Sorry, we were unable to send SMS at this Time", "two-factor"),
        ("unable to send SMS", "two-factor"),
        ("invalid verification code", "code-refused"),
        ("550", "no idea"),
        ("535 Authentication failed", "no idea"),
        ("please contact Support", "no idea"),
    ] {
        assert_eq!(after_pasting(message), [leads], "{message}");
    }
}
