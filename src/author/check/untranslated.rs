//! A translation's section says something else than the original's, word for word.

use super::{Check, Code, Finding, Language, Subject, subject::Translated};
use crate::{article::Section, author::code::UNTRANSLATED};

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
            let words = words(here);
            if tongue(language) != tongue(original) && words.len() >= LEAST && words == self::words(there) {
                let message = format!("'{}' is the same as in {}, word for word", here.id, original.source.file);
                found.push(translated.at(self.code(), message).help("translate it"));
            }
        }
    }
}

/// Its words, without code.
fn words(section: &Section) -> Vec<&str> {
    section.spans().filter(|span| !span.code).flat_map(|span| span.text.split_whitespace()).collect()
}

/// The language without its region: British English may be word for word what American English is.
fn tongue(language: &Language) -> &str {
    language.article.draft().lang.split('-').next().unwrap_or_default()
}
