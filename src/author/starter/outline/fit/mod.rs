//! A tree to sections: each element that an article can't have becomes the nearest that it can.
//!
//! What stands in a list, in a box or in a table may hold less than a section. What has no place where it stands goes
//! right behind, but a warning goes before ([`Aside`]): people act on steps as they come.

mod list;
mod run;
mod table;
mod whole;

use std::fmt::Display;

pub use self::table::as_lines;
use self::{
    list::{joined, notes_of},
    run::{Part, strong},
    whole::warn_first,
};
use super::{
    Block, Change, Outline, Piece, Section,
    callout::Marked,
    flatten,
    heading::{Headings, Role, split_id},
    inline::tidy,
    tree::{Bit, Node, What},
};
use crate::{
    article::{CalloutKind, Plain},
    author::starter::pictures::Gallery,
};

/// Fits a text into what an article can have.
pub fn fit(nodes: Vec<Node>, changes: Vec<Change>, gallery: &mut Gallery) -> Outline {
    let mut outline = Outline { changes, ..Outline::default() };
    let nodes = joined(nodes, &mut outline.changes);
    let headings = Headings::of(&nodes);
    let mut fit = Fit { headings, outline, gallery, lead: Vec::new(), before_title: 0, line: 1 };
    for (at, node) in nodes.into_iter().enumerate() {
        fit.top(at, node);
    }
    fit.introduce();
    warn_first(&mut fit.outline, &mut fit.headings.known);
    fit.outline.ids = fit.headings.known;
    fit.outline
}

struct Fit<'a> {
    headings: Headings,
    outline: Outline,
    gallery: &'a mut Gallery,
    /// What stands before the first section, and how much of it before the title.
    lead: Vec<Piece>,
    before_title: usize,
    /// The line of what is being fitted.
    line: usize,
}

/// What has no place where it stands.
#[derive(Default)]
struct Aside {
    /// Warnings.
    before: Vec<Block>,
    /// Pictures, and boxes that are no warnings.
    after: Vec<Plain>,
}

impl Fit<'_> {
    /// Fits what stands in nothing else.
    fn top(&mut self, at: usize, node: Node) {
        self.line = node.line;
        let (level, text, role) = match (node.what, self.headings.roles.remove(&at)) {
            (What::Heading { level, text, .. }, Some(role)) => (level, text, role),
            (what, _) => {
                let blocks = self.blocks(Node { line: node.line, what }, false);
                return blocks.into_iter().for_each(|block| self.place(block, node.line));
            }
        };
        for bit in &text {
            if let Bit::Picture(image) = bit {
                self.change(format_args!(
                    "an image in a heading became its alternative text, if it has any: {}",
                    image.url
                ));
            }
        }
        let (text, lost) = flatten(&tidy(text));
        let heading = split_id(&text).0.to_owned();
        if let Some(lost) = lost {
            self.change(format_args!("the heading '{heading}' lost {lost}"));
        }
        match role {
            Role::Title => {
                self.outline.title = Some(heading);
                self.before_title = self.lead.len();
            }
            Role::Section(id) => {
                if level != 2 {
                    self.change(format_args!("the heading '{heading}' of level {level} became a section"));
                }
                self.outline.sections.push(Section { id, heading, line: node.line, pieces: Vec::new() });
            }
            Role::Within => {
                if let Some(id) = split_id(&text).1 {
                    self.change(format_args!("the heading '{heading}' within a section lost its id: {id}"));
                }
                if level > 3 {
                    self.change(format_args!("the heading '{heading}' of level {level} became one of level 3"));
                }
                self.place(Block::Plain(Plain::Heading(heading)), node.line);
            }
        }
    }

    fn place(&mut self, block: Block, line: usize) {
        match self.outline.sections.last_mut() {
            Some(section) => section.pieces.push(Piece { line, block }),
            None => self.lead.push(Piece { line, block }),
        }
    }

    /// Fits a block of a section, or of a box in it.
    fn blocks(&mut self, node: Node, in_box: bool) -> Vec<Block> {
        self.line = node.line;
        let mut blocks = Vec::new();
        match node.what {
            What::Paragraph(bits) => {
                for part in self.run(bits) {
                    blocks.push(match part {
                        Part::Picture(picture) => Block::Plain(Plain::Picture(picture)),
                        Part::Text(spans) => match Marked::read(&spans, false).filter(|_| !in_box) {
                            None => Block::Plain(Plain::Paragraph(spans)),
                            Some(Marked { kind, word, text }) => {
                                self.change(format_args!("a paragraph that begins with '{word}' became a callout"));
                                Block::Callout(kind, vec![Plain::Paragraph(text)])
                            }
                        },
                    });
                }
            }
            What::Heading { text, .. } => {
                self.change("a heading inside of something else became bold text");
                let bits = strong(text);
                return self.blocks(Node { line: node.line, what: What::Paragraph(bits) }, true);
            }
            What::List { first, items } => {
                let mut aside = Aside::default();
                let mut list = self.list(first, items, &mut aside);
                blocks.extend(aside.before);
                let notes = list.as_mut().filter(|_| in_box).map(notes_of).unwrap_or_default();
                blocks.extend(list.map(Block::Plain));
                blocks.extend(notes.into_iter().map(block));
            }
            What::Marked { kind, body } => blocks = self.callout(kind, body),
            What::Code(code) => blocks.push(Block::Plain(Plain::Code(code))),
            What::Table { head, rows } => {
                let mut aside = Aside::default();
                let table = self.table(head, rows, in_box, &mut aside);
                blocks.extend(aside.before);
                blocks.extend(table.map(Block::Plain));
                blocks.extend(aside.after.into_iter().map(block));
            }
        }
        blocks
    }

    /// Fits a box. What is a box in it stands behind what was before it.
    fn callout(&mut self, kind: Option<CalloutKind>, body: Vec<Node>) -> Vec<Block> {
        let line = self.line;
        let mut body = self.unquoted(body);
        let kind = kind.unwrap_or_else(|| self.kind_of(&mut body));
        let (mut blocks, mut open) = (Vec::new(), Vec::new());
        for node in body {
            for block in self.blocks(node, true) {
                match block {
                    Block::Plain(plain) => open.push(plain),
                    Block::Callout(..) => {
                        self.change("a box inside of another stands behind it now");
                        if !open.is_empty() {
                            blocks.push(Block::Callout(kind, std::mem::take(&mut open)));
                        }
                        blocks.push(block);
                    }
                }
            }
        }
        if !open.is_empty() {
            blocks.push(Block::Callout(kind, open));
        }
        self.line = line;
        blocks
    }

    /// What stands in a box, with what stands in quotes in it.
    fn unquoted(&mut self, body: Vec<Node>) -> Vec<Node> {
        let mut nodes = Vec::new();
        for node in body {
            match node.what {
                What::Marked { kind: None, body } => {
                    self.line = node.line;
                    self.change("a quote inside of something else became a part of it");
                    nodes.extend(self.unquoted(body));
                }
                what => nodes.push(Node { line: node.line, what }),
            }
        }
        joined(nodes, &mut self.outline.changes)
    }

    /// Which kind of box a quote is, or a box that doesn't say it: by its first word.
    fn kind_of(&mut self, body: &mut Vec<Node>) -> CalloutKind {
        let first = body.first().and_then(|node| match &node.what {
            What::Paragraph(bits) if !bits.iter().any(|bit| matches!(bit, Bit::Picture(_))) => {
                Marked::read(&tidy(bits.clone()), true)
            }
            _ => None,
        });
        let Some(Marked { kind, word, text }) = first.filter(|marked| body.len() > 1 || !marked.text.is_empty()) else {
            self.change("a quote, or a box that doesn't say how urgent it is, became a note");
            return CalloutKind::Info;
        };
        self.change(format_args!("a quote or a box that begins with '{word}' became a callout"));
        let first = body.remove(0);
        if !text.is_empty() {
            let what = What::Paragraph(text.into_iter().map(Bit::Text).collect());
            body.insert(0, Node { line: first.line, what });
        }
        kind
    }

    fn change(&mut self, what: impl Display) {
        self.outline.changes.push(Change { line: self.line, what: what.to_string() });
    }
}

/// What stands in an item, as it would stand in a section.
fn block(inner: Plain) -> Block {
    match inner {
        Plain::Note(kind, spans) => Block::Callout(kind, vec![Plain::Paragraph(spans)]),
        other => Block::Plain(other),
    }
}
