//! What is known of a case: one table of facts with where each came from.

use alloc::{vec, vec::Vec};

use super::{Truth, truth};
use crate::article::{Article, Channel, Fact, FactId, Kind, RemedyId, ValueId, Values};

/// Where a fact came from. A later source here yields to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The person's own answer or pasted message.
    Person,
    /// The account-status API.
    Server,
    /// The page that the widget is embedded in.
    Host,
}

/// What is known of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowledge {
    /// Nobody has said.
    Open,
    /// Asked, and the person does not know; not asked again.
    Unsure,
    /// This value, from this source.
    Value(ValueId, Source),
}

/// What is known of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    facts: Vec<Knowledge>,
    tried: Vec<RemedyId>,
    /// The remedy that the person picked among those still possible.
    pub chosen: Option<RemedyId>,
    /// The remedies that the person's own words are like, likeliest first.
    pub guesses: Vec<RemedyId>,
    /// Whether the person says that it is none of those.
    pub is_no_guess: bool,
    /// Whether there is an account-status API, without which no email address is asked for.
    pub server: bool,
}

impl Known {
    /// Nothing yet.
    pub fn nothing(article: &Article, server: bool) -> Self {
        let facts = vec![Knowledge::Open; article.draft().facts.len()];
        Self { facts, tried: Vec::new(), chosen: None, guesses: Vec::new(), is_no_guess: false, server }
    }

    /// What is known of a fact.
    pub fn of(&self, fact: FactId) -> Knowledge {
        self.facts.get(usize::from(fact.0)).copied().unwrap_or(Knowledge::Open)
    }

    /// Whether a source has said anything that holds.
    pub fn has_source(&self, wanted: Source) -> bool {
        self.facts.iter().any(|known| matches!(known, Knowledge::Value(_, source) if *source == wanted))
    }

    /// Takes in a value. What a source says does not change what an earlier source in [`Source`]'s order has said.
    pub fn learn(&mut self, fact: FactId, value: ValueId, source: Source) {
        if let Some(known) = self.facts.get_mut(usize::from(fact.0)) {
            match *known {
                Knowledge::Value(_, said_by) if said_by < source => {}
                _ => *known = Knowledge::Value(value, source),
            }
        }
    }

    /// Takes in that the person can't say. What another source has said stays.
    pub fn unsure(&mut self, article: &Article, fact: FactId) {
        let value = article.fact(fact).and_then(Fact::unsure);
        let unsure = value.map_or(Knowledge::Unsure, |value| Knowledge::Value(value, Source::Person));
        if let Some(known) = self.facts.get_mut(usize::from(fact.0)) {
            match *known {
                Knowledge::Value(_, Source::Server | Source::Host) => {}
                _ => *known = unsure,
            }
        }
    }

    /// Takes back what another source than the person has said.
    pub fn forget(&mut self, fact: FactId) {
        if let Some(known) = self.facts.get_mut(usize::from(fact.0))
            && let Knowledge::Value(_, Source::Server | Source::Host) = *known
        {
            *known = Knowledge::Open;
        }
    }

    /// Takes in that a remedy did not help.
    pub fn tried(&mut self, remedy: RemedyId) {
        if !self.has_tried(remedy) {
            self.tried.push(remedy);
        }
        self.chosen = self.chosen.filter(|chosen| *chosen != remedy);
    }

    /// Whether a remedy did not help.
    pub fn has_tried(&self, remedy: RemedyId) -> bool {
        self.tried.contains(&remedy)
    }

    /// The remedies that did not help, in the order they were tried.
    pub fn all_tried(&self) -> &[RemedyId] {
        &self.tried
    }

    /// The channel of what was tried: a notice to reply to outranks support, which can't undo it.
    pub fn channel_of_tried(&self, article: &Article) -> Channel {
        let mut channels = self.tried.iter().filter_map(|remedy| Some(article.remedy(*remedy)?.handoff));
        let first = channels.next().unwrap_or(Channel::Support);
        channels.fold(first, |best, next| match (best, next) {
            (Channel::Reply, _) | (_, Channel::Reply) => Channel::Reply,
            (Channel::Support, _) | (_, Channel::Support) => Channel::Support,
            _ => Channel::None,
        })
    }

    /// By fact, the values that it may still turn out to have.
    pub(crate) fn possible(&self, article: &Article) -> Vec<Values> {
        let mut possible = vec![Values::NONE; self.facts.len()];
        for fact in article.gate_order() {
            self.narrow(article, *fact, &mut possible);
        }
        possible
    }

    /// Works out one fact's possible values from those of the facts that gate it. A fact that can no longer be learned
    /// counts as not holding, so that a remedy known only from a server never blocks the rest.
    pub(super) fn narrow(&self, article: &Article, fact: FactId, possible: &mut [Values]) {
        let all = Values::first(article.fact(fact).map_or(0, |fact| fact.values.len()));
        let question = article.question(fact);
        let by_server = question.is_some_and(|question| question.kind == Kind::Email);
        let gate = question.map_or(Truth::False, |question| truth::of(question.when.as_ref(), possible));
        let values = match (self.of(fact), gate) {
            (Knowledge::Value(value, _), _) => Values::one(value),
            (Knowledge::Unsure, _) if !by_server => all,
            (Knowledge::Open, Truth::True) if !by_server => all,
            (Knowledge::Open, Truth::True | Truth::Unknown) if self.server || !by_server => all.union(Values::ABSENT),
            (Knowledge::Open | Knowledge::Unsure, _) => Values::ABSENT,
        };
        if let Some(slot) = possible.get_mut(usize::from(fact.0)) {
            *slot = values;
        }
    }
}
