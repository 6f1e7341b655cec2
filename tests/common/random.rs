//! Random small articles, and a slow and simple reading of a condition to hold them against.

use login_help::{
    article::{Article, Channel, Condition, Fact, FactId, Question, Remedy, SectionId, Test, UNSURE, ValueId, Values},
    rules::Step,
};
use proptest::{collection::vec, option, prelude::*, sample::Index};

use super::{article, draft, fact};

/// What a random condition is made of: alternatives of (which fact, which values).
pub type Seed = Vec<Vec<(Index, u8)>>;

pub fn seeds() -> impl Strategy<Value = Seed> {
    vec(vec((any::<Index>(), 1..=15_u8), 1..=3), 1..=3)
}

/// A condition over the first `facts` facts.
pub fn grow(seed: &Seed, sizes: &[usize], facts: usize) -> Condition {
    let test = |(which, bits): &(Index, u8)| {
        let fact = which.index(facts);
        let value = |place: usize| Values::one(ValueId((place % sizes[fact]) as u8));
        let values = (0..4).filter(|bit| bits >> bit & 1 == 1).fold(Values::NONE, |set, bit| set.union(value(bit)));
        Test { fact: FactId(fact as u16), values }
    };
    Condition(seed.iter().map(|tests| tests.iter().map(test).collect()).collect())
}

/// Articles of up to five facts and six remedies. A question's gate tests earlier facts only, so that none is circular. In
/// some, conditions can test whether the person is unsure of the first fact.
pub fn articles() -> impl Strategy<Value = Article> {
    let facts = vec((2..=4_usize, option::weighted(0.9, option::weighted(0.4, seeds()))), 1..=5);
    let remedies = vec((seeds(), 1..=9_u16, 0..=5_u8, option::weighted(0.2, any::<Index>())), 1..=6);
    (facts, remedies, any::<bool>(), any::<bool>()).prop_map(|(facts, remedies, fallback, unsure)| {
        let sizes = facts.iter().map(|(size, _)| *size).collect::<Vec<_>>();
        let values = ["a", "b", "c", "d"];
        let mut declared: Vec<Fact> =
            sizes.iter().enumerate().map(|(place, size)| fact(&format!("f{place}"), &values[..*size])).collect();
        if unsure && let Some(last) = declared[0].values.last_mut() {
            last.id = UNSURE.into();
        }
        let questions = facts.iter().enumerate().filter_map(|(place, (_, asked))| {
            let gate = asked.as_ref()?.as_ref().filter(|_| place > 0);
            Some(Question { when: gate.map(|seed| grow(seed, &sizes, place)), ..super::question(place as u16, None) })
        });
        let questions = questions.collect::<Vec<_>>();
        let count = remedies.len();
        let mut remedies = remedies
            .iter()
            .enumerate()
            .map(|(place, (seed, weight, channel, interruption))| Remedy {
                section: SectionId(place as u16),
                when: Some(grow(seed, &sizes, sizes.len())),
                weight: *weight,
                interruption: interruption.filter(|_| !questions.is_empty()).map(|which| which.get(&questions).fact),
                handoff: if *channel == 0 { Channel::Reply } else { Channel::Support },
                action: None,
                inbox: false,
                explains: false,
            })
            .collect::<Vec<_>>();
        if fallback {
            remedies.push(super::remedy(count as u16, None));
        }
        article(draft(declared, questions, remedies))
    })
}

/// Whether a condition holds, given every fact's value, or that it has none.
pub fn holds(condition: &Condition, facts: &[Option<ValueId>]) -> bool {
    let test =
        |test: &Test| facts[usize::from(test.fact.0)].is_some_and(|value| !test.values.is_disjoint(Values::one(value)));
    condition.0.iter().any(|tests| tests.iter().all(test))
}

/// An answer as the widget gives it: the value that stands for "I'm not sure" is no answer of its own.
pub fn answer(article: &Article, fact: FactId, value: ValueId) -> Step {
    let unsure = article.fact(fact).and_then(Fact::unsure);
    Step::Answer(fact, Some(value).filter(|value| unsure != Some(*value)))
}
