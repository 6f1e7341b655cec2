//! Every fact that nobody is asked for is named in some condition.

use super::{Check, Code, Finding, Subject};
use crate::{
    article::{Condition, FactId},
    author::code::UNUSED_FACT,
};

/// See the module.
pub(super) struct UnusedFact;

impl Check for UnusedFact {
    fn code(&self) -> &'static Code {
        UNUSED_FACT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let draft = subject.draft();
        let remedies = draft.remedies.iter().filter_map(|remedy| remedy.when.as_ref());
        let gates = draft.questions.iter().filter_map(|question| question.when.as_ref());
        let callouts = subject.callouts().map(|(_, _, _, when)| when);
        let conditions = remedies.chain(gates).chain(callouts);
        let tested: Vec<FactId> = conditions.flat_map(Condition::tests).map(|test| test.fact).collect();
        for place in 0..draft.facts.len() {
            let fact = FactId(place as u16);
            if subject.article.question(fact).is_none() && !tested.contains(&fact) {
                let message = format!("the fact '{}' decides nothing and nobody asks for it", subject.fact(fact));
                let finding = subject.in_flow(subject.marks().facts.get(place), self.code(), message);
                found.push(finding.help("name it in a condition, or remove it"));
            }
        }
    }
}
