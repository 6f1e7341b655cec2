//! Every remedy is the diagnosis of some case.

use super::{Check, Code, Finding, Subject};
use crate::author::{code::UNREACHABLE_REMEDY, proof::Shadow};

/// See the module.
pub(super) struct UnreachableRemedy;

impl Check for UnreachableRemedy {
    fn code(&self) -> &'static Code {
        UNREACHABLE_REMEDY
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for remedy in subject.unreachable() {
            let place = usize::from(remedy.0);
            let shadows = subject.shadows().get(place).cloned().unwrap_or_default();
            if (0..shadows.len()).all(|number| subject.is_narrowed(remedy, number)) {
                continue;
            }
            let shadows: Vec<Shadow> = shadows.into_iter().flatten().collect();
            let why = if shadows.iter().all(|shadow| *shadow == Shadow::Impossible) {
                "its facts can't come together"
            } else {
                "whenever it fits, an earlier one does"
            };
            let message = format!("'{}' is never the first remedy that fits: {why}", subject.name(remedy));
            let finding = subject.in_flow(subject.marks().remedies.get(place), self.code(), message);
            let finding = shadows.iter().fold(finding, |finding, shadow| subject.blame(finding, shadow));
            found.push(finding.help("move it up, or narrow the conditions before it"));
        }
    }
}
