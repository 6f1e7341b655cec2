//! Two values of a fact differ in what comes of them.

use super::{Check, Code, Finding, Subject, values::met};
use crate::{article::FactId, author::code::SAME_EFFECT};

/// See the module.
pub(super) struct SameEffect;

impl Check for SameEffect {
    fn code(&self) -> &'static Code {
        SAME_EFFECT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (place, fact) in subject.draft().facts.iter().enumerate() {
            let met = met(subject, FactId(place as u16));
            // Of a fact that decides nothing another check speaks.
            if met.iter().all(Vec::is_empty) {
                continue;
            }
            for (number, tests) in met.iter().enumerate() {
                let before = met.iter().take(number).position(|before| before == tests);
                let name = |number: usize| fact.values.get(number).map_or("", |value| value.id.as_str());
                if let Some(before) = before {
                    let (before, name) = (name(before), name(number));
                    let message = format!("'{name}' has the same effect as '{before}': no condition tells them apart");
                    let span = subject.marks().values.get(place).and_then(|spans| spans.get(number));
                    let finding = subject.in_flow(span, self.code(), message);
                    found.push(finding.help("test it in a condition, or make one of the two"));
                }
            }
        }
    }
}
