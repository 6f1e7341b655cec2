//! The walk: the widget's own rules, asked for every answer that a person can give.
//!
//! States of a case are looked at likeliest first, straight answers before "I'm not sure", so that where there are too
//! many the walk has seen what most people see, and can say how much that is. States in which nothing that still matters
//! differs are one state; then, from the ends backwards, screens that show the same and go on the same become one.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use super::{
    dialogue::{Answer, Dialogue, Given, Node, NodeId, Pick},
    likeness::Likeness,
};
use crate::{
    article::{Block, Callout, Fact, FactId, Kind, RemedyId, ValueId},
    rules::{Case, Known, Rules, Screen, Step},
};

/// How many screens are worked out at most.
const MOST: usize = 20_000;

/// The same for large articles, whose every diagnosis looks at every fact and remedy: screens times both.
const EFFORT: usize = 800_000;

/// Goes through an article's dialogue as the widget shows it where there is no account-status API.
pub fn dialogue(rules: &Rules) -> Dialogue {
    let draft = rules.article().draft();
    let size = (draft.facts.len() + draft.remedies.len()).max(1);
    let mut walk = Walk {
        rules,
        likeness: Likeness::of(rules),
        places: HashMap::new(),
        found: Vec::new(),
        waiting: BTreeMap::new(),
        left: (EFFORT / size).clamp(1, MOST),
    };
    walk.find(Case::new(false), Rank::default());
    while walk.left > 0
        && let Some((_, (place, case))) = walk.waiting.pop_first()
    {
        let node = walk.look(&case, place.0);
        if let Some(found) = walk.found.get_mut(place.0) {
            found.node = node;
        }
    }
    merge(&walk.found, walk.waiting.len())
}

/// The callouts of a remedy's section.
pub(super) fn callouts(rules: &Rules, remedy: RemedyId) -> impl Iterator<Item = &Callout> {
    let blocks = rules.article().section_of(remedy).into_iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| match block {
        Block::Callout(callout) => Some(callout),
        Block::Plain(_) => None,
    })
}

struct Walk<'a> {
    rules: &'a Rules,
    likeness: Likeness,
    /// By what is known that matters, the state's place in `found`.
    places: HashMap<Vec<u16>, NodeId>,
    found: Vec<Found>,
    waiting: BTreeMap<Rank, (NodeId, Case)>,
    /// How many more screens may be worked out.
    left: usize,
}

/// A state of a case.
struct Found {
    /// What it shows; leads to places in `found`.
    node: Node,
    rank: Rank,
}

/// Which state is looked at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// How often the person was not sure, or did not take the first of a list.
    detours: usize,
    /// The share of all cases for each remedy still possible, which is about what a look is worth; as a power of two, so
    /// that what is nearly worth the same is followed to its end first.
    worth: Reverse<u32>,
    /// What was found last goes first.
    place: Reverse<usize>,
    /// How many of all cases come here, of [`u64::MAX`].
    share: u64,
}

impl Default for Rank {
    fn default() -> Self {
        Self { detours: 0, worth: Reverse(u64::BITS), place: Reverse(0), share: u64::MAX }
    }
}

impl Rank {
    fn detour(self) -> Self {
        Self { detours: self.detours + 1, ..self }
    }

    /// For those of these cases that leave such remedies; `all` is what every answer's weigh together.
    fn part(self, left: Mass, all: u64) -> Self {
        let share = u128::from(self.share) * u128::from(left.weight) / u128::from(all.max(1));
        let share = u64::try_from(share).unwrap_or(u64::MAX);
        let worth = (share / left.remedies.max(1)).checked_ilog2().unwrap_or(0);
        Self { worth: Reverse(worth), share, ..self }
    }
}

/// The remedies that are still possible.
#[derive(Debug, Clone, Copy, Default)]
struct Mass {
    /// How many they are.
    remedies: u64,
    /// What they weigh together, which is how likely an answer is that leaves them.
    weight: u64,
}

impl Mass {
    fn of(rules: &Rules, known: &Known) -> Self {
        let standing = rules.standing(known, &known.possible(rules.article())).remedies;
        let weights = standing.iter().filter_map(|remedy| rules.article().remedy(*remedy));
        Self { remedies: standing.len() as u64, weight: weights.map(|remedy| u64::from(remedy.weight)).sum() }
    }
}

impl Walk<'_> {
    /// The place of a case's state, which is looked at later where it is new.
    fn find(&mut self, case: Case, rank: Rank) -> NodeId {
        let known = case.known(self.rules.article());
        let place = NodeId(self.found.len());
        let key = self.likeness.key(self.rules.article(), &known);
        let place = *self.places.entry(key).or_insert(place);
        if place.0 == self.found.len() {
            let rank = Rank { place: Reverse(place.0), ..rank };
            self.found.push(Found { node: Node::Cut, rank });
            self.waiting.insert(rank, (place, case));
        }
        place
    }

    fn screen(&mut self, case: &Case) -> Screen {
        self.left = self.left.saturating_sub(1);
        case.screen(self.rules)
    }

    fn look(&mut self, case: &Case, place: usize) -> Node {
        let rank = self.found.get(place).map(|found| found.rank).unwrap_or_default();
        let known = case.known(self.rules.article());
        match self.screen(case) {
            Screen::Question(fact) => Node::Question { fact, answers: self.answers(case, fact, rank) },
            Screen::Interruption(remedy, fact) => {
                Node::Interruption { remedy, fact, answers: self.answers(case, fact, rank) }
            }
            Screen::Remedy(remedy) => {
                let shown = callouts(self.rules, remedy).enumerate();
                let shown = shown.filter(|(_, callout)| self.rules.shows(&known, callout));
                Node::Remedy {
                    remedy,
                    callouts: shown.map(|(position, _)| position).collect(),
                    then: (known.chosen != Some(remedy)).then(|| self.find(with(case, [Step::Tried(remedy)]), rank)),
                }
            }
            Screen::Guesses(remedies) | Screen::Possible(remedies) => self.possible(case, &remedies, rank),
            Screen::Handoff => Node::Handoff(self.rules.channel(&known)),
        }
    }

    fn answers(&mut self, case: &Case, fact: FactId, rank: Rank) -> Vec<Answer> {
        let article = self.rules.article();
        let declared = article.fact(fact);
        let values = (0..declared.map_or(0, |fact| fact.values.len())).map(|value| ValueId(value as u8));
        let values = values.filter(|value| declared.and_then(Fact::unsure) != Some(*value)).map(Given::Value);
        let weighed = values.map(|given| {
            let left = Mass::of(self.rules, &with(case, [given.step(fact)]).known(article));
            (given, left)
        });
        let weighed: Vec<(Given, Mass)> = weighed.collect();
        let all = weighed.iter().map(|(_, left)| left.weight).sum();
        let others = messages(self.rules, fact).into_iter().map(Given::Message).chain([Given::Unsure]);
        let answers = weighed.into_iter().chain(others.map(|given| (given, Mass::default())));
        let answer = |(given, left): (Given, Mass)| {
            let rank = if matches!(given, Given::Value(_)) { rank.part(left, all) } else { rank.detour() };
            let to = self.find(with(case, [given.step(fact)]), rank);
            Answer { given, weight: left.weight, to }
        };
        answers.map(answer).collect()
    }

    fn possible(&mut self, case: &Case, remedies: &[RemedyId], rank: Rank) -> Node {
        let pick = |remedy: &RemedyId| Pick {
            remedy: *remedy,
            to: self.find(with(case, [Step::Chose(*remedy)]), rank.detour()),
        };
        let picks = remedies.iter().map(pick).collect();
        let listed: BTreeSet<RemedyId> = remedies.iter().copied().collect();
        let mut rest = case.clone();
        while self.left > 0
            && let Screen::Possible(remedies) = self.screen(&rest)
            && remedies.iter().all(|remedy| listed.contains(remedy))
            && let Some(first) = remedies.first()
        {
            rest = with(&rest, [Step::Chose(*first), Step::Tried(*first)]);
        }
        Node::Possible { picks, then: self.find(rest, rank) }
    }
}

fn with<const COUNT: usize>(case: &Case, steps: [Step; COUNT]) -> Case {
    let mut case = case.clone();
    steps.into_iter().for_each(|step| case.push(step));
    case
}

/// What the known messages tell, other than just an answer to the question that they are pasted for.
pub(super) fn messages(rules: &Rules, fact: FactId) -> Vec<Vec<(FactId, ValueId)>> {
    let article = rules.article();
    let mut told: Vec<Vec<(FactId, ValueId)>> = Vec::new();
    if article.question(fact).is_some_and(|question| question.kind == Kind::Message) {
        for pattern in &article.draft().patterns {
            let is_an_answer =
                matches!(pattern.facts.as_slice(), [] | [_]) && pattern.facts.iter().all(|told| told.0 == fact);
            if !is_an_answer && !told.contains(&pattern.facts) {
                told.push(pattern.facts.clone());
            }
        }
    }
    told
}

/// Makes one node of states that show the same and go on the same.
fn merge(found: &[Found], cut: usize) -> Dialogue {
    let mut nodes: Vec<Node> = Vec::new();
    let mut known: HashMap<Node, NodeId> = HashMap::new();
    let mut places: Vec<NodeId> = vec![NodeId(0); found.len()];
    for place in ends_first(found) {
        let mut node = found.get(place).map_or(Node::Cut, |found| found.node.clone());
        for next in node.next_mut() {
            *next = places.get(next.0).copied().unwrap_or(*next);
        }
        let id = *known.entry(node).or_insert_with_key(|node| {
            nodes.push(node.clone());
            NodeId(nodes.len() - 1)
        });
        if let Some(slot) = places.get_mut(place) {
            *slot = id;
        }
    }
    Dialogue::new(nodes, cut)
}

/// Places of all states, each after those that it leads to. The first state comes last, since it leads to all others.
fn ends_first(found: &[Found]) -> Vec<usize> {
    let mut order = Vec::with_capacity(found.len());
    let mut is_met = vec![false; found.len()];
    let mut open = vec![(0, false)];
    while let Some((place, is_left)) = open.pop() {
        if is_left {
            order.push(place);
        } else if let Some(met) = is_met.get_mut(place)
            && !core::mem::replace(met, true)
        {
            open.push((place, true));
            let next = found.get(place).map(|found| found.node.next()).unwrap_or_default();
            open.extend(next.into_iter().map(|next| (next.0, false)));
        }
    }
    order
}
