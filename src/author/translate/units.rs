//! The pieces of a file of words that are translated: where each stands, and what it says.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use toml::de::{DeTable, DeValue};

use crate::author::{read::front_of, source::Source};

/// Some words of a file.
pub(super) struct Piece {
    /// As [`super::Unit::key`].
    pub key: String,
    /// The part of the record that it belongs to.
    pub part: String,
    /// What it says. Of Markdown in one line.
    pub text: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// Whether it is a string of TOML, and if so, one of several lines.
    string: Option<bool>,
}

impl Piece {
    /// Other words as they stand in the file.
    pub fn written(&self, words: &str) -> String {
        match self.string {
            Some(true) => format!("'''{words}'''"),
            Some(false) => toml::Value::String(words.into()).to_string(),
            None => words.replace('\n', " "),
        }
    }
}

/// All of a file, in its order.
pub(super) fn pieces(source: &Source) -> Vec<Piece> {
    let front = front_of(source);
    let mut pieces = Vec::new();
    walk(&front, &mut |path, span, value| {
        let DeValue::String(text) = value else { return };
        let Some(part) = part_of(path) else { return };
        let string = Some(source.text.get(span.clone()).is_some_and(|raw| raw.starts_with("'''")));
        pieces.push(Piece { key: path.join("."), part, text: text.to_string(), span, string });
    });
    pieces.sort_by_key(|piece| piece.span.start);
    let body = source.text.get(front.len()..).and_then(|rest| rest.find('\n')).map_or(0, |line| front.len() + line + 1);
    pieces.extend(Body::read(source, body));
    pieces
}

/// What a translation has of its own: where it stands in the front matter, and how it is written there.
pub(super) fn kept(source: &Source) -> Vec<(String, Range<usize>, String)> {
    let mut kept = Vec::new();
    walk(&front_of(source), &mut |path, span, _| {
        let is_own =
            matches!(path, ["sections", _, "says" | "source" | "checked"] | ["questions", _, "answers", _, "says"]);
        if is_own {
            let raw = source.text.get(span.clone()).unwrap_or_default().to_owned();
            kept.push((path.join("."), span, raw));
        }
    });
    kept
}

/// What is called with a path, the place and the value there.
type Each<'a> = dyn FnMut(&[&str], Range<usize>, &DeValue<'_>) + 'a;

/// Calls back with everything in a front matter.
fn walk(front: &str, each: &mut Each<'_>) {
    let Ok(root) = DeTable::parse(front) else { return };
    below(root.get_ref(), &[], each);
}

fn below(table: &DeTable<'_>, path: &[&str], each: &mut Each<'_>) {
    for (key, value) in table {
        let path = [path, &[key.get_ref().as_ref()]].concat();
        each(&path, value.span(), value.get_ref());
        if let DeValue::Table(table) = value.get_ref() {
            below(table, &path, each);
        }
    }
}

/// The part of the record that a string of the front matter belongs to, if it is translated.
fn part_of(path: &[&str]) -> Option<String> {
    match path {
        ["title" | "intro"] => path.first().map(|key| (*key).to_owned()),
        ["questions", fact, "prompt" | "hint"] => Some((*fact).to_owned()),
        ["questions", fact, "answers", value]
        | ["questions", fact, "answers", value, "label" | "hint"]
        | ["facts", fact, value] => Some(format!("{fact}/{value}")),
        ["sections", section, "action"] => Some(format!("#{section}")),
        ["support", _] => Some("support".to_owned()),
        ["variables" | "parts", name] => Some((*name).to_owned()),
        _ => None,
    }
}

/// The Markdown below the front matter.
struct Body<'a> {
    source: &'a Source,
    pieces: Vec<Piece>,
    section: String,
    /// How many pieces and warnings the section has so far, and whether a warning is open.
    count: usize,
    warnings: usize,
    is_warning: bool,
    /// What is before here is a callout's first line.
    marker: usize,
    is_code: bool,
    /// The run of text that is open.
    open: Option<Range<usize>>,
}

impl<'a> Body<'a> {
    fn read(source: &'a Source, start: usize) -> Vec<Piece> {
        let mut body = Self {
            source,
            pieces: Vec::new(),
            section: String::new(),
            count: 0,
            warnings: 0,
            is_warning: false,
            marker: 0,
            is_code: false,
            open: None,
        };
        let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
        let text = source.text.get(start..).unwrap_or_default();
        for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
            body.event(&event, span.start + start..span.end + start);
        }
        body.pieces
    }

    fn event(&mut self, event: &Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                self.end();
                self.is_code = matches!(event, Event::Start(_));
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, .. }) => {
                self.end();
                self.section = id.as_deref().unwrap_or_default().to_owned();
                (self.count, self.warnings) = (0, 0);
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.end();
                let quote = self.source.text.get(span.clone()).unwrap_or_default();
                let line = quote.lines().next().unwrap_or_default();
                self.marker = span.start + line.len();
                self.is_warning = line.contains("[!WARNING");
                self.warnings += usize::from(self.is_warning);
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.end();
                self.is_warning = false;
            }
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_) => self.run(span),
            Event::Start(_) => self.end(),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {}
            Event::End(_) => self.end(),
            _ => {}
        }
    }

    fn run(&mut self, span: Range<usize>) {
        if self.is_code || span.start < self.marker {
            return;
        }
        let open = self.open.get_or_insert_with(|| span.clone());
        open.start = open.start.min(span.start);
        open.end = open.end.max(span.end);
    }

    fn end(&mut self) {
        let Some(span) = self.open.take() else { return };
        let raw = self.source.text.get(span.clone()).unwrap_or_default();
        let lines: Vec<&str> = raw.lines().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end()).collect();
        let key = match self.count {
            0 => format!("#{}", self.section),
            count => format!("#{}/{count}", self.section),
        };
        let part =
            if self.is_warning { format!("#{}!{}", self.section, self.warnings) } else { format!("#{}", self.section) };
        self.count += 1;
        self.pieces.push(Piece { key, part, text: lines.join(" "), span, string: None });
    }
}

/// What a translation must have as the original has it, sorted: where links lead, code, and variables.
pub(super) fn marks(text: &str) -> Vec<String> {
    let mut marks = Vec::new();
    let mut between = |open: &str, close: &str| {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once(open) {
            let Some((inner, behind)) = after.split_once(close) else { break };
            marks.push(format!("{open}{inner}{close}"));
            rest = behind;
        }
    };
    between("](", ")");
    between("`", "`");
    between("{{", "}}");
    marks.sort();
    marks
}
