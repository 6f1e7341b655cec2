//! Every callout is shown in some case of its remedy.

use super::{Check, Code, Finding, Subject};
use crate::author::code::HIDDEN_CALLOUT;

/// See the module.
pub(super) struct HiddenCallout;

impl Check for HiddenCallout {
    fn code(&self) -> &'static Code {
        HIDDEN_CALLOUT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (language, section, block, when) in subject.callouts() {
            let remedy = subject.remedy_of(language, section);
            if !subject.proof.can_hold_with(when, remedy) {
                let message = "this is for nobody: its condition can't hold in any case of its remedy";
                found.push(subject.at_callout((language, section, block), self.code(), message));
            }
        }
    }
}
