//! The ends of blocks, where what was read finds its place.

use std::mem;

use pulldown_cmark::{HeadingLevel, TagEnd};

use super::{Callout, Reader, Table};
use crate::{
    article::{CalloutKind, Item, Plain, Span},
    author::starter::outline::{
        Block, Section, flatten,
        heading::split_id,
        html,
        inline::{Inline, words},
    },
};

/// How much of dropped HTML the report shows.
const SHOWN: usize = 160;

impl Reader {
    pub(super) fn end_heading(&mut self, at: usize, level: HeadingLevel) {
        let (text, lost) = flatten(&self.inline.take());
        let heading = split_id(&text).0.to_owned();
        if let Some(lost) = lost {
            self.change(at, format_args!("the heading '{heading}' lost {lost}"));
        }
        if self.headings.title == Some(at) {
            self.outline.title = Some(heading);
            self.before_title = self.lead.len();
            return;
        }
        if level != HeadingLevel::H2 {
            self.change(at, format_args!("the heading '{heading}' of level {} became a section", level as usize));
        }
        let id = self.headings.ids.get(&at).cloned().unwrap_or_default();
        let line = self.line(at);
        self.outline.sections.push(Section { id, heading, line, pieces: Vec::new() });
    }

    pub(super) fn end_quote(&mut self) {
        let callout = if self.quotes.pop() == Some(true) { self.callout.take() } else { None };
        let Some(Callout { kind, body }) = callout else { return };
        if body.is_empty() {
            return;
        }
        let at = self.begins.callout;
        if kind.is_none() {
            self.change(at, "a quote became a note");
        }
        self.place(Block::Callout(kind.unwrap_or(CalloutKind::Info), body), at);
    }

    pub(super) fn start_list(&mut self, first: Option<u64>, at: usize) {
        if self.lists.is_empty() {
            self.begins.list = at;
        } else {
            self.end_item();
            self.change(at, "the items of a list in a list became items of the outer list");
        }
        if let Some(first) = first.filter(|first| *first != 1) {
            self.change(at, format_args!("a list that was numbered from {first} is numbered from 1"));
        }
        self.lists.push(first.is_some());
    }

    pub(super) fn end_item(&mut self) {
        if !self.lists.is_empty() {
            let item = self.inline.take();
            self.items.extend((!item.is_empty()).then_some(item));
        }
    }

    pub(super) fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let at = self.begins.block;
        if code.trim().is_empty() {
            return;
        }
        if self.lists.is_empty() {
            let readable = |letter: &char| !letter.is_control() || ['\n', '\t'].contains(letter);
            self.push(Plain::Code(code.trim_end().chars().filter(readable).collect()), at);
        } else {
            self.change(at, "a block of code in a list became a part of its item");
            self.inline.push(" ", false);
            self.inline.push(&code, true);
        }
    }

    pub(super) fn end_html(&mut self) {
        let html = self.html.take().unwrap_or_default();
        let at = self.begins.block;
        self.dropped_html(&html, at);
        for line in html::lines(&html) {
            self.paragraph(at);
            self.inline.push(&line, false);
            self.end_paragraph();
        }
    }

    pub(super) fn inline_html(&mut self, tag: &str, at: usize) {
        let text = html::alternative_text(tag);
        self.inline.push(&text, false);
        if html::is_called(tag, "br") {
            self.line_break(at);
        } else if !tag.starts_with("</") {
            self.dropped_html(tag, at);
        }
    }

    pub(super) fn dropped_html(&mut self, html: &str, at: usize) {
        let line = html.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = line.chars().take(SHOWN).collect();
        let more = if shown.len() < line.len() { "…" } else { "" };
        self.change(at, format_args!("HTML was dropped, and its text kept: {shown}{more}"));
    }

    pub(super) fn line_break(&mut self, at: usize) {
        if self.lists.is_empty() && self.table.is_none() && self.heading.is_none() {
            self.change(at, "a forced line break became a new paragraph");
            self.end_paragraph();
        } else {
            self.change(at, "a forced line break became a space");
            self.inline.push(" ", false);
        }
    }

    pub(super) fn end_of_table(&mut self, tag: TagEnd) {
        let Some(table) = &mut self.table else { return };
        match tag {
            TagEnd::TableCell => table.row.push(self.inline.take()),
            TagEnd::TableHead => table.header = mem::take(&mut table.row).iter().map(|cell| words(cell)).collect(),
            TagEnd::TableRow => {
                let row = row(&table.header, mem::take(&mut table.row));
                table.rows.extend((!row.is_empty()).then_some(row));
            }
            _ => {
                let Some(Table { header, mut rows, .. }) = self.table.take() else { return };
                if rows.is_empty() {
                    let names = header.into_iter().filter(|name| !name.is_empty());
                    rows = names.map(|text| vec![Span { text, ..Span::default() }]).collect();
                }
                if !self.lists.is_empty() {
                    self.items.extend(rows);
                } else if !rows.is_empty() {
                    let items = rows.into_iter().map(|text| Item { text, ..Item::default() });
                    self.push(Plain::List(items.collect()), self.begins.block);
                }
            }
        }
    }
}

/// `Header: cell; header: cell`
fn row(header: &[String], cells: Vec<Vec<Span>>) -> Vec<Span> {
    let mut row = Inline::default();
    let mut gap = "";
    for (column, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        row.push(gap, false);
        if let Some(name) = header.get(column).filter(|name| !name.is_empty()) {
            row.push(&format!("{name}: "), false);
        }
        row.extend(cell);
        gap = "; ";
    }
    row.take()
}
