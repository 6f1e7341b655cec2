//! A known message stands once.

use std::collections::HashMap;

use super::{Check, Code, Finding, Subject};
use crate::author::code::DOUBLED_MESSAGE;

/// See the module.
pub(super) struct DoubledMessage;

impl Check for DoubledMessage {
    fn code(&self) -> &'static Code {
        DOUBLED_MESSAGE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let mut seen = HashMap::new();
        for (pattern, span) in subject.draft().patterns.iter().zip(&subject.marks().patterns) {
            if let Some(before) = seen.insert((&pattern.text, &pattern.facts), span) {
                let finding = subject.in_flow(Some(span), self.code(), "this message stands here twice".to_owned());
                found.push(
                    finding.relate(subject.manuscript.source.place(before.clone()), "here").help("remove one of them"),
                );
            }
        }
    }
}
