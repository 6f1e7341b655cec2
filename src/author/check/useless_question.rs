//! Every question's answer can change the diagnosis, unless it decides what is shown with one.

use super::{Check, Code, Finding, Subject};
use crate::author::code::USELESS_QUESTION;

/// See the module.
pub(super) struct UselessQuestion;

impl Check for UselessQuestion {
    fn code(&self) -> &'static Code {
        USELESS_QUESTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (place, question) in subject.draft().questions.iter().enumerate() {
            // Those that are put before a remedy, or decide a callout, or can't be asked at all, are other checks'.
            let interrupts = subject.draft().remedies.iter().any(|remedy| remedy.interruption == Some(question.fact));
            let mut callouts = subject.callouts().flat_map(|(_, _, _, when)| when.tests());
            if interrupts
                || callouts.any(|test| test.fact == question.fact)
                || subject.proof.matters(question.fact)
                || !subject.proof.can_be_asked(question.fact)
            {
                continue;
            }
            let message = format!(
                "the question for '{}' is never asked: no answer changes anything",
                subject.fact(question.fact)
            );
            let finding = subject.in_flow(subject.marks().questions.get(place), self.code(), message);
            found.push(finding.help("name the fact in a remedy's condition, or remove the question and the fact"));
        }
    }
}
