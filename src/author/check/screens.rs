//! The screens that people come to by answers alone, the nearest first.

use std::collections::VecDeque;

use super::Subject;
use crate::{
    article::{FactId, RemedyId, ValueId},
    rules::{Case, Rules, Screen, Step},
};

/// How many screens are looked at: enough for every article that people read. Those of a large one take longer each.
const MOST: usize = 4_000;
const EFFORT: usize = 100_000;

/// A screen, and the answers that lead to it; none is "I'm not sure".
pub(super) struct Reached {
    pub path: Vec<(FactId, Option<ValueId>)>,
    pub case: Case,
    pub screen: Screen,
}

/// Looks at each of them in turn.
pub(super) fn visit(rules: &Rules, look: &mut dyn FnMut(&Reached)) {
    let draft = rules.article().draft();
    let mut left = (EFFORT / (draft.facts.len() + draft.remedies.len()).max(1)).clamp(1, MOST);
    let mut waiting = VecDeque::from([(Vec::new(), Case::new(false))]);
    while let Some((path, case)) = waiting.pop_front().filter(|_| left > 0) {
        left -= 1;
        let reached = Reached { screen: case.screen(rules), path, case };
        look(&reached);
        if let Screen::Question(fact) = reached.screen {
            for answer in answers(rules, fact) {
                let mut case = reached.case.clone();
                case.push(Step::Answer(fact, answer));
                waiting.push_back(([&reached.path[..], &[(fact, answer)]].concat(), case));
            }
        }
    }
}

/// Every answer to a question, "I'm not sure" last.
pub(super) fn answers(rules: &Rules, fact: FactId) -> impl Iterator<Item = Option<ValueId>> + use<> {
    let declared = rules.article().fact(fact);
    let (count, unsure) = declared.map_or((0, None), |fact| (fact.values.len(), fact.unsure()));
    let values = (0..count).map(|value| ValueId(value as u8)).filter(move |value| Some(*value) != unsure);
    values.map(Some).chain([None])
}

/// How many remedies are left, the last resort aside.
pub(super) fn count(rules: &Rules, remedies: &[RemedyId]) -> usize {
    remedies
        .iter()
        .filter(|remedy| rules.article().remedy(**remedy).is_some_and(|remedy| remedy.when.is_some()))
        .count()
}

/// A path in words.
pub(super) fn words(subject: &Subject<'_>, path: &[(FactId, Option<ValueId>)]) -> String {
    let answer = |(fact, value): &(FactId, Option<ValueId>)| {
        let value =
            value.and_then(|value| subject.article.value(*fact, value)).map_or("unsure", |value| value.id.as_str());
        format!("{} = {value}", subject.fact(*fact))
    };
    path.iter().map(answer).collect::<Vec<_>>().join(", ")
}
