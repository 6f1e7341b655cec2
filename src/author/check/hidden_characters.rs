//! Nothing in a text is other than it looks: no character turns its direction (Unicode Technical Report 36), and words
//! that people choose by can be seen.

use super::{Check, Code, Finding, Language, Subject};
use crate::author::{
    code::HIDDEN_CHARACTERS,
    source::{is_blank, turns},
};

/// See the module.
pub(super) struct HiddenCharacters;

impl Check for HiddenCharacters {
    fn code(&self) -> &'static Code {
        HIDDEN_CHARACTERS
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            for (start, letter) in language.source.text.char_indices().filter(|(_, letter)| turns(*letter)) {
                let message =
                    format!("U+{:04X} turns the direction of what follows, and is not to be seen", u32::from(letter));
                let span = start..start + letter.len_utf8();
                let finding = language.source.at(span, self.code(), message);
                found.push(finding.help("remove it: the widget sets each text in the direction of its language"));
            }
            for (what, words) in chosen(language) {
                if !words.is_empty() && is_blank(words) {
                    let escaped: String = words.escape_unicode().collect();
                    let message = format!("{what} has nothing that can be seen: \"{escaped}\"");
                    let start = language.source.text.find(words).unwrap_or_default();
                    found
                        .push(language.source.at(start..start + words.len(), self.code(), message).help("write words"));
                }
            }
        }
    }
}

/// The words that people choose by, and what they are.
fn chosen(language: &Language) -> impl Iterator<Item = (&'static str, &str)> {
    let draft = language.article.draft();
    let labels = draft.facts.iter().flat_map(|fact| &fact.values).map(|value| ("a label", value.label.as_str()));
    let prompts = draft.questions.iter().map(|question| ("a question", question.prompt.as_str()));
    let headings = draft.sections.iter().map(|section| ("a heading", section.heading.as_str()));
    let actions = draft.remedies.iter().filter_map(|remedy| remedy.action.as_ref());
    labels.chain(prompts).chain(headings).chain(actions.map(|action| ("an action", action.label.as_str())))
}
