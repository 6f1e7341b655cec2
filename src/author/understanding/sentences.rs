//! What there is to learn from: each text with the remedies that it tells of.

use std::{collections::BTreeMap, sync::LazyLock};

use super::leads::Answers;
use crate::{
    article::{Article, FactId, RemedyId, Test, ValueId, Values},
    author::read::{Said, Says},
    rules::normalise,
    words::tokens,
};

/// What a sentence of `says` counts, beside what stands elsewhere.
pub const SAID: f32 = 1.0;
const HEADING: f32 = 0.5;
const ANSWER: f32 = 0.5;
const MESSAGE: f32 = 1.0;
const TEXT: f32 = 0.1;

static EVERYDAY: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(include_str!("everyday.toml")).unwrap_or_default());

/// A text to learn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Its words, as [`tokens`] gives them.
    pub words: Vec<String>,
    /// The remedies that it tells of; none where it is about anything else.
    pub remedies: Vec<RemedyId>,
    /// How much it counts.
    pub weight: f32,
}

impl Sentence {
    fn new(text: &str, remedies: Vec<RemedyId>, weight: f32) -> Self {
        let words = tokens(text).into_iter().map(|token| token.word).collect();
        Self { words, remedies, weight }
    }
}

/// Everything that an article has to learn from in its language.
pub fn sentences(article: &Article, says: &[Said], leads: &[Answers]) -> Vec<Sentence> {
    let draft = article.draft();
    let mut all = Vec::new();
    for said in says {
        all.push(Sentence::new(&said.text, led_to(article, said.says, leads), SAID));
    }
    for pattern in &draft.patterns {
        all.push(Sentence::new(&pattern.text, led_by(article, leads, &pattern.facts), MESSAGE));
    }
    for (place, _) in draft.remedies.iter().enumerate() {
        let remedy = RemedyId(place as u16);
        let Some(section) = article.section_of(remedy) else { continue };
        all.push(Sentence::new(&section.heading, vec![remedy], HEADING));
        for line in section.lines() {
            let text: String = line.iter().map(|span| span.text.as_str()).collect();
            all.push(Sentence::new(&text, vec![remedy], TEXT));
        }
    }
    for question in &draft.questions {
        let values = article.fact(question.fact).map_or(&[][..], |fact| &fact.values);
        for (place, value) in values.iter().enumerate() {
            let remedies = led_by(article, leads, &[(question.fact, ValueId(place as u8))]);
            if !remedies.is_empty() {
                all.push(Sentence::new(&format!("{} {}", value.label, value.hint), remedies, ANSWER));
            }
        }
    }
    let everyday = EVERYDAY.get(&draft.lang).map_or(&[][..], Vec::as_slice);
    // Together no more than all the rest, so that a small article's few sentences are not drowned.
    let rest: f32 = all.iter().map(|sentence| sentence.weight).sum();
    let weight = SAID.min(rest / everyday.len().max(1) as f32);
    all.extend(everyday.iter().map(|text| Sentence::new(text, Vec::new(), weight)));
    all.retain(|sentence| !sentence.words.is_empty());
    all
}

/// The remedies that a sentence of `says` leads to.
pub fn led_to(article: &Article, says: Says, leads: &[Answers]) -> Vec<RemedyId> {
    match says {
        Says::Remedy(remedy) => vec![remedy],
        Says::Answer(fact, value) => led_by(article, leads, &[(fact, value)]),
    }
}

/// The remedies that some facts lead to: those whose answers have them, or else those whose condition tests them.
fn led_by(article: &Article, leads: &[Answers], facts: &[(FactId, ValueId)]) -> Vec<RemedyId> {
    let remedies = || (0..leads.len()).map(|place| RemedyId(place as u16));
    let led = |remedy: &RemedyId| {
        let leads = leads.get(usize::from(remedy.0)).map_or(&[][..], Vec::as_slice);
        facts.iter().all(|fact| leads.contains(fact))
    };
    let led: Vec<RemedyId> = remedies().filter(led).collect();
    if !led.is_empty() {
        return led;
    }
    let holds = |test: &Test| {
        facts.iter().any(|(fact, value)| *fact == test.fact && !Values::one(*value).is_disjoint(test.values))
    };
    let tested = |remedy: &RemedyId| {
        let when = article.remedy(*remedy).and_then(|remedy| remedy.when.as_ref());
        when.is_some_and(|when| when.tests().any(holds))
    };
    remedies().filter(tested).collect()
}

/// What people write about anything but a login, in any language, that has a message in it, of which nothing but its words
/// in lower case is given; nothing where no such text has it.
pub fn ordinary(message: &str) -> Option<&'static str> {
    let message = format!(" {message} ");
    let has = |sentence: &&String| format!(" {} ", normalise(sentence)).contains(&message);
    EVERYDAY.values().flatten().find(has).map(String::as_str)
}
