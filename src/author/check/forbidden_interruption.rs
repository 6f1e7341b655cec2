//! A question that is put before a remedy may be asked whenever that remedy is the diagnosis, so that its answer leads
//! on to the remedy and to nothing else.

use super::{Check, Code, Finding, Subject};
use crate::author::code::FORBIDDEN_INTERRUPTION;

/// See the module.
pub(super) struct ForbiddenInterruption;

impl Check for ForbiddenInterruption {
    fn code(&self) -> &'static Code {
        FORBIDDEN_INTERRUPTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for remedy in subject.remedies() {
            let Some(outcome) = subject.proof.forbidden_interruption(remedy) else { continue };
            let name = subject.name(remedy);
            let message = format!(
                "the question before '{name}' may not be asked, by its own condition, in this case: {}",
                subject.describe(&outcome)
            );
            let span = subject.marks().interruptions.get(usize::from(remedy.0)).and_then(Option::as_ref);
            let help = "remove the question's 'when', or widen it to every case of this remedy";
            found.push(subject.in_flow(span, self.code(), message).help(help));
        }
    }
}
