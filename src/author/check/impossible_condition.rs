//! Every alternative of a condition can hold.

use super::{Check, Code, Finding, Subject};
use crate::author::{code::IMPOSSIBLE_CONDITION, proof::Shadow};

/// See the module.
pub(super) struct ImpossibleCondition;

impl Check for ImpossibleCondition {
    fn code(&self) -> &'static Code {
        IMPOSSIBLE_CONDITION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let unreachable = subject.unreachable();
        for remedy in subject.remedies().filter(|remedy| !unreachable.contains(remedy)) {
            let place = usize::from(remedy.0);
            let shadows = subject.shadows().get(place).cloned().unwrap_or_default();
            for (number, _) in shadows.iter().enumerate().filter(|(_, why)| **why == Some(Shadow::Impossible)) {
                if subject.is_narrowed(remedy, number) {
                    continue;
                }
                let span = subject.marks().alternatives.get(place).and_then(|spans| spans.get(number));
                let message = format!("this can't be: no case of '{}' has these facts together", subject.name(remedy));
                let help = "a fact has one value at a time, and only while its question may be asked";
                found.push(subject.in_flow(span, self.code(), message).help(help));
            }
        }
    }
}
