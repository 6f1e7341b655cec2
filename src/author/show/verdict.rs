//! Why a remedy still fits, or fits no more: the tests that decided.

use super::{explanation::Standing, words::Words};
use crate::{
    article::{Channel, Condition, RemedyId, Test, Values},
    rules::{Knowledge, Known, Rules, Truth, truth},
};

/// As many possibilities as are named; more are counted.
const NAMED: usize = 3;

/// What is known, ready to judge by.
pub(super) struct Judge<'a> {
    pub rules: &'a Rules,
    pub known: &'a Known,
    pub possible: Vec<Values>,
    /// The first remedy that is true and not tried.
    first: Option<RemedyId>,
    /// Whether nothing before it may still fit.
    is_alone: bool,
}

impl<'a> Judge<'a> {
    pub fn new(rules: &'a Rules, known: &'a Known) -> Self {
        let possible = known.possible(rules.article());
        let standing = rules.standing(known, &possible);
        let first = standing.remedies.last().copied().filter(|_| standing.ends_true);
        Self { rules, known, possible, first, is_alone: standing.remedies.len() == 1 }
    }

    fn words(&self) -> Words<'a> {
        Words(self.rules.article())
    }

    /// Where a remedy stands, and why.
    pub fn remedy(&self, remedy: RemedyId) -> (Standing, String) {
        let words = self.words();
        let when = self.rules.article().remedy(remedy).and_then(|remedy| remedy.when.as_ref());
        let truth = self.truth(when);
        if self.known.has_tried(remedy) {
            return (Standing::Tried, "did not help".into());
        }
        if truth == Truth::False {
            return (Standing::Out, self.against(when));
        }
        if when.is_none() && self.known.channel_of_tried(self.rules.article()) != Channel::Support {
            return (Standing::Out, "support can’t help with what was tried".into());
        }
        if let Some(first) = self.first.filter(|first| first.0 < remedy.0) {
            return (Standing::Behind, format!("{} comes first", words.remedy(first)));
        }
        match when {
            None if self.is_alone => (Standing::Fits, "nothing else is left".into()),
            None => (Standing::Fits, "if nothing before it does".into()),
            Some(when) if truth == Truth::True => (Standing::Fits, self.speaking(when, Truth::True)),
            Some(when) => (Standing::Open, format!("if {}", self.speaking(when, Truth::Unknown))),
        }
    }

    /// What decides that a condition can't hold: of each alternative, the first test that fails.
    pub fn against(&self, when: Option<&Condition>) -> String {
        let mut reasons: Vec<String> = Vec::new();
        for tests in when.iter().flat_map(|when| &when.0) {
            let failing = tests.iter().find(|test| truth::of_test(test, &self.possible) == Truth::False);
            let reason = failing.map(|test| self.instead(test)).unwrap_or_default();
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons.join(", ")
    }

    /// The alternatives that hold, or of those that may, the tests that are open.
    fn speaking(&self, when: &Condition, wanted: Truth) -> String {
        let words = self.words();
        let alternatives = when.0.iter().filter(|tests| truth::of_all(tests, &self.possible) == wanted);
        let alternatives = alternatives.map(|tests| {
            let tests = tests.iter().filter(|test| truth::of_test(test, &self.possible) == wanted);
            tests.map(|test| words.test(test)).collect::<Vec<_>>().join(" and ")
        });
        let mut alternatives: Vec<String> = alternatives.collect();
        let more = alternatives.len().saturating_sub(NAMED);
        alternatives.truncate(NAMED);
        let named = alternatives.join(" or ");
        if more > 0 { format!("{named} or {more} more") } else { named }
    }

    /// What a fact is in place of what a test wants.
    fn instead(&self, test: &Test) -> String {
        let (words, fact) = (self.words(), self.words().fact(test.fact));
        match self.known.of(test.fact) {
            Knowledge::Value(value, _) => format!("{fact} is {}", words.value(test.fact, value)),
            Knowledge::Open | Knowledge::Unsure => format!("{fact} can’t be learned"),
        }
    }

    /// The truth of a condition.
    pub fn truth(&self, when: Option<&Condition>) -> Truth {
        truth::of(when, &self.possible)
    }

    /// Why a callout is shown or hidden.
    pub fn condition(&self, when: Option<&Condition>) -> String {
        let Some(condition) = when else { return "always".into() };
        let written = self.words().condition(condition);
        match self.truth(when) {
            Truth::True => written,
            Truth::Unknown => format!("not known yet: {written}"),
            Truth::False => format!("{}, not {written}", self.against(when)),
        }
    }
}
