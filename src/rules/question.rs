//! The next question: the one that leaves the least expected uncertainty over the remedies still possible.
//!
//! An answer is taken to be as likely as the remedies it leaves are heavy, and the uncertainty it leaves is their
//! entropy under their weights (Shannon). One answer touches only the remedies whose condition mentions its fact, so the
//! sums over all others are taken once, as prefix sums, and thousands of remedies cost no more than their mentions.

use alloc::{vec, vec::Vec};

use super::{Known, Rules, Truth, diagnosis::Standing, relevance, truth};
use crate::article::{Condition, FactId, RemedyId, Values};

/// How many times heavier a remedy is that the person's own words are like: what tells such apart is asked first.
const GUESSED: f64 = 8.0;

/// Two expectations closer than this are a tie, which the declared order breaks.
const TIE: f64 = 1e-9;

/// The fact to ask next, or `None` where no question could change anything.
pub(super) fn next(rules: &Rules, known: &Known, mut possible: Vec<Values>, standing: &Standing) -> Option<FactId> {
    let sums = Sums::over(rules, known, standing);
    let mut candidates = Vec::new();
    for question in &rules.article().draft().questions {
        if rules.is_askable(known, question.fact, &possible)
            && let Some(left) = expected(rules, known, &sums, question.fact, &mut possible)
        {
            candidates.push((question.fact, (left / TIE).round() as u64));
        }
    }
    // The least comes first, and the first declared among equals. Nearly always that one is asked.
    while let Some(least) = candidates.iter().map(|(_, left)| *left).min() {
        let place = candidates.iter().position(|(_, left)| *left == least)?;
        let (fact, _) = candidates.remove(place);
        if relevance::matters(rules, known, fact) {
            return Some(fact);
        }
    }
    None
}

/// Sums over the remedies still possible, up to each of them.
struct Sums {
    /// By remedy, its place among those still possible.
    place: Vec<Option<u32>>,
    /// Up to and with each place.
    upto: Vec<Mass>,
    /// Whether the last place is true already.
    ends_true: bool,
}

/// A set of remedies as entropy sees it: Σ w and Σ w·ln w.
#[derive(Debug, Clone, Copy, Default)]
struct Mass {
    weight: f64,
    surprise: f64,
}

impl Mass {
    fn of(rules: &Rules, known: &Known, remedy: RemedyId) -> Self {
        let weight = f64::from(rules.article().remedy(remedy).map_or(1, |remedy| remedy.weight));
        let weight = if known.guesses.contains(&remedy) { weight * GUESSED } else { weight };
        Self { weight, surprise: weight * ln(weight) }
    }

    /// Weight times entropy, in nats.
    fn uncertainty(self) -> f64 {
        if self.weight > 0.0 { self.weight * ln(self.weight) - self.surprise } else { 0.0 }
    }
}

/// The natural logarithm of a positive number, to twelve digits: a fifth of the library's size, and the same to the last bit
/// in every browser and in the author tool. Each time the rest is squared it tells one more binary digit.
fn ln(number: f64) -> f64 {
    let bits = number.to_bits();
    let mut log = (bits >> 52) as f64 - 1023.0;
    let mut rest = f64::from_bits(bits << 12 >> 12 | 1023 << 52);
    let mut digit = 1.0;
    for _ in 0..40 {
        digit /= 2.0;
        rest *= rest;
        if rest >= 2.0 {
            rest /= 2.0;
            log += digit;
        }
    }
    log * core::f64::consts::LN_2
}

impl Sums {
    fn over(rules: &Rules, known: &Known, standing: &Standing) -> Self {
        let mut place = vec![None; rules.article().draft().remedies.len()];
        let mut upto = Vec::with_capacity(standing.remedies.len());
        let mut sum = Mass::default();
        for (position, remedy) in standing.remedies.iter().enumerate() {
            let mass = Mass::of(rules, known, *remedy);
            sum = Mass { weight: sum.weight + mass.weight, surprise: sum.surprise + mass.surprise };
            upto.push(sum);
            if let Some(slot) = place.get_mut(usize::from(remedy.0)) {
                *slot = Some(position as u32);
            }
        }
        Self { place, upto, ends_true: standing.ends_true }
    }
}

/// The uncertainty expected after an answer, or `None` where every answer leaves the same.
fn expected(rules: &Rules, known: &Known, sums: &Sums, fact: FactId, possible: &mut [Values]) -> Option<f64> {
    let article = rules.article();
    let values = Values::first(article.fact(fact)?.values.len());
    let gated = rules.gated.get(usize::from(fact.0))?;
    let (mut weight, mut uncertainty) = (0.0, 0.0);
    let mut first_trace = None;
    let mut differs = false;
    for value in values.each() {
        if let Some(slot) = possible.get_mut(usize::from(fact.0)) {
            *slot = value;
        }
        gated.iter().for_each(|fact| known.narrow(article, *fact, possible));
        let (mass, trace) = left(rules, known, sums, fact, possible);
        weight += mass.weight;
        uncertainty += mass.uncertainty();
        differs |= *first_trace.get_or_insert(trace) != trace;
    }
    known.narrow(article, fact, possible);
    gated.iter().for_each(|fact| known.narrow(article, *fact, possible));
    (differs && weight > 0.0).then(|| uncertainty / weight)
}

/// What is left of the remedies, and a trace that is the same only for answers that leave the same.
fn left(rules: &Rules, known: &Known, sums: &Sums, fact: FactId, possible: &[Values]) -> (Mass, u64) {
    let mut gone = Mass::default();
    let mut trace = Trace::default();
    for remedy in rules.affected.get(usize::from(fact.0)).map_or(&[][..], Vec::as_slice) {
        let Some(place) = sums.place.get(usize::from(remedy.0)).copied().flatten() else { continue };
        let is_last = place as usize + 1 == sums.upto.len();
        let when = rules.article().remedy(*remedy).and_then(|remedy| remedy.when.as_ref());
        let Some(when) = when.filter(|_| !(is_last && sums.ends_true)) else { continue };
        match truth::of(Some(when), possible) {
            Truth::False => {
                let mass = Mass::of(rules, known, *remedy);
                gone = Mass { weight: gone.weight + mass.weight, surprise: gone.surprise + mass.surprise };
            }
            Truth::True => {
                trace.add(&[place.into(), 1]);
                return (sums.upto.get(place as usize).copied().unwrap_or_default().without(gone), trace.0);
            }
            Truth::Unknown => trace.undecided(place, when, possible),
        }
    }
    (sums.upto.last().copied().unwrap_or_default().without(gone), trace.0)
}

impl Mass {
    fn without(self, gone: Self) -> Self {
        Self { weight: self.weight - gone.weight, surprise: self.surprise - gone.surprise }
    }
}

/// A running hash (FNV-1a, 64 bits) of which remedies are left and on what they still wait.
struct Trace(u64);

impl Default for Trace {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Trace {
    fn add(&mut self, numbers: &[u64]) {
        for number in numbers {
            self.0 = (self.0 ^ number).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn undecided(&mut self, place: u32, when: &Condition, possible: &[Values]) {
        self.add(&[place.into(), 2]);
        for (number, alternative) in when.0.iter().enumerate() {
            if truth::of_all(alternative, possible) == Truth::False {
                continue;
            }
            for (position, test) in alternative.iter().enumerate() {
                if truth::of_test(test, possible) == Truth::Unknown {
                    self.add(&[number as u64, position as u64]);
                }
            }
        }
    }
}
