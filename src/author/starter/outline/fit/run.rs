//! Running text: where pictures and forced line breaks part it, and where its links lead.

use super::{Aside, Fit};
use crate::{
    article::{CalloutKind, Picture, Plain, Span, Target, is_allowed_url},
    author::{
        read::is_picture,
        starter::outline::{
            inline::tidy,
            tree::{Bit, Image, Node, What},
        },
    },
};

/// A part of a paragraph.
pub(super) enum Part {
    /// Words.
    Text(Vec<Span>),
    /// A picture on its own.
    Picture(Picture),
}

impl Fit<'_> {
    /// Fits a paragraph: a picture stands on its own, and so does what stands behind a forced line break.
    pub(super) fn run(&mut self, bits: Vec<Bit>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut texts = 0;
        for line in bits.split(|bit| matches!(bit, Bit::Break)) {
            let is_text = |bit: &Bit| matches!(bit, Bit::Text(span) if !span.text.trim().is_empty());
            let first = line.iter().position(is_text).unwrap_or(line.len());
            let last = line.iter().rposition(is_text).unwrap_or(line.len());
            let mut text = Vec::new();
            for (at, bit) in line.iter().enumerate() {
                match bit {
                    Bit::Picture(image) if at < first || at > last => match self.picture(image) {
                        Some(picture) if at < first => parts.push(Part::Picture(picture)),
                        Some(picture) => {
                            self.end_text(&mut text, &mut parts, &mut texts);
                            parts.push(Part::Picture(picture));
                        }
                        None => text.push(words_of(image)),
                    },
                    Bit::Picture(image) => {
                        let what = "an image within a line became its alternative text, if it has any";
                        self.change(format_args!("{what}: {}", image.url));
                        text.push(words_of(image));
                    }
                    other => text.push(other.clone()),
                }
            }
            self.end_text(&mut text, &mut parts, &mut texts);
        }
        if texts > 1 && bits.iter().any(|bit| matches!(bit, Bit::Break)) {
            self.change("a forced line break became a new paragraph");
        }
        parts
    }

    fn end_text(&mut self, text: &mut Vec<Bit>, parts: &mut Vec<Part>, texts: &mut usize) {
        let spans = self.resolved(tidy(std::mem::take(text)));
        if !spans.is_empty() {
            *texts += 1;
            parts.push(Part::Text(spans));
        }
    }

    /// The picture as the article shows it, or nothing where its words stand for it.
    fn picture(&mut self, image: &Image) -> Option<Picture> {
        let target = image.target.as_ref().and_then(|target| match target {
            Target::Url(url) => Some(url),
            Target::Section(_) => None,
        });
        let kept = match target {
            Some(url) if *url != image.url && !is_picture(url) => Err("it is a link"),
            _ => self.gallery.keep(image),
        };
        match kept {
            Ok((picture, is_named)) => {
                if !is_named {
                    let name = &picture.alternative;
                    self.change(format_args!("a picture that says nothing is called '{name}' now: say what it shows"));
                }
                if let Some(url) = target {
                    self.change(format_args!("the link of a picture to itself was dropped: {url}"));
                }
                Some(picture)
            }
            Err(why) => {
                let what = "an image became its alternative text, if it has any, since";
                self.change(format_args!("{what} {why}: {}", image.url));
                None
            }
        }
    }

    /// Only words, with what is none of them aside.
    pub(super) fn flat(&mut self, nodes: Vec<Node>, aside: &mut Aside) -> Vec<Span> {
        let mut flat: Vec<Span> = Vec::new();
        let mut parts = 0;
        for node in nodes {
            self.line = node.line;
            let (spans, gap) = match node.what {
                What::Paragraph(bits) | What::Heading { text: bits, .. } => {
                    let mut run = Vec::new();
                    for part in self.run(bits) {
                        match part {
                            Part::Text(spans) => append(&mut run, " ", spans),
                            Part::Picture(picture) => aside.after.push(Plain::Picture(picture)),
                        }
                    }
                    (run, " ")
                }
                What::Code(code) => (vec![Span { text: code.replace('\n', " "), code: true, ..Span::default() }], " "),
                What::List { items, .. } => {
                    let mut run = Vec::new();
                    for item in items {
                        let item = self.flat(item, aside);
                        append(&mut run, "; ", item);
                    }
                    (run, " ")
                }
                What::Table { rows, head } => {
                    let mut run = Vec::new();
                    for row in self.rows(head, rows, aside) {
                        append(&mut run, "; ", row);
                    }
                    (run, " ")
                }
                What::Marked { kind, body } => {
                    self.change("a box where none can be stands beside it now");
                    self.aside(kind, body, aside);
                    continue;
                }
            };
            parts += usize::from(!spans.is_empty());
            append(&mut flat, gap, spans);
        }
        if parts > 1 {
            self.change("what stood in several parts was joined");
        }
        tidy(flat.into_iter().map(Bit::Text))
    }

    /// Puts a box where it can be: a warning before, any other behind.
    pub(super) fn aside(&mut self, kind: Option<CalloutKind>, body: Vec<Node>, aside: &mut Aside) {
        let line = self.line;
        let mut body = self.unquoted(body);
        let kind = kind.unwrap_or_else(|| self.kind_of(&mut body));
        if kind == CalloutKind::Warning {
            self.line = line;
            self.change("a warning was moved before the list or the table that it stood in");
            let blocks = self.callout(Some(kind), body);
            aside.before.extend(blocks);
        } else {
            let mut within = Aside::default();
            let spans = self.flat(body, &mut within);
            aside.before.extend(within.before);
            aside.after.extend((!spans.is_empty()).then_some(Plain::Note(kind, spans)));
            aside.after.extend(within.after);
        }
    }

    fn resolved(&mut self, mut spans: Vec<Span>) -> Vec<Span> {
        for span in &mut spans {
            if let Some(Target::Url(url)) = span.target.take() {
                span.target = self.target(&url);
            }
        }
        spans
    }

    /// Where a link can lead: to a web page, a mailbox, or a section of this text.
    fn target(&mut self, url: &str) -> Option<Target> {
        if let Some((section, is_within)) = url.strip_prefix('#').and_then(|anchor| self.headings.find(anchor)) {
            if self.outline.sections.last().is_some_and(|open| open.id == section) {
                self.change(format_args!("a link became its words, since it leads to its own section: {url}"));
                return None;
            }
            if is_within {
                self.change(format_args!("a link to a heading within a section leads to the section now: {url}"));
            }
            return Some(Target::Url(format!("#{section}")));
        }
        if is_allowed_url(url) {
            return Some(Target::Url(encode(url)));
        }
        self.change(format_args!("a link became its words, since it leads to no web page and no section: {url}"));
        None
    }
}

/// Adds to a run, with a mark between.
pub(super) fn append(run: &mut Vec<Span>, gap: &str, spans: Vec<Span>) {
    if !run.is_empty() && !spans.is_empty() {
        run.push(Span { text: gap.into(), ..Span::default() });
    }
    run.extend(spans);
}

/// The same in bold.
pub(super) fn strong(bits: Vec<Bit>) -> Vec<Bit> {
    let strong = |bit| match bit {
        Bit::Text(span) => Bit::Text(Span { strong: true, ..span }),
        other => other,
    };
    bits.into_iter().map(strong).collect()
}

/// What stands for a picture that is not shown: its words, or where it leads.
fn words_of(image: &Image) -> Bit {
    let is_silent = image.alternative.trim().is_empty();
    match &image.target {
        Some(Target::Url(url)) if is_silent => Bit::Picture(Image { alternative: url.clone(), ..image.clone() }),
        _ => Bit::Picture(image.clone()),
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
