//! Every question's condition can hold.

use super::{Check, Code, Finding, Subject};
use crate::author::code::UNASKABLE_QUESTION;

/// See the module.
pub(super) struct UnaskableQuestion;

impl Check for UnaskableQuestion {
    fn code(&self) -> &'static Code {
        UNASKABLE_QUESTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (place, question) in subject.draft().questions.iter().enumerate() {
            if subject.proof.can_be_asked(question.fact) {
                continue;
            }
            let message = format!("this can't be, so '{}' is never asked", subject.fact(question.fact));
            let gate = subject.marks().gates.get(place).and_then(Option::as_ref);
            let help = "a fact has one value at a time, and only while its question may be asked";
            found.push(subject.in_flow(gate, self.code(), message).help(help));
        }
    }
}
