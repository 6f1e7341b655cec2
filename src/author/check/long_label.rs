//! What people choose between is short enough to be read at a glance.

use super::{Check, Code, Finding, Subject};
use crate::author::code::LONG_LABEL;

/// In characters. The longest label of the articles that come with the widget has about half of it.
const MOST: usize = 120;

/// See the module.
pub(super) struct LongLabel;

impl Check for LongLabel {
    fn code(&self) -> &'static Code {
        LONG_LABEL
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            let draft = language.article.draft();
            let labels = draft.facts.iter().flat_map(|fact| &fact.values).map(|value| &value.label);
            let prompts = draft.questions.iter().map(|question| &question.prompt);
            let headings = draft.sections.iter().map(|section| &section.heading);
            for words in labels.chain(prompts).chain(headings) {
                let length = words.chars().count();
                if length > MOST {
                    let start = language.source.text.find(words.as_str());
                    let span = start.map_or(0..0, |start| start..start + words.len());
                    let message =
                        format!("this has {length} characters, and more than {MOST} are read by nobody in a hurry");
                    found.push(
                        language.source.at(span, self.code(), message).help("say it shorter, and the rest in a hint"),
                    );
                }
            }
        }
    }
}
