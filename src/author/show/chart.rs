//! The dialogue as it is drawn: from the first question to the first remedy, list or handoff, every remedy once.
//!
//! What a remedy shows and what follows it differ from case to case; a picture that told them apart would be of cases
//! rather than of questions and remedies. What is met only after something else did not help stands apart.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::{
    dialogue::{Dialogue, Given, Node},
    walk::callouts,
    words::{self, Words},
};
use crate::{
    article::{CalloutKind, Channel, FactId, RemedyId},
    rules::Rules,
};

/// More questions than this fit on no wall.
const MOST: usize = 80;

/// What is drawn.
#[derive(Debug, Clone)]
pub(super) struct Chart {
    /// Where everybody begins.
    pub first: Leads,
    /// Questions, nearest first. One is drawn as often as its answers lead elsewhere.
    pub cards: Vec<Card>,
    /// The remedies that answers lead to, in the order in which they are met.
    pub remedies: Vec<RemedyId>,
    /// The remedies that are met only on a list, or after something else did not help.
    pub later: Vec<RemedyId>,
    /// The questions that are asked only after something did not help.
    pub later_questions: Vec<FactId>,
    /// By remedy, the question put before it.
    pub asks_first: BTreeMap<RemedyId, FactId>,
    /// The remedies that show a warning in some case.
    pub warns: BTreeSet<RemedyId>,
    /// How many questions are left out.
    pub hidden: usize,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Card {
    /// What it asks.
    pub fact: FactId,
    /// Its answers.
    pub rows: Vec<Row>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Row {
    /// What is answered.
    pub given: Given,
    /// Where it leads.
    pub to: Leads,
}

/// Where something leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Leads {
    /// To the question at this position.
    Card(usize),
    /// To a remedy.
    Remedy(RemedyId),
    /// To a list of them.
    List(Vec<RemedyId>),
    /// To a person.
    Handoff(Channel),
    /// To what is not drawn.
    Hidden,
}

impl Leads {
    /// In words, where it is no box.
    pub fn words(&self, words: Words) -> Option<String> {
        Some(match self {
            Self::Card(_) | Self::Remedy(_) => return None,
            Self::List(remedies) => {
                let ids: Vec<&str> = remedies.iter().map(|remedy| words.remedy(*remedy)).collect();
                format!("is offered {}: {}", remedies.len(), ids.join(", "))
            }
            Self::Handoff(channel) => format!("goes to {}", words::channel(*channel)),
            Self::Hidden => "goes on, not drawn".into(),
        })
    }
}

impl Chart {
    pub fn of(rules: &Rules, dialogue: &Dialogue) -> Self {
        let (cards, first) = cards(dialogue);
        let mut chart = Self {
            first,
            cards,
            remedies: Vec::new(),
            later: Vec::new(),
            later_questions: Vec::new(),
            asks_first: BTreeMap::new(),
            warns: BTreeSet::new(),
            hidden: 0,
        };
        chart.keep_nearest();
        chart.collect(rules, dialogue);
        chart
    }

    /// Says that not everything is drawn, where that is so.
    pub fn hidden_note(&self) -> Option<String> {
        (self.hidden > 0).then(|| format!("Questions further on are not drawn: {} of them.", self.hidden))
    }

    /// Says where everybody goes, where that is no box.
    pub fn first_note(&self, words: Words) -> Option<String> {
        self.first.words(words).map(|note| format!("Everybody {note}"))
    }

    /// Keeps the questions that the first one leads to, as many as fit, and numbers them from near to far.
    fn keep_nearest(&mut self) {
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        let mut order = Vec::new();
        let mut waiting = VecDeque::from([self.first.clone()]);
        while let Some(leads) = waiting.pop_front() {
            if let Leads::Card(place) = leads
                && !numbers.contains_key(&place)
            {
                numbers.insert(place, order.len());
                order.push(place);
                let rows = self.cards.get(place).into_iter().flat_map(|card| &card.rows);
                waiting.extend(rows.map(|row| row.to.clone()));
            }
        }
        self.hidden = order.len().saturating_sub(MOST);
        let renumber = |leads: &mut Leads| {
            if let Leads::Card(place) = leads {
                let number = numbers.get(place).copied().filter(|number| *number < MOST);
                *leads = number.map_or(Leads::Hidden, Leads::Card);
            }
        };
        let mut kept: Vec<Card> = order.iter().take(MOST).filter_map(|place| self.cards.get(*place).cloned()).collect();
        kept.iter_mut().flat_map(|card| &mut card.rows).for_each(|row| renumber(&mut row.to));
        renumber(&mut self.first);
        self.cards = kept;
    }

    fn collect(&mut self, rules: &Rules, dialogue: &Dialogue) {
        let leads =
            core::iter::once(&self.first).chain(self.cards.iter().flat_map(|card| &card.rows).map(|row| &row.to));
        for leads in leads {
            if let Leads::Remedy(remedy) = leads
                && !self.remedies.contains(remedy)
            {
                self.remedies.push(*remedy);
            }
        }
        let (mut asked, mut met) = (BTreeSet::new(), BTreeSet::new());
        for node in dialogue.nodes() {
            match node {
                Node::Question { fact, .. } => _ = asked.insert(*fact),
                Node::Interruption { remedy, fact, .. } => _ = self.asks_first.insert(*remedy, *fact),
                Node::Remedy { remedy, callouts: shown, .. } => {
                    met.insert(*remedy);
                    let mut shown = callouts(rules, *remedy).enumerate().filter(|(place, _)| shown.contains(place));
                    if shown.any(|(_, callout)| callout.kind == CalloutKind::Warning) {
                        self.warns.insert(*remedy);
                    }
                }
                Node::Possible { picks, .. } => met.extend(picks.iter().map(|pick| pick.remedy)),
                Node::Handoff(_) | Node::Cut => {}
            }
        }
        let drawn: BTreeSet<FactId> = self.cards.iter().map(|card| card.fact).collect();
        self.later = met.into_iter().filter(|remedy| !self.remedies.contains(remedy)).collect();
        self.later_questions = asked.difference(&drawn).copied().collect();
    }
}

/// Every question of the dialogue, equal ones once, and where it begins.
fn cards(dialogue: &Dialogue) -> (Vec<Card>, Leads) {
    let mut cards: Vec<Card> = Vec::new();
    let mut known: HashMap<Card, usize> = HashMap::new();
    let leads = dialogue.fold(|node, before: &[Leads]| match node {
        Node::Question { fact, answers } => {
            let to = |place: usize| before.get(place).cloned().unwrap_or(Leads::Hidden);
            let rows = answers.iter().map(|answer| Row { given: answer.given.clone(), to: to(answer.to.0) }).collect();
            let place = *known.entry(Card { fact: *fact, rows }).or_insert_with_key(|card| {
                cards.push(card.clone());
                cards.len() - 1
            });
            Leads::Card(place)
        }
        Node::Interruption { remedy, .. } | Node::Remedy { remedy, .. } => Leads::Remedy(*remedy),
        Node::Possible { picks, .. } => Leads::List(picks.iter().map(|pick| pick.remedy).collect()),
        Node::Handoff(channel) => Leads::Handoff(*channel),
        Node::Cut => Leads::Hidden,
    });
    let first = leads.last().cloned().unwrap_or(Leads::Hidden);
    (cards, first)
}
