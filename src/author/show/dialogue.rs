//! What a person can see, as a graph: every screen with what leads on from it. Equal continuations are one node.

use crate::{
    article::{Channel, FactId, RemedyId, ValueId},
    rules::Step,
};

/// Position of a node in [`Dialogue::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) usize);

/// An article's screens, from the first one on.
#[derive(Debug, Clone)]
pub struct Dialogue {
    nodes: Vec<Node>,
    cut: usize,
}

/// A screen, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// A question.
    Question {
        /// What it asks.
        fact: FactId,
        /// Every answer, "I'm not sure" last.
        answers: Vec<Answer>,
    },
    /// The question put before a remedy.
    Interruption {
        /// The remedy that waits; every answer leads to it.
        remedy: RemedyId,
        /// What is asked.
        fact: FactId,
        /// Every answer, "I'm not sure" last.
        answers: Vec<Answer>,
    },
    /// A remedy.
    Remedy {
        /// Which one.
        remedy: RemedyId,
        /// The callouts that are shown in it, by their position among its section's.
        callouts: Vec<usize>,
        /// What follows when it doesn't help. `None` after a pick from a list: the list again, without it.
        then: Option<NodeId>,
    },
    /// A list of what is still possible.
    Possible {
        /// Likeliest first.
        picks: Vec<Pick>,
        /// What follows where they are tried in this order and don't help, as soon as it is no part of the same list.
        ///
        /// Every other order ends with the same remedies tried; there are too many to walk.
        then: NodeId,
    },
    /// Handed to a person, over this channel.
    Handoff(Channel),
    /// Not looked at: the walk had seen enough.
    Cut,
}

/// An answer, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answer {
    /// What is answered.
    pub given: Given,
    /// The weight of the remedies that it leaves possible; 0 for what is not counted among the likely answers.
    pub weight: u64,
    /// What is shown next.
    pub to: NodeId,
}

/// A remedy on a list, and where picking it leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pick {
    /// What is picked.
    pub remedy: RemedyId,
    /// What is shown next.
    pub to: NodeId,
}

/// What can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Given {
    /// One of the fact's values.
    Value(ValueId),
    /// A pasted message that tells more than one value of the fact, or something else.
    Message(Vec<(FactId, ValueId)>),
    /// "I'm not sure", or a message that nobody knows.
    Unsure,
}

impl Given {
    /// The step that the answer is, to the question for this fact.
    pub fn step(&self, fact: FactId) -> Step {
        match self {
            Self::Value(value) => Step::Answer(fact, Some(*value)),
            Self::Message(told) => Step::Message { fact, text: String::new(), told: told.clone() },
            Self::Unsure => Step::Answer(fact, None),
        }
    }
}

impl Node {
    /// Its answers, where it asks something.
    pub fn answers(&self) -> &[Answer] {
        match self {
            Self::Question { answers, .. } | Self::Interruption { answers, .. } => answers,
            _ => &[],
        }
    }

    /// The screens that it leads to.
    pub(super) fn next(&self) -> Vec<NodeId> {
        self.clone().next_mut().into_iter().map(|next| *next).collect()
    }

    pub(super) fn next_mut(&mut self) -> Vec<&mut NodeId> {
        match self {
            Self::Question { answers, .. } | Self::Interruption { answers, .. } => {
                answers.iter_mut().map(|answer| &mut answer.to).collect()
            }
            Self::Remedy { then, .. } => then.iter_mut().collect(),
            Self::Possible { picks, then } => picks.iter_mut().map(|pick| &mut pick.to).chain([then]).collect(),
            Self::Handoff(_) | Self::Cut => Vec::new(),
        }
    }
}

impl Dialogue {
    /// The nodes must stand after those they lead to, the first screen last.
    pub(super) fn new(nodes: Vec<Node>, cut: usize) -> Self {
        Self { nodes, cut }
    }

    /// Every screen, each after those that it leads to.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The screen at this position.
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0).unwrap_or(&Node::Cut)
    }

    /// The first screen.
    pub fn first(&self) -> NodeId {
        NodeId(self.nodes.len().saturating_sub(1))
    }

    /// How many states of a case were met and not looked at, since the walk had seen enough; 0 where it is whole.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// Works something out for every screen from the same of those that it leads to.
    pub(super) fn fold<T>(&self, mut one: impl FnMut(&Node, &[T]) -> T) -> Vec<T> {
        let mut all = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let this = one(node, &all);
            all.push(this);
        }
        all
    }
}
