//! The text of a section: its blocks and spans as elements.

use super::{
    Act, Now, Place,
    node::{El, Node, el, icon},
    parts,
};
use crate::{
    article::{Block, Callout, CalloutKind, Item, Picture, Plain, Span, Table, Target},
    locale::number,
    rules::Step,
};

/// As many blocks are painted with their heading.
const FIRST: usize = 2;

/// Every block that `shows` lets through, in order.
pub fn blocks(now: &Now, blocks: &[Block], shows: impl Fn(&Callout) -> bool) -> El {
    let mut text = el("div").class("text");
    let mut count = 0;
    for block in blocks {
        let shown = match block {
            Block::Plain(block) => plain(now, block),
            Block::Callout(block) if shows(block) => callout(now, block),
            Block::Callout(_) => continue,
        };
        count += 1;
        text = text.child(if count > FIRST { shown.late() } else { shown });
    }
    text
}

fn callout(now: &Now, callout: &Callout) -> El {
    callout.body.iter().fold(marked(now, callout.kind), |boxed, block| boxed.child(plain(now, block)))
}

/// A marked box with its word.
fn marked(now: &Now, kind: CalloutKind) -> El {
    let strings = now.strings();
    let (word, path) = match kind {
        CalloutKind::Info => (strings.info(), "M8 1.5a6.5 6.5 0 1 0 .01 0M8 7.5V11M8 5v.1"),
        CalloutKind::Advice => (strings.advice(), "M8 1.5a6.5 6.5 0 1 0 .01 0M5 8.3l2.2 2.2L11 6"),
        CalloutKind::Warning => (strings.warning(), "M8 2 1.5 14h13zM8 6.5v3.5M8 12v.1"),
    };
    let boxed = el("div").class("callout").attr("part", "callout").attr("role", "note");
    let boxed = boxed.attr("data-callout", kind.word());
    boxed.child(el("p").class("word").child(icon(path)).child(word))
}

fn plain(now: &Now, block: &Plain) -> El {
    match block {
        Plain::Paragraph(line) => spans(now, el("p"), line),
        Plain::Steps(list) => items(now, el("ol").class("steps"), list),
        Plain::List(list) => items(now, el("ul"), list),
        Plain::Code(text) => el("pre").child(el("code").child(text.as_str())),
        Plain::Heading(text) => {
            let below = if matches!(now.state.place, Place::Article(_)) { 2 } else { 1 };
            parts::heading(now, below, text)
        }
        Plain::Table(found) => table(now, found),
        Plain::Picture(found) => picture(now, found),
        Plain::Note(kind, line) => marked(now, *kind).child(spans(now, el("p"), line)),
    }
}

fn items(now: &Now, list: El, items: &[Item]) -> El {
    items.iter().fold(list, |list, item| {
        let text = spans(now, el("li"), &item.text);
        list.child(item.inner.iter().fold(text, |text, inner| text.child(plain(now, inner))))
    })
}

/// It scrolls by itself where it is wider than the screen, so the keyboard must reach it.
fn table(now: &Now, found: &Table) -> El {
    let mut table = el("table");
    let mut tag = "th";
    for row in found.rows() {
        table = table.child(row.iter().fold(el("tr"), |row, cell| row.child(spans(now, el(tag), cell))));
        tag = "td";
    }
    el("div").class("wide").attr("tabindex", "0").child(table)
}

/// Where there is one for dark pages too, both stand here, and the style sheet shows one: of what isn't shown, a browser
/// loads nothing.
fn picture(now: &Now, picture: &Picture) -> El {
    let shown = |class, file: &str| {
        let image = el("img").class(class).attr("loading", "lazy").attr("alt", picture.alternative.as_str());
        let image = image.attr("width", number(picture.width.into())).attr("height", number(picture.height.into()));
        image.attr("src", now.browser.beside(file))
    };
    let both = el("p").class("picture");
    if picture.dark.is_empty() {
        return both.child(shown("", &picture.light));
    }
    both.child(shown("light", &picture.light)).child(shown("dark", &picture.dark))
}

fn spans(now: &Now, into: El, line: &[Span]) -> El {
    line.iter().fold(into, |into, span| into.child(styled(now, span)))
}

fn styled(now: &Now, span: &Span) -> Node {
    if let Some(Target::Url(url)) = &span.target {
        return Node::Element(parts::external(now, "link", url, &span.text, "data-link"));
    }
    let tags = [(span.key, "kbd"), (span.code, "code"), (span.emphasis, "em"), (span.strong, "strong")];
    let text = tags
        .into_iter()
        .filter(|(is, _)| *is)
        .fold(Node::Text(span.text.clone()), |inner, (_, tag)| Node::Element(el(tag).child(inner)));
    match &span.target {
        Some(Target::Section(section)) => {
            let id = now.article().section(*section).map_or("", |section| section.id.as_str());
            // In the flow a remedy is a screen of its own, with its button and its question.
            let remedy = match now.state.place {
                Place::Article(_) => None,
                _ => now.article().find_remedy(id),
            };
            Node::Element(match remedy {
                Some(remedy) => link(id, Act::Take(Step::Chose(remedy))).child(text),
                None => section_link(id).child(text),
            })
        }
        _ => text,
    }
}

/// A link to a section, read here rather than on the host page, whose address is not ours.
pub fn section_link(id: &str) -> El {
    link(id, Act::Go(Place::Article(id.into())))
}

fn link(id: &str, act: Act) -> El {
    el("a").class("link").attr("href", ["#", id].concat()).on("@click", act)
}
