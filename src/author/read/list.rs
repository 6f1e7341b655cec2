//! A list that is being read: its items so far, the one that is open, and the list in that.

use crate::article::{Item, Plain, Span};

/// A list that is open.
#[derive(Default)]
pub(super) struct List {
    items: Vec<Item>,
    open: Item,
    /// The finished items of the list in the open item.
    inner: Option<Vec<Item>>,
}

impl List {
    /// Whether a list in it is open.
    pub fn is_inner(&self) -> bool {
        self.inner.is_some()
    }

    /// Opens a list in the open item.
    pub fn open_inner(&mut self) {
        self.inner = Some(Vec::new());
    }

    /// Ends a paragraph of the open item. The first is the item's text.
    pub fn paragraph(&mut self, mut spans: Vec<Span>) {
        // What stood before a picture in the same line.
        let Some(last) = spans.last_mut() else { return };
        last.text.truncate(last.text.trim_end().len());
        if self.open == Item::default() {
            self.open.text = spans;
        } else {
            self.open.inner.push(Plain::Paragraph(spans));
        }
    }

    /// Adds to the open item.
    pub fn add(&mut self, inner: Plain) {
        self.open.inner.push(inner);
    }

    /// Ends an item; whether it says something. Of the inner list, where one is open, this is its text.
    pub fn end_item(&mut self, spans: Vec<Span>) -> bool {
        if let Some(inner) = &mut self.inner {
            let says = !spans.is_empty();
            inner.push(Item { text: spans, inner: Vec::new() });
            return says;
        }
        let item = std::mem::take(&mut self.open);
        let says = !item.text.is_empty();
        self.items.push(item);
        says
    }

    /// Ends the inner list; whether there was one.
    pub fn end_inner(&mut self, ordered: bool) -> bool {
        let Some(items) = self.inner.take() else { return false };
        self.add(list(ordered, items));
        true
    }

    /// All of it.
    pub fn finish(self, ordered: bool) -> Plain {
        list(ordered, self.items)
    }
}

fn list(ordered: bool, items: Vec<Item>) -> Plain {
    if ordered { Plain::Steps(items) } else { Plain::List(items) }
}
