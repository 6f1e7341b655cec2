//! The fewest answers that make the rules conclude a remedy.

use std::collections::VecDeque;

use crate::{
    article::{Article, FactId, RemedyId, ValueId, Values},
    rules::{Case, Rules, Screen, Step},
};

/// So many cases are tried for what no condition by itself leads to.
const TRIED: usize = 500;

/// Facts as if they were answered.
pub(super) type Answers = Vec<(FactId, ValueId)>;

/// By remedy, the answers; none where no answers lead to it, but a server alone.
pub(super) fn leads(article: &Article) -> Vec<Answers> {
    let rules = Rules::new(article.clone());
    let mut all: Vec<Option<Answers>> =
        (0..article.draft().remedies.len()).map(|place| by_condition(&rules, RemedyId(place as u16))).collect();
    if all.iter().any(Option::is_none) {
        by_questions(&rules, &mut all);
    }
    all.into_iter().map(Option::unwrap_or_default).collect()
}

/// The alternative of its condition with the fewest tests that questions can meet.
fn by_condition(rules: &Rules, remedy: RemedyId) -> Option<Answers> {
    let article = rules.article();
    let mut alternatives: Vec<_> = article.remedy(remedy)?.when.as_ref()?.0.iter().collect();
    alternatives.retain(|tests| tests.iter().all(|test| article.question(test.fact).is_some()));
    alternatives.sort_by_key(|tests| tests.len());
    for tests in alternatives {
        // Of a test's values the first does, unless something else comes before the remedy then.
        let values = |values: Values, number: usize| {
            let mut values =
                (0..Values::LIMIT as u8).map(ValueId).filter(|value| !Values::one(*value).is_disjoint(values));
            let first = values.next();
            values.nth(number.wrapping_sub(1)).filter(|_| number > 0).or(first)
        };
        for number in 0..Values::LIMIT {
            let answers: Option<Answers> =
                tests.iter().map(|test| Some((test.fact, values(test.values, number)?))).collect();
            let answers = answers?;
            if concludes(rules, &answers) == Some(remedy) {
                return Some(answers);
            }
            if tests.iter().all(|test| test.values.each().nth(number + 1).is_none()) {
                break;
            }
        }
    }
    None
}

/// What the questions lead to, nearest first.
fn by_questions(rules: &Rules, all: &mut [Option<Answers>]) {
    let mut waiting = VecDeque::from([Answers::new()]);
    let mut tried = 0;
    while let Some(answers) = waiting.pop_front() {
        tried += 1;
        if tried > TRIED || all.iter().all(Option::is_some) {
            return;
        }
        match screen(rules, &answers) {
            Screen::Question(fact) => {
                let count = rules.article().fact(fact).map_or(0, |fact| fact.values.len());
                for value in 0..count {
                    waiting.push_back([&answers[..], &[(fact, ValueId(value as u8))]].concat());
                }
            }
            Screen::Remedy(remedy) | Screen::Interruption(remedy, _) => {
                if let Some(slot) = all.get_mut(usize::from(remedy.0)) {
                    slot.get_or_insert(answers);
                }
            }
            Screen::Guesses(_) | Screen::Possible(_) | Screen::Handoff => {}
        }
    }
}

fn concludes(rules: &Rules, answers: &[(FactId, ValueId)]) -> Option<RemedyId> {
    match screen(rules, answers) {
        Screen::Remedy(remedy) | Screen::Interruption(remedy, _) => Some(remedy),
        Screen::Question(_) | Screen::Guesses(_) | Screen::Possible(_) | Screen::Handoff => None,
    }
}

fn screen(rules: &Rules, answers: &[(FactId, ValueId)]) -> Screen {
    let mut case = Case::new(false);
    answers.iter().for_each(|(fact, value)| case.push(Step::Answer(*fact, Some(*value))));
    case.screen(rules)
}
