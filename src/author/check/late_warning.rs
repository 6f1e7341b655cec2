//! A warning stands before the steps that it warns about.

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{
    article::{Block, Callout, CalloutKind, Plain},
    author::code::LATE_WARNING,
};

/// See the module.
pub(super) struct LateWarning;

impl Check for LateWarning {
    fn code(&self) -> &'static Code {
        LATE_WARNING
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            for (section, text) in language.article.draft().sections.iter().enumerate() {
                let (id, blocks) = (&text.id, text.blocks.iter().enumerate());
                for (block, text) in blocks.skip_while(|(_, block)| !matches!(block, Block::Plain(Plain::Steps(_)))) {
                    if matches!(text, Block::Callout(Callout { kind: CalloutKind::Warning, .. })) {
                        let message = "this warning comes after the steps it warns about";
                        let finding = subject.at_callout((language, section, block), self.code(), message);
                        found.push(finding.help("put it before the first numbered list of its section"));
                    }
                    let is_warning = |inner: &Plain| matches!(inner, Plain::Note(CalloutKind::Warning, _));
                    let items = text.plains().iter().flat_map(Plain::items);
                    if items.flat_map(|item| &item.inner).any(is_warning) {
                        let message = format!("a warning in '{id}' comes after the step it warns about");
                        let finding = at_section(language, section, self.code(), message);
                        found.push(finding.help("put it before the first numbered list of its section"));
                    }
                }
            }
        }
    }
}
