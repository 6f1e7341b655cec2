//! Proof that a draft's parts fit together, made once, when an article is loaded or built.

use alloc::{string::String, vec, vec::Vec};

use super::{
    Block, Condition, Draft, Fact, FactId, Kind, Picture, Plain, Question, Remedy, RemedyId, Section, SectionId, Span,
    Target, Value, ValueId, Values,
};

/// Ids that mean something of their own in a link: see [`crate::rules::trail`], and the one-time token of a mail's link.
pub const RESERVED: [&str; 6] = ["remedy", "tried", "wrote", "guess", "token", "at"];

/// A draft whose every reference leads somewhere, with what follows from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    draft: Draft,
    /// By fact, the position of the question that asks it.
    asked_by: Vec<Option<usize>>,
    /// Facts, each after those that its question's condition tests.
    gate_order: Vec<FactId>,
}

/// Why a draft is no article. Where the place has an id, the variant names it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidArticle {
    /// Nothing to show.
    #[error("the article has no remedy")]
    NoRemedy,
    /// More parts than a position can name.
    #[error("the article has more than 65,535 {0}")]
    TooMany(&'static str),
    /// An id goes into addresses, attributes and style sheets as it is, and is the only one of its kind.
    #[error(
        "'{0}' is no id of its own: small letters, digits and hyphens, used once, and not 'remedy', 'tried' or 'token'"
    )]
    BadId(String),
    /// A fact needs a closed set of values.
    #[error("fact '{0}' needs between 1 and 63 values")]
    BadValues(String),
    /// A position that leads nowhere.
    #[error("{0} refers to something that the article does not have")]
    Dangling(&'static str),
    /// Two questions for one fact.
    #[error("fact '{0}' is asked by two questions")]
    AskedTwice(String),
    /// A question that waits for itself.
    #[error("the question for '{0}' waits, by its condition, for its own answer")]
    Circular(String),
    /// A link to a section could mean either remedy.
    #[error("section '{0}' is the text of two remedies")]
    SharedSection(String),
    /// Remedies after the fallback could never be chosen.
    #[error("remedy '{0}' has no condition, so it must be the last")]
    FallbackNotLast(String),
    /// A remedy that weighs nothing has no place in the order of likelihood.
    #[error("remedy '{0}' has weight 0")]
    Weightless(String),
    /// An interruption must be answerable by a choice.
    #[error("remedy '{0}' is interrupted by a fact that no choice asks")]
    BadInterruption(String),
    /// Not `https:`, `http:` or `mailto:`.
    #[error(
        "'{0}' is not a link that an article may have: https:, http: or mailto:, in small letters and without spaces"
    )]
    BadLink(String),
    /// Neither a file beside the article nor `https:`.
    #[error("'{0}' is no picture that an article may have: a file in its folder, or https:")]
    BadPicture(String),
}

/// Whether an article may link to it: the scheme decides, so that no script hides in one.
pub fn is_allowed_url(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme) && url.len() > scheme.len())
        && !url.contains(|letter: char| letter.is_control() || letter == ' ')
}

/// Whether an article may show it: a file beside it, or one by `https:`.
pub fn is_allowed_picture(picture: &Picture) -> bool {
    [&picture.light, &picture.dark].iter().all(|url| {
        url.starts_with("https://") || !url.starts_with('/') && !url.bytes().any(|byte| byte == b':' || byte == b'\\')
    })
}

impl TryFrom<Draft> for Article {
    type Error = InvalidArticle;

    fn try_from(draft: Draft) -> Result<Self, InvalidArticle> {
        let counts = [
            (draft.facts.len(), "facts"),
            (draft.questions.len(), "questions"),
            (draft.remedies.len(), "remedies"),
            (draft.sections.len(), "sections"),
        ];
        if let Some((_, what)) = counts.iter().find(|(count, _)| *count > usize::from(u16::MAX)) {
            return Err(InvalidArticle::TooMany(what));
        }
        check_ids(&mut draft.facts.iter().map(|fact| fact.id.as_str()))?;
        check_ids(&mut draft.sections.iter().map(|section| section.id.as_str()))?;
        for fact in &draft.facts {
            check_ids(&mut fact.values.iter().map(|value| value.id.as_str()))?;
            let count = fact.values.len();
            if count == 0 || count > Values::LIMIT {
                return Err(InvalidArticle::BadValues(fact.id.clone()));
            }
        }
        let asked_by = asked_by(&draft)?;
        check_remedies(&draft, &asked_by)?;
        check_words(&draft)?;
        let gate_order = gate_order(&draft, &asked_by)?;
        Ok(Self { draft, asked_by, gate_order })
    }
}

/// That two parts don't share an id is for the author tool to say; here the first one found is taken.
fn check_ids(ids: &mut dyn Iterator<Item = &str>) -> Result<(), InvalidArticle> {
    let plain = |letter: u8| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'-');
    for id in ids {
        if id.is_empty() || !id.bytes().all(plain) || RESERVED.contains(&id) {
            return Err(InvalidArticle::BadId(id.into()));
        }
    }
    Ok(())
}

fn asked_by(draft: &Draft) -> Result<Vec<Option<usize>>, InvalidArticle> {
    let mut asked_by = vec![None; draft.facts.len()];
    for (position, question) in draft.questions.iter().enumerate() {
        let fact = usize::from(question.fact.0);
        let slot = asked_by.get_mut(fact).ok_or(InvalidArticle::Dangling("a question"))?;
        if slot.replace(position).is_some() {
            let id = draft.facts.get(fact).map(|fact| fact.id.clone()).unwrap_or_default();
            return Err(InvalidArticle::AskedTwice(id));
        }
        check_condition(draft, question.when.as_ref())?;
    }
    for pattern in &draft.patterns {
        let known = |(fact, value): &(FactId, ValueId)| {
            let fact = draft.facts.get(usize::from(fact.0));
            fact.is_some_and(|fact| usize::from(value.0) < fact.values.len())
        };
        if !pattern.facts.iter().all(known) {
            return Err(InvalidArticle::Dangling("a message"));
        }
    }
    Ok(asked_by)
}

fn check_condition(draft: &Draft, condition: Option<&Condition>) -> Result<(), InvalidArticle> {
    let Some(condition) = condition else { return Ok(()) };
    for test in condition.tests() {
        let fact = draft.facts.get(usize::from(test.fact.0));
        if fact.is_none_or(|fact| !test.values.is_subset(Values::first(fact.values.len()))) {
            return Err(InvalidArticle::Dangling("a condition"));
        }
    }
    Ok(())
}

fn check_remedies(draft: &Draft, asked_by: &[Option<usize>]) -> Result<(), InvalidArticle> {
    if draft.remedies.is_empty() {
        return Err(InvalidArticle::NoRemedy);
    }
    let mut shown = vec![false; draft.sections.len()];
    for (position, remedy) in draft.remedies.iter().enumerate() {
        let section = draft.sections.get(usize::from(remedy.section.0));
        let id = &section.ok_or(InvalidArticle::Dangling("a remedy"))?.id;
        if shown.get_mut(usize::from(remedy.section.0)).is_none_or(|shown| core::mem::replace(shown, true)) {
            return Err(InvalidArticle::SharedSection(id.clone()));
        }
        if remedy.when.is_none() && position + 1 < draft.remedies.len() {
            return Err(InvalidArticle::FallbackNotLast(id.clone()));
        }
        if remedy.weight == 0 {
            return Err(InvalidArticle::Weightless(id.clone()));
        }
        check_condition(draft, remedy.when.as_ref())?;
        if let Some(fact) = remedy.interruption {
            let question = asked_by.get(usize::from(fact.0)).copied().flatten();
            let question = question.and_then(|question| draft.questions.get(question));
            if question.is_none_or(|question| question.kind != Kind::Choice) {
                return Err(InvalidArticle::BadInterruption(id.clone()));
            }
        }
        if let Some(action) = remedy.action.as_ref().filter(|action| !is_allowed_url(&action.url)) {
            return Err(InvalidArticle::BadLink(action.url.clone()));
        }
    }
    Ok(())
}

fn check_words(draft: &Draft) -> Result<(), InvalidArticle> {
    if !draft.support.url.is_empty() && !is_allowed_url(&draft.support.url) {
        return Err(InvalidArticle::BadLink(draft.support.url.clone()));
    }
    for section in &draft.sections {
        if !section.source.is_empty() && !is_allowed_url(&section.source) {
            return Err(InvalidArticle::BadLink(section.source.clone()));
        }
        for block in &section.blocks {
            if let Block::Callout(callout) = block {
                check_condition(draft, callout.when.as_ref())?;
            }
            block.plains().iter().try_for_each(|plain| check_plain(draft, plain))?;
        }
    }
    Ok(())
}

fn check_plain(draft: &Draft, plain: &Plain) -> Result<(), InvalidArticle> {
    match plain {
        Plain::Paragraph(spans) | Plain::Note(_, spans) => check_spans(draft, spans),
        Plain::Steps(items) | Plain::List(items) => items.iter().try_for_each(|item| {
            check_spans(draft, &item.text)?;
            item.inner.iter().try_for_each(|inner| check_plain(draft, inner))
        }),
        Plain::Table(table) => table.cells.iter().try_for_each(|cell| check_spans(draft, cell)),
        Plain::Picture(picture) if !is_allowed_picture(picture) => {
            Err(InvalidArticle::BadPicture(picture.light.clone()))
        }
        Plain::Code(_) | Plain::Heading(_) | Plain::Picture(_) => Ok(()),
    }
}

fn check_spans(draft: &Draft, spans: &[Span]) -> Result<(), InvalidArticle> {
    for span in spans {
        match &span.target {
            Some(Target::Url(url)) if !is_allowed_url(url) => return Err(InvalidArticle::BadLink(url.clone())),
            Some(Target::Section(section)) if draft.sections.get(usize::from(section.0)).is_none() => {
                return Err(InvalidArticle::Dangling("a link"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Sorts the facts so that each comes after those its question waits for, or names one that waits for itself.
fn gate_order(draft: &Draft, asked_by: &[Option<usize>]) -> Result<Vec<FactId>, InvalidArticle> {
    let mut order = Vec::with_capacity(draft.facts.len());
    let mut placed = vec![false; draft.facts.len()];
    // Each round places at least one fact; an article's gates are a few levels deep, so rounds are few.
    while order.len() < draft.facts.len() {
        let before = order.len();
        for (fact, question) in asked_by.iter().enumerate() {
            let when = question.and_then(|question| draft.questions.get(question)?.when.as_ref());
            let gates = Condition::facts(when);
            let ready = gates.iter().all(|gate| placed.get(usize::from(gate.0)) == Some(&true));
            if let Some(slot) = placed.get_mut(fact).filter(|slot| ready && !**slot) {
                *slot = true;
                order.push(FactId(fact as u16));
            }
        }
        if order.len() == before {
            let is_stuck = |fact: &usize| placed.get(*fact) == Some(&false);
            let mut stuck = (0..placed.len()).find(is_stuck).unwrap_or_default();
            // It may only wait for a circle: after so many steps back it stands in one.
            for _ in 0..placed.len() {
                let question = asked_by.get(stuck).copied().flatten().and_then(|place| draft.questions.get(place));
                let gates = Condition::facts(question.and_then(|question| question.when.as_ref()));
                stuck = gates.iter().map(|gate| usize::from(gate.0)).find(is_stuck).unwrap_or(stuck);
            }
            return Err(InvalidArticle::Circular(
                draft.facts.get(stuck).map(|fact| fact.id.clone()).unwrap_or_default(),
            ));
        }
    }
    Ok(order)
}

impl Article {
    /// What it was made of.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The fact at this position.
    pub fn fact(&self, fact: FactId) -> Option<&Fact> {
        self.draft.facts.get(usize::from(fact.0))
    }

    /// One of a fact's values.
    pub fn value(&self, fact: FactId, value: ValueId) -> Option<&Value> {
        self.fact(fact)?.values.get(usize::from(value.0))
    }

    /// The question that asks a fact, if any does.
    pub fn question(&self, fact: FactId) -> Option<&Question> {
        let position = *self.asked_by.get(usize::from(fact.0))?;
        self.draft.questions.get(position?)
    }

    /// The remedy at this position.
    pub fn remedy(&self, remedy: RemedyId) -> Option<&Remedy> {
        self.draft.remedies.get(usize::from(remedy.0))
    }

    /// The section at this position.
    pub fn section(&self, section: SectionId) -> Option<&Section> {
        self.draft.sections.get(usize::from(section.0))
    }

    /// The section that a remedy shows.
    pub fn section_of(&self, remedy: RemedyId) -> Option<&Section> {
        self.section(self.remedy(remedy)?.section)
    }

    /// Facts, each after those that its question's condition tests.
    pub fn gate_order(&self) -> &[FactId] {
        &self.gate_order
    }

    /// The fact of this id.
    pub fn find_fact(&self, id: &str) -> Option<FactId> {
        Some(FactId(self.draft.facts.iter().position(|fact| fact.id == id)? as u16))
    }

    /// The value of this id.
    pub fn find_value(&self, fact: FactId, id: &str) -> Option<ValueId> {
        Some(ValueId(self.fact(fact)?.values.iter().position(|value| value.id == id)? as u8))
    }

    /// The remedy that shows the section of this id.
    pub fn find_remedy(&self, section: &str) -> Option<RemedyId> {
        let shows = |remedy: &Remedy| self.section(remedy.section).is_some_and(|found| found.id == section);
        Some(RemedyId(self.draft.remedies.iter().position(shows)? as u16))
    }
}
