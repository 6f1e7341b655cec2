//! Where the boxes of a picture stand: in columns, each question after those that lead to it.
//!
//! A line to a box further on runs through the columns between in a lane of its own, which is ordered and placed like a
//! box; so no line crosses a box. Lines to the same box share a lane.

use std::collections::HashMap;

use super::block::{CardBox, RemedyBox, WIDTH};
use crate::{
    article::RemedyId,
    author::show::{
        chart::{Chart, Leads},
        dialogue::Given,
    },
};

/// From column to column, for the lines between them.
pub(super) const BETWEEN: f64 = 110.0;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// The question at this position.
    Card(usize),
    /// A remedy.
    Remedy(RemedyId),
    /// Lines to the item at this position.
    Lane(usize),
}

/// A thing in a column.
pub(super) struct Item {
    pub what: What,
    pub column: usize,
    pub height: f64,
    /// Its upper edge.
    pub y: f64,
    /// From the upper edge to where lines come in.
    pub inlet: f64,
    /// The same to where those of each answer go out; for a lane, of all.
    pub outlets: Vec<f64>,
}

/// A line from a column to the next.
pub(super) struct Line {
    pub from: usize,
    pub outlet: usize,
    pub to: usize,
    /// The box that it leads to in the end.
    pub target: usize,
    /// Whether only "I'm not sure" leads here.
    pub is_unsure: bool,
}

/// All of it.
#[derive(Default)]
pub(super) struct Layout {
    pub items: Vec<Item>,
    pub lines: Vec<Line>,
    /// By column, its items from top to bottom.
    pub columns: Vec<Vec<usize>>,
}

impl Layout {
    /// Puts everything into columns; see [`super::order`] and [`super::place`] for the rest.
    pub fn of(chart: &Chart, cards: &[CardBox], remedies: &[RemedyBox]) -> Self {
        let mut layout = Self::default();
        let depths = depths(chart);
        let mut boxes: HashMap<What, usize> = HashMap::new();
        for ((place, card), depth) in cards.iter().enumerate().zip(&depths) {
            let outlets = card.rows.iter().map(|row| row.top + row.height / 2.0).collect();
            boxes.insert(What::Card(place), layout.put(What::Card(place), *depth, card.height, 24.0, outlets));
        }
        for (remedy, shown) in chart.remedies.iter().zip(remedies) {
            let leads = chart
                .cards
                .iter()
                .zip(&depths)
                .filter(|(card, _)| card.rows.iter().any(|row| row.to == Leads::Remedy(*remedy)));
            let column = leads.map(|(_, depth)| depth + 1).max().unwrap_or(0);
            let what = What::Remedy(*remedy);
            boxes.insert(what, layout.put(what, column, shown.height, shown.height / 2.0, Vec::new()));
        }
        for (place, card) in chart.cards.iter().enumerate() {
            for (outlet, row) in card.rows.iter().enumerate() {
                let what = match row.to {
                    Leads::Card(place) => What::Card(place),
                    Leads::Remedy(remedy) => What::Remedy(remedy),
                    Leads::List(_) | Leads::Handoff(_) | Leads::Hidden => continue,
                };
                if let (Some(from), Some(target)) = (boxes.get(&What::Card(place)), boxes.get(&what)) {
                    layout.connect(*from, outlet, *target, row.given == Given::Unsure);
                }
            }
        }
        layout
    }

    fn put(&mut self, what: What, column: usize, height: f64, inlet: f64, outlets: Vec<f64>) -> usize {
        let place = self.items.len();
        if self.columns.len() <= column {
            self.columns.resize(column + 1, Vec::new());
        }
        if let Some(items) = self.columns.get_mut(column) {
            items.push(place);
        }
        self.items.push(Item { what, column, height, y: 0.0, inlet, outlets });
        place
    }

    /// Draws a line through the columns between, in the lanes that lead to the same box.
    fn connect(&mut self, from: usize, outlet: usize, target: usize, is_unsure: bool) {
        let column = |layout: &Self, item: usize| layout.items.get(item).map_or(0, |item| item.column);
        let (mut here, mut outlet) = (from, outlet);
        for next in column(self, from) + 1..column(self, target) {
            let lane = self.columns.get(next).and_then(|items| {
                items
                    .iter()
                    .copied()
                    .find(|item| self.items.get(*item).is_some_and(|item| item.what == What::Lane(target)))
            });
            let lane = lane.unwrap_or_else(|| self.put(What::Lane(target), next, 6.0, 3.0, vec![3.0]));
            self.line(here, outlet, lane, target, is_unsure);
            (here, outlet) = (lane, 0);
        }
        self.line(here, outlet, target, target, is_unsure);
    }

    fn line(&mut self, from: usize, outlet: usize, to: usize, target: usize, is_unsure: bool) {
        let same = |line: &&mut Line| (line.from, line.outlet, line.to) == (from, outlet, to);
        match self.lines.iter_mut().find(same) {
            Some(line) => line.is_unsure &= is_unsure,
            None => self.lines.push(Line { from, outlet, to, target, is_unsure }),
        }
    }

    /// The left edge of a column.
    pub fn left(column: usize) -> f64 {
        column as f64 * (WIDTH + BETWEEN)
    }
}

/// By question, its column: one more than the last of those that lead to it.
fn depths(chart: &Chart) -> Vec<usize> {
    let mut depths = vec![0_usize; chart.cards.len()];
    // Answers lead on and never back, so every round settles at least one more column.
    for _ in 0..chart.cards.len() {
        let mut is_settled = true;
        for (place, card) in chart.cards.iter().enumerate() {
            let next = depths.get(place).copied().unwrap_or(0) + 1;
            for row in &card.rows {
                if let Leads::Card(to) = row.to
                    && let Some(depth) = depths.get_mut(to)
                    && *depth < next
                {
                    *depth = next;
                    is_settled = false;
                }
            }
        }
        if is_settled {
            break;
        }
    }
    depths
}
