//! Markdown's events to sections, each element that an article can't have turned into the nearest that it can.

mod blocks;
mod whole;

use std::{fmt::Display, mem, ops::Range};

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use self::whole::warn_first;
use super::{
    Block, Change, Outline, Piece,
    callout::{Marked, of_alert},
    heading::Headings,
    inline::Inline,
};
use crate::{
    article::{CalloutKind, Item, Plain, Span, Target, is_allowed_url},
    author::source::Source,
};

/// What is open between two events. Elements in elements are counted, not kept: an article is flat.
#[derive(Default)]
pub struct Reader {
    /// Where each line but the first begins.
    lines: Vec<usize>,
    headings: Headings,
    outline: Outline,
    /// What stands before the first section, and how much of it before the title.
    lead: Vec<Piece>,
    before_title: usize,
    inline: Inline,
    /// The heading that is open: where it begins, and its level.
    heading: Option<(usize, HeadingLevel)>,
    /// The lists that are open: whether they are numbered.
    lists: Vec<bool>,
    items: Vec<Vec<Span>>,
    /// The quotes that are open: whether they are a callout's.
    quotes: Vec<bool>,
    callout: Option<Callout>,
    table: Option<Table>,
    code: Option<String>,
    html: Option<String>,
    /// The links and images that are open: how many letters came before, and their address.
    labels: Vec<(usize, String)>,
    /// Where the paragraph, the list and the callout that are open begin.
    begins: Begins,
}

#[derive(Default)]
struct Begins {
    block: usize,
    list: usize,
    callout: usize,
}

struct Callout {
    kind: Option<CalloutKind>,
    body: Vec<Plain>,
}

#[derive(Default)]
struct Table {
    header: Vec<String>,
    row: Vec<Vec<Span>>,
    rows: Vec<Vec<Span>>,
}

impl Reader {
    /// Begins to read a text whose headings are known.
    pub fn new(source: &Source, headings: Headings) -> Self {
        let ends = source.text.match_indices('\n').map(|(at, _)| at + 1);
        Self { lines: ends.collect(), headings, ..Self::default() }
    }

    /// Reads all of it.
    pub fn read<'a>(mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Outline {
        for (event, span) in events {
            self.event(event, span.start);
        }
        self.lead();
        for section in &mut self.outline.sections {
            warn_first(section, &mut self.outline.changes);
        }
        self.outline.ids = self.headings.known;
        self.outline
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match (&mut self.code, &mut self.html) {
                (Some(buffer), _) | (_, Some(buffer)) => buffer.push_str(&text),
                _ => self.inline.push(&text, false),
            },
            Event::Code(text) => self.inline.push(&text, true),
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(tag) => self.inline_html(&tag, at),
            Event::SoftBreak => self.inline.push(" ", false),
            Event::HardBreak => self.line_break(at),
            Event::FootnoteReference(name) => self.inline.push(&format!(" ({name})"), false),
            Event::Rule => self.change(at, "a rule between parts was dropped"),
            Event::TaskListMarker(_) => self.change(at, "a check box was dropped"),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline.push(&text, false),
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.paragraph(at),
            Tag::Heading { level, .. } if self.headings.ids.contains_key(&at) || self.headings.title == Some(at) => {
                self.heading = Some((at, level));
            }
            Tag::Heading { .. } => {
                self.paragraph(at);
                self.change(at, "a heading inside of something else, or without words, became bold text");
                self.inline.strong += 1;
            }
            Tag::BlockQuote(kind) => {
                let opens = self.callout.is_none() && self.lists.is_empty();
                self.quotes.push(opens);
                if let Some(rare @ (BlockQuoteKind::Important | BlockQuoteKind::Caution)) = kind {
                    self.change(at, format_args!("a box of the kind '{rare:?}' became one of the nearest kind"));
                }
                if opens {
                    self.begins.callout = at;
                    self.callout = Some(Callout { kind: kind.map(of_alert), body: Vec::new() });
                } else {
                    self.change(at, "a quote inside of something else became a part of it");
                }
            }
            Tag::CodeBlock(kind) => {
                self.begins.block = at;
                self.code = Some(String::new());
                if let CodeBlockKind::Fenced(language) = kind
                    && !language.is_empty()
                {
                    self.change(at, format_args!("the language of a block of code was dropped: {language}"));
                }
            }
            Tag::HtmlBlock => {
                self.begins.block = at;
                self.html = Some(String::new());
            }
            Tag::List(first) => self.start_list(first, at),
            Tag::Item => self.end_item(),
            Tag::FootnoteDefinition(name) => {
                self.change(at, "a footnote became a paragraph");
                self.inline.push(&format!("({name}) "), false);
            }
            Tag::Table(_) => {
                self.end_item();
                self.begins.block = at;
                self.change(at, "a table became a list, an item for each row");
                self.table = Some(Table::default());
            }
            Tag::Emphasis => self.inline.emphasis += 1,
            Tag::Strong => self.inline.strong += 1,
            Tag::Strikethrough => self.change(at, "struck-out words became plain ones"),
            Tag::Link { link_type, dest_url, title, .. } => {
                if !title.is_empty() {
                    self.change(at, format_args!("the title of a link was dropped: {title}"));
                }
                self.inline.target = self.target(link_type, &dest_url, at);
                self.labels.push((self.inline.letters(), dest_url.into()));
            }
            Tag::Image { dest_url, .. } => {
                self.change(at, format_args!("an image became its alternative text, if it has any: {dest_url}"));
                self.labels.push((self.inline.letters(), String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => match self.heading.take() {
                Some((at, level)) => self.end_heading(at, level),
                None => {
                    self.inline.strong = self.inline.strong.saturating_sub(1);
                    self.end_paragraph();
                }
            },
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => {
                let numbered = self.lists.pop().unwrap_or_default();
                let items = if self.lists.is_empty() { mem::take(&mut self.items) } else { Vec::new() };
                let items: Vec<_> = items.into_iter().map(|text| Item { text, ..Item::default() }).collect();
                if !items.is_empty() {
                    let list = if numbered { Plain::Steps(items) } else { Plain::List(items) };
                    self.push(list, self.begins.list);
                }
            }
            TagEnd::TableCell | TagEnd::TableHead | TagEnd::TableRow | TagEnd::Table => self.end_of_table(tag),
            TagEnd::Emphasis => self.inline.emphasis = self.inline.emphasis.saturating_sub(1),
            TagEnd::Strong => self.inline.strong = self.inline.strong.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                let (letters, address) = self.labels.pop().unwrap_or_default();
                if letters == self.inline.letters() {
                    self.inline.push(&address, false);
                }
                if tag == TagEnd::Link {
                    self.inline.target = None;
                }
            }
            _ => {}
        }
    }

    /// Text of an item goes on where it is; elsewhere it begins anew.
    fn paragraph(&mut self, at: usize) {
        if self.lists.is_empty() {
            self.begins.block = at;
        } else if !self.inline.is_empty() {
            self.change(at, "the parts of an item were joined");
            self.inline.push(" ", false);
        }
    }

    fn end_paragraph(&mut self) {
        if !self.lists.is_empty() {
            return;
        }
        let spans = self.inline.take();
        let at = self.begins.block;
        if spans.is_empty() {
            return;
        }
        match (Marked::read(&spans), &mut self.callout) {
            (Some(marked), Some(callout)) if callout.kind.is_none() && callout.body.is_empty() => {
                callout.kind = Some(marked.kind);
                callout.body.push(Plain::Paragraph(marked.text));
                self.change(at, format_args!("a quote that begins with '{}' became a callout", marked.word));
            }
            (Some(marked), None) => {
                self.place(Block::Callout(marked.kind, vec![Plain::Paragraph(marked.text)]), at);
                self.change(at, format_args!("a paragraph that begins with '{}' became a callout", marked.word));
            }
            _ => self.push(Plain::Paragraph(spans), at),
        }
    }

    /// Where a link can lead: to a web page, a mailbox, or a section of this text.
    fn target(&mut self, link: LinkType, url: &str, at: usize) -> Option<Target> {
        if let Some(section) = url.strip_prefix('#').and_then(|anchor| self.headings.find(anchor)) {
            return Some(Target::Url(format!("#{section}")));
        }
        let url = if link == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        if is_allowed_url(&url) {
            return Some(Target::Url(encode(&url)));
        }
        self.change(at, format_args!("a link became its words, since it leads to no web page and no section: {url}"));
        None
    }

    fn push(&mut self, plain: Plain, at: usize) {
        match &mut self.callout {
            Some(callout) => callout.body.push(plain),
            None => self.place(Block::Plain(plain), at),
        }
    }

    fn place(&mut self, block: Block, at: usize) {
        let line = self.line(at);
        match self.outline.sections.last_mut() {
            Some(section) => section.pieces.push(Piece { line, block }),
            None => self.lead.push(Piece { line, block }),
        }
    }

    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at) + 1
    }

    fn change(&mut self, at: usize, what: impl Display) {
        let change = Change { line: self.line(at), what: what.to_string() };
        self.outline.changes.push(change);
    }
}

/// Leaves nothing in an address that means something in Markdown.
fn encode(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for letter in url.chars() {
        match letter {
            '(' | ')' | '<' | '>' | '\\' | '"' | '`' | '|' | '{' | '}' | '^' | '[' | ']' => {
                encoded.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            _ => encoded.push(letter),
        }
    }
    encoded
}
