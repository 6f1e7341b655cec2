//! A translation is as it was when it was last said to be right.

use super::{Check, Code, Finding, Subject, subject::Remembered};
use crate::author::{code::CHANGED_TRANSLATION, record::Standing};

/// See the module.
pub(super) struct ChangedTranslation;

impl Check for ChangedTranslation {
    fn code(&self) -> &'static Code {
        CHANGED_TRANSLATION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for remembered in subject.remembered() {
            let Remembered { original, here, standing, .. } = &remembered;
            if *standing == Standing::Changed {
                let message = format!("'{}' was changed here, and not in {}", here.key, original.source.file);
                let finding = remembered.at(self.code(), message);
                found.push(finding.help("if it still says the same, run `login-help translated`"));
            }
        }
    }
}
