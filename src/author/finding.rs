//! What is wrong with an article's source, said as a compiler says it: where, what, and what to do about it.

use std::{cmp::Ordering, fmt};

use annotate_snippets::{AnnotationKind, Level as Kind, Renderer, Snippet, renderer::DecorStyle};

use super::{
    code::{Code, Level},
    source::Place,
};

/// A longer list helps nobody.
const LISTED: usize = 12;

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
        let candidates: Vec<&str> = candidates.into_iter().collect();
        let distance = |candidate: &&str| strsim::damerau_levenshtein(word, candidate);
        let near = |candidate: &&&str| distance(candidate) <= word.chars().count().max(3) / 3;
        match candidates.iter().filter(near).min_by_key(|candidate| distance(candidate)) {
            Some(nearest) => self.help(format_args!("did you mean '{nearest}'?")),
            None if (1..=LISTED).contains(&candidates.len()) => {
                self.help(format_args!("there are: {}", candidates.join(", ")))
            }
            None => self,
        }
    }

    /// As a compiler shows it, with the line itself; in colour where a terminal shows it.
    pub fn render(&self, colour: bool) -> String {
        let kind = match self.code.level {
            Level::Error => Kind::ERROR,
            Level::Warning => Kind::WARNING,
        };
        let snippet =
            |place: &Place| Snippet::source(place.source.text.to_string()).path(place.source.file.to_string());
        let mut main = snippet(&self.place).annotation(AnnotationKind::Primary.span(self.place.span.clone()));
        let mut elsewhere = Vec::new();
        for (place, what) in &self.related {
            let annotation = AnnotationKind::Context.span(place.span.clone()).label(what.clone());
            if place.source == self.place.source {
                main = main.annotation(annotation);
            } else {
                elsewhere.push(snippet(place).annotation(annotation));
            }
        }
        let group = kind.primary_title(self.message.clone()).id(self.code.id).element(main).elements(elsewhere);
        let group = match &self.help {
            Some(help) => group.element(Kind::HELP.message(help.clone())),
            None => group,
        };
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// By file, then by place in it.
impl Ord for Finding {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |finding: &Self| {
            let Place { source, span } = &finding.place;
            (source.file.clone(), span.start, span.end, finding.code, finding.message.clone(), finding.help.clone())
        };
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Finding {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
