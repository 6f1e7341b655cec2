//! The first question as it is written ahead: what the shell builds it from, and what the page has.

#![cfg(feature = "author")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that can't go on has failed")]

mod common;

use std::{fs, path::Path};

use common::{source::fixture, tool::room};
use login_help::author::{compile, first_file, strings};
use serde_json::Value;

/// A folder with the widget's compiled strings in it.
fn locales(name: &str) -> std::path::PathBuf {
    let room = room(name);
    let english = strings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales/en.toml")).unwrap();
    fs::write(room.join("en.lhs"), english.to_bytes()).unwrap();
    room
}

/// Every text and every attribute's value of a tree, in order.
fn words(tree: &Value) -> Vec<&str> {
    match tree {
        Value::String(text) => vec![text],
        Value::Array(parts) => parts.iter().skip(1).flat_map(words).collect(),
        Value::Object(attributes) => attributes.values().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_first_question_has_every_answer_and_what_the_shell_says() {
    let first = first_file(&compile(&fixture("sound")).unwrap(), &locales("first")).unwrap();
    let english = &first["en"];
    let all = words(&english["tree"]);
    for wanted in
        ["What happens?", "I forgot it", "I am blocked", "A message", "forgot", "blocked", "message", "unsure"]
    {
        assert!(all.contains(&wanted), "{wanted}: {all:?}");
    }
    assert_eq!((&english["strings"], &english["asks"]), (&"en".into(), &false.into()));
    assert!(["moment", "failed", "again"].iter().all(|word| english["words"][word].as_str().unwrap().len() > 3));
}

#[test]
fn a_language_without_strings_of_the_widgets_has_the_english_ones() {
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles/university-sso");
    let first = first_file(&compile(&article).unwrap(), &locales("first-french")).unwrap();
    assert_eq!(first.as_object().unwrap().keys().collect::<Vec<_>>(), ["en", "fr"]);
    assert_eq!(first["fr"]["strings"], "en");
    assert_ne!(first["fr"]["tree"], first["en"]["tree"]);
}

#[test]
fn without_the_widgets_strings_an_article_says_its_languages_alone() {
    let first = first_file(&compile(&fixture("sound")).unwrap(), &room("first-nothing")).unwrap();
    assert_eq!(first["en"], serde_json::json!({ "strings": "en" }));
}

#[test]
fn strings_that_can_not_be_read_are_named_and_not_passed_over() {
    let room = room("first-damaged");
    fs::write(room.join("en.lhs"), "no strings").unwrap();
    let failure = first_file(&compile(&fixture("sound")).unwrap(), &room).unwrap_err();
    assert!(failure.to_string().contains("en.lhs"), "{failure}");
}
