//! A section has the same callouts in every language: no translation loses a warning.

use super::{Check, Code, Finding, Language, Subject, subject::at_section};
use crate::{
    article::{Block, CalloutKind},
    author::code::UNEVEN_CALLOUTS,
};

/// See the module.
pub(super) struct UnevenCallouts;

impl Check for UnevenCallouts {
    fn code(&self) -> &'static Code {
        UNEVEN_CALLOUTS
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let languages = &subject.manuscript.languages;
        let Some(original) = languages.first() else { return };
        for language in languages {
            for (place, section) in language.article.draft().sections.iter().enumerate() {
                let (here, there) = (kinds(language, &section.id), kinds(original, &section.id));
                if here != there {
                    let original = &original.source.file;
                    let message =
                        format!("'{}' has {} here, and {} in {original}", section.id, list(&here), list(&there));
                    let finding = at_section(language, place, self.code(), message);
                    found.push(finding.help("a translation keeps every box, of the same kind and in the same order"));
                }
            }
        }
    }
}

fn kinds(language: &Language, section: &str) -> Vec<CalloutKind> {
    let sections = language.article.draft().sections.iter();
    let blocks = sections.filter(|text| text.id == section).flat_map(|text| &text.blocks);
    let kind = |block: &Block| match block {
        Block::Callout(callout) => Some(callout.kind),
        Block::Plain(_) => None,
    };
    blocks.filter_map(kind).collect()
}

fn list(kinds: &[CalloutKind]) -> String {
    let word = |kind: &CalloutKind| match kind {
        CalloutKind::Info => "[!NOTE]",
        CalloutKind::Advice => "[!TIP]",
        CalloutKind::Warning => "[!WARNING]",
    };
    let words: Vec<_> = kinds.iter().map(word).collect();
    if words.is_empty() { "no callout".into() } else { words.join(", ") }
}
