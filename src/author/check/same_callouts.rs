//! Two boxes of a section are not for the same people: what one says to some, the other says to the rest.

use super::{Check, Code, Finding, Subject};
use crate::{article::Block, author::code::SAME_CALLOUTS};

/// See the module.
pub(super) struct SameCallouts;

impl Check for SameCallouts {
    fn code(&self) -> &'static Code {
        SAME_CALLOUTS
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let Some(language) = subject.manuscript.languages.first() else { return };
        for (section, text) in language.article.draft().sections.iter().enumerate() {
            let callouts = text.blocks.iter().enumerate().filter_map(|(place, block)| match block {
                Block::Callout(callout) => Some((place, callout.when.as_ref()?)),
                Block::Plain(_) => None,
            });
            let callouts: Vec<_> = callouts.collect();
            for (number, (place, when)) in callouts.iter().enumerate() {
                if callouts.iter().take(number).any(|(_, before)| before == when) {
                    let message = "this box is shown to the same people as one above";
                    found.push(
                        subject
                            .at_callout((language, section, *place), self.code(), message)
                            .help("is its condition the one that you mean? If so, make one box of the two"),
                    );
                }
            }
        }
    }
}
