//! A warning in a translation follows its original: whoever reads it is warned of what is so now.

use super::{Check, Code, Finding, Subject, subject::Remembered};
use crate::author::{code::STALE_WARNING, record::Standing};

/// See the module.
pub(super) struct StaleWarning;

impl Check for StaleWarning {
    fn code(&self) -> &'static Code {
        STALE_WARNING
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for remembered in subject.remembered() {
            let Remembered { original, here, standing, .. } = &remembered;
            let Standing::Stale(before) = standing else { continue };
            if here.is_warning() {
                let message = format!("this warning was translated from other words than {} has", original.source.file);
                let finding = remembered.at(self.code(), message);
                found.push(subject.since(finding, &remembered, before));
            }
        }
    }
}
