//! Every case ends in a remedy.

use super::{Check, Code, Finding, Subject};
use crate::author::code::NO_ANSWER;

/// See the module.
pub(super) struct NoAnswer;

impl Check for NoAnswer {
    fn code(&self) -> &'static Code {
        NO_ANSWER
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let Some(outcome) = subject.proof.without_answer() else { return };
        let outcome = subject.proof.what_keeps(outcome);
        let message = format!("no remedy fits this case: {}", subject.describe(&outcome));
        let finding = subject.in_flow(subject.marks().remedies.last(), self.code(), message);
        found.push(finding.help("let the last remedy have no 'when': it is for everyone whom nothing else fits"));
    }
}
