//! A person's case: the list of what was learned, in order. Everything else is replayed from it.

use alloc::{string::String, vec::Vec};

use super::{Diagnosis, Known, Rules, Source};
use crate::article::{Article, FactId, RemedyId, ValueId};

/// One thing that was learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// An answer; `None` is "I'm not sure".
    Answer(FactId, Option<ValueId>),
    /// A pasted message for this fact's question, and what it told.
    Message {
        /// The fact that was asked.
        fact: FactId,
        /// What was pasted. Empty where the case came from a link, which carries no pasted text.
        text: String,
        /// What the patterns made of it.
        told: Vec<(FactId, ValueId)>,
    },
    /// The person's own words, and what was understood of them.
    Wrote {
        /// What was written. Empty where the case came from a link, which carries no such text.
        text: String,
        /// The facts that it certainly tells.
        told: Vec<(FactId, ValueId)>,
        /// Where it tells none: the remedies that it is like, likeliest first.
        guesses: Vec<RemedyId>,
    },
    /// The person says that it is none of the remedies that their words are like.
    NoGuess,
    /// Facts from the server or the host page.
    Told(Source, Vec<(FactId, ValueId)>),
    /// The person says that this fact, which others told, is not so.
    Denied(FactId),
    /// The person picked this remedy among those still possible.
    Chose(RemedyId),
    /// This remedy did not help.
    Tried(RemedyId),
}

impl Step {
    /// The fact that it answers, if it answers a question.
    pub fn answers(&self) -> Option<FactId> {
        match self {
            Self::Answer(fact, _) | Self::Message { fact, .. } => Some(*fact),
            Self::Wrote { .. } | Self::NoGuess | Self::Told(..) | Self::Denied(_) | Self::Chose(_) | Self::Tried(_) => {
                None
            }
        }
    }

    /// What was pasted or typed, and for which fact's question; nothing where the step carries no text.
    fn written(&self) -> Option<(Option<FactId>, &str)> {
        let written = match self {
            Self::Message { fact, text, .. } => (Some(*fact), text.as_str()),
            Self::Wrote { text, .. } => (None, text.as_str()),
            _ => return None,
        };
        (!written.1.is_empty()).then_some(written)
    }

    fn apply(&self, article: &Article, known: &mut Known) {
        match self {
            Self::Answer(fact, Some(value)) => known.learn(*fact, *value, Source::Person),
            Self::Answer(fact, None) => known.unsure(article, *fact),
            Self::Message { fact, told, .. } => {
                known.unsure(article, *fact);
                told.iter().for_each(|(fact, value)| known.learn(*fact, *value, Source::Person));
            }
            Self::Wrote { told, guesses, .. } => {
                told.iter().for_each(|(fact, value)| known.learn(*fact, *value, Source::Person));
                known.guesses.clone_from(guesses);
                known.is_no_guess = false;
            }
            Self::NoGuess => known.is_no_guess = true,
            Self::Told(source, facts) => facts.iter().for_each(|(fact, value)| known.learn(*fact, *value, *source)),
            Self::Denied(fact) => known.forget(*fact),
            Self::Chose(remedy) => known.chosen = Some(*remedy),
            Self::Tried(remedy) => known.tried(*remedy),
        }
    }
}

/// What the person sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The question for this fact.
    Question(FactId),
    /// The question put before this remedy.
    Interruption(RemedyId, FactId),
    /// A remedy.
    Remedy(RemedyId),
    /// The remedies that the person's own words are like, likeliest first: is it one of these?
    Guesses(Vec<RemedyId>),
    /// Remedies that may still fit, likeliest first.
    Possible(Vec<RemedyId>),
    /// Handing over to a person.
    Handoff,
}

impl Screen {
    /// What the person sees of whom this is known.
    pub fn of(rules: &Rules, known: &Known) -> Self {
        let guesses = rules.guesses(known);
        if !guesses.is_empty() {
            return Self::Guesses(guesses);
        }
        match rules.conclude(known) {
            Diagnosis::Remedy(remedy) => match interruption(rules, known, remedy) {
                Some(fact) => Self::Interruption(remedy, fact),
                None => Self::Remedy(remedy),
            },
            Diagnosis::Ask(fact) => Self::Question(fact),
            Diagnosis::Possible(remedies) => Self::Possible(remedies),
            Diagnosis::Handoff => Self::Handoff,
        }
    }

    /// The fact that it asks.
    pub fn asks(&self) -> Option<FactId> {
        match self {
            Self::Question(fact) | Self::Interruption(_, fact) => Some(*fact),
            Self::Remedy(_) | Self::Guesses(_) | Self::Possible(_) | Self::Handoff => None,
        }
    }
}

/// What was learned of a case so far, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    steps: Vec<Step>,
    /// Messages whose step is gone, for when the person comes back to their question; own words are no question's.
    dropped: Vec<(Option<FactId>, String)>,
    /// What the host page told too late for the answers that there are.
    late: Option<Step>,
    server: bool,
}

impl Case {
    /// A new case; `server` says whether there is an account-status API to ask.
    pub fn new(server: bool) -> Self {
        Self { steps: Vec::new(), dropped: Vec::new(), late: None, server }
    }

    /// What was learned, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The message that was last pasted for a fact's question, or with no fact the person's own words, even where their
    /// step is gone.
    pub fn pasted(&self, asked: Option<FactId>) -> Option<&str> {
        let mut last = None;
        for (fact, text) in &self.dropped {
            if *fact == asked {
                last = Some(text.as_str());
            }
        }
        for step in &self.steps {
            if let Some((fact, text)) = step.written()
                && fact == asked
            {
                last = Some(text);
            }
        }
        last
    }

    fn drop_step(&mut self, step: Step) {
        if let Some((fact, text)) = step.written() {
            match self.dropped.iter_mut().find(|(other, _)| *other == fact) {
                Some((_, before)) => *before = text.into(),
                None => self.dropped.push((fact, text.into())),
            }
        }
    }

    /// Takes back what was understood of the person's own words, and what they answered that no longer fits. The words
    /// stay, for whoever helps.
    pub fn misunderstood(&mut self, rules: &Rules) {
        let Some(place) = self.steps.iter().rposition(|step| matches!(step, Step::Wrote { .. })) else { return };
        let later = self.steps.split_off(place + 1);
        if let Some(Step::Wrote { told, guesses, .. }) = self.steps.last_mut() {
            told.clear();
            guesses.clear();
        }
        self.keep(rules, later);
    }

    /// The person's own words, which are empty where they came from a link, and the facts that they told.
    pub fn wrote(&self) -> Option<(&str, &[(FactId, ValueId)])> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Wrote { text, told, .. } => Some((text.as_str(), told.as_slice())),
            _ => None,
        })
    }

    /// Takes in one more step.
    pub fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Takes in what the host page tells now in place of what it told before. Where the person has begun, that waits for
    /// the next start, lest the screen change under their eyes.
    pub fn hear(&mut self, told: Step) {
        if self.can_go_back() {
            self.late = Some(told);
        } else {
            self.forget(&|step| matches!(step, Step::Told(Source::Host, _)));
            self.steps.push(told);
        }
    }

    /// What is known: the steps, replayed.
    pub fn known(&self, article: &Article) -> Known {
        let mut known = Known::nothing(article, self.server);
        self.steps.iter().for_each(|step| step.apply(article, &mut known));
        known
    }

    /// What the person sees.
    pub fn screen(&self, rules: &Rules) -> Screen {
        Screen::of(rules, &self.known(rules.article()))
    }

    /// Whether there is a step of the person's to go back over.
    pub fn can_go_back(&self) -> bool {
        self.steps.iter().any(|step| !matches!(step, Step::Told(..)))
    }

    /// Drops the person's last step; what others told stays.
    pub fn back(&mut self) {
        if let Some(last) = self.steps.iter().rposition(|step| !matches!(step, Step::Told(..))) {
            let step = self.steps.remove(last);
            self.drop_step(step);
        }
    }

    /// Forgets the person's steps and messages; what others told stays.
    pub fn restart(&mut self) {
        self.dropped.clear();
        self.forget(&|step| !matches!(step, Step::Told(..)));
        if let Some(told) = self.late.take() {
            self.hear(told);
        }
    }

    fn forget(&mut self, is_gone: &dyn Fn(&Step) -> bool) {
        self.steps.retain(|step| !is_gone(step));
    }

    /// Puts these steps, from a link, in the place of the person's own. What no link carries stays: what others told, what
    /// the person said of that, and the texts of pasted messages.
    pub fn adopt(&mut self, steps: Vec<Step>) {
        for step in core::mem::take(&mut self.steps) {
            match step {
                Step::Told(..) | Step::Denied(_) => self.steps.push(step),
                other => self.drop_step(other),
            }
        }
        for mut step in steps {
            match &mut step {
                Step::Message { fact, text, .. } => *text = self.pasted(Some(*fact)).unwrap_or_default().into(),
                Step::Wrote { text, .. } => *text = self.pasted(None).unwrap_or_default().into(),
                _ => {}
            }
            self.steps.push(step);
        }
    }

    /// Puts another answer in the place of an earlier one, and keeps of the later steps what still holds: answers to
    /// questions that would still be asked, remedies that may still fit.
    pub fn change(&mut self, rules: &Rules, fact: FactId, answer: Step) {
        let Some(place) = self.steps.iter().position(|step| step.answers() == Some(fact)) else {
            return self.push(answer);
        };
        let later = self.steps.split_off(place + 1);
        if let Some(before) = self.steps.pop() {
            self.drop_step(before);
        }
        self.steps.push(answer);
        self.keep(rules, later);
    }

    /// Takes in again what still holds of later steps.
    fn keep(&mut self, rules: &Rules, later: Vec<Step>) {
        for step in later {
            let known = self.known(rules.article());
            let holds = match &step {
                Step::Answer(fact, _) | Step::Message { fact, .. } => rules.still_asks(&known, *fact),
                Step::Chose(remedy) | Step::Tried(remedy) => rules.is_possible(&known, *remedy),
                Step::NoGuess => !known.guesses.is_empty(),
                Step::Wrote { .. } | Step::Told(..) | Step::Denied(_) => true,
            };
            if holds {
                self.steps.push(step);
            } else {
                self.drop_step(step);
            }
        }
    }
}

fn interruption(rules: &Rules, known: &Known, remedy: RemedyId) -> Option<FactId> {
    let fact = rules.article().remedy(remedy)?.interruption?;
    (known.of(fact) == super::Knowledge::Open).then_some(fact)
}
