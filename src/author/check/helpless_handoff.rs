//! Whoever a remedy hands over to can be reached, and the last resort is a person.

use super::{Check, Code, Finding, Subject};
use crate::{article::Channel, author::code::HELPLESS_HANDOFF};

/// See the module.
pub(super) struct HelplessHandoff;

impl Check for HelplessHandoff {
    fn code(&self) -> &'static Code {
        HELPLESS_HANDOFF
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let draft = subject.draft();
        let mut report = |place: usize, message: String, help: &str| {
            found.push(subject.in_flow(subject.marks().remedies.get(place), self.code(), message).help(help));
        };
        // One address is missing, however many remedies need it.
        let mut is_reported = false;
        for (place, (remedy, declared)) in subject.remedies().zip(&draft.remedies).enumerate() {
            let name = subject.name(remedy);
            if declared.when.is_none() && declared.handoff != Channel::Support {
                let message = format!("'{name}' is for everyone whom nothing else fits, and does not lead to support");
                report(place, message, "the last remedy hands over to support: remove its 'handoff'");
            } else if declared.handoff == Channel::Support && draft.support.url.is_empty() && !is_reported {
                is_reported = true;
                let message =
                    format!("when '{name}' doesn't help, support should, but the article has no address of it");
                report(place, message, "add support = \"https://…\" at the top of flow.toml");
            }
        }
    }
}
