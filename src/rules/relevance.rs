//! Whether the answer to a question can change where the case ends.
//!
//! Three-valued logic alone can't see that `{a = 1, b = 1}` or `{b = 1}` is decided by `b`, or that an earlier remedy
//! covers a later one. So the question that is about to be asked is tried: a search through the outcomes of everything
//! else looks for one under which two answers end differently. It stops at the first, which a useful question has near
//! at hand; an article so large that the search would cost more than its budget goes by three-valued logic alone.

use alloc::{vec, vec::Vec};

use super::{Known, Rules, Truth, diagnosis::Standing, truth};
use crate::article::{Condition, FactId, RemedyId, Values};

/// Remedies that one search may look at.
const BUDGET: usize = 50_000;

/// Searches shorter than this would find nothing worth their while.
const SHORTEST: usize = 16;

/// Whether two answers to this fact's question can lead to different ends.
pub(super) fn matters(rules: &Rules, known: &Known, asked: FactId) -> bool {
    let draft = rules.article().draft();
    let nodes = BUDGET / draft.remedies.len().max(1);
    let mut search = Search { rules, known, asked, supposed: vec![None; draft.facts.len()], nodes };
    nodes < SHORTEST || search.finds_a_difference()
}

struct Search<'a> {
    rules: &'a Rules,
    known: &'a Known,
    asked: FactId,
    /// By fact, what it is supposed to turn out as, where it can turn out so.
    supposed: Vec<Option<Values>>,
    /// How many more outcomes may be looked at; after that the question counts as useful.
    nodes: usize,
}

impl Search<'_> {
    fn finds_a_difference(&mut self) -> bool {
        if self.nodes == 0 {
            return true;
        }
        self.nodes -= 1;
        let count = self.rules.article().fact(self.asked).map_or(0, |fact| fact.values.len());
        let mut end = None;
        let mut open = None;
        for answer in Values::first(count).each() {
            self.suppose(self.asked, Some(answer));
            let possible = self.possible();
            let standing = self.rules.standing(self.known, &possible);
            match decided(&standing) {
                Some(this) if *end.get_or_insert(this) != this => return true,
                Some(_) => {}
                None => open = open.or_else(|| self.first_open(&standing, &possible)),
            }
        }
        self.suppose(self.asked, None);
        let Some((fact, outcomes)) = open else { return false };
        for outcome in outcomes.each() {
            self.suppose(fact, Some(outcome));
            if self.finds_a_difference() {
                return true;
            }
        }
        self.suppose(fact, None);
        false
    }

    fn suppose(&mut self, fact: FactId, outcome: Option<Values>) {
        if let Some(slot) = self.supposed.get_mut(usize::from(fact.0)) {
            *slot = outcome;
        }
    }

    fn possible(&self) -> Vec<Values> {
        let article = self.rules.article();
        let mut possible = vec![Values::NONE; self.supposed.len()];
        for fact in article.gate_order() {
            self.known.narrow(article, *fact, &mut possible);
            let place = usize::from(fact.0);
            let supposed = self.supposed.get(place).copied().flatten();
            if let (Some(slot), Some(supposed)) = (possible.get_mut(place), supposed)
                && supposed.is_subset(*slot)
            {
                *slot = supposed;
            }
        }
        possible
    }

    /// An undecided fact that an undecided remedy waits for, gates before what they gate, and how it can turn out.
    fn first_open(&self, standing: &Standing, possible: &[Values]) -> Option<(FactId, Values)> {
        let article = self.rules.article();
        let open = |remedy: &RemedyId| open_in(article.remedy(*remedy)?.when.as_ref()?, possible);
        let mut found = standing.remedies.iter().find_map(open)?;
        // Gates are not circular, so this ends.
        while let Some(gate) = article.question(found.0).and_then(|question| open_in(question.when.as_ref()?, possible))
        {
            found = gate;
        }
        Some(found)
    }
}

/// An undecided fact that a condition waits for, where it is undecided itself, and how it can turn out.
fn open_in(when: &Condition, possible: &[Values]) -> Option<(FactId, Values)> {
    if truth::of(Some(when), possible) != Truth::Unknown {
        return None;
    }
    let waiting = when.0.iter().find(|tests| truth::of_all(tests, possible) == Truth::Unknown)?;
    let waiting = waiting.iter().find(|test| truth::of_test(test, possible) == Truth::Unknown)?;
    Some((waiting.fact, possible.get(usize::from(waiting.fact.0)).copied()?))
}

/// Where the case ends, if that is decided: with a remedy, or with a person.
fn decided(standing: &Standing) -> Option<Option<RemedyId>> {
    match standing.remedies.as_slice() {
        [] => Some(None),
        [only] if standing.ends_true => Some(Some(*only)),
        _ => None,
    }
}
