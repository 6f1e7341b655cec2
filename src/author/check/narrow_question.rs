//! No question's condition keeps several remedies from ever fitting: one root of many findings, said once.

use super::{Check, Code, Finding, Subject};
use crate::author::code::NARROW_QUESTION;

/// See the module.
pub(super) struct NarrowQuestion;

impl Check for NarrowQuestion {
    fn code(&self) -> &'static Code {
        NARROW_QUESTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (fact, alternatives) in subject.narrowed().clone() {
            let place = subject.draft().questions.iter().position(|question| question.fact == fact);
            let gate = place.and_then(|place| subject.marks().gates.get(place)).and_then(Option::as_ref);
            let names = alternatives.iter().map(|(remedy, _)| subject.name(*remedy));
            let mut names: Vec<&str> = names.collect();
            names.dedup();
            let fact = subject.fact(fact);
            let message =
                format!("'{fact}' is never asked where these test it, so they can't fit: {}", names.join(", "));
            let finding =
                subject.in_flow(gate, self.code(), message).help("widen the question's 'when' to those cases");
            found.push(alternatives.iter().take(4).fold(finding, |finding, (remedy, number)| {
                let spans = subject.marks().alternatives.get(usize::from(remedy.0));
                let span = spans.and_then(|spans| spans.get(*number)).cloned().unwrap_or_default();
                finding.relate(subject.manuscript.source.place(span), "this can't be")
            }));
        }
    }
}
