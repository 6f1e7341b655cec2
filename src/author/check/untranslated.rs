//! A translation's section says something else than the original's, word for word.

use super::{Check, Code, Finding, Language, Subject, subject::Translated};
use crate::{
    article::{Kind, Section, Span},
    author::{code::UNTRANSLATED, record::Part},
};

/// Fewer words than these can be the same in two languages: names, a heading of one word.
const LEAST: usize = 3;

/// See the module.
pub(super) struct Untranslated;

impl Check for Untranslated {
    fn code(&self) -> &'static Code {
        UNTRANSLATED
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for translated in subject.translated() {
            let Translated { language, here, original, there, .. } = translated;
            if tongue(language) == tongue(original) {
                continue;
            }
            let (words, others) = (words(here.spans()), self::words(there.spans()));
            let file = &original.source.file;
            let same = || lines(here).zip(lines(there)).find(|(one, other)| one.len() > LEAST && one == other);
            let message = if words.len() >= LEAST && words == others {
                format!("'{}' is the same as in {file}, word for word", here.id)
            } else if let Some((line, _)) = same() {
                format!("\"{}\" in '{}' is the same as in {file}, word for word", line.join(" "), here.id)
            } else {
                continue;
            };
            found.push(translated.at(self.code(), message).help("translate it"));
        }
        let Some((original, translations)) = subject.manuscript.languages.split_first() else { return };
        for language in translations.iter().filter(|language| tongue(language) != tongue(original)) {
            let is_choice = |part: &&Part| !part.key.starts_with('#') && !is_message(subject, &part.key);
            for part in language.parts.iter().filter(is_choice) {
                let there = original.parts.iter().find(|there| there.key == part.key);
                let is_same = |line: &str| {
                    let mut others = there.into_iter().flat_map(|there| there.text.lines());
                    line.split_whitespace().count() >= LEAST && others.any(|other| other == line)
                };
                if part.text.lines().any(is_same) {
                    let message = format!("'{}' is the same as in {}, word for word", part.key, original.source.file);
                    let finding = language.source.at(part.span.clone(), self.code(), message);
                    found.push(finding.help("translate it"));
                }
            }
        }
    }
}

/// Whether it is an answer that quotes a message, which people see in whatever language it is in.
fn is_message(subject: &Subject, key: &str) -> bool {
    let fact = key.split_once('/').and_then(|(fact, _)| subject.article.find_fact(fact));
    let question = fact.and_then(|fact| subject.article.question(fact));
    question.is_some_and(|question| question.kind == Kind::Message)
}

/// Its words, line by line.
fn lines(section: &Section) -> impl Iterator<Item = Vec<&str>> {
    section.lines().map(|line| words(line.iter()))
}

/// The words of some text, without code.
fn words<'a>(spans: impl Iterator<Item = &'a Span>) -> Vec<&'a str> {
    spans.filter(|span| !span.code).flat_map(|span| span.text.split_whitespace()).collect()
}

/// The language without its region: British English may be word for word what American English is.
fn tongue(language: &Language) -> &str {
    language.article.draft().lang.split('-').next().unwrap_or_default()
}
