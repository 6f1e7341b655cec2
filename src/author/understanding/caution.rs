//! How many points it takes to call a remedy likely or sure. Each sentence is held against a table that does not know it,
//! as a stranger's would be: what is about nothing here must hardly ever seem likely, and what is sure hardly ever be
//! another remedy's.

use super::{Sentence, leads::Answers, made, sentences::SAID};
use crate::{
    article::Article,
    words::{Caution, Token},
};

/// The turns: in each, one sentence in so many is left out.
const TURNS: usize = 4;

/// Of what is about nothing here, one in so many may seem likely.
const LIKELY_ONCE_IN: usize = 24;

/// Nor does it take more than this, also where nothing is known that is about nothing here: whoever writes of a trouble in
/// everyday words is offered something.
const LIKELY: u16 = 36;

/// Of what is sure, one in so many may be wrong.
const SURE_ONCE_IN: usize = 100;

/// So many points, and so many ahead of the next, are tried.
const STEPS: [u16; 9] = [24, 32, 40, 48, 56, 64, 80, 96, 128];

/// More points than any text has.
const NEVER: u16 = u16::MAX;

/// A sentence that the table did not know.
struct Tried {
    first: i32,
    ahead: i32,
    is_right: bool,
    /// Whether it is about nothing here.
    is_else: bool,
}

/// As few points as keep to the limits above.
pub fn caution(article: &Article, sentences: &[Sentence], leads: &[Answers]) -> Caution {
    // To learn takes long, so all turns are taken at once.
    let tried: Vec<Tried> = std::thread::scope(|scope| {
        let turns =
            std::array::from_fn::<_, TURNS, _>(|turn| scope.spawn(move || tried(article, sentences, leads, turn)));
        let taken = turns.into_iter().map(|turn| turn.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        taken.flatten().collect()
    });
    let likely = likely(&tried);
    let (sure, ahead) = sure(&tried);
    Caution { likely, sure: sure.max(likely), ahead }
}

/// What a table that does not know every fourth sentence, from this one on, makes of them.
fn tried(article: &Article, sentences: &[Sentence], leads: &[Answers], turn: usize) -> Vec<Tried> {
    let none = Caution { likely: NEVER, sure: NEVER, ahead: NEVER };
    let is_out = |(place, _): &(usize, &Sentence)| place % TURNS == turn;
    let counts = |(_, sentence): &(usize, &Sentence)| sentence.weight >= SAID || sentence.remedies.is_empty();
    let known = sentences.iter().enumerate().filter(|sentence| !is_out(sentence));
    let known: Vec<Sentence> = known.map(|(_, sentence)| sentence.clone()).collect();
    let table = made(article, &known, leads, none);
    let strange = sentences.iter().enumerate().filter(is_out).filter(counts);
    let tried = strange.filter_map(|(_, sentence)| {
        let words: Vec<_> = sentence.words.iter().map(|word| Token { word: word.clone(), place: 0..0 }).collect();
        let (best, first, ahead) = table.lead(&words)?;
        let is_right = sentence.remedies.contains(&best);
        Some(Tried { first, ahead, is_right, is_else: sentence.remedies.is_empty() })
    });
    tried.collect()
}

fn likely(tried: &[Tried]) -> u16 {
    let mut points: Vec<i32> = tried.iter().filter(|tried| tried.is_else).map(|tried| tried.first).collect();
    points.sort_unstable_by(|a, b| b.cmp(a));
    points.get(points.len() / LIKELY_ONCE_IN).map_or(LIKELY, |most| (*most + 1).clamp(0, LIKELY.into()) as u16)
}

/// The pair with which most sentences are sure.
fn sure(tried: &[Tried]) -> (u16, u16) {
    let mut found = ((NEVER, NEVER), 0);
    for points in STEPS {
        for ahead in STEPS {
            let is_sure = |tried: &&Tried| tried.first >= points.into() && tried.ahead >= ahead.into();
            let all = tried.iter().filter(is_sure).count();
            let right = tried.iter().filter(is_sure).filter(|tried| tried.is_right).count();
            if (all - right) * SURE_ONCE_IN <= all && right > found.1 {
                found = ((points, ahead), right);
            }
        }
    }
    found.0
}
