//! A translation follows its original: what has changed there since is said, part by part. Warnings are an error of their own
//! ([`super::stale_warning`]).

use super::{Check, Code, Finding, Subject, subject::Remembered};
use crate::author::{code::STALE_TRANSLATION, record::Standing};

/// See the module.
pub(super) struct StaleTranslation;

impl Check for StaleTranslation {
    fn code(&self) -> &'static Code {
        STALE_TRANSLATION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for remembered in subject.remembered() {
            let Remembered { original, here, standing, .. } = &remembered;
            let Standing::Stale(before) = standing else { continue };
            if !here.is_warning() {
                let message =
                    format!("'{}' was translated from other words than {} has", here.key, original.source.file);
                let finding = remembered.at(self.code(), message);
                found.push(subject.since(finding, &remembered, before));
            }
        }
    }
}
