//! What an article could have of a Markdown text, and what had to change for it.

mod callout;
mod heading;
mod html;
mod inline;
mod reader;

use std::{fmt, ops::Range};

use pulldown_cmark::{Event, Options, Parser};

use self::{heading::Headings, reader::Reader};
pub use self::{
    heading::Ids,
    inline::{Inline, words},
};
use crate::{
    article::{CalloutKind, Plain, Span, Target},
    author::source::Source,
};

/// Something of the Markdown text that an article can't have, or that had to be made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its line in the Markdown text, counted from 1.
    pub line: usize,
    /// What became of it.
    pub what: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// A Markdown text as an article could have it.
#[derive(Default)]
pub struct Outline {
    /// The lines of its front matter.
    pub front: Vec<String>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its first paragraph, if it stands before the first section.
    pub intro: Option<String>,
    /// What its headings begin.
    pub sections: Vec<Section>,
    /// The ids of the sections.
    pub ids: Ids,
    /// What had to change.
    pub changes: Vec<Change>,
}

/// A heading with its text.
pub struct Section {
    /// Its id, from the words of its heading.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// The line of its heading.
    pub line: usize,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// A piece of a section.
pub struct Piece {
    /// Where it begins.
    pub line: usize,
    /// What it is.
    pub block: Block,
}

/// What a piece is. Links to a section are addresses `#id`.
pub enum Block {
    /// Running text.
    Plain(Plain),
    /// A marked box.
    Callout(CalloutKind, Vec<Plain>),
}

/// Reads a Markdown text.
pub fn read(source: &Source) -> Outline {
    let body = front_matter(&source.text).unwrap_or(0..0);
    let mut outline = Reader::new(source, Headings::of(events(source, body.end))).read(events(source, body.end));
    let front = source.text.get(..body.end).unwrap_or_default().lines();
    outline.front = front.map(|line| line.replace(char::is_control, " ")).collect();
    if outline.title.is_none() {
        outline.title = outline.front.iter().find_map(|line| title(line));
    }
    outline
}

fn events(source: &Source, start: usize) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let events = Parser::new_ext(source.text.get(start..).unwrap_or_default(), options).into_offset_iter();
    events.map(move |(event, span)| (event, span.start + start..span.end + start))
}

/// Where front matter is, fences included: between two lines `---` or `+++`, with at least one key.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let fence = first.trim_end();
    let mark = ["---", "+++"].iter().position(|known| *known == fence).map(|at| [':', '='].get(at).copied())??;
    let (mut end, mut keys) = (first.len(), 0);
    for line in lines {
        end += line.len();
        if line.trim_end() == fence {
            return (keys > 0).then_some(0..end);
        }
        keys += usize::from(line.split_once(mark).is_some_and(|(key, _)| is_key(key.trim())));
    }
    None
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || ['-', '_', '"'].contains(&letter))
}

fn title(line: &str) -> Option<String> {
    let (_, value) = line.split_once([':', '=']).filter(|(key, _)| key.trim().eq_ignore_ascii_case("title"))?;
    let title = value.trim().trim_matches(['"', '\'']).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// Only the words of a run that must be plain, and what it loses by that.
fn flatten(spans: &[Span]) -> (String, Option<String>) {
    let plain = |span: &Span| *span == Span { text: span.text.clone(), ..Span::default() };
    let lost = || ["its styles and links"].into_iter().chain(spans.iter().filter_map(address)).collect::<Vec<_>>();
    (words(spans).trim().to_owned(), (!spans.iter().all(plain)).then(|| lost().join(" ")))
}

/// Where a link leads.
pub fn address(span: &Span) -> Option<&str> {
    match &span.target {
        Some(Target::Url(url)) => Some(url),
        _ => None,
    }
}
