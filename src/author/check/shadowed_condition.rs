//! No alternative of a `when` holds only where an earlier one does; those of a `next` may.

use super::{Check, Code, Finding, Subject};
use crate::{
    article::{RemedyId, Values},
    author::{code::SHADOWED_CONDITION, proof::Shadow},
};

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
                let span = subject.marks().alternatives.get(place).and_then(|spans| spans.get(number)).cloned();
                let span = span.as_ref();
                let Some(shadow) = shadow else {
                    if let Some(value) = shadowed_value(subject, remedy, number) {
                        let message =
                            format!("'{value}' decides nothing here: whenever it holds, something earlier does");
                        let finding = subject.in_flow(span, self.code(), message);
                        found.push(finding.help("remove it here, or from the condition before"));
                    }
                    continue;
                };
                let Shadow::Earlier(_) = shadow else { continue };
                let message = "this decides nothing: whenever it holds, something earlier does".to_owned();
                found.push(subject.blame(subject.in_flow(span, self.code(), message), shadow));
            }
        }
    }
}

/// A value of a list in an alternative that decides nothing there.
fn shadowed_value<'a>(subject: &mut Subject<'a>, remedy: RemedyId, alternative: usize) -> Option<&'a str> {
    let article = subject.article;
    let tests = article.remedy(remedy)?.when.as_ref()?.0.get(alternative)?;
    let lists = tests.iter().filter(|test| test.values.only().is_none());
    let mut values = lists.flat_map(|test| test.values.each().filter_map(Values::only).map(|value| (test.fact, value)));
    let (fact, value) =
        values.find(|(fact, value)| subject.proof.is_shadowed_at(remedy, alternative, *fact, *value))?;
    article.value(fact, value).map(|value| value.id.as_str())
}
