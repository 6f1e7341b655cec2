//! The text of a section: its blocks and spans as elements.

use super::{
    Help, Place,
    dom::{self, Node},
    element::{Child, El, el},
    parts,
};
use crate::article::{Block, Callout, CalloutKind, Plain, Span, Target};

/// Every block that `shows` lets through, in order.
pub fn blocks(help: Help, blocks: &[Block], shows: impl Fn(&Callout) -> bool) -> El {
    let mut text = el("div").class("text");
    for block in blocks {
        match block {
            Block::Plain(block) => text = text.child(plain(help, block)),
            Block::Callout(block) if shows(block) => text = text.child(callout(help, block)),
            Block::Callout(_) => {}
        }
    }
    text
}

fn callout(help: Help, callout: &Callout) -> El {
    let setting = help.setting();
    let (word, path) = match callout.kind {
        CalloutKind::Info => (setting.strings.info(), "M8 1.5a6.5 6.5 0 1 0 .01 0M8 7.5V11M8 5v.1"),
        CalloutKind::Advice => (setting.strings.advice(), "M8 1.5a6.5 6.5 0 1 0 .01 0M5 8.3l2.2 2.2L11 6"),
        CalloutKind::Warning => (setting.strings.warning(), "M8 2 1.5 14h13zM8 6.5v3.5M8 12v.1"),
    };
    let boxed = el("div").class("callout").attr("part", "callout").attr("role", "note");
    let boxed = boxed.attr("data-callout", callout.kind.word());
    let boxed = boxed.child(el("p").class("word").child(dom::icon(path)).child(word));
    callout.body.iter().fold(boxed, |boxed, block| boxed.child(plain(help, block)))
}

fn plain(help: Help, block: &Plain) -> El {
    let items =
        |list: El, lines: &[Vec<Span>]| lines.iter().fold(list, |list, line| list.child(spans(help, el("li"), line)));
    match block {
        Plain::Paragraph(line) => spans(help, el("p"), line),
        Plain::Steps(lines) => items(el("ol").class("steps"), lines),
        Plain::List(lines) => items(el("ul"), lines),
        Plain::Code(text) => el("pre").child(el("code").child(text.as_str())),
    }
}

fn spans(help: Help, into: El, line: &[Span]) -> El {
    line.iter().fold(into, |into, span| into.child(styled(help, span)))
}

fn styled(help: Help, span: &Span) -> Node {
    if let Some(Target::Url(url)) = &span.target {
        return parts::external(help, "link", url, &span.text, "data-link").view();
    }
    let tags = [(span.code, "code"), (span.emphasis, "em"), (span.strong, "strong")];
    let text = tags
        .into_iter()
        .filter(|(is, _)| *is)
        .fold(span.text.as_str().view(), |inner, (_, tag)| el(tag).child(inner).view());
    match &span.target {
        Some(Target::Section(section)) => {
            let setting = help.setting();
            let id = super::article_of(&setting).section(*section).map(|section| section.id.as_str());
            section_link(help, id.unwrap_or_default()).child(text).view()
        }
        _ => text,
    }
}

/// A link to a section, read here rather than on the host page, whose address is not ours.
pub fn section_link(help: Help, id: &str) -> El {
    let section = id.to_string();
    el("a").class("link").attr("href", format!("#{id}")).on("click", move |event| {
        event.prevent_default();
        help.go(Place::Article(section.clone()));
    })
}
