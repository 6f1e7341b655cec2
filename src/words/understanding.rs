//! What a text speaks of: the points of its words, and what they are enough for.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::{
    likeness::{self, MOST, rank},
    table::{Caution, Table},
    text::{Token, ends, tokens},
};
use crate::{
    article::{Article, Condition, FactId, RemedyId, Test, ValueId},
    rules::{Diagnosis, Known, Rules, Source, recognise},
};

/// How many points make a remedy e times as likely.
pub(crate) const SCALE: f32 = 16.0;

/// From here on another remedy may be offered beside the first.
const OFFERED: i32 = 8;

/// No remedy is offered that is so many points behind the first.
const BEHIND: i32 = 48;

/// A word of some length that nobody knows speaks for something else, by so many points; and all of them by no more than
/// so many.
const UNKNOWN: (i32, i32) = (6, 24);

/// So many words say why.
const REASONS: usize = 4;

/// A remedy that a text may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// Which one.
    pub remedy: RemedyId,
    /// How likely it is beside all others and beside none, in percent.
    pub share: u8,
}

/// What a text speaks of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understanding {
    /// What a message that the article knows tells, and with it the answers without which its question is not asked.
    pub facts: Vec<(FactId, ValueId)>,
    /// Likeliest first, at most three; none where nobody knows.
    pub guesses: Vec<Guess>,
    /// Whether the first of them may be taken for what is meant.
    pub is_sure: bool,
}

/// A known word that a text has, or has the like of.
#[derive(Clone, Copy)]
struct Told {
    word: usize,
    /// How like it is, in 256ths.
    alike: i32,
    /// The text's word.
    token: usize,
}

/// What a text tells by a message that the article knows, and of the questions that ask for it, the answers that lead there.
pub fn known_message(article: &Article, text: &str) -> Vec<(FactId, ValueId)> {
    let mut facts = Vec::new();
    for part in ends(text) {
        if facts.is_empty() {
            facts = recognise(article, text.get(part).unwrap_or_default());
        }
    }
    with_gates(article, facts)
}

impl Table {
    /// What a text speaks of. What is exact beats what is like: where a message that the article knows tells facts, only
    /// remedies that are possible with these are guessed. The same text has the same answer, whatever it is.
    pub fn understand(&self, rules: &Rules, text: &str) -> Understanding {
        let article = rules.article();
        let facts = known_message(article, text);
        if facts.is_empty() {
            return self.by_likeness(text, None);
        }
        let mut known = Known::nothing(article, false);
        facts.iter().for_each(|(fact, value)| known.learn(*fact, *value, Source::Person));
        if let Diagnosis::Remedy(remedy) = rules.diagnose(&known) {
            return Understanding { facts, guesses: vec![Guess { remedy, share: 100 }], is_sure: true };
        }
        let possible = rules.likeliest(&known);
        let mut guesses = self.by_likeness(text, Some(&possible)).guesses;
        for remedy in possible {
            if guesses.len() < MOST && !guesses.iter().any(|guess| guess.remedy == remedy) {
                guesses.push(Guess { remedy, share: 0 });
            }
        }
        Understanding { facts, guesses, is_sure: false }
    }

    /// What a text is like, of these remedies or of all.
    fn by_likeness(&self, text: &str, possible: Option<&[RemedyId]>) -> Understanding {
        let tokens = tokens(text);
        let told = self.told(&tokens);
        let points = self.sums(&told, &tokens);
        let mut best = Vec::new();
        let mut all = 1.0;
        for (place, points) in points.iter().enumerate() {
            all += odds(*points);
            if possible.is_none_or(|possible| possible.contains(&RemedyId(place as u16))) {
                rank(&mut best, place, *points);
            }
        }
        let (first, ahead) = lead(&best);
        let Caution { likely, sure, ahead: enough } = self.parts.caution;
        let mut guesses = Vec::new();
        for (place, points) in best {
            if first >= i32::from(likely) && points >= OFFERED && points + BEHIND >= first {
                guesses.push(Guess { remedy: RemedyId(place as u16), share: (100.0 * odds(points) / all) as u8 });
            }
        }
        let is_sure = first >= i32::from(sure) && ahead >= i32::from(enough) && !guesses.is_empty();
        Understanding { facts: Vec::new(), guesses, is_sure }
    }

    /// Of some words the remedy that they tell most of, its points, and how far ahead of the next it is.
    #[cfg(feature = "author")]
    pub(crate) fn lead(&self, words: &[Token]) -> Option<(RemedyId, i32, i32)> {
        let mut best = Vec::new();
        for (place, points) in self.sums(&self.told(words), words).into_iter().enumerate() {
            rank(&mut best, place, points);
        }
        let (first, ahead) = lead(&best);
        Some((RemedyId(best.first()?.0 as u16), first, ahead))
    }

    /// The answers that lead to a remedy: facts as if they had been answered. None where no answers do.
    pub fn leads(&self, remedy: RemedyId) -> &[(FactId, ValueId)] {
        self.parts.leads.get(usize::from(remedy.0)).map_or(&[], Vec::as_slice)
    }

    /// Of the answers to a question, those that a text speaks for while it is written: a word of it begins one of the
    /// answer's that not most answers have, or a likely remedy rests on the answer.
    pub fn answers_for(&self, rules: &Rules, text: &str, fact: FactId) -> Vec<ValueId> {
        let mut values = Vec::new();
        let mut add = |value: ValueId| {
            if !values.contains(&value) {
                values.push(value);
            }
        };
        for guess in self.understand(rules, text).guesses {
            let led = self.leads(guess.remedy).iter().filter(|(led, _)| *led == fact);
            led.for_each(|(_, value)| add(*value));
        }
        let mut answers = Vec::new();
        for answer in rules.article().fact(fact).map_or(&[][..], |fact| &fact.values) {
            let mut words = tokens(&answer.label);
            words.append(&mut tokens(&answer.hint));
            answers.push(words);
        }
        for typed in tokens(text).iter().filter(|typed| typed.word.len() > 2) {
            let mut begun = Vec::new();
            for (place, words) in answers.iter().enumerate() {
                if words.iter().any(|word| word.word.starts_with(&typed.word)) {
                    begun.push(ValueId(place as u8));
                }
            }
            if begun.len() * 2 <= answers.len() {
                begun.into_iter().for_each(&mut add);
            }
        }
        values
    }

    /// The known words that a text has, or has the like of, each once.
    fn told(&self, tokens: &[Token]) -> Vec<Told> {
        let mut all: Vec<Told> = Vec::new();
        for (token, Token { word, .. }) in tokens.iter().enumerate() {
            let alike = match self.find(word) {
                Some(word) => vec![(word, 256)],
                None => self.likeness.like(word),
            };
            for (word, alike) in alike {
                let told = Told { word, alike, token };
                match all.iter_mut().find(|other| other.word == word) {
                    Some(other) if other.alike < alike => *other = told,
                    Some(_) => {}
                    None => all.push(told),
                }
            }
        }
        all
    }

    /// By remedy, the points of all words.
    fn sums(&self, told: &[Told], tokens: &[Token]) -> Vec<i32> {
        let mut sums = vec![0; self.parts.leads.len()];
        for told in told {
            for (remedy, points) in self.points(told.word) {
                if let Some(sum) = sums.get_mut(usize::from(remedy.0)) {
                    *sum += points * told.alike;
                }
            }
        }
        let mut against = 0;
        for (place, Token { word, .. }) in tokens.iter().enumerate() {
            if !likeness::is_short(word) && !told.iter().any(|told| told.token == place) {
                against = (against + UNKNOWN.0).min(UNKNOWN.1);
            }
        }
        sums.iter_mut().for_each(|sum| *sum = *sum / 256 - against);
        sums
    }

    /// The words of a text that speak most for a remedy, as the person wrote them, in that order.
    pub fn deciding<'a>(&self, text: &'a str, remedy: RemedyId) -> Vec<&'a str> {
        let tokens = tokens(text);
        let mut sums = vec![0; tokens.len()];
        for told in self.told(&tokens) {
            for (other, points) in self.points(told.word) {
                if let Some(sum) = sums.get_mut(told.token).filter(|_| *other == remedy) {
                    *sum += points * told.alike;
                }
            }
        }
        let most = sums.iter().copied().max().unwrap_or_default();
        let mut places: Vec<Range<usize>> = Vec::new();
        for (token, sum) in tokens.into_iter().zip(sums) {
            if sum <= 0 || sum * 3 < most {
                continue;
            }
            match places.last_mut() {
                // Neighbours of a script without spaces.
                Some(last) if token.place.start < last.end => last.end = token.place.end.max(last.end),
                _ => places.push(token.place),
            }
        }
        places.into_iter().take(REASONS).filter_map(|place| text.get(place)).collect()
    }
}

/// The points of the first, and how far ahead of the next it is; one that is not even possible is 0.
fn lead(best: &[(usize, i32)]) -> (i32, i32) {
    let first = best.first().map_or(0, |best| best.1);
    (first, first - best.get(1).map_or(0, |next| next.1.max(0)))
}

/// Some facts, and of the questions that tell them, the answer that leads to these: that of the first alternative.
fn with_gates(article: &Article, mut facts: Vec<(FactId, ValueId)>) -> Vec<(FactId, ValueId)> {
    for place in 0..facts.len() {
        let question = facts.get(place).and_then(|(fact, _)| article.question(*fact));
        if let Some(Condition(alternatives)) = question.and_then(|question| question.when.as_ref())
            && let Some([Test { fact, values }]) = alternatives.first().map(Vec::as_slice)
            && let Some(value) = values.only()
            && !facts.iter().any(|(known, _)| known == fact)
        {
            facts.push((*fact, value));
        }
    }
    facts
}

/// How likely a remedy with these points is, beside that the text is about none: e to the power of them.
fn odds(points: i32) -> f32 {
    let mut power = (1.0 + points as f32 / SCALE / 256.0).max(0.0);
    for _ in 0..8 {
        power *= power;
    }
    power
}
