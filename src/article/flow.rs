//! The flow of an article: facts, the questions that ask them, and the remedies whose conditions they decide.
//!
//! The words stand beside the logic they belong to, since a compiled article holds one language. Ids are kept for
//! links, tests and events; everything else refers by position.

use alloc::{string::String, vec::Vec};

use serde::Serialize;

use super::{text, words::Section};

/// The answer "I'm not sure", which every choice has. A fact that declares it as a value lets conditions test it: the fact
/// has this value then, and so none of the others.
pub const UNSURE: &str = "unsure";

/// Position of a fact in [`Draft::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FactId(pub u16);

/// Position of a value in [`Fact::values`]; below [`Values::LIMIT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ValueId(pub u8);

/// Position of a remedy in [`Draft::remedies`], which is its precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RemedyId(pub u16);

/// Position of a section in [`Draft::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SectionId(pub u16);

/// A set of one fact's values, a bit each. The highest bit stands for the fact not holding at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Values(pub(super) u64);

impl Values {
    /// How many values a fact may have.
    pub const LIMIT: usize = 63;
    /// No value.
    pub const NONE: Self = Self(0);
    /// What a fact is that can no longer be learned.
    pub const ABSENT: Self = Self(1 << Self::LIMIT);

    /// The first `count` values.
    pub fn first(count: usize) -> Self {
        Self((1 << count.min(Self::LIMIT)) - 1)
    }

    /// This one value.
    pub fn one(value: ValueId) -> Self {
        Self(1_u64.checked_shl(value.0.into()).unwrap_or(0))
    }

    /// The values of both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether no value is in both.
    pub fn is_disjoint(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }

    /// Whether all of these are in `other`.
    pub fn is_subset(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The only one there is, if it is a value and there is no other.
    pub fn only(self) -> Option<ValueId> {
        let first = self.0.trailing_zeros();
        (self.0.count_ones() == 1 && self != Self::ABSENT).then_some(ValueId(first as u8))
    }

    /// Each of them as a set of its own, in order.
    pub fn each(self) -> impl Iterator<Item = Self> {
        (0..64).map(|bit| Self(1 << bit)).filter(move |one| !self.is_disjoint(*one))
    }
}

/// Something about this person's case, with a closed set of values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// As in `symptom = "rejected"`, and in links and attributes.
    #[serde(serialize_with = "text::serialize")]
    pub id: String,
    /// What it can be; at least one, at most [`Values::LIMIT`].
    pub values: Vec<Value>,
    /// Whether the account-status API may tell it.
    pub server: bool,
}

impl Fact {
    /// The value that stands for "I'm not sure", where the fact declares it.
    pub fn unsure(&self) -> Option<ValueId> {
        Some(ValueId(self.values.iter().position(|value| value.id == UNSURE)? as u8))
    }
}

/// One value of a fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Value {
    /// As in `rejected`, or [`UNSURE`].
    #[serde(serialize_with = "text::serialize")]
    pub id: String,
    /// The answer's label, also quoted as a reason of the diagnosis; empty for [`UNSURE`], which the widget has words for.
    #[serde(serialize_with = "text::serialize")]
    pub label: String,
    /// A line under the label; empty where there is none.
    #[serde(serialize_with = "text::serialize")]
    pub hint: String,
}

/// How a fact is asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// What it asks; at most one question asks a fact.
    pub fact: FactId,
    /// In which form.
    pub kind: Kind,
    /// When it can be asked; `None` is always.
    pub when: Option<Condition>,
    /// The question itself, which is the heading.
    #[serde(serialize_with = "text::serialize")]
    pub prompt: String,
    /// A line under the prompt; empty where there is none.
    #[serde(serialize_with = "text::serialize")]
    pub hint: String,
}

/// The form of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// One of the fact's values.
    Choice,
    /// A pasted error message, from which the article's patterns know the fact.
    Message,
    /// An email address, which the account-status API turns into facts.
    Email,
}

/// When something holds: any of its alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Condition(pub Vec<Alternative>);

impl Condition {
    /// Every test of every alternative.
    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        self.0.iter().flatten()
    }

    /// The facts that a condition tests; none where there is no condition.
    pub fn facts(condition: Option<&Self>) -> Vec<FactId> {
        let mut facts = Vec::new();
        if let Some(condition) = condition {
            for test in condition.tests() {
                facts.push(test.fact);
            }
        }
        facts
    }
}

/// All of these tests.
pub type Alternative = Vec<Test>;

/// One fact being one of some values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Test {
    /// Which fact.
    pub fact: FactId,
    /// What it may be.
    pub values: Values,
}

/// A section of the article, and when it is the one that helps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Remedy {
    /// What is shown.
    pub section: SectionId,
    /// When it fits; `None` makes it the fallback, which must be the last.
    pub when: Option<Condition>,
    /// How common it is beside the others; at least 1.
    pub weight: u16,
    /// The fact asked after the remedy is chosen and before it is shown.
    pub interruption: Option<FactId>,
    /// Who can help when it doesn't.
    pub handoff: Channel,
    /// What to press, if there is something to press.
    pub action: Option<Action>,
    /// Whether the remedy ends in a mail, so that a link to the person's inbox helps.
    pub inbox: bool,
    /// Whether it lets nobody in by itself but explains what there is to do, so that "Are you in?" is no question after it.
    pub explains: bool,
}

/// The channel that can help with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Channel {
    /// The article's support address.
    Support,
    /// A reply to the notice that the person received.
    Reply,
    /// Nobody beyond the remedy itself.
    None,
}

/// The link that carries a remedy out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Action {
    /// An `https:`, `http:` or `mailto:` address.
    #[serde(serialize_with = "text::serialize")]
    pub url: String,
    /// What the link says.
    #[serde(serialize_with = "text::serialize")]
    pub label: String,
}

/// A known error message, and the facts that it tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pattern {
    /// The message as [`crate::rules::normalise`] leaves it.
    #[serde(serialize_with = "text::serialize")]
    pub text: String,
    /// What it tells.
    pub facts: Vec<(FactId, ValueId)>,
}

/// Where a person helps, and the words around it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Support {
    /// The support address; empty where the article has none.
    #[serde(serialize_with = "text::serialize")]
    pub url: String,
    /// What the link to it says.
    #[serde(serialize_with = "text::serialize")]
    pub label: String,
    /// What to expect of it.
    #[serde(serialize_with = "text::serialize")]
    pub text: String,
    /// How to reply to a notice instead.
    #[serde(serialize_with = "text::serialize")]
    pub reply: String,
    /// What is left where no channel can help.
    #[serde(serialize_with = "text::serialize")]
    pub none: String,
}

/// An article as the author tool writes it, not yet verified.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Draft {
    /// The folder's name, as in `my-login`.
    #[serde(serialize_with = "text::serialize")]
    pub id: String,
    /// The language's tag (BCP 47).
    #[serde(serialize_with = "text::serialize")]
    pub lang: String,
    /// The article's title.
    #[serde(serialize_with = "text::serialize")]
    pub title: String,
    /// What it helps with, in a sentence or two.
    #[serde(serialize_with = "text::serialize")]
    pub intro: String,
    /// Everything that a condition can mention.
    pub facts: Vec<Fact>,
    /// In declared order, which breaks ties.
    pub questions: Vec<Question>,
    /// In order of precedence.
    pub remedies: Vec<Remedy>,
    /// In the order of the text.
    pub sections: Vec<Section>,
    /// Known error messages.
    pub patterns: Vec<Pattern>,
    /// Where a person helps.
    pub support: Support,
    /// The sender of the mails that remedies speak of; empty where unknown.
    #[serde(serialize_with = "text::serialize")]
    pub sender: String,
    /// The status page's components without which nobody can log in; one a line, and empty where
    /// every one of them counts.
    #[serde(serialize_with = "text::serialize")]
    pub components: String,
    /// Whether sentences come with it, in a file of their own, by which the person's own words are understood.
    pub has_sentences: bool,
}
