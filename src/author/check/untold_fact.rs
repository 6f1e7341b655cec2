//! What an email address is asked for is something that the server may tell.

use super::{Check, Code, Finding, Subject};
use crate::{article::Kind, author::code::UNTOLD_FACT};

/// See the module.
pub(super) struct UntoldFact;

impl Check for UntoldFact {
    fn code(&self) -> &'static Code {
        UNTOLD_FACT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (place, question) in subject.draft().questions.iter().enumerate() {
            let told = subject.article.fact(question.fact).is_some_and(|fact| fact.server);
            if question.kind == Kind::Email && !told {
                let fact = subject.fact(question.fact);
                let message = format!("an address is asked for '{fact}', which no server may tell");
                let finding = subject.in_flow(subject.marks().questions.get(place), self.code(), message);
                found.push(finding.help(format_args!("add server = true to [facts.{fact}]")));
            }
        }
    }
}
