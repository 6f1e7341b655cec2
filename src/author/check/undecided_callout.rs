//! What a callout's condition tests is known by the time that its remedy is shown.

use super::{Check, Code, Finding, Subject};
use crate::author::code::UNDECIDED_CALLOUT;

/// See the module.
pub(super) struct UndecidedCallout;

impl Check for UndecidedCallout {
    fn code(&self) -> &'static Code {
        UNDECIDED_CALLOUT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (language, section, block, when) in subject.callouts() {
            let Some(remedy) = subject.remedy_of(language, section) else { continue };
            let interruption = subject.article.remedy(remedy).and_then(|remedy| remedy.interruption);
            for test in when.tests() {
                let told = subject.article.question(test.fact).is_none()
                    || subject.article.fact(test.fact).is_some_and(|fact| fact.server);
                if told || interruption == Some(test.fact) || subject.proof.matters(test.fact) {
                    continue;
                }
                let fact = subject.fact(test.fact);
                let message = format!("nobody is asked for '{fact}' before this is shown or left out");
                let finding = subject.at_callout((language, section, block), self.code(), &message);
                found.push(finding.help(format_args!("add interruption = \"{fact}\" to the remedy")));
            }
        }
    }
}
