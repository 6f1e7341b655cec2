//! The widget's own strings in one language, from their flat TOML file.
//!
//! A string that a language lacks is the English one's, so that a new string never takes a language away.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use toml::Spanned;

use crate::{
    author::{
        code::{BAD_STRING, Level, MISSING_STRING, MISSING_WORD, UNNEEDED_WORD},
        finding::Finding,
        source::Source,
    },
    locale::Strings,
};

/// Every other language's strings fall back to this file's.
const ENGLISH: &str = "en.toml";

/// What a file has, by key.
type Given = BTreeMap<String, Spanned<String>>;

/// Reads one language's file, `de.toml`, with the strings that it lacks from `en.toml` beside it.
///
/// # Errors
/// Every mistake in them.
pub fn strings(file: &Path) -> Result<Strings, Vec<Finding>> {
    let (strings, findings) = read(file)?;
    if findings.iter().any(|finding| finding.code.level == Level::Error) { Err(findings) } else { Ok(strings) }
}

/// Everything that is wrong with one language's file, strings that fall back to English among it.
pub fn check_strings(file: &Path) -> Vec<Finding> {
    read(file).map_or_else(|findings| findings, |(_, findings)| findings)
}

fn read(file: &Path) -> Result<(Strings, Vec<Finding>), Vec<Finding>> {
    let (source, mut given) = open(file)?;
    let mut findings = unknown(&source, &given);
    let is_english = file.ends_with(ENGLISH);
    // Where it has mistakes, they are its own.
    let english = if is_english { None } else { open(&file.with_file_name(ENGLISH)).ok() };
    let mut english = english.map(|(_, given)| given).unwrap_or_default();
    let mut all = Vec::new();
    for key in Strings::KEYS {
        let fallback = english.remove(key).map(Spanned::into_inner);
        let Some(string) = given.remove(key) else {
            let (code, message) = match fallback {
                Some(_) => (MISSING_STRING, format!("the string '{key}' is missing, so it is in English")),
                None => (MISSING_WORD, format!("the string '{key}' is missing")),
            };
            findings.push(source.at(0..0, code, message));
            all.push(fallback.unwrap_or_default());
            continue;
        };
        if let Some(message) = unfit(key, string.get_ref(), fallback.as_deref()) {
            findings.push(source.at(string.span(), BAD_STRING, message));
        }
        all.push(string.into_inner());
    }
    // As many as there are keys.
    Strings::new(&all).map(|strings| (strings, findings)).ok_or_else(Vec::new)
}

fn open(file: &Path) -> Result<(Source, Given), Vec<Finding>> {
    let source = Source::read(file).map_err(|finding| vec![finding])?;
    let given = source.toml(&source.text).map_err(|finding| vec![finding])?;
    Ok((source, given))
}

fn unknown(source: &Source, given: &Given) -> Vec<Finding> {
    let known = || Strings::KEYS.into_iter();
    let unknown = given.iter().filter(|(key, _)| !known().any(|known| known == *key));
    let report = |(key, string): (&String, &Spanned<String>)| {
        let finding = source.at(string.span(), UNNEEDED_WORD, format!("the widget has no string '{key}'"));
        finding.suggest(key, known())
    };
    unknown.map(report).collect()
}

/// Why a string can't stand where it will: another language's has the same placeholders as the English one.
fn unfit(key: &str, string: &str, english: Option<&str>) -> Option<String> {
    if key == "direction" && !["ltr", "rtl"].contains(&string) {
        return Some(format!("'{string}' is no direction of writing: it is ltr or rtl"));
    }
    if string.is_empty() || string.contains('\0') {
        return Some(format!("the string '{key}' is empty, or has a zero in it"));
    }
    let (here, there) = (placeholders(string), placeholders(english?));
    let lost: Vec<_> = there.difference(&here).chain(here.difference(&there)).copied().collect();
    (!lost.is_empty())
        .then(|| format!("'{key}' and the English string differ in what the widget puts in: {}", lost.join(", ")))
}

/// The `{name}`s of a string.
fn placeholders(string: &str) -> BTreeSet<&str> {
    let opened = string.match_indices('{').filter_map(|(start, _)| string.get(start..));
    opened.filter_map(|rest| rest.get(..=rest.find('}')?)).collect()
}
