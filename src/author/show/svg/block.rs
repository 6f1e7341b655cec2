//! The boxes of a picture: what stands in each, and how high that makes it.

use super::text::{shorten, wrap};
use crate::{
    article::RemedyId,
    author::show::{chart::Chart, dialogue::Given, words::Words},
};

/// How wide every box is.
pub(super) const WIDTH: f64 = 270.0;
/// Between a box's edge and its text.
pub(super) const PADDING: f64 = 14.0;
/// From one line of text to the next, for headings, text and small text.
pub(super) const HEAD: f64 = 20.0;
pub(super) const LINE: f64 = 17.0;
pub(super) const SMALL: f64 = 15.0;
/// Above and below the text of an answer.
pub(super) const GAP: f64 = 7.0;

/// How much wider bold letters are.
const BOLD: f64 = 1.13;

/// How much of a list is named.
const LIST_LINES: usize = 2;

/// A question with its answers.
pub(super) struct CardBox {
    /// The question.
    pub prompt: Vec<String>,
    /// Its fact's id.
    pub id: String,
    /// Where the band behind both ends.
    pub band: f64,
    /// The answers.
    pub rows: Vec<RowBox>,
    /// The whole.
    pub height: f64,
}

/// An answer.
pub(super) struct RowBox {
    /// What it says.
    pub lines: Vec<String>,
    /// Where it leads, if that is no box.
    pub note: Vec<String>,
    /// Whether it is "I'm not sure".
    pub is_unsure: bool,
    /// Where it begins.
    pub top: f64,
    /// How high it is.
    pub height: f64,
}

/// A remedy.
pub(super) struct RemedyBox {
    /// Its heading.
    pub heading: Vec<String>,
    /// Its section's id.
    pub id: String,
    /// Whether it shows a warning.
    pub warns: bool,
    /// The question put before it.
    pub asks: Vec<String>,
    /// The whole.
    pub height: f64,
}

/// Writes a question's box.
pub(super) fn card(chart: &Chart, place: usize, words: Words) -> CardBox {
    let inner = WIDTH - 2.0 * PADDING;
    let card = chart.cards.get(place);
    let fact = card.map(|card| card.fact);
    let prompt = wrap(fact.map_or("", |fact| words.prompt(fact)), 15.0 * BOLD, inner);
    let band = PADDING + prompt.len() as f64 * HEAD + SMALL + 6.0;
    let mut top = band;
    let mut rows = Vec::new();
    for row in card.into_iter().flat_map(|card| &card.rows) {
        let label = fact.map(|fact| words.answer(fact, &row.given)).unwrap_or_default();
        let lines = wrap(&label, 13.0, inner);
        let note = row.to.words(words).map(|note| shorten(wrap(&note, 11.0, inner - 16.0), LIST_LINES));
        let note = note.unwrap_or_default();
        let height = 2.0 * GAP + lines.len() as f64 * LINE + note.len() as f64 * SMALL;
        rows.push(RowBox { lines, note, is_unsure: row.given == Given::Unsure, top, height });
        top += height;
    }
    CardBox { prompt, id: fact.map_or("", |fact| words.fact(fact)).into(), band, rows, height: top + 2.0 }
}

/// Writes a remedy's box.
pub(super) fn remedy(chart: &Chart, remedy: RemedyId, words: Words) -> RemedyBox {
    let inner = WIDTH - 2.0 * PADDING;
    let warns = chart.warns.contains(&remedy);
    let heading = wrap(words.heading(remedy), 14.0 * BOLD, inner - if warns { 26.0 } else { 0.0 });
    let asks = chart.asks_first.get(&remedy);
    let asks = asks.map(|fact| wrap(&format!("first asks: {}", words.prompt(*fact)), 11.0, inner)).unwrap_or_default();
    let lines = heading.len() as f64 * (HEAD - 1.0) + SMALL + asks.len() as f64 * SMALL;
    RemedyBox { heading, id: words.remedy(remedy).into(), warns, asks, height: lines + 2.0 * PADDING - 6.0 }
}
