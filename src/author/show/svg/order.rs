//! Which of a column's items stands above which, so that few lines cross (Sugiyama's barycentre sweeps).

use super::layout::{Layout, Line};

/// Enough for the pictures that fit on a wall; the best of all rounds is kept.
const ROUNDS: usize = 24;

/// Counting the crossings of more lines for every two neighbours takes too long.
const EXCHANGED: usize = 150;

/// Sorts every column.
pub(super) fn sort(layout: &mut Layout) {
    let mut best = (crossings(layout), layout.columns.clone());
    for round in 0..ROUNDS {
        let forward = round % 2 == 0;
        let count = layout.columns.len();
        for step in 1..count {
            sweep(layout, if forward { step } else { count - 1 - step }, forward);
        }
        let crossing = crossings(layout);
        if crossing < best.0 {
            best = (crossing, layout.columns.clone());
        }
    }
    layout.columns = best.1;
    exchange(layout, best.0);
}

/// Swaps neighbours for as long as that leaves fewer crossings.
fn exchange(layout: &mut Layout, mut least: usize) {
    if layout.lines.len() > EXCHANGED {
        return;
    }
    let mut is_better = true;
    while core::mem::take(&mut is_better) {
        for column in 0..layout.columns.len() {
            for upper in 1..layout.columns.get(column).map_or(0, Vec::len) {
                swap(layout, column, upper);
                let crossing = crossings(layout);
                if crossing < least {
                    (least, is_better) = (crossing, true);
                } else {
                    swap(layout, column, upper);
                }
            }
        }
    }
}

/// Swaps an item of a column with the one above it.
fn swap(layout: &mut Layout, column: usize, place: usize) {
    if let Some(items) = layout.columns.get_mut(column) {
        items.swap(place - 1, place);
    }
}

/// Sorts a column by where the lines to its left (or right) come from, on average.
fn sweep(layout: &mut Layout, column: usize, forward: bool) {
    let places = places(layout);
    let centre = |item: usize| {
        let here = places.get(item).copied().unwrap_or(0.0);
        let ends = layout.lines.iter().filter_map(|line| match forward {
            true => (line.to == item).then(|| source(layout, &places, line)),
            // Where a line goes out decides among those that go to the same place.
            false => (line.from == item).then(|| places.get(line.to).copied().unwrap_or(0.0)),
        });
        let ends: Vec<f64> = ends.collect();
        if ends.is_empty() { here } else { ends.iter().sum::<f64>() / ends.len() as f64 }
    };
    let Some(items) = layout.columns.get(column) else { return };
    let mut sorted: Vec<(f64, usize)> = items.iter().map(|item| (centre(*item), *item)).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let sorted = sorted.into_iter().map(|(_, item)| item).collect();
    if let Some(items) = layout.columns.get_mut(column) {
        *items = sorted;
    }
}

/// By item, its place in its column.
fn places(layout: &Layout) -> Vec<f64> {
    let mut places = vec![0.0; layout.items.len()];
    for column in &layout.columns {
        for (place, item) in column.iter().enumerate() {
            if let Some(slot) = places.get_mut(*item) {
                *slot = place as f64;
            }
        }
    }
    places
}

/// Where a line goes out: its item's place, and between that and the next, the answer's.
fn source(layout: &Layout, places: &[f64], line: &Line) -> f64 {
    let outlets = layout.items.get(line.from).map_or(1, |item| item.outlets.len());
    places.get(line.from).copied().unwrap_or(0.0) + (line.outlet as f64 + 1.0) / (outlets as f64 + 1.0)
}

/// How many pairs of lines cross.
fn crossings(layout: &Layout) -> usize {
    let places = places(layout);
    let column = |line: &Line| layout.items.get(line.from).map_or(0, |item| item.column);
    let ends: Vec<(usize, f64, f64)> = layout
        .lines
        .iter()
        .map(|line| (column(line), source(layout, &places, line), places.get(line.to).copied().unwrap_or(0.0)))
        .collect();
    let pairs =
        ends.iter().enumerate().flat_map(|(place, one)| ends.iter().skip(place + 1).map(move |other| (one, other)));
    pairs.filter(|(one, other)| one.0 == other.0 && (one.1 - other.1) * (one.2 - other.2) < 0.0).count()
}
