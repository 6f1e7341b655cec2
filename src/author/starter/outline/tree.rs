//! A text as its author nested it, of Markdown and of HTML alike, before it is fitted into what an article can have.

use super::{Change, inline::Inline};
use crate::{
    article::{CalloutKind, Span, Target},
    author::source,
};

/// Nobody nests deeper on purpose; what stands deeper goes on where it is.
const DEEPEST: usize = 24;

/// A block.
pub struct Node {
    /// The line of the text where it begins, counted from 1.
    pub line: usize,
    /// What it is.
    pub what: What,
}

/// What a block is.
pub enum What {
    /// A heading, and what links to it say.
    Heading { level: u8, text: Vec<Bit>, anchors: Vec<String> },
    /// Running text.
    Paragraph(Vec<Bit>),
    /// A list; where it is numbered, its first number.
    List { first: Option<u64>, items: Vec<Vec<Node>> },
    /// A marked box, or a quote, of which nobody says how urgent it is.
    Marked { kind: Option<CalloutKind>, body: Vec<Node> },
    /// Text to be read letter by letter.
    Code(String),
    /// A table by rows and cells; whether its first row says what its columns are.
    Table { head: bool, rows: Vec<Vec<Vec<Node>>> },
}

/// A piece of running text.
#[derive(Clone)]
pub enum Bit {
    /// Words in one style.
    Text(Span),
    /// A picture.
    Picture(Image),
    /// Where a new line was forced.
    Break,
}

/// A picture as the text names it.
#[derive(Clone)]
pub struct Image {
    /// Where it is.
    pub url: String,
    /// Where it would be on the server that the page is from, if it is relative to that.
    pub served: String,
    /// What it says, for whoever can't see it.
    pub alternative: String,
    /// In CSS pixels, where the text says it.
    pub size: Option<(u16, u16)>,
    /// Where it leads.
    pub target: Option<Target>,
}

/// What holds other blocks.
pub enum Container {
    /// A marked box or a quote.
    Marked(Option<CalloutKind>),
    /// A list, and its first number.
    List(Option<u64>),
    /// An item of it.
    Item,
    /// A table; whether it has a head.
    Table(bool),
    /// A row of it.
    Row,
    /// A cell of that.
    Cell,
}

/// What is open, with the blocks in it, the items of a list, the rows of a table.
struct Open {
    line: usize,
    container: Option<Container>,
    nodes: Vec<Node>,
    parts: Vec<Vec<Node>>,
    rows: Vec<Vec<Vec<Node>>>,
}

/// Puts a tree together from what begins and ends.
pub struct Builder {
    open: Vec<Open>,
    /// How many containers are open that were too deep to be kept.
    beyond: usize,
    /// The line that is being read.
    pub line: usize,
    /// The run of text that is open.
    pub inline: Inline,
    /// Where it began.
    begins: usize,
    /// The level of the heading that is open.
    level: Option<u8>,
    /// What links to the next heading say.
    pub anchors: Vec<String>,
    /// What had to change.
    pub changes: Vec<Change>,
}

impl Builder {
    /// With nothing read yet.
    pub fn new() -> Self {
        Self {
            open: vec![Open::new(None, 1)],
            beyond: 0,
            line: 1,
            inline: Inline::default(),
            begins: 1,
            level: None,
            anchors: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// Adds words in the styles that are open.
    pub fn text(&mut self, text: &str) {
        self.begin();
        self.inline.push(text, false);
    }

    /// Adds what is no words, or code.
    pub fn bit(&mut self, bit: Bit) {
        self.begin();
        self.inline.add(bit);
    }

    fn begin(&mut self) {
        if self.inline.is_empty() {
            self.begins = self.line;
        }
    }

    /// Ends the paragraph or the heading that is open, if one is.
    pub fn paragraph(&mut self) {
        let bits = self.inline.take();
        if bits.iter().all(is_blank) {
            return;
        }
        let what = match self.level.take() {
            Some(level) => What::Heading { level, text: bits, anchors: std::mem::take(&mut self.anchors) },
            None => What::Paragraph(bits),
        };
        self.node(self.begins, what);
    }

    /// Begins a heading, which ends where a paragraph would.
    pub fn begin_heading(&mut self, level: u8) {
        self.paragraph();
        self.level = Some(level);
    }

    /// Ends a heading, if nothing in it did.
    pub fn end_heading(&mut self) {
        self.paragraph();
        self.level = None;
    }

    /// Adds a block of code.
    pub fn code(&mut self, code: &str) {
        let readable = |letter: &char| !letter.is_control() || ['\n', '\t'].contains(letter);
        if !code.trim().is_empty() {
            let code = code.trim_end().trim_start_matches('\n').chars().filter(readable).collect();
            self.node(self.line, What::Code(code));
        }
    }

    fn node(&mut self, line: usize, what: What) {
        if let Some(open) = self.open.last_mut() {
            open.nodes.push(Node { line, what });
        }
    }

    /// Begins something that holds blocks.
    pub fn open(&mut self, container: Container) {
        self.paragraph();
        if self.open.len() > DEEPEST || self.beyond > 0 {
            self.beyond += 1;
        } else {
            self.open.push(Open::new(Some(container), self.line));
        }
    }

    /// Goes on in the last item of the list that is open.
    pub fn reopen_item(&mut self) {
        self.open(Container::Item);
        if self.beyond > 0 {
            return;
        }
        let at = self.open.len().saturating_sub(2);
        let last = self.open.get_mut(at).and_then(|list| list.parts.pop());
        if let (Some(nodes), Some(item)) = (last, self.open.last_mut()) {
            item.nodes = nodes;
        }
    }

    /// Ends what began last.
    pub fn close(&mut self) {
        self.paragraph();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(Open { line, container, mut nodes, parts, rows }) = self.open.pop() else { return };
        let Some(parent) = self.open.last_mut() else { return };
        let what = match (container, &parent.container) {
            (Some(Container::Item), Some(Container::List(_))) | (Some(Container::Cell), Some(Container::Row)) => {
                // An empty cell holds its place, an empty item says nothing.
                if !nodes.is_empty() || matches!(parent.container, Some(Container::Row)) {
                    parent.parts.push(nodes);
                }
                return;
            }
            (Some(Container::Row), Some(Container::Table(_))) => {
                parent.rows.push(parts);
                return;
            }
            (Some(Container::Marked(kind)), _) if !nodes.is_empty() => {
                Some(What::Marked { kind, body: std::mem::take(&mut nodes) })
            }
            (Some(Container::List(first)), _) if !parts.is_empty() => Some(What::List { first, items: parts }),
            (Some(Container::Table(head)), _) if !rows.is_empty() => Some(What::Table { head, rows }),
            _ => None,
        };
        // What stands in a list, but in no item of it, stands before it.
        parent.nodes.append(&mut nodes);
        parent.nodes.extend(what.map(|what| Node { line, what }));
    }

    /// Notes what changed at the line that is being read.
    pub fn change(&mut self, what: impl std::fmt::Display) {
        self.changes.push(Change { line: self.line, what: what.to_string() });
    }

    /// All that was read.
    pub fn finish(mut self) -> (Vec<Node>, Vec<Change>) {
        self.paragraph();
        self.beyond = 0;
        while self.open.len() > 1 {
            self.close();
        }
        (self.open.pop().map(|root| root.nodes).unwrap_or_default(), self.changes)
    }
}

impl Open {
    fn new(container: Option<Container>, line: usize) -> Self {
        Self { line, container, nodes: Vec::new(), parts: Vec::new(), rows: Vec::new() }
    }
}

fn is_blank(bit: &Bit) -> bool {
    match bit {
        Bit::Text(span) => source::is_blank(&span.text),
        Bit::Picture(_) => false,
        Bit::Break => true,
    }
}
