//! A question that is put before a remedy is still open then, and decides a callout of it.

use super::{Check, Code, Finding, Subject};
use crate::author::code::IDLE_INTERRUPTION;

/// See the module.
pub(super) struct IdleInterruption;

impl Check for IdleInterruption {
    fn code(&self) -> &'static Code {
        IDLE_INTERRUPTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let unreachable = subject.unreachable();
        for (remedy, declared) in subject.remedies().zip(&subject.draft().remedies) {
            let Some(fact) = declared.interruption.filter(|_| !unreachable.contains(&remedy)) else { continue };
            let (name, fact_name) = (subject.name(remedy), subject.fact(fact));
            let decides = subject.callouts().any(|(language, section, _, when)| {
                subject.remedy_of(language, section) == Some(remedy) && when.tests().any(|test| test.fact == fact)
            });
            let (message, help) = if !decides {
                (
                    format!("the answer to '{fact_name}' changes nothing in '{name}'"),
                    "give a callout of the section an id, and in [callouts] a condition on this fact",
                )
            } else if !subject.proof.interruption_is_open(remedy) {
                (
                    format!("'{fact_name}' is always known before '{name}' is chosen, so it is not asked again"),
                    "remove the interruption: the callouts know the fact anyway",
                )
            } else {
                continue;
            };
            let span = subject.marks().interruptions.get(usize::from(remedy.0)).and_then(Option::as_ref);
            found.push(subject.in_flow(span, self.code(), message).help(help));
        }
    }
}
