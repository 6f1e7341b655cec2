//! How high a column's items stand: near what their lines lead to, in the order given, none over another.

use super::layout::{Layout, What};

const ROUNDS: usize = 24;

/// Gives every item its place; the topmost is at 0. Gives the height of the whole.
pub(super) fn place(layout: &mut Layout) -> f64 {
    for round in 0..ROUNDS {
        let forward = round % 2 == 0;
        let count = layout.columns.len();
        for step in 0..count {
            settle(layout, if forward { step } else { count - 1 - step }, forward);
        }
    }
    let top = layout.items.iter().map(|item| item.y).fold(f64::INFINITY, f64::min);
    layout.items.iter_mut().for_each(|item| item.y -= top);
    layout.items.iter().map(|item| item.y + item.height).fold(0.0, f64::max)
}

/// Places a column by the lines to its left (or right), where it has such; the others keep their wish.
fn settle(layout: &mut Layout, column: usize, forward: bool) {
    let Some(items) = layout.columns.get(column).cloned() else { return };
    let mut wishes = Vec::new();
    let mut below = 0.0;
    let mut previous: Option<What> = None;
    for place in &items {
        let Some(item) = layout.items.get(*place) else { continue };
        below += previous.map_or(0.0, |previous| gap(previous, item.what));
        wishes.push((wish(layout, *place, forward).unwrap_or(item.y) - below, below));
        below += item.height;
        previous = Some(item.what);
    }
    let wished: Vec<f64> = wishes.iter().map(|(wish, _)| *wish).collect();
    for ((place, (_, below)), top) in items.iter().zip(&wishes).zip(ascending(&wished)) {
        if let Some(item) = layout.items.get_mut(*place) {
            item.y = top + below;
        }
    }
}

/// Where an item's lines would be straight, on average.
fn wish(layout: &Layout, place: usize, forward: bool) -> Option<f64> {
    let ends = layout.lines.iter().filter_map(|line| {
        let (from, to) = (layout.items.get(line.from)?, layout.items.get(line.to)?);
        let out = from.outlets.get(line.outlet).copied().unwrap_or(0.0);
        match forward {
            true => (line.to == place).then_some(from.y + out - to.inlet),
            false => (line.from == place).then_some(to.y + to.inlet - out),
        }
    });
    let ends: Vec<f64> = ends.collect();
    (!ends.is_empty()).then(|| ends.iter().sum::<f64>() / ends.len() as f64)
}

fn gap(one: What, other: What) -> f64 {
    match (one, other) {
        (What::Lane(_), What::Lane(_)) => 12.0,
        (What::Lane(_), _) | (_, What::Lane(_)) => 20.0,
        _ => 26.0,
    }
}

/// The ascending numbers that are nearest to these (pool adjacent violators).
fn ascending(wishes: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for wish in wishes {
        let mut pool = (*wish, 1);
        while let Some((sum, count)) = pools.last().copied()
            && sum / count as f64 > pool.0 / pool.1 as f64
        {
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(sum, count)| core::iter::repeat_n(sum / count as f64, count)).collect()
}
