//! Where a remedy doesn't help, something else is worth a try before a person has to help.

use super::{Check, Code, Finding, Subject};
use crate::{
    article::{Channel, Draft, Remedy, RemedyId},
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
        let mut lone = Vec::new();
        for (remedy, declared) in subject.remedies().zip(&draft.remedies) {
            if is_a_try(draft, declared) && !subject.proof.has_successor(remedy) {
                lone.push(remedy);
            }
        }
        // One hint for all: a small article may have few others.
        let Some((first, others)) = lone.split_first() else { return };
        let place = |remedy: &RemedyId| subject.marks().remedies.get(usize::from(remedy.0));
        let message = format!("when '{}' doesn't help, nothing is left but a person", subject.name(*first));
        let finding = subject.in_flow(place(first), self.code(), message);
        let finding = finding.help("say under 'next' of what else may help that it is worth a try then");
        found.push(others.iter().fold(finding, |finding, other| {
            let span = place(other).cloned().unwrap_or_default();
            finding.relate(subject.manuscript.source.place(span), "nor when this doesn't")
        }));
    }
}

/// Whether a remedy is something to try. What explains a state of things, or leads to a person by itself, can't fail.
fn is_a_try(draft: &Draft, remedy: &Remedy) -> bool {
    let to_support = remedy.action.as_ref().is_some_and(|action| action.url == draft.support.url);
    remedy.when.is_some() && !remedy.explains && remedy.handoff == Channel::Support && !to_support
}
