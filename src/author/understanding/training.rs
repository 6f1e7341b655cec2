//! Learns how much each word tells for which remedy.
//!
//! A multinomial logistic regression (maximum entropy) whose weights are only those of a word and a remedy that some
//! sentence has together: few enough for a small table. One outcome more, that a text is about none of the remedies, has
//! no weights: it is what the others are measured against. In each round every word is left out now and then, so that no
//! remedy hangs on a single one (Srivastava et al., "Dropout", 2014), and the steps are Adam's (Kingma and Ba, 2015). What
//! looks random is reckoned from the round, the sentence and the word, so that a table comes out the same every time,
//! also where sentences stand in another order.

use std::collections::BTreeMap;

use super::Sentence;
use crate::{article::RemedyId, words::SCALE};

/// How often all sentences are gone through.
const ROUNDS: usize = 200;
/// Adam's step.
const STEP: f32 = 0.06;
/// What holds weights small.
const RESTRAINT: f32 = 0.3;
/// So many of a hundred words are left out.
const LEFT_OUT: u32 = 35;
/// Points come in steps of so many, which makes the table small.
const GRAIN: f32 = 4.0;
/// Fewer points than these tell too little for their place in the table.
const LEAST: i32 = 8;
/// And of those, a table has the highest, as far as they have room: so much for each remedy, about 170 bytes in brotli.
const ROOM_EACH: usize = 1_050;
/// What a word and a remedy take of it, beside the word itself: about a sixth of a byte is one.
const PAIR: usize = 9;

/// By word, sorted by its bytes, the points that it has for remedies. Words without any are left out.
pub fn train(sentences: &[Sentence], remedies: usize) -> BTreeMap<String, Vec<(RemedyId, i32)>> {
    let mut learner = Learner::of(sentences, remedies);
    (1..=ROUNDS).for_each(|round| learner.learn(sentences, round));
    learner.points(remedies * ROOM_EACH)
}

/// A word and a remedy.
struct Weight {
    remedy: usize,
    value: f32,
    /// How the error grows with it, in this round.
    slope: f32,
    /// Adam's running means of that, and of its square.
    mean: f32,
    square: f32,
}

struct Learner<'a> {
    /// Each word and its number.
    words: BTreeMap<&'a str, usize>,
    /// By word's number, how much it tells: in few sentences more than in many.
    tells: Vec<f32>,
    /// By word's number.
    weights: Vec<Vec<Weight>>,
    /// By word's number, what it is told by where chance is asked.
    keys: Vec<u32>,
    /// By sentence, likewise, and the numbers of its words.
    numbers: Vec<(u32, Vec<usize>)>,
    /// Of one sentence, its words that are not left out, each with its number and how much it tells.
    kept: Vec<(usize, f32)>,
    /// By remedy, of one sentence; and those that have one. The rest are 0, which saves a large article's hours.
    sums: Vec<f32>,
    touched: Vec<usize>,
}

impl<'a> Learner<'a> {
    fn of(sentences: &'a [Sentence], remedies: usize) -> Self {
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut seen, mut weights): (Vec<f32>, Vec<Vec<Weight>>) = (Vec::new(), Vec::new());
        let (mut keys, mut numbers) = (Vec::new(), Vec::new());
        for sentence in sentences {
            let mut own = Vec::new();
            let mut whole = 0;
            for word in &sentence.words {
                let number = *words.entry(word).or_insert(seen.len());
                if number == seen.len() {
                    seen.push(0.0);
                    weights.push(Vec::new());
                    keys.push(key(word));
                }
                own.push(number);
                whole = mixed([whole, key(word), 0]);
                if let (Some(seen), Some(weights)) = (seen.get_mut(number), weights.get_mut(number)) {
                    *seen += 1.0;
                    for remedy in sentence.remedies.iter().map(|remedy| usize::from(remedy.0)) {
                        if !weights.iter().any(|weight| weight.remedy == remedy) {
                            weights.push(Weight { remedy, value: 0.0, slope: 0.0, mean: 0.0, square: 0.0 });
                        }
                    }
                }
            }
            numbers.push((whole, own));
        }
        let count = sentences.len() as f32;
        let tells = seen.iter().map(|seen| ((1.0 + count / seen).ln() / (1.0 + count).ln()).sqrt()).collect();
        Self { words, tells, weights, keys, numbers, kept: Vec::new(), sums: vec![0.0; remedies], touched: Vec::new() }
    }

    /// One round.
    fn learn(&mut self, sentences: &[Sentence], round: usize) {
        let Self { tells, weights, keys, numbers, kept, sums, touched, .. } = self;
        for (sentence, (whole, numbers)) in sentences.iter().zip(numbers) {
            let is_left_out = |number: usize| {
                let key = keys.get(number).copied().unwrap_or_default();
                numbers.len() > 2 && mixed([round as u32, *whole, key]) % 100 < LEFT_OUT
            };
            kept.clear();
            for number in numbers.iter().filter(|number| !is_left_out(**number)) {
                kept.push((*number, tells.get(*number).copied().unwrap_or_default()));
            }
            touched.drain(..).for_each(|remedy| sums.iter_mut().skip(remedy).take(1).for_each(|sum| *sum = 0.0));
            for (number, tells) in &*kept {
                for weight in weights.get(*number).into_iter().flatten() {
                    if let Some(sum) = sums.get_mut(weight.remedy) {
                        if !touched.contains(&weight.remedy) {
                            touched.push(weight.remedy);
                        }
                        *sum += weight.value * tells;
                    }
                }
            }
            // Of all remedies and of none, whose sum is 0; less the highest, so that no power is too large.
            let reached = || touched.iter().filter_map(|remedy| sums.get(*remedy)).copied();
            let most = reached().fold(0.0, f32::max);
            let rest = (sums.len() - touched.len() + 1) as f32;
            let all: f32 = rest * (-most).exp() + reached().map(|sum| (sum - most).exp()).sum::<f32>();
            let wanted = 1.0 / sentence.remedies.len().max(1) as f32;
            for (number, tells) in &*kept {
                let tells = tells * sentence.weight;
                for weight in weights.get_mut(*number).into_iter().flatten() {
                    let is = sums.get(weight.remedy).map_or(0.0, |sum| (sum - most).exp() / all);
                    let is_wanted = sentence.remedies.iter().any(|remedy| usize::from(remedy.0) == weight.remedy);
                    weight.slope += (is - if is_wanted { wanted } else { 0.0 }) * tells;
                }
            }
        }
        let (mean_bias, square_bias) = (1.0 - 0.9_f32.powi(round as i32), 1.0 - 0.99_f32.powi(round as i32));
        for weight in weights.iter_mut().flatten() {
            let slope = (weight.slope + RESTRAINT * weight.value) / sentences.len() as f32;
            weight.slope = 0.0;
            weight.mean = 0.9 * weight.mean + 0.1 * slope;
            weight.square = 0.99 * weight.square + 0.01 * slope * slope;
            weight.value -= STEP * weight.mean / mean_bias / ((weight.square / square_bias).sqrt() + 1e-8);
        }
    }

    /// What was learned, as points: the highest, as far as there is room.
    fn points(self, mut room: usize) -> BTreeMap<String, Vec<(RemedyId, i32)>> {
        let Self { words, tells, weights, .. } = self;
        let mut learned = Vec::new();
        for (word, number) in words {
            let tells = tells.get(number).copied().unwrap_or_default();
            for weight in weights.get(number).into_iter().flatten() {
                let value = weight.value * tells * SCALE;
                learned.push(((-8.0 * value.abs()).round() as i32, word, RemedyId(weight.remedy as u16), value));
            }
        }
        // In eighths of a point: what differs by less differs by how it was added up, and goes by its letters.
        learned.sort_by_key(|(rank, word, remedy, _)| (*rank, *word, *remedy));
        let mut told: BTreeMap<String, Vec<(RemedyId, i32)>> = BTreeMap::new();
        for (_, word, remedy, value) in learned {
            let points = ((value / GRAIN).round() * GRAIN).clamp(-128.0, 124.0) as i32;
            let letters = if told.contains_key(word) { 0 } else { room_for(word) };
            match room.checked_sub(letters + PAIR) {
                Some(left) if points.abs() >= LEAST => room = left,
                _ => break,
            }
            told.entry(word.into()).or_default().push((remedy, points));
        }
        told.values_mut().for_each(|told| told.sort());
        told
    }
}

/// What a word takes of a table's room: its letters, those of larger alphabets more.
fn room_for(word: &str) -> usize {
    2 + word.chars().map(|letter| 1 + letter.len_utf8()).sum::<usize>()
}

/// A word as a number: FNV-1a, 32 bits.
fn key(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |key, byte| (key ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A number that looks random.
fn mixed(parts: [u32; 3]) -> u32 {
    let mut mixed = parts.iter().fold(0_u32, |mixed, part| (mixed ^ part).wrapping_mul(0x9e37_79b1).rotate_left(15));
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d);
    mixed ^ (mixed >> 13)
}
