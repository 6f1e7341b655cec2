//! The diagnosis: what the rules make of the facts so far, by DMN's hit policy *First*.

use alloc::{vec, vec::Vec};

use super::{Knowledge, Known, Source, Truth, question, truth};
use crate::article::{
    Article, Callout, CalloutKind, Channel, Condition, FactId, Kind, RemedyId, Test, ValueId, Values,
};

/// What the rules make of the facts so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Diagnosis {
    /// The first remedy whose condition is true, with every earlier one false or tried.
    Remedy(RemedyId),
    /// The question that leaves the least uncertainty.
    Ask(FactId),
    /// Nothing more can be asked: these may still fit, likeliest first.
    Possible(Vec<RemedyId>),
    /// Every remedy is false or tried: a person must help.
    Handoff,
}

/// Why a remedy was chosen: one fact that its condition rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// Which fact.
    pub fact: FactId,
    /// What it is.
    pub value: ValueId,
    /// Who said so.
    pub source: Source,
}

/// An article ready to diagnose with.
#[derive(Debug, Clone)]
pub struct Rules {
    article: Article,
    /// By fact, the facts whose questions wait for it, directly or not, in gate order.
    pub(super) gated: Vec<Vec<FactId>>,
    /// By fact, the remedies whose condition may change with it, in order of precedence.
    pub(super) affected: Vec<Vec<RemedyId>>,
}

/// The remedies still possible, in order of precedence: the undecided ones up to the first that is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    pub remedies: Vec<RemedyId>,
    /// Whether the last of them is true.
    pub ends_true: bool,
}

impl Rules {
    /// Prepares an article: finds what each fact can change.
    pub fn new(article: Article) -> Self {
        let count = article.draft().facts.len();
        let mut gated: Vec<Vec<FactId>> = vec![Vec::new(); count];
        let mut ancestors: Vec<Vec<FactId>> = vec![Vec::new(); count];
        for fact in article.gate_order() {
            let when = article.question(*fact).and_then(|question| question.when.as_ref());
            let mut above = with_ancestors(when, &ancestors);
            for gate in &above {
                if let Some(list) = gated.get_mut(usize::from(gate.0)) {
                    list.push(*fact);
                }
            }
            if let Some(slot) = ancestors.get_mut(usize::from(fact.0)) {
                slot.append(&mut above);
            }
        }
        let mut affected: Vec<Vec<RemedyId>> = vec![Vec::new(); count];
        for (position, remedy) in article.draft().remedies.iter().enumerate() {
            for fact in with_ancestors(remedy.when.as_ref(), &ancestors) {
                if let Some(list) = affected.get_mut(usize::from(fact.0)) {
                    list.push(RemedyId(position as u16));
                }
            }
        }
        Self { article, gated, affected }
    }

    /// The article that these rules are of.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The diagnosis.
    pub fn diagnose(&self, known: &Known) -> Diagnosis {
        let possible = known.possible(&self.article);
        let standing = self.standing(known, &possible);
        match standing.remedies.as_slice() {
            [] => Diagnosis::Handoff,
            [only] if standing.ends_true => Diagnosis::Remedy(*only),
            _ => match question::next(self, known, possible, &standing) {
                Some(fact) => Diagnosis::Ask(fact),
                None => Diagnosis::Possible(self.likeliest_first(&standing.remedies)),
            },
        }
    }

    /// The diagnosis, or in its place the remedy that the person picked, or that servers settle.
    pub(super) fn conclude(&self, known: &Known) -> Diagnosis {
        self.settled(known).map_or_else(|| self.diagnose(known), Diagnosis::Remedy)
    }

    fn settled(&self, known: &Known) -> Option<RemedyId> {
        known.chosen.or_else(|| self.settled_by_servers(known))
    }

    /// The remedies that the person's own words are like, as far as they may still help; none where it is settled
    /// already, or the person has said that it is none of these.
    pub(super) fn guesses(&self, known: &Known) -> Vec<RemedyId> {
        if known.guesses.is_empty() || known.is_no_guess || self.settled(known).is_some() {
            return Vec::new();
        }
        let mut guesses = Vec::new();
        for remedy in &known.guesses {
            if !known.has_tried(*remedy) && self.is_possible(known, *remedy) {
                guesses.push(*remedy);
            }
        }
        guesses
    }

    /// The first remedy that is true by what servers tell alone. Whoever has one is asked nothing: what a server knows of
    /// the account outranks what the person might still say of it.
    fn settled_by_servers(&self, known: &Known) -> Option<RemedyId> {
        if !known.has_source(Source::Server) {
            return None;
        }
        let standing = self.standing(known, &known.possible(&self.article));
        let last = *standing.remedies.last().filter(|_| standing.ends_true)?;
        let reasons = self.reasons(known, last);
        let is_settled = !reasons.is_empty() && reasons.iter().all(|reason| reason.source == Source::Server);
        is_settled.then_some(last)
    }

    pub(crate) fn standing(&self, known: &Known, possible: &[Values]) -> Standing {
        let mut remedies = Vec::new();
        for (position, remedy) in self.article.draft().remedies.iter().enumerate() {
            let id = RemedyId(position as u16);
            let truth = truth::of(remedy.when.as_ref(), possible);
            // The fallback stands for support: where what was tried points elsewhere, support can't help.
            let beyond_support = remedy.when.is_none() && known.channel_of_tried(&self.article) != Channel::Support;
            if truth == Truth::False || known.has_tried(id) || beyond_support {
                continue;
            }
            remedies.push(id);
            if truth == Truth::True {
                return Standing { remedies, ends_true: true };
            }
        }
        Standing { remedies, ends_true: false }
    }

    /// The remedies that may still fit, likeliest first.
    pub fn likeliest(&self, known: &Known) -> Vec<RemedyId> {
        self.likeliest_first(&self.standing(known, &known.possible(&self.article)).remedies)
    }

    fn likeliest_first(&self, remedies: &[RemedyId]) -> Vec<RemedyId> {
        // The fallback weighs nothing here, so that it comes last.
        let weight = |id: &RemedyId| {
            self.article.remedy(*id).map_or(0, |remedy| if remedy.when.is_none() { 0 } else { remedy.weight })
        };
        let mut sorted: Vec<RemedyId> = Vec::with_capacity(remedies.len());
        for remedy in remedies {
            let place = sorted.iter().position(|other| weight(other) < weight(remedy)).unwrap_or(sorted.len());
            sorted.insert(place, *remedy);
        }
        sorted
    }

    /// Whether a question can be asked now: its fact is open and its condition true.
    pub(crate) fn is_askable(&self, known: &Known, fact: FactId, possible: &[Values]) -> bool {
        known.of(fact) == Knowledge::Open
            && self.article.question(fact).is_some_and(|question| {
                (question.kind != Kind::Email || known.server)
                    && truth::of(question.when.as_ref(), possible) == Truth::True
            })
    }

    /// Whether an answer to this fact's question still counts, given what else is known.
    pub(super) fn still_asks(&self, known: &Known, fact: FactId) -> bool {
        let possible = known.possible(&self.article);
        let question = self.article.question(fact);
        question.is_some_and(|question| truth::of(question.when.as_ref(), &possible) == Truth::True)
    }

    /// Whether a remedy may still fit.
    pub(super) fn is_possible(&self, known: &Known, remedy: RemedyId) -> bool {
        let possible = known.possible(&self.article);
        let remedy = self.article.remedy(remedy);
        remedy.is_some_and(|remedy| truth::of(remedy.when.as_ref(), &possible) != Truth::False)
    }

    /// The facts that make a remedy's condition true, or those that speak for it while it is undecided.
    pub fn reasons(&self, known: &Known, remedy: RemedyId) -> Vec<Reason> {
        let possible = known.possible(&self.article);
        let when = self.article.remedy(remedy).and_then(|remedy| remedy.when.as_ref());
        let alternatives = when.map_or(&[][..], |when| &when.0);
        let with = |wanted| alternatives.iter().find(|tests| truth::of_all(tests, &possible) == wanted);
        let tests = with(Truth::True).or_else(|| with(Truth::Unknown)).into_iter().flatten();
        let mut reasons = Vec::new();
        for Test { fact, .. } in tests {
            if let Knowledge::Value(value, source) = known.of(*fact) {
                reasons.push(Reason { fact: *fact, value, source });
            }
        }
        reasons
    }

    /// The channel that can help with the case: of what was tried and, before that, of what is diagnosed now.
    pub fn channel(&self, known: &Known) -> Channel {
        let mut known = known.clone();
        if let Diagnosis::Remedy(remedy) = self.conclude(&known) {
            known.tried(remedy);
        }
        known.channel_of_tried(&self.article)
    }

    /// Whether a callout is shown. A warning is dropped only when its condition is known to be false.
    pub fn shows(&self, known: &Known, callout: &Callout) -> bool {
        let possible = known.possible(&self.article);
        let truth = truth::of(callout.when.as_ref(), &possible);
        truth == Truth::True || (truth == Truth::Unknown && callout.kind == CalloutKind::Warning)
    }
}

/// The facts that a condition tests and all that gate them, each once.
fn with_ancestors(when: Option<&Condition>, ancestors: &[Vec<FactId>]) -> Vec<FactId> {
    let mut all = Vec::new();
    let mut add = |fact: FactId| {
        if !all.contains(&fact) {
            all.push(fact);
        }
    };
    for fact in Condition::facts(when) {
        add(fact);
        for above in ancestors.get(usize::from(fact.0)).map_or(&[][..], Vec::as_slice) {
            add(*above);
        }
    }
    all
}
