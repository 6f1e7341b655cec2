//! The articles that are measured: the flow that the peers show, and one of any size.

use login_help::article::{Article, Condition, FactId, Question, Remedy, SectionId, Test, ValueId, Values};

use super::common::{article, draft, fact, question, remedy};

const VALUES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/// The peers' flow: a tree of six questions, whose leaves are eight remedies.
pub fn peers_flow() -> Article {
    let values = [3, 2, 2, 2, 2, 2].into_iter().enumerate();
    let facts = values.map(|(place, count)| fact(&format!("q{place}"), &VALUES[..count])).collect();
    let gates: [Option<(u16, u8)>; 6] = [None, Some((0, 0)), Some((0, 1)), Some((0, 2)), Some((1, 1)), Some((2, 1))];
    let questions = gates.into_iter().enumerate().map(|(place, gate)| match gate {
        Some((fact, value)) => question(place as u16, Some(&[&[(fact, &[value])]])),
        None => question(place as u16, None),
    });
    let leaves: [(u16, u8); 8] = [(1, 0), (2, 0), (3, 0), (3, 1), (4, 0), (4, 1), (5, 0), (5, 1)];
    let remedies = leaves.into_iter().enumerate();
    let remedies = remedies.map(|(place, (fact, value))| remedy(place as u16, Some(&[&[(fact, &[value])]])));
    article(draft(facts, questions.collect(), remedies.collect()))
}

/// An article of so many remedies and a tenth as many questions, the same one every time.
///
/// Questions have three to eight answers, and one in four waits for an earlier one. Remedies have one or two
/// alternatives over one to three facts, and weights. Conditions cross the whole article, so that nothing is far from
/// anything else: real articles keep to their topics, and are easier.
pub fn large(remedies: usize) -> Article {
    let mut dice = Dice(remedies as u64);
    let sizes = (0..remedies / 10).map(|_| 3 + dice.below(6)).collect::<Vec<_>>();
    let facts = sizes.iter().enumerate().map(|(place, size)| fact(&format!("f{place}"), &VALUES[..*size]));
    let questions = (0..sizes.len()).map(|place| {
        let waits = place > 0 && dice.below(4) == 0;
        let when = waits.then(|| Condition(vec![vec![dice.test(&sizes[..place])]]));
        Question { when, ..question(place as u16, None) }
    });
    let questions = questions.collect();
    let with_condition = (1..remedies).map(|place| {
        let alternatives = (0..=dice.below(2)).map(|_| (0..=dice.below(3)).map(|_| dice.test(&sizes)).collect());
        let when = Some(Condition(alternatives.collect()));
        Remedy { section: SectionId(place as u16), when, weight: 1 + dice.below(100) as u16, ..remedy(0, None) }
    });
    let remedies = with_condition.collect::<Vec<_>>().into_iter().chain([remedy(0, None)]);
    article(draft(facts.collect(), questions, remedies.collect()))
}

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The low bits of such a generator repeat soon.
        (self.0 >> 33) as usize % limit
    }

    /// One or two values of one fact.
    fn test(&mut self, sizes: &[usize]) -> Test {
        let fact = self.below(sizes.len());
        let mut value = || Values::one(ValueId(self.below(sizes[fact]) as u8));
        Test { fact: FactId(fact as u16), values: value().union(value()) }
    }
}
