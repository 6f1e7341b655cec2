//! The shortest way to every screen.

use std::collections::VecDeque;

use super::{
    dialogue::{Dialogue, Given, Node, NodeId},
    words::Words,
};
use crate::article::{FactId, RemedyId};

/// What a person does on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move<'a> {
    /// Answers the question for a fact.
    Answer(FactId, &'a Given),
    /// Says that a remedy didn't help.
    Tried(RemedyId),
    /// Picks a remedy from a list.
    Pick(RemedyId),
    /// Says of all that a list has that it didn't help.
    TriedAll,
}

impl Move<'_> {
    /// Whether something was tried before.
    pub fn is_after_a_try(self) -> bool {
        matches!(self, Self::Tried(_) | Self::TriedAll)
    }

    /// As an author reads it.
    pub fn words(self, words: Words) -> String {
        match self {
            Self::Answer(fact, given) => words.answer(fact, given),
            Self::Tried(remedy) => format!("#{} didn’t help", words.remedy(remedy)),
            Self::Pick(remedy) => format!("picks #{}", words.remedy(remedy)),
            Self::TriedAll => "nothing on the list helped".into(),
        }
    }
}

/// Moves as an author reads them, one after the other.
pub(super) fn trail(moves: &[Move], words: Words) -> String {
    moves.iter().map(|one| one.words(words)).collect::<Vec<_>>().join(" › ")
}

/// The shortest way to every screen, the first of equals.
pub(super) struct Shortest<'a> {
    dialogue: &'a Dialogue,
    /// By screen, the one before it and the move between them; nothing for the first screen.
    before: Vec<Option<(NodeId, Move<'a>)>>,
    /// Every screen, nearest first.
    order: Vec<NodeId>,
}

impl<'a> Shortest<'a> {
    pub fn of(dialogue: &'a Dialogue) -> Self {
        let mut before = vec![None; dialogue.nodes().len()];
        let mut order = Vec::new();
        let mut waiting = VecDeque::from([dialogue.first()]);
        while let Some(here) = waiting.pop_front() {
            order.push(here);
            for (made, to) in moves(dialogue.node(here)) {
                if let Some(slot) = before.get_mut(to.0)
                    && slot.is_none()
                {
                    *slot = Some((here, made));
                    waiting.push_back(to);
                }
            }
        }
        Self { dialogue, before, order }
    }

    /// The way to a screen.
    pub fn to(&self, mut screen: NodeId) -> Vec<Move<'a>> {
        let mut moves = Vec::new();
        while let Some((before, made)) = self.before.get(screen.0).copied().flatten() {
            moves.push(made);
            screen = before;
        }
        moves.reverse();
        moves
    }

    /// The nearest screen of some kind.
    pub fn nearest(&self, mut is_wanted: impl FnMut(&'a Node) -> bool) -> Option<NodeId> {
        self.order.iter().copied().find(|screen| is_wanted(self.dialogue.node(*screen)))
    }
}

/// What can be done on a screen, and where it leads.
fn moves(node: &Node) -> Vec<(Move<'_>, NodeId)> {
    match node {
        Node::Question { fact, answers } | Node::Interruption { fact, answers, .. } => {
            answers.iter().map(|answer| (Move::Answer(*fact, &answer.given), answer.to)).collect()
        }
        Node::Remedy { remedy, then, .. } => then.iter().map(|then| (Move::Tried(*remedy), *then)).collect(),
        Node::Possible { picks, then } => {
            picks.iter().map(|pick| (Move::Pick(pick.remedy), pick.to)).chain([(Move::TriedAll, *then)]).collect()
        }
        Node::Handoff(_) | Node::Cut => Vec::new(),
    }
}
