//! The text of a section: its blocks and spans as elements.

use leptos::{
    ev,
    html::{a, code, div, em, li, ol, p, pre, strong, ul},
    prelude::*,
    tachys::view::any_view::AnyView,
};

use super::{Help, Place, parts};
use crate::article::{Block, Callout, CalloutKind, Plain, Span, Target};

/// Every block that `shows` lets through, in order.
pub fn blocks(help: Help, blocks: &[Block], shows: impl Fn(&Callout) -> bool) -> Vec<AnyView> {
    let shown = blocks.iter().filter(|block| match block {
        Block::Callout(callout) => shows(callout),
        Block::Plain(_) => true,
    });
    shown
        .map(|block| match block {
            Block::Plain(block) => plain(help, block),
            Block::Callout(block) => callout(help, block),
        })
        .collect()
}

fn callout(help: Help, callout: &Callout) -> AnyView {
    let setting = help.setting();
    let (word, path) = match callout.kind {
        CalloutKind::Info => (&setting.strings.info, "M8 7.5V12M8 4v.5"),
        CalloutKind::Advice => (&setting.strings.advice, "m4 8.5 3 3 5.5-7"),
        CalloutKind::Warning => (&setting.strings.warning, "M8 4v5M8 11.5v.5"),
    };
    div()
        .class("callout")
        .attr("part", "callout")
        .attr("role", "note")
        .attr("data-callout", callout.kind.word())
        .child((
            p().class("word").child((parts::icon(path), word.clone())),
            callout.body.iter().map(|block| plain(help, block)).collect::<Vec<_>>(),
        ))
        .into_any()
}

fn plain(help: Help, block: &Plain) -> AnyView {
    let items =
        |lines: &[Vec<Span>]| lines.iter().map(|line| li().child(spans(help, line)).into_any()).collect::<Vec<_>>();
    match block {
        Plain::Paragraph(line) => p().child(spans(help, line)).into_any(),
        Plain::Steps(lines) => ol().class("steps").child(items(lines)).into_any(),
        Plain::List(lines) => ul().child(items(lines)).into_any(),
        Plain::Code(text) => pre().child(code().child(text.clone())).into_any(),
    }
}

fn spans(help: Help, line: &[Span]) -> Vec<AnyView> {
    line.iter().map(|span| styled(help, span)).collect()
}

fn styled(help: Help, span: &Span) -> AnyView {
    let text = span.text.clone();
    let inner = if span.code { code().child(text.clone()).into_any() } else { text.clone().into_any() };
    let inner = if span.emphasis { em().child(inner).into_any() } else { inner };
    let inner = if span.strong { strong().child(inner).into_any() } else { inner };
    match &span.target {
        None => inner,
        Some(Target::Url(url)) => parts::external(help, "link", url.clone(), text, "data-link"),
        Some(Target::Section(section)) => {
            let setting = help.setting();
            let id = super::article_of(&setting).section(*section).map(|section| section.id.clone());
            section_link(help, id.unwrap_or_default(), inner)
        }
    }
}

/// A link to a section, read here rather than on the host page, whose address is not ours.
pub fn section_link(help: Help, id: String, inner: AnyView) -> AnyView {
    let href = format!("#{id}");
    a().class("link")
        .attr("href", href)
        .on(ev::click, move |event| {
            event.prevent_default();
            help.go(Place::Article(id.clone()));
        })
        .child(inner)
        .into_any()
}
