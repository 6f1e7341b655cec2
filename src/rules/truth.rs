//! Kleene's three-valued logic over the values that facts may still have.

use crate::article::{Alternative, Condition, Test, Values};

/// Whether a condition holds, as far as the facts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It can't hold any more.
    False,
    /// The facts so far don't say.
    Unknown,
    /// It holds, whatever else turns out.
    True,
}

/// The truth of a condition: the best of its alternatives'. Where there is no condition, it is true.
pub(crate) fn of(condition: Option<&Condition>, possible: &[Values]) -> Truth {
    let Some(condition) = condition else { return Truth::True };
    let mut best = Truth::False;
    for alternative in &condition.0 {
        match of_all(alternative, possible) {
            Truth::True => return Truth::True,
            Truth::Unknown => best = Truth::Unknown,
            Truth::False => {}
        }
    }
    best
}

/// The truth of an alternative: the worst of its tests'.
pub(crate) fn of_all(alternative: &Alternative, possible: &[Values]) -> Truth {
    let mut worst = Truth::True;
    for test in alternative {
        match of_test(test, possible) {
            Truth::False => return Truth::False,
            Truth::Unknown => worst = Truth::Unknown,
            Truth::True => {}
        }
    }
    worst
}

/// The truth of one test.
pub(crate) fn of_test(test: &Test, possible: &[Values]) -> Truth {
    let possible = possible.get(usize::from(test.fact.0)).copied().unwrap_or(Values::NONE);
    if possible.is_disjoint(test.values) {
        Truth::False
    } else if possible.is_subset(test.values) {
        Truth::True
    } else {
        Truth::Unknown
    }
}
