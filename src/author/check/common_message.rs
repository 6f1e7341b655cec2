//! A message is told from what people write about anything else.

use super::{Check, Code, Finding, Subject};
use crate::author::{code::COMMON_MESSAGE, understanding::ordinary};

/// A message of fewer letters and digits is a part of too much.
const SHORTEST: usize = 3;

/// A message of more words is one, whoever else may use them.
const MOST_COMMON: usize = 2;

/// See the module.
pub(super) struct CommonMessage;

impl Check for CommonMessage {
    fn code(&self) -> &'static Code {
        COMMON_MESSAGE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (pattern, span) in subject.draft().patterns.iter().zip(&subject.marks().patterns) {
            let length = pattern.text.chars().filter(|letter| *letter != ' ').count();
            let message = if length < SHORTEST {
                format!("'{}' is too short for a message: many texts have it", pattern.text)
            } else if pattern.text.split(' ').count() <= MOST_COMMON
                && let Some(sentence) = ordinary(&pattern.text)
            {
                format!("'{}' stands in what people write of anything, as in \"{sentence}\"", pattern.text)
            } else {
                continue;
            };
            let finding = subject.in_flow(Some(span), self.code(), message);
            found.push(finding.help("give more of the message, as your service shows it"));
        }
    }
}
