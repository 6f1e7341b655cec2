//! Known messages can be pasted somewhere.

use super::{Check, Code, Finding, Subject};
use crate::{article::Kind, author::code::DEAD_MESSAGES};

/// See the module.
pub(super) struct DeadMessages;

impl Check for DeadMessages {
    fn code(&self) -> &'static Code {
        DEAD_MESSAGES
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let is_asked = subject.draft().questions.iter().any(|question| question.kind == Kind::Message);
        // The box for people's own words is there where the article has sentences to understand them by.
        let has_box = subject.manuscript.languages.iter().any(|language| !language.says.is_empty());
        if let Some(first) = subject.marks().patterns.first()
            && !is_asked
            && !has_box
        {
            let message = "there is nowhere to paste a message".to_owned();
            let finding = subject.in_flow(Some(first), self.code(), message);
            found.push(finding.help("add kind = \"message\" to the question that asks for it, or remove [[messages]]"));
        }
    }
}
