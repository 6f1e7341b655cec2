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
            Self::Told(..) | Self::Denied(_) | Self::Chose(_) | Self::Tried(_) => None,
        }
    }

    fn apply(&self, known: &mut Known) {
        match self {
            Self::Answer(fact, Some(value)) => known.learn(*fact, *value, Source::Person),
            Self::Answer(fact, None) => known.unsure(*fact),
            Self::Message { fact, told, .. } => {
                known.unsure(*fact);
                told.iter().for_each(|(fact, value)| known.learn(*fact, *value, Source::Person));
            }
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
    /// Remedies that may still fit, likeliest first.
    Possible(Vec<RemedyId>),
    /// Handing over to a person.
    Handoff,
}

impl Screen {
    /// The fact that it asks.
    pub fn asks(&self) -> Option<FactId> {
        match self {
            Self::Question(fact) | Self::Interruption(_, fact) => Some(*fact),
            Self::Remedy(_) | Self::Possible(_) | Self::Handoff => None,
        }
    }
}

/// What was learned of a case so far, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    steps: Vec<Step>,
    /// Messages whose step is gone, for when the person comes back to their question.
    dropped: Vec<(FactId, String)>,
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

    /// The message that was last pasted for a fact's question, even where its step is gone.
    pub fn pasted(&self, asked: FactId) -> Option<&str> {
        let here = self.steps.iter().find_map(|step| match step {
            Step::Message { fact, text, .. } if *fact == asked && !text.is_empty() => Some(text.as_str()),
            _ => None,
        });
        here.or_else(|| self.dropped.iter().rev().find(|(fact, _)| *fact == asked).map(|(_, text)| text.as_str()))
    }

    fn drop_step(&mut self, step: Step) {
        if let Step::Message { fact, text, .. } = step
            && !text.is_empty()
        {
            self.dropped.retain(|(other, _)| *other != fact);
            self.dropped.push((fact, text));
        }
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
            self.steps.retain(|step| !matches!(step, Step::Told(Source::Host, _)));
            self.steps.push(told);
        }
    }

    /// What is known: the steps, replayed.
    pub fn known(&self, article: &Article) -> Known {
        let mut known = Known::nothing(article, self.server);
        self.steps.iter().for_each(|step| step.apply(&mut known));
        known
    }

    /// What the person sees.
    pub fn screen(&self, rules: &Rules) -> Screen {
        let known = self.known(rules.article());
        match rules.conclude(&known) {
            Diagnosis::Remedy(remedy) => match interruption(rules, &known, remedy) {
                Some(fact) => Screen::Interruption(remedy, fact),
                None => Screen::Remedy(remedy),
            },
            Diagnosis::Ask(fact) => Screen::Question(fact),
            Diagnosis::Possible(remedies) => Screen::Possible(remedies),
            Diagnosis::Handoff => Screen::Handoff,
        }
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
        self.steps.retain(|step| matches!(step, Step::Told(..)));
        if let Some(told) = self.late.take() {
            self.hear(told);
        }
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
        for step in steps {
            let step = match step {
                Step::Message { fact, told, .. } => {
                    Step::Message { fact, text: self.pasted(fact).unwrap_or_default().into(), told }
                }
                other => other,
            };
            self.steps.push(step);
        }
    }

    /// Puts another answer in the place of an earlier one, and keeps of the later steps what still holds: answers to
    /// questions that would still be asked, remedies that may still fit.
    pub fn change(&mut self, rules: &Rules, fact: FactId, answer: Step) {
        let Some(place) = self.steps.iter().position(|step| step.answers() == Some(fact)) else {
            return self.push(answer);
        };
        let later = self.steps.split_off(place);
        self.steps.push(answer);
        for (place, step) in later.into_iter().enumerate() {
            let known = self.known(rules.article());
            let holds = match &step {
                _ if place == 0 => false,
                Step::Answer(fact, _) | Step::Message { fact, .. } => rules.still_asks(&known, *fact),
                Step::Chose(remedy) | Step::Tried(remedy) => rules.is_possible(&known, *remedy),
                Step::Told(..) | Step::Denied(_) => true,
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
