//! The words of a part of a translation are its own, and not those that stood beside it.

use super::{Check, Code, Finding, Subject, subject::Remembered};
use crate::author::{code::SWAPPED_WORDS, record::Standing};

/// See the module.
pub(super) struct SwappedWords;

impl Check for SwappedWords {
    fn code(&self) -> &'static Code {
        SWAPPED_WORDS
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for remembered in subject.remembered() {
            let Remembered { here, standing, .. } = &remembered;
            if let Standing::Swapped(other) = standing {
                let message = format!("'{}' has the words that '{other}' had", here.key);
                let finding = remembered.at(self.code(), message);
                found.push(finding.help("put them back; if they are right here, run `login-help translated`"));
            }
        }
    }
}
