//! Lists: two deep, and what else an item has.

use super::{
    Aside, Fit,
    run::{Part, strong},
};
use crate::{
    article::{CalloutKind, Item, Plain, Span},
    author::starter::outline::{
        Block, Change,
        callout::Marked,
        tree::{Bit, Node, What},
    },
};

impl Fit<'_> {
    /// Fits a list of a section or a box.
    pub(super) fn list(&mut self, first: Option<u64>, items: Vec<Vec<Node>>, aside: &mut Aside) -> Option<Plain> {
        if let Some(first) = first.filter(|first| *first != 1) {
            self.change(format_args!("a list that was numbered from {first} is numbered from 1"));
        }
        let mut fitted: Vec<Item> = Vec::new();
        for nodes in items {
            let item = self.item(nodes, aside);
            match (item.text.is_empty(), fitted.last_mut()) {
                (false, _) => fitted.push(item),
                (true, _) if matches!(item.inner.first(), Some(Plain::Steps(_) | Plain::List(_))) => {
                    self.change("the items of a list in a list became items of the outer list");
                    fitted.extend(dissolved(item.inner));
                }
                (true, Some(before)) => before.inner.extend(item.inner),
                (true, None) => aside.before.extend(item.inner.into_iter().map(super::block)),
            }
        }
        let list = if first.is_some() { Plain::Steps(fitted) } else { Plain::List(fitted) };
        (!list.items().is_empty()).then_some(list)
    }

    fn item(&mut self, nodes: Vec<Node>, aside: &mut Aside) -> Item {
        let mut item = Item::default();
        let nodes = joined(nodes, &mut self.outline.changes);
        for node in nodes {
            self.line = node.line;
            match node.what {
                What::Paragraph(bits) => self.paragraph(bits, &mut item, aside),
                What::Heading { text, .. } => {
                    self.change("a heading inside of something else became bold text");
                    self.paragraph(strong(text), &mut item, aside);
                }
                What::List { first, items } => {
                    if let Some(first) = first.filter(|first| *first != 1) {
                        self.change(format_args!("a list that was numbered from {first} is numbered from 1"));
                    }
                    let lists = self.inner_list(first.is_some(), items, aside);
                    item.inner.extend(lists);
                }
                What::Marked { kind, body } => {
                    let mut of_item = Aside::default();
                    self.aside(kind, body, &mut of_item);
                    aside.before.extend(of_item.before);
                    item.inner.extend(of_item.after);
                }
                What::Code(code) if item == Item::default() && !code.contains('\n') => {
                    item.text.push(Span { text: code, code: true, ..Span::default() });
                }
                What::Code(code) => item.inner.push(Plain::Code(code)),
                What::Table { head, rows } => {
                    self.change("a table in a list became a list, an item for each row");
                    let mut of_item = Aside::default();
                    let rows = self.rows(head, rows, &mut of_item);
                    item.inner.extend((!rows.is_empty()).then(|| Plain::List(items(rows))));
                    aside.before.extend(of_item.before);
                    item.inner.extend(of_item.after);
                }
            }
        }
        item
    }

    fn paragraph(&mut self, bits: Vec<Bit>, item: &mut Item, aside: &mut Aside) {
        for part in self.run(bits) {
            let spans = match part {
                Part::Picture(picture) => {
                    item.inner.push(Plain::Picture(picture));
                    continue;
                }
                Part::Text(spans) => spans,
            };
            let is_first = item.text.is_empty() && item.inner.iter().all(|inner| matches!(inner, Plain::Picture(_)));
            match Marked::read(&spans, false).filter(|_| !is_first) {
                None if is_first => item.text = spans,
                None => item.inner.push(Plain::Paragraph(spans)),
                Some(Marked { kind, word, text }) => {
                    self.change(format_args!("a paragraph that begins with '{word}' became a callout"));
                    if kind == CalloutKind::Warning {
                        self.change("a warning was moved before the list or the table that it stood in");
                        let body = vec![Plain::Paragraph(text)];
                        aside.before.push(Block::Callout(kind, body));
                    } else {
                        item.inner.push(Plain::Note(kind, text));
                    }
                }
            }
        }
    }

    /// Fits a list in a list, which what can't be in its items parts in several.
    fn inner_list(&mut self, numbered: bool, nodes: Vec<Vec<Node>>, aside: &mut Aside) -> Vec<Plain> {
        let list = |lines| if numbered { Plain::Steps(items(lines)) } else { Plain::List(items(lines)) };
        let (mut lists, mut open) = (Vec::new(), Vec::new());
        for item in nodes {
            let mut of_item = Aside::default();
            let lines = self.lines(item, &mut of_item);
            open.extend(lines);
            aside.before.append(&mut of_item.before);
            if !of_item.after.is_empty() {
                if !open.is_empty() {
                    lists.push(list(std::mem::take(&mut open)));
                }
                lists.append(&mut of_item.after);
            }
        }
        if !open.is_empty() {
            lists.push(list(open));
        }
        lists
    }

    /// The lines of an item of a list in a list: its own, and those of lists that are deeper.
    fn lines(&mut self, nodes: Vec<Node>, aside: &mut Aside) -> Vec<Vec<Span>> {
        let (mut lines, mut own) = (Vec::new(), Vec::new());
        for node in nodes {
            let What::List { items, .. } = node.what else {
                own.push(node);
                continue;
            };
            self.line = node.line;
            self.change("the items of a list that is three deep became items of the list around it");
            let line = self.flat(std::mem::take(&mut own), aside);
            lines.push(line);
            for item in items {
                let deeper = self.lines(item, aside);
                lines.extend(deeper);
            }
        }
        let line = self.flat(own, aside);
        lines.push(line);
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// Takes the boxes out of a list, where it stands in one itself.
pub(super) fn notes_of(list: &mut Plain) -> Vec<Plain> {
    let (Plain::Steps(items) | Plain::List(items)) = list else { return Vec::new() };
    let of_item = |item: &mut Item| {
        let inner = std::mem::take(&mut item.inner).into_iter();
        let (notes, rest) = inner.partition::<Vec<_>, _>(|inner| matches!(inner, Plain::Note(..)));
        item.inner = rest;
        notes
    };
    items.iter_mut().flat_map(of_item).collect()
}

/// Lines as items.
pub(super) fn items(lines: Vec<Vec<Span>>) -> Vec<Item> {
    lines.into_iter().map(|text| Item { text, inner: Vec::new() }).collect()
}

/// Items of their own, of what stood in an item without words.
fn dissolved(inner: Vec<Plain>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for inner in inner {
        match inner {
            Plain::Steps(inner) | Plain::List(inner) => items.extend(inner),
            other => items.last_mut().into_iter().for_each(|item| item.inner.push(other.clone())),
        }
    }
    items
}

/// Where a numbered list goes on behind something else, the two are one, and what stands between belongs to the step before.
pub(super) fn joined(nodes: Vec<Node>, changes: &mut Vec<Change>) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::new();
    for node in nodes {
        let What::List { first: Some(first @ 2..), items } = node.what else {
            joined.push(node);
            continue;
        };
        let goes_on = |other: &Node| match &other.what {
            What::List { first: Some(begin), items } => {
                u64::try_from(items.len()).is_ok_and(|length| begin + length == first)
            }
            _ => false,
        };
        let is_part = |other: &Node| !matches!(other.what, What::Heading { .. } | What::List { first: Some(_), .. });
        let behind = joined.iter().rev().take_while(|other| is_part(other)).count();
        let at = joined.len() - behind;
        let list = at.checked_sub(1).and_then(|at| joined.get(at)).is_some_and(goes_on);
        if !list {
            joined.push(Node { line: node.line, what: What::List { first: Some(first), items } });
            continue;
        }
        let what = format!("a list that goes on from {first} is one with the list before it");
        changes.push(Change { line: node.line, what });
        let between = joined.split_off(at);
        if let Some(Node { what: What::List { items: before, .. }, .. }) = joined.last_mut() {
            if let Some(last) = before.last_mut() {
                last.extend(between);
            }
            before.extend(items);
        }
    }
    joined
}
