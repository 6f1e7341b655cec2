//! A warning stands before whatever else a person may do: a list, a link that leads away, words in bold, which mostly name
//! what to press. Numbered steps are an error of their own ([`super::late_warning`]).

use super::{Check, Code, Finding, Subject};
use crate::{
    article::{Block, Callout, CalloutKind, Plain, Span, Target},
    author::code::WARNING_AFTER_ACTION,
};

/// See the module.
pub(super) struct WarningAfterAction;

impl Check for WarningAfterAction {
    fn code(&self) -> &'static Code {
        WARNING_AFTER_ACTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            for (section, text) in language.article.draft().sections.iter().enumerate() {
                let is_step = |block: &Block| matches!(block, Block::Plain(Plain::Steps(_)));
                let before_steps = text.blocks.iter().enumerate().take_while(|(_, block)| !is_step(block));
                let mut action = None;
                for (block, text) in before_steps {
                    match (text, action) {
                        (Block::Callout(Callout { kind: CalloutKind::Warning, .. }), Some(action)) => {
                            let message = format!("this warning comes after {action}");
                            let finding = subject.at_callout((language, section, block), self.code(), &message);
                            found.push(finding.help("put it before everything that a person may do"));
                        }
                        (Block::Plain(plain), None) => action = self::action(plain),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// What there may be to do in a piece of text.
fn action(plain: &Plain) -> Option<&'static str> {
    let is_away = |span: &Span| matches!(span.target, Some(Target::Url(_)));
    match plain {
        Plain::List(_) => Some("a list, which may be of things to do"),
        Plain::Paragraph(spans) if spans.iter().any(is_away) => Some("a link that leads away"),
        Plain::Paragraph(spans) if spans.iter().any(|span| span.strong) => {
            Some("bold words, which may be what to press")
        }
        _ => None,
    }
}
