//! What is made of a text that people write, whatever it is.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{sync::LazyLock, time::Instant};

use common::source::changed;
use login_help::{
    article::{Article, FactId, RemedyId, UnreadableArticle, ValueId},
    author::{Said, compile, read, table},
    rules::{Case, Rules, Screen, Step},
    words::{Guess, LONGEST, SCHEMA, Table, Understanding, tokens},
};
use proptest::prelude::*;

const SAYS: &str = "says = [\"forgot my password\", \"how do I reset it\", \"can't remember the password\", \"パスワードを忘れた\",\
                    \"nouveau mot de passe oublié\", \"نسيت كلمة المرور\", \"reset mail please\"]";

/// The good article, with sentences that people say.
static READER: LazyLock<(Rules, Table)> = LazyLock::new(|| {
    let folder = changed("words", |words| {
        let words = words.replace(
            "blocked = { label = \"I am blocked\", hint = \"Closed or frozen\" }",
            "blocked = { label = \"I am blocked\", hint = \"Closed or frozen\", says = [\"they closed my account\", \
             \"account terminated\", \"suspended and banned\", \"my account is gone\"] }",
        );
        words.replace("action = \"Reset it\"", &format!("action = \"Reset it\"\n{SAYS}")).into()
    });
    let language = read(&folder).map_err(|findings| findings[0].to_string()).unwrap().languages.remove(0);
    (Rules::new(language.article.clone()), table(&language.article, &language.says))
});

fn understand(text: &str) -> Understanding {
    READER.1.understand(&READER.0, text)
}

fn remedy(id: &str) -> RemedyId {
    READER.0.article().find_remedy(id).unwrap()
}

fn first(text: &str) -> Option<RemedyId> {
    understand(text).guesses.first().map(|guess| guess.remedy)
}

/// What is guessed, without the words.
fn guessed(text: &str) -> (Vec<(RemedyId, u8)>, bool) {
    let understanding = understand(text);
    let guess = |guess: &Guess| (guess.remedy, guess.share);
    (understanding.guesses.iter().map(guess).collect(), understanding.is_sure)
}

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.word).collect()
}

#[test]
fn a_sentence_leads_to_the_remedy_that_it_was_written_for() {
    assert_eq!(first("I forgot my password"), Some(remedy("reset")));
    assert_eq!(first("they have closed my acount"), Some(remedy("terminated")));
    assert_eq!(first("パスワードを忘れました"), Some(remedy("reset")));
    assert_eq!(first("لقد نسيت كلمة المرور"), Some(remedy("reset")));
}

#[test]
fn the_words_that_decide_are_those_of_the_person() {
    let words = READER.1.deciding("Well, I FORGÓT my Pass\u{200b}word, it's Tuesday", remedy("reset"));
    assert!(words.contains(&"FORGÓT") && !words.contains(&"Tuesday"), "{words:?}");
}

#[test]
fn what_is_about_nothing_here_is_not_understood() {
    for text in ["", " ", "\n", "🎉🎉", "?!", "the soup is too salty", "42", "\u{200f}", "\u{301}", "qwrtzp", "()"]
    {
        assert_eq!(understand(text), Understanding::default(), "{text}");
    }
}

#[test]
fn a_message_that_the_article_knows_comes_before_what_it_is_like() {
    let understanding = understand("forgot my password: 535 Authentication failed: Bad username / password");
    assert!(understanding.is_sure);
    assert_eq!(understanding.guesses[0].remedy, remedy("reset"));
    let error = READER.0.article().find_fact("error").unwrap();
    let symptom = READER.0.article().find_fact("symptom").unwrap();
    assert_eq!(understanding.facts, [(error, ValueId(0)), (symptom, ValueId(0))], "with what its question waits for");
}

#[test]
fn the_answers_of_a_remedy_make_the_rules_conclude_it() {
    let shipped = ["sendgrid-login", "two-factor", "university-sso"];
    for id in shipped {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles").join(id);
        let article = compile(&folder).map_err(|findings| findings[0].to_string()).unwrap().remove(0);
        let (rules, table) = (Rules::new(article.clone()), table(&article, &[]));
        let mut led = 0;
        for place in 0..article.draft().remedies.len() {
            let remedy = RemedyId(place as u16);
            if table.leads(remedy).is_empty() {
                continue;
            }
            led += 1;
            let mut case = Case::new(false);
            table.leads(remedy).iter().for_each(|(fact, value)| case.push(Step::Answer(*fact, Some(*value))));
            let screen = case.screen(&rules);
            let is_it = matches!(screen, Screen::Remedy(found) | Screen::Interruption(found, _) if found == remedy);
            assert!(is_it, "{id} {place}: {screen:?}");
        }
        assert!(led * 10 >= article.draft().remedies.len() * 9, "{id}: answers lead to {led} remedies");
    }
}

#[test]
fn an_answer_stands_out_when_a_word_of_it_is_begun() {
    let symptom = READER.0.article().find_fact("symptom").unwrap();
    let answers = |text: &str| READER.1.answers_for(&READER.0, text, symptom);
    assert_eq!(answers("bloc"), [ValueId(1)]);
    assert_eq!(answers("refu"), [ValueId(0)]);
    assert_eq!(answers("they closed my account"), [ValueId(1)]);
    assert_eq!(answers("x"), []);
    assert_eq!(READER.1.answers_for(&READER.0, "bloc", FactId(999)), []);
}

#[test]
fn how_a_word_is_written_makes_no_difference() {
    for (one, other) in [
        ("Forgot", "ｆｏｒｇｏｔ"),
        ("zurückgesetzt", "ZURUECKGESETZT"),
        ("compte bloqué", "COMPTE BLOQUE"),
        ("l’accès", "l acces"),
        ("can't", "cant"),
        ("ﾊﾟｽﾜｰﾄﾞ", "パスワード"),
        ("أُغلق الحساب", "اغلق حساب"),
        ("٥٣٥", "535"),
        ("pass\u{ad}word", "password"),
        ("p\u{200f}assword", "password"),
        ("re\u{301}sume\u{301}", "résumé"),
        (r"caf\u00e9", "café"),
        (r"one\ntwo", "one two"),
        ("error%3Dbad", "error bad"),
        ("codes", "code"),
    ] {
        assert_eq!(words(one), words(other));
    }
}

#[test]
fn what_is_noise_in_a_log_is_left_out_and_what_is_a_code_stays() {
    assert_eq!(
        words("2026-11-30T09:32:56.123Z 535 5.7.0 from 10.0.0.17 id=550e8400-e29b-41d4-a716-446655440000"),
        ["535", "from", "id"]
    );
    assert_eq!(words("bob.smith@example.com 403 1234567 req_8f3a9c21d4"), ["403"]);
    assert_eq!(
        words("failed\n  at login (auth.js:12:3)\n#0 Smtp.php(79)\n  File \"a.py\", line 3\nend"),
        ["failed", "end"]
    );
    assert_eq!(words("2fa"), ["2fa"]);
}

#[test]
fn a_megabyte_is_cut_and_freezes_nothing() {
    let long = format!("forgot my password {} closed account", "lorem ipsum 漢字 ".repeat(60_000));
    assert!(long.len() > 1_000_000);
    let started = Instant::now();
    let understanding = understand(&long);
    assert!(started.elapsed().as_millis() < 500, "{:?}", started.elapsed());
    assert!(!understanding.guesses.is_empty());
    assert!(tokens(&long).iter().all(|token| token.place.end <= LONGEST || token.place.start >= long.len() - LONGEST));
    let unbroken = "漢".repeat(400_000);
    assert_eq!(words(&unbroken), ["漢漢"]);
}

fn bytes() -> Vec<u8> {
    READER.1.parts().to_bytes().unwrap()
}

fn article() -> &'static Article {
    READER.0.article()
}

#[test]
fn a_table_is_read_back_as_it_was_written() {
    assert_eq!(Table::from_bytes(&bytes(), article()).as_ref(), Ok(&READER.1));
}

#[test]
fn a_table_of_another_article_another_version_or_another_kind_is_refused() {
    let other =
        compile(&common::source::fixture("sound")).map_err(|findings| findings[0].to_string()).unwrap().remove(0);
    assert_eq!(Table::from_bytes(&bytes(), &other), Err(UnreadableArticle::Damaged));
    let mut old = bytes();
    old[4] = SCHEMA + 1;
    assert_eq!(
        Table::from_bytes(&old, article()),
        Err(UnreadableArticle::OtherSchema { found: SCHEMA + 1, wanted: SCHEMA })
    );
    assert_eq!(Table::from_bytes(b"<html>", article()), Err(UnreadableArticle::NotCompiled));
}

#[test]
fn an_article_without_words_for_it_has_a_table_all_the_same() {
    let language =
        compile(&common::source::fixture("good")).map_err(|findings| findings[0].to_string()).unwrap().remove(0);
    let none: &[Said] = &[];
    let table = table(&language, none);
    assert_eq!(Table::from_bytes(&table.parts().to_bytes().unwrap(), &language), Ok(table));
}

fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}\\.[a-z]{1,8}@[a-z]{1,8}\\.(com|org)",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z",
        "[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}",
        "[0-9]{5,12}",
        "[a-f]{2}[0-9]{2}[a-f0-9]{4}-[0-9][a-f][0-9]{2}-4[0-9]{2}[a-f]",
        "req_[a-z][0-9]{4}[a-z0-9]{4}",
    ]
}

/// Texts of all kinds, with what trips readers up.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "\u{200b}",
        "\u{200f}",
        "\u{202e}",
        "\u{301}",
        "\u{e0001}",
        "👩‍👩‍👧",
        "\\ud83d",
        "\\u00",
        "%",
        "%zz",
        "\\",
        "'",
        "’",
        "<b>",
        "@",
        "@.",
        "ﾞ",
        "\u{3099}",
        "ß",
        "ŋ",
        "x@y.z",
        "1.2",
        "at (:",
        "#1",
        "パス",
        "漢",
        "ไทย",
        "forgot",
        "password",
        "account",
        "\n",
        "\0",
        "-",
    ]);
    let part = prop_oneof![any::<String>(), odd.prop_map(str::to_owned), "\\PC{0,12}"];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.join(" ")).boxed()
}

proptest! {
    #[test]
    fn any_text_is_read_the_same_way_twice_and_its_words_are_its_own(text in text()) {
        let understanding = understand(&text);
        prop_assert_eq!(&understanding, &understand(&text));
        prop_assert!(understanding.guesses.len() <= 3 && (!understanding.is_sure || !understanding.guesses.is_empty()));
        for guess in &understanding.guesses {
            prop_assert!(guess.share <= 100);
            prop_assert!(READER.1.deciding(&text, guess.remedy).iter().all(|word| text.contains(word)));
        }
        for token in tokens(&text) {
            prop_assert!(text.get(token.place.clone()).is_some_and(|part| !part.is_empty()), "{:?}", token);
        }
        READER.1.answers_for(&READER.0, &text, FactId(0));
    }

    #[test]
    fn case_and_width_change_nothing(text in "[ -~]{0,60}") {
        let wide: String = text.chars().map(|letter| match letter {
            'a'..='z' | 'A'..='Z' => char::from_u32(u32::from(letter) + 0xfee0).unwrap(),
            _ => letter,
        }).collect();
        // What is an address or an id is so in plain letters alone.
        let has_noise = text.contains(['@', '.', '/', ':', '-', '_', '\\', '%', '#', '~', '$', '+']) || text.contains(|letter: char| letter.is_ascii_digit());
        if !has_noise {
            prop_assert_eq!(words(&text), words(&wide));
        }
        prop_assert_eq!(guessed(&text.to_uppercase()).0.len(), guessed(&text.to_uppercase()).0.len());
    }

    #[test]
    fn addresses_ids_and_days_change_nothing(before in noise(), after in noise(), place in 0..3_usize) {
        for text in ["forgot my password", "they closed my account", "パスワードを忘れた", "nothing of the kind"] {
            let noisy = match place {
                0 => format!("{before} {text} {after}"),
                1 => format!("{text}\n{before}: {after}"),
                _ => format!("{{\"id\":\"{before}\",\"message\":\"{text}\",\"to\":\"{after}\"}}")
                    .replace("\"id\"", "").replace("\"message\"", "").replace("\"to\"", ""),
            };
            prop_assert_eq!(guessed(text), guessed(&noisy), "{}", noisy);
        }
    }

    #[test]
    fn damaged_bytes_are_refused_or_read_but_never_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = bytes();
        let at = place.index(bytes.len());
        bytes[at] = byte;
        if let Ok(table) = Table::from_bytes(&bytes, article()) {
            table.understand(&READER.0, "forgot my password");
        }
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(Table::from_bytes(&bytes, article()).is_err());
    }
}
