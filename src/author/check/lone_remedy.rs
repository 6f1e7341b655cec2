//! Where a remedy doesn't help, something else is worth a try before a person has to help.

use super::{Check, Code, Finding, Subject};
use crate::{
    article::{Channel, Draft, Remedy},
    author::code::LONE_REMEDY,
};

/// See the module.
pub(super) struct LoneRemedy;

impl Check for LoneRemedy {
    fn code(&self) -> &'static Code {
        LONE_REMEDY
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let draft = subject.draft();
        for (remedy, declared) in subject.remedies().zip(&draft.remedies) {
            if is_a_try(draft, declared) && !subject.proof.has_successor(remedy) {
                let message = format!("when '{}' doesn't help, nothing is left but a person", subject.name(remedy));
                let span = subject.marks().remedies.get(usize::from(remedy.0));
                let finding = subject.in_flow(span, self.code(), message);
                found.push(finding.help("say under 'next' of what else may help that it is worth a try then"));
            }
        }
    }
}

/// Whether a remedy is something to try. What explains a state of things, or leads to a person by itself, can't fail.
fn is_a_try(draft: &Draft, remedy: &Remedy) -> bool {
    let to_support = remedy.action.as_ref().is_some_and(|action| action.url == draft.support.url);
    remedy.when.is_some() && !remedy.explains && remedy.handoff == Channel::Support && !to_support
}
