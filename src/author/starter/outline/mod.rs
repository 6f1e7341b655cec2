//! What an article could have of a text, and what had to change for it.
//!
//! Markdown of every dialect (`dialect`, `markdown`) and HTML (`html`) become one tree (`tree`), which is then fitted into
//! what an article can have (`fit`). HTML goes into the tree and not into Markdown, since a tree needs no escapes and knows
//! the line of each element.

mod callout;
mod dialect;
mod fit;
mod front;
mod heading;
mod html;
mod inline;
mod markdown;
mod tree;

use std::{fmt, path::Path};

use self::front::Front;
pub use self::{
    fit::as_lines,
    heading::Ids,
    inline::{Inline, tidy, words},
    tree::Image,
};
use super::pictures::Gallery;
use crate::{
    article::{CalloutKind, Plain, Span, Target},
    author::source::Source,
};

/// Something of the text that an article can't have, or that had to be made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its line in the text, counted from 1.
    pub line: usize,
    /// What became of it.
    pub what: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// A text as an article could have it.
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

/// Reads a text.
pub fn read(source: &Source, gallery: &mut Gallery) -> Outline {
    if is_html(source) {
        let page = html::read(&source.text);
        let mut outline = fit::fit(page.nodes, page.changes, gallery);
        outline.title = outline.title.or(page.title);
        outline.intro = outline.intro.or(page.description);
        return outline;
    }
    let front = Front::of(&source.text);
    let above = source.text.get(..front.end).unwrap_or_default();
    let body = source.text.get(front.end..).unwrap_or_default();
    let (nodes, changes) = markdown::read(body, above.matches('\n').count() + 1);
    let mut outline = fit::fit(nodes, changes, gallery);
    outline.title = outline.title.or(front.title);
    outline.intro = outline.intro.or(front.description);
    outline.front = front.lines;
    outline
}

/// Whether a text is HTML: its file says so, or its first line.
fn is_html(source: &Source) -> bool {
    let kind = Path::new(&source.file)
        .extension()
        .is_some_and(|kind| ["html", "htm", "xhtml"].iter().any(|known| kind.eq_ignore_ascii_case(known)));
    let begin: String = source.text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    kind || begin.starts_with("<!doctype html") || begin.starts_with("<html")
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
