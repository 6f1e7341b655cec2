//! Runs of text: nested Markdown styles, flattened to spans.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::article::{Span, Target};

/// The run of text that is being read.
#[derive(Default)]
pub(super) struct Inline {
    spans: Vec<Span>,
    strong: u32,
    emphasis: u32,
    key: bool,
    target: Option<Target>,
}

impl Inline {
    /// Whether nothing was read yet.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The finished run.
    pub fn take(&mut self) -> Vec<Span> {
        std::mem::take(self).spans
    }

    /// Reads an event of running text; any other has no effect.
    pub fn read(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.push(text, false),
            Event::Code(text) => self.push(text, true),
            Event::SoftBreak => self.push(" ", false),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.emphasis += 1,
            Event::End(TagEnd::Emphasis) => self.emphasis = self.emphasis.saturating_sub(1),
            Event::End(TagEnd::Link) => self.target = None,
            _ => {}
        }
    }

    /// Begins a link, which ends with its event.
    pub fn link(&mut self, target: Option<Target>) {
        self.target = target;
    }

    /// Begins a key to press, or ends it.
    pub fn key(&mut self, begins: bool) {
        self.key = begins;
    }

    fn push(&mut self, text: &str, code: bool) {
        let (strong, emphasis, key) = (self.strong > 0, self.emphasis > 0, self.key);
        let style = |span: &Span| (span.strong, span.emphasis, span.code, span.key) == (strong, emphasis, code, key);
        match self.spans.last_mut().filter(|last| style(last) && last.target == self.target) {
            Some(last) => last.text.push_str(text),
            None => {
                self.spans.push(Span { text: text.into(), strong, emphasis, code, key, target: self.target.clone() });
            }
        }
    }
}
