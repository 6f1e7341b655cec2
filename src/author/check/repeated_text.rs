//! A section says each thing once.

use std::collections::HashSet;

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{author::code::REPEATED_TEXT, rules::normalise};

/// Fewer words may come again: "Log in."
const LEAST: usize = 4;

/// See the module.
pub(super) struct RepeatedText;

impl Check for RepeatedText {
    fn code(&self) -> &'static Code {
        REPEATED_TEXT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            for (place, section) in language.article.draft().sections.iter().enumerate() {
                let mut seen = HashSet::new();
                for line in section.lines() {
                    let text: String = line.iter().map(|span| span.text.as_str()).collect();
                    let is_long = text.split_whitespace().nth(LEAST - 1).is_some() || text.chars().count() > 8 * LEAST;
                    if is_long && !seen.insert(normalise(&text)) {
                        let message = format!("'{}' says twice: \"{text}\"", section.id);
                        found.push(at_section(language, place, self.code(), message).help("keep one of them"));
                    }
                }
            }
        }
    }
}
