//! A value that has the name of a remedy leads to that remedy.

use super::{Check, Code, Finding, Subject};
use crate::{
    article::{FactId, ValueId, Values},
    author::code::OTHER_NAME,
};

/// See the module.
pub(super) struct OtherName;

impl Check for OtherName {
    fn code(&self) -> &'static Code {
        OTHER_NAME
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for remedy in subject.remedies() {
            let place = usize::from(remedy.0);
            let when = subject.article.remedy(remedy).and_then(|remedy| remedy.when.as_ref());
            let firsts = subject.marks().firsts.get(place).copied().unwrap_or_default();
            for (number, tests) in when.into_iter().flat_map(|when| &when.0).enumerate().take(firsts) {
                let [test] = tests.as_slice() else { continue };
                let Some(value) = test.values.only() else { continue };
                let name = subject.article.value(test.fact, value).map_or("", |value| &value.id);
                let namesake = subject.article.find_remedy(name).filter(|namesake| *namesake != remedy);
                if namesake.is_none_or(|namesake| tests_it(subject, usize::from(namesake.0), test.fact, value)) {
                    continue;
                }
                let message = format!("'{name}' leads to '{}', and not to the remedy '{name}'", subject.name(remedy));
                let span = subject.marks().alternatives.get(place).and_then(|spans| spans.get(number));
                found.push(subject.in_flow(span, self.code(), message).help("is it the remedy that you mean?"));
            }
        }
    }
}

/// Whether a remedy's condition tests a value.
fn tests_it(subject: &Subject, remedy: usize, fact: FactId, value: ValueId) -> bool {
    let when = subject.draft().remedies.get(remedy).and_then(|remedy| remedy.when.as_ref());
    let mut tests = when.into_iter().flat_map(|when| when.tests());
    tests.any(|test| test.fact == fact && !test.values.is_disjoint(Values::one(value)))
}
