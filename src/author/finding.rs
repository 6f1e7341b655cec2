//! What is wrong with an article's source, said as a compiler says it: where, what, and what to do about it.

use std::{cmp::Ordering, collections::BTreeMap, fmt, ops::Range};

use annotate_snippets::{AnnotationKind, Level as Kind, Renderer, Snippet, renderer::DecorStyle};

use super::{
    code::{Code, Level, NARROW_QUESTION, UNASKABLE_QUESTION},
    source::{Place, Source},
    suggestion::suggestion,
};

/// How often one kind of mistake is reported in an article.
const MOST: usize = 100;

/// One mistake in an article's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which kind of mistake.
    pub code: &'static Code,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that it has to do with, and what each has.
    pub related: Vec<(Place, String)>,
    /// What to do about it, where there is more to say.
    pub help: Option<String>,
}

impl Finding {
    pub(super) fn new(code: &'static Code, place: Place, message: String) -> Self {
        Self { code, message, place, related: Vec::new(), help: None }
    }

    /// Says what to do about it.
    pub(super) fn help(self, help: impl fmt::Display) -> Self {
        Self { help: Some(help.to_string()), ..self }
    }

    /// Points at something else that it has to do with.
    pub(super) fn relate(mut self, place: Place, what: impl fmt::Display) -> Self {
        self.related.push((place, what.to_string()));
        self
    }

    /// Proposes the candidate that `word` was probably meant to be, or names them all.
    pub(super) fn suggest<'a>(self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match suggestion(word, candidates) {
            Some(suggestion) => self.help(suggestion),
            None => self,
        }
    }

    /// Whether something is wrong: a hint says only what could be better.
    pub fn is_wrong(&self) -> bool {
        self.code.level != Level::Hint
    }

    fn key(&self) -> impl Ord + '_ {
        let Place { source, span } = &self.place;
        // First what much of the rest may follow from.
        let is_root = [UNASKABLE_QUESTION, NARROW_QUESTION].contains(&self.code);
        (!self.is_wrong(), !is_root, &source.file, span.start, span.end, self.code, &self.message, &self.help)
    }

    /// As a compiler shows it, with the line itself; in colour where a terminal shows it.
    pub fn render(&self, colour: bool) -> String {
        let kind = match self.code.level {
            Level::Error => Kind::ERROR,
            Level::Warning => Kind::WARNING,
            Level::Hint => Kind::INFO.with_name("hint"),
        };
        let mut main = Excerpt::of(&self.place);
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            self.related.iter().partition(|(place, _)| place.source == self.place.source);
        here.iter().for_each(|(place, _)| main.widen(place));
        let primary = AnnotationKind::Primary.span(main.within(&self.place));
        let mut snippet = main.snippet(&self.place.source).annotation(primary);
        for (place, what) in here {
            snippet = snippet.annotation(AnnotationKind::Context.span(main.within(place)).label(what));
        }
        let elsewhere = elsewhere.into_iter().map(|(place, what)| {
            let excerpt = Excerpt::of(place);
            let annotation = AnnotationKind::Context.span(excerpt.within(place)).label(what);
            excerpt.snippet(&place.source).annotation(annotation)
        });
        let group = kind.primary_title(self.message.clone()).id(self.code.id).element(snippet).elements(elsewhere);
        let group = match &self.help {
            Some(help) => group.element(Kind::HELP.message(help.clone())),
            None => group,
        };
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

/// Findings as they are reported: sorted by file and place, each once, and of one kind not more than anyone would read.
pub(super) fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort();
    findings.dedup();
    let mut counts: BTreeMap<&Code, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *counts.entry(finding.code).or_default() += 1);
    let mut seen: BTreeMap<&Code, usize> = BTreeMap::new();
    findings.retain_mut(|finding| {
        let (count, seen) =
            (counts.get(finding.code).copied().unwrap_or_default(), seen.entry(finding.code).or_default());
        *seen += 1;
        if *seen == MOST && count > MOST {
            finding.message = format!("{} more are like the ones above, from here on", count - MOST + 1);
            finding.help = None;
        }
        *seen <= MOST
    });
    findings
}

/// The whole lines around some places: what a renderer needs of a file that may be long.
struct Excerpt {
    first_line: usize,
    bytes: Range<usize>,
}

impl Excerpt {
    fn of(place: &Place) -> Self {
        let Place { source, span } = place;
        let (first_line, start) = source.line_at(span.start);
        let rest = source.text.get(span.end..).unwrap_or_default();
        let end = rest.find('\n').map_or(source.text.len(), |newline| span.end + newline);
        Self { first_line, bytes: start..end }
    }

    fn widen(&mut self, place: &Place) {
        let other = Self::of(place);
        self.first_line = self.first_line.min(other.first_line);
        self.bytes = self.bytes.start.min(other.bytes.start)..self.bytes.end.max(other.bytes.end);
    }

    fn within(&self, place: &Place) -> Range<usize> {
        place.span.start - self.bytes.start..place.span.end - self.bytes.start
    }

    fn snippet<'a, T: Clone>(&self, source: &'a Source) -> Snippet<'a, T> {
        let text = source.text.get(self.bytes.clone()).unwrap_or_default();
        Snippet::source(text).line_start(self.first_line).path(&*source.file)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// First the roots of others, then by file, then by place in it.
impl Ord for Finding {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Finding {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
