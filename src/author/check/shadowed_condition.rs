//! No alternative of a `when` holds only where an earlier one does; those of a `next` may.

use super::{Check, Code, Finding, Subject};
use crate::author::{code::SHADOWED_CONDITION, proof::Shadow};

/// See the module.
pub(super) struct ShadowedCondition;

impl Check for ShadowedCondition {
    fn code(&self) -> &'static Code {
        SHADOWED_CONDITION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let unreachable = subject.unreachable();
        for remedy in subject.remedies().filter(|remedy| !unreachable.contains(remedy)) {
            let place = usize::from(remedy.0);
            let shadows = subject.shadows().get(place).cloned().unwrap_or_default();
            let firsts = subject.marks().firsts.get(place).copied().unwrap_or_default();
            for (number, shadow) in shadows.iter().enumerate().take(firsts) {
                let Some(shadow @ Shadow::Earlier(_)) = shadow else { continue };
                let span = subject.marks().alternatives.get(place).and_then(|spans| spans.get(number));
                let message = "this decides nothing: whenever it holds, something earlier does".to_owned();
                found.push(subject.blame(subject.in_flow(span, self.code(), message), shadow));
            }
        }
    }
}
