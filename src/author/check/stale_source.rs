//! What a section takes from another page was checked not too long ago.

use super::{Check, Code, Finding, Subject, day};
use crate::author::code::STALE_SOURCE;

/// See the module.
pub(super) struct StaleSource;

impl Check for StaleSource {
    fn code(&self) -> &'static Code {
        STALE_SOURCE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let today = subject.freshness.today;
        let max_age = i64::from(subject.freshness.max_age);
        for language in &subject.manuscript.languages {
            for (section, marks) in language.article.draft().sections.iter().zip(&language.sections) {
                let Some(span) = marks.checked.clone() else { continue };
                let Some(checked) = day(&section.checked) else { continue };
                let age = (today - checked).whole_days();
                let (message, help) = if age > max_age {
                    (
                        format!("the source of '{}' was checked {age} days ago", section.id),
                        "read the source again, mend the section, and set the new day",
                    )
                } else if age < 0 {
                    (
                        format!("the source of '{}' is checked on a day to come", section.id),
                        "set the day it was checked",
                    )
                } else {
                    continue;
                };
                found.push(language.source.at(span, self.code(), message).help(help));
            }
        }
    }
}
