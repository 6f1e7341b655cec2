//! The same message does not tell two different things.

use std::{collections::HashMap, ops::Range};

use super::{Check, Code, Finding, Subject};
use crate::{
    article::{FactId, ValueId},
    author::code::CONFLICTING_MESSAGES,
};

type Told = Vec<(FactId, ValueId)>;

/// See the module.
pub(super) struct ConflictingMessages;

impl Check for ConflictingMessages {
    fn code(&self) -> &'static Code {
        CONFLICTING_MESSAGES
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let mut first: HashMap<&str, (&Told, &Range<usize>)> = HashMap::new();
        for (pattern, span) in subject.draft().patterns.iter().zip(&subject.marks().patterns) {
            match first.get(pattern.text.as_str()) {
                Some((told, before)) if **told != pattern.facts => {
                    let message = "this message tells something else before".to_owned();
                    let finding = subject.in_flow(Some(span), self.code(), message);
                    found.push(
                        finding
                            .relate(subject.manuscript.source.place((*before).clone()), "here")
                            .help("capitals, spaces and punctuation make no difference: keep one, or add a word"),
                    );
                }
                Some(_) => {}
                None => {
                    first.insert(&pattern.text, (&pattern.facts, span));
                }
            }
        }
    }
}
