//! Somebody tells every fact that a condition tests: a person, a server, or at least the page around the widget.

use super::{Check, Code, Finding, Subject};
use crate::{article::FactId, author::code::PAGE_FACT};

/// See the module.
pub(super) struct PageFact;

impl Check for PageFact {
    fn code(&self) -> &'static Code {
        PAGE_FACT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (place, declared) in subject.draft().facts.iter().enumerate() {
            let fact = FactId(place as u16);
            let is_told = |(told, _): &(FactId, _)| *told == fact;
            let by_message = subject.draft().patterns.iter().any(|pattern| pattern.facts.iter().any(is_told));
            if !declared.server && !by_message && subject.article.question(fact).is_none() {
                let message = format!("nobody tells '{}' but the page around the widget", declared.id);
                let finding = subject.in_flow(subject.marks().facts.get(place), self.code(), message);
                found.push(finding.help("if your server tells it, add server = true"));
            }
        }
    }
}
