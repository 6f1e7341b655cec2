//! What of a case still matters.
//!
//! An answer that only decided remedies which are out by now changes nothing that follows, and neither does how a remedy
//! went out. So two states are alike where they agree on the remedies left, on the facts that those, their callouts and
//! their interruptions wait for, on the facts that gate these, and on the channel of what was tried. What is out stays
//! out, since answers only narrow what is possible, with one exception: an interruption asks whether or not its question
//! could be asked, so what is out for want of its answer may come back. A message that tells more than its own fact may
//! take an answer back; where there is one, states are alike only where all of what is known is the same.

use super::walk::{callouts, messages};
use crate::{
    article::{Article, Condition, FactId, RemedyId},
    rules::{Knowledge, Known, Rules, Truth, truth},
};

/// Tells which states are alike.
pub(super) struct Likeness {
    /// By remedy, the facts that it, its callouts and its interruption wait for; nothing where all facts always matter.
    waits_for: Option<Vec<Vec<FactId>>>,
}

impl Likeness {
    pub fn of(rules: &Rules) -> Self {
        let draft = rules.article().draft();
        let mut asked = draft.questions.iter().map(|question| question.fact);
        if asked.any(|fact| !messages(rules, fact).is_empty()) {
            return Self { waits_for: None };
        }
        let waits_for = draft.remedies.iter().enumerate().map(|(place, remedy)| {
            let callouts = callouts(rules, RemedyId(place as u16)).filter_map(|callout| callout.when.as_ref());
            let conditions = remedy.when.iter().chain(callouts);
            conditions.flat_map(Condition::tests).map(|test| test.fact).chain(remedy.interruption).collect()
        });
        Self { waits_for: Some(waits_for.collect()) }
    }

    /// The same for states that are alike, and only for those.
    pub fn key(&self, article: &Article, known: &Known) -> Vec<u16> {
        let possible = known.possible(article);
        let may_interrupt: Vec<FactId> =
            article.draft().remedies.iter().filter_map(|remedy| remedy.interruption).collect();
        let may_come_back = |when: Option<&Condition>| {
            let facts = when.into_iter().flat_map(Condition::tests).map(|test| test.fact);
            facts.into_iter().any(|fact| may_interrupt.contains(&fact) && known.of(fact) == Knowledge::Open)
        };
        let remedies = article.draft().remedies.iter().enumerate().map(|(place, remedy)| {
            let (id, when) = (RemedyId(place as u16), remedy.when.as_ref());
            let is_false = truth::of(when, &possible) == Truth::False && !may_come_back(when);
            known.chosen == Some(id) || !(known.has_tried(id) || is_false)
        });
        let left: Vec<bool> = remedies.collect();
        let mut key: Vec<u16> = self
            .matters(article, known, &left)
            .into_iter()
            .enumerate()
            .map(|(place, matters)| match known.of(FactId(place as u16)) {
                _ if !matters => 0,
                Knowledge::Open => 1,
                Knowledge::Unsure => 2,
                Knowledge::Value(value, _) => u16::from(value.0) + 3,
            })
            .collect();
        match self.waits_for {
            Some(_) => key.extend(left.iter().map(|left| u16::from(*left))),
            None => key.extend((0..left.len()).map(|place| u16::from(known.has_tried(RemedyId(place as u16))))),
        }
        // Before anything was tried the channel is support's, but it doesn't outrank the next one's yet.
        let channel = if known.all_tried().is_empty() { 0 } else { known.channel_of_tried(article) as u16 + 1 };
        key.extend([channel, known.chosen.map_or(0, |remedy| remedy.0 + 1)]);
        key
    }

    /// By fact, whether it matters while these remedies are left.
    fn matters(&self, article: &Article, known: &Known, left: &[bool]) -> Vec<bool> {
        let Some(waits_for) = &self.waits_for else { return vec![true; article.draft().facts.len()] };
        let mut matters = vec![false; article.draft().facts.len()];
        let mut mark = |fact: FactId| {
            if let Some(slot) = matters.get_mut(usize::from(fact.0)) {
                *slot = true;
            }
        };
        waits_for.iter().zip(left).filter(|(_, left)| **left).flat_map(|(facts, _)| facts).for_each(|fact| mark(*fact));
        // A fact that may still be asked matters with what its question waits for.
        for fact in article.gate_order().iter().rev() {
            let is_open = known.of(*fact) == Knowledge::Open;
            if is_open && matters.get(usize::from(fact.0)).copied().unwrap_or(false) {
                let when = article.question(*fact).and_then(|question| question.when.as_ref());
                for test in when.into_iter().flat_map(Condition::tests) {
                    if let Some(slot) = matters.get_mut(usize::from(test.fact.0)) {
                        *slot = true;
                    }
                }
            }
        }
        matters
    }
}
