//! A translation's section has every number and every piece of code that the original's has.

use std::collections::BTreeSet;

use super::{Check, Code, Finding, Subject, subject::Translated};
use crate::{article::Section, author::code::CHANGED_NUMBER};

/// See the module.
pub(super) struct ChangedNumber;

impl Check for ChangedNumber {
    fn code(&self) -> &'static Code {
        CHANGED_NUMBER
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for translated in subject.translated() {
            let Translated { here, original, there, .. } = translated;
            let (exact, others) = (exact(here), exact(there));
            let missing: Vec<_> = others.difference(&exact).map(String::as_str).collect();
            if !missing.is_empty() {
                let (missing, file) = (missing.join(", "), &original.source.file);
                let message = format!("'{}' says {missing} in {file}, and not here", here.id);
                let finding = translated.at(self.code(), message);
                found.push(finding.help("write numbers in digits and code as it is, in every language"));
            }
        }
    }
}

/// Its numbers, in the digits of ASCII, and its code.
fn exact(section: &Section) -> BTreeSet<String> {
    let mut exact = BTreeSet::new();
    for span in section.spans() {
        if span.code {
            exact.insert(format!("`{}`", span.text));
            continue;
        }
        let digits: String = span.text.chars().map(|letter| digit(letter).unwrap_or(' ')).collect();
        exact.extend(digits.split_whitespace().map(str::to_owned));
    }
    exact
}

/// A digit of ASCII for one that is written in Arabic, in Persian or in full width.
fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    char::from_digit(u32::from(letter) - u32::from(zero), 10)
}
