//! The first question, written ahead: people can answer it before the wasm is there.
//!
//! It is made by the widget's own views, so the widget takes its place without anything moving. The stand-alone page
//! has it as HTML; elsewhere `public/early.js` builds it from a tree, since policies forbid strings that become HTML.

use std::{fs, io, path::Path};

use serde_json::{Value, json};

use super::{
    files::{Failure, file_error},
    page::escape,
};
use crate::{
    article::{Article, Kind},
    locale::Strings,
    rules::{Case, Rules},
    view::{Browser, Happening, Help, Now, Place, Setting, State, widget},
};

/// HTML's elements that have no end tag, as far as views use them.
const VOID: [&str; 1] = ["input"];

/// What an article's folder has in `first.json`: its languages, each with what is shown ahead of the wasm.
///
/// `{"en": {"strings": "en", "tree": …, "asks": false, "words": {"moment": …, "failed": …, "again": …}}}`: the language of
/// the widget's own strings that goes with it, the first question, whether a question takes an address (an account-status
/// API may then change which question is the first), and what the shell says by itself.
///
/// `locales` has the widget's compiled strings; a language that is not there is `en`'s, and where nothing is there, no
/// question is written ahead.
///
/// # Errors
/// Names the file of strings that can't be read.
pub fn first_file(articles: &[Article], locales: &Path) -> Result<Value, Failure> {
    let languages = articles.iter().map(|article| {
        let lang = article.draft().lang.as_str();
        let first = match strings_for(lang, locales)? {
            Some((tag, strings)) => first(article, tag, &strings),
            None => json!({ "strings": "en" }),
        };
        Ok((lang.to_owned(), first))
    });
    Ok(Value::Object(languages.collect::<Result<_, Failure>>()?))
}

/// The widget's strings in a language, in the same without its region, or in English, whichever is there first.
fn strings_for<'a>(lang: &'a str, locales: &Path) -> Result<Option<(&'a str, Strings)>, Failure> {
    for tag in [lang, lang.split('-').next().unwrap_or(lang), "en"] {
        let path = locales.join(format!("{tag}.lhs"));
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            read => read.map_err(file_error(&path))?,
        };
        let strings = Strings::from_bytes(&bytes).map_err(|error| Failure::Unreadable { path, error })?;
        return Ok(Some((tag, strings)));
    }
    Ok(None)
}

fn first(article: &Article, tag: &str, strings: &Strings) -> Value {
    let asks = article.draft().questions.iter().any(|question| question.kind == Kind::Email);
    json!({
        "strings": tag,
        "tree": first_screen(article, strings),
        "asks": asks,
        "words": { "moment": strings.moment(), "failed": strings.failed(), "again": strings.again() },
    })
}

/// The first screen, as the widget shows it to a person of whom nothing is known: a text, or a list of tag, attributes
/// and children.
pub fn first_screen(article: &Article, strings: &Strings) -> Value {
    let setting = Setting {
        support: article.draft().support.url.clone(),
        rules: Rules::new(article.clone()),
        strings: strings.clone(),
        level: 2,
        page: String::new(),
        own_page: false,
        account: false,
        feedback: false,
    };
    let state = State::new(setting, Case::new(false), Place::Flow);
    let written = widget(&Now::new(&Nobody, state)).write(&mut Vec::new());
    bare(serde_json::from_str(&written).unwrap_or_default())
}

/// The tree without what only the program can do: act, and put something into a field.
fn bare(mut tree: Value) -> Value {
    if let Some([_, attributes, children @ ..]) = tree.as_array_mut().map(Vec::as_mut_slice) {
        if let Value::Object(attributes) = attributes {
            attributes.retain(|name, _| name != "value" && !name.starts_with('@'));
        }
        children.iter_mut().for_each(|child| *child = bare(child.take()));
    }
    tree
}

/// A tree as HTML.
pub fn html(tree: &Value) -> String {
    match tree {
        Value::String(text) => escape(text),
        Value::Array(parts) => match parts.as_slice() {
            [Value::String(tag), Value::Object(attributes), children @ ..] => {
                let value = |value: &Value| value.as_str().map(escape).unwrap_or_default();
                let attributes: String =
                    attributes.iter().map(|(name, text)| format!(" {name}=\"{}\"", value(text))).collect();
                let inner: String = children.iter().map(html).collect();
                let end = if VOID.contains(&tag.as_str()) { String::new() } else { format!("</{tag}>") };
                format!("<{tag}{attributes}>{inner}{end}")
            }
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// There is no browser yet.
struct Nobody;

impl Browser for Nobody {
    fn day(&self, day: &str, _lang: &str) -> String {
        day.into()
    }

    fn beside(&self, file: &str) -> String {
        file.into()
    }

    fn copy(&self, _text: &str) {}

    fn save(&self, _text: &str) {}

    fn time(&self) -> String {
        String::new()
    }

    fn ask(&self, _help: Help, _address: &str, _token: &str) {}

    fn helped(&self, _help: Help, _section: &str, _helpful: bool) {}

    fn comment(&self, _help: Help, _section: &str, _text: &str) {}

    fn bring(&self, _found: &str) {}

    fn happened(&self, _happening: Happening) {}
}
