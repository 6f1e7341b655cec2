//! A picture of the questions and remedies, to read on a screen or hang on a wall.
//!
//! Questions stand from left to right, each a card with its answers; a line goes from an answer to the next question or
//! to the remedy. An answer that leads to a list names what is on it, since a line to each would hide the others.

mod block;
mod draw;
mod layout;
mod order;
mod place;
mod text;

use draw::Canvas;
use layout::Layout;

use super::{chart::Chart, walk::dialogue, words::Words};
use crate::{article::Article, rules::Rules};

/// Draws an article.
pub fn svg(article: &Article) -> String {
    let rules = Rules::new(article.clone());
    let dialogue = dialogue(&rules);
    let chart = Chart::of(&rules, &dialogue);
    let words = Words(article);
    let cards: Vec<_> = (0..chart.cards.len()).map(|place| block::card(&chart, place, words)).collect();
    let remedies: Vec<_> = chart.remedies.iter().map(|remedy| block::remedy(&chart, *remedy, words)).collect();
    let later: Vec<_> = chart.later.iter().map(|remedy| block::remedy(&chart, *remedy, words)).collect();
    let later_questions: Vec<_> = chart.later_questions.iter().map(|fact| words.prompt(*fact)).collect();
    let mut layout = Layout::of(&chart, &cards, &remedies);
    order::sort(&mut layout);
    let height = place::place(&mut layout);
    let mut canvas = Canvas::new(layout.columns.len());
    canvas.caption(
        article,
        &dialogue.expectation(),
        [dialogue.cut_note(), chart.hidden_note(), chart.first_note(words)],
    );
    canvas.lines(&layout);
    canvas.boxes(&layout, &chart, &cards, &remedies);
    canvas.ends(&layout);
    canvas.below(height);
    canvas.later(&later, &later_questions);
    canvas.legend(&chart, &layout);
    canvas.finish(article, &dialogue.expectation())
}
