//! What the conditions make of each value of a fact.

use super::Subject;
use crate::article::{Condition, FactId, Test, ValueId, Values};

/// A fact's values, each with the positions of the tests that it meets.
pub(super) fn met(subject: &Subject<'_>, fact: FactId) -> Vec<Vec<usize>> {
    let callouts = subject.manuscript.flow.callouts.iter().flat_map(|(_, when)| when.tests());
    met_by(&leading(subject).chain(callouts).copied().collect::<Vec<_>>(), subject, fact)
}

/// The same without what only decides boxes.
pub(super) fn met_on_the_way(subject: &Subject<'_>, fact: FactId) -> Vec<Vec<usize>> {
    met_by(&leading(subject).copied().collect::<Vec<_>>(), subject, fact)
}

fn met_by(tests: &[Test], subject: &Subject<'_>, fact: FactId) -> Vec<Vec<usize>> {
    let count = subject.article.fact(fact).map_or(0, |fact| fact.values.len());
    let meets =
        |value: usize, test: &Test| test.fact == fact && !test.values.is_disjoint(Values::one(ValueId(value as u8)));
    let met = |value: usize| {
        tests.iter().enumerate().filter(|(_, test)| meets(value, test)).map(|(place, _)| place).collect()
    };
    (0..count).map(met).collect()
}

/// Every test of the conditions of remedies and questions.
fn leading<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Test> + use<'a> {
    let draft = subject.draft();
    let remedies = draft.remedies.iter().filter_map(|remedy| remedy.when.as_ref());
    let gates = draft.questions.iter().filter_map(|question| question.when.as_ref());
    remedies.chain(gates).flat_map(Condition::tests)
}
