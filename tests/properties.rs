//! The rules over random articles and facts, held against a slow and simple reading of the same rules.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that can't go on has failed")]

mod common;

use std::collections::BTreeSet;

use common::{
    article,
    random::{answer, articles, holds},
};
use login_help::{
    article::{Article, Channel, FactId, Kind, MAGIC, Remedy, RemedyId, SCHEMA, ValueId},
    rules::{Case, Diagnosis, Knowledge, Known, Rules, Screen, Source, Step, recognise, trail},
};
use proptest::{collection::vec, prelude::*, sample::Index};

/// Walks to an end, answering as the numbers say; gives every case on the way.
fn walk(rules: &Rules, choices: &[u8]) -> Vec<Case> {
    let mut cases = vec![Case::new(false)];
    for choice in choices {
        let mut case = cases.last().unwrap().clone();
        match case.screen(rules) {
            Screen::Question(fact) | Screen::Interruption(_, fact) => {
                let count = rules.article().fact(fact).unwrap().values.len();
                let value = usize::from(*choice) % (count + 1);
                case.push(match value < count {
                    true => answer(rules.article(), fact, ValueId(value as u8)),
                    false => Step::Answer(fact, None),
                });
            }
            Screen::Guesses(remedies) | Screen::Possible(remedies) => {
                case.push(Step::Chose(remedies[usize::from(*choice) % remedies.len()]))
            }
            Screen::Remedy(remedy) => case.push(Step::Tried(remedy)),
            Screen::Handoff => break,
        }
        cases.push(case);
    }
    cases
}

/// Long enough for every question, pick and try of the largest article.
fn choices() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 24)
}

/// Every way in which the open facts would be answered, were they all asked.
fn answers(article: &Article, known: &Known) -> Vec<Vec<ValueId>> {
    let facts = article.draft().facts.iter().enumerate();
    facts.fold(vec![Vec::new()], |all, (place, fact)| {
        let values = match known.of(FactId(place as u16)) {
            Knowledge::Value(value, _) => vec![value],
            _ => (0..fact.values.len() as u8).map(ValueId).collect(),
        };
        all.iter().flat_map(|before| values.iter().map(|value| [before.as_slice(), &[*value]].concat())).collect()
    })
}

/// What comes to be known of those answers: a fact that nobody asks does not hold.
fn outcome(article: &Article, known: &Known, answers: &[ValueId]) -> Vec<Option<ValueId>> {
    let mut facts = Vec::new();
    for (place, answer) in answers.iter().enumerate() {
        let fact = FactId(place as u16);
        let question = article.draft().questions.iter().find(|question| question.fact == fact);
        let asked = question.is_some_and(|question| {
            assert_ne!(question.kind, Kind::Email);
            question.when.as_ref().is_none_or(|when| holds(when, &facts))
        });
        facts.push((asked || known.of(fact) != Knowledge::Open).then_some(*answer));
    }
    facts
}

/// Hit policy First, where everything is known.
fn first(article: &Article, known: &Known, facts: &[Option<ValueId>]) -> Option<RemedyId> {
    let support = known.channel_of_tried(article) == Channel::Support;
    let fits = |(place, remedy): (usize, &Remedy)| {
        let id = RemedyId(place as u16);
        let fits = remedy.when.as_ref().map_or(support, |when| holds(when, facts));
        (fits && !known.has_tried(id)).then_some(id)
    };
    article.draft().remedies.iter().enumerate().find_map(fits)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_walk_ends_with_a_person_after_at_least_one_remedy_or_none_that_fits(
        article in articles(), choices in choices()
    ) {
        let rules = Rules::new(article);
        let walked = walk(&rules, &choices);
        prop_assert_eq!(walked.last().unwrap().screen(&rules), Screen::Handoff);
    }

    #[test]
    fn a_diagnosed_remedy_is_the_one_that_every_outcome_of_the_open_facts_leads_to(
        article in articles(), choices in choices()
    ) {
        let rules = Rules::new(article);
        for case in walk(&rules, &choices) {
            let known = case.known(rules.article());
            let ends = answers(rules.article(), &known).into_iter().map(|answers| {
                first(rules.article(), &known, &outcome(rules.article(), &known, &answers))
            });
            let ends = ends.collect::<BTreeSet<_>>();
            match rules.diagnose(&known) {
                Diagnosis::Remedy(remedy) => prop_assert_eq!(ends, BTreeSet::from([Some(remedy)])),
                Diagnosis::Handoff => prop_assert_eq!(ends, BTreeSet::from([None])),
                Diagnosis::Possible(remedies) => {
                    for end in ends.into_iter().flatten() {
                        prop_assert!(remedies.contains(&end), "{:?} can come out and is not offered", end);
                    }
                }
                Diagnosis::Ask(_) => {}
            }
        }
    }

    #[test]
    fn a_question_is_asked_only_where_two_answers_can_end_differently(article in articles(), choices in choices()) {
        let rules = Rules::new(article);
        for case in walk(&rules, &choices) {
            let Screen::Question(asked) = case.screen(&rules) else { continue };
            let known = case.known(rules.article());
            prop_assert_eq!(known.of(asked), Knowledge::Open);
            let count = rules.article().fact(asked).unwrap().values.len() as u8;
            let ends = |others: &Vec<ValueId>| {
                let ends = (0..count).map(|value| {
                    let mut answers = others.clone();
                    answers[usize::from(asked.0)] = ValueId(value);
                    let mut known = known.clone();
                    known.learn(asked, ValueId(value), Source::Person);
                    first(rules.article(), &known, &outcome(rules.article(), &known, &answers))
                });
                ends.collect::<BTreeSet<_>>()
            };
            let differs = answers(rules.article(), &known).iter().any(|others| ends(others).len() > 1);
            prop_assert!(differs, "{:?} can change nothing", asked);
        }
    }

    #[test]
    fn the_same_answers_replayed_give_the_same_state_and_survive_an_address(
        article in articles(), choices in choices()
    ) {
        let rules = Rules::new(article);
        for case in walk(&rules, &choices) {
            let mut again = Case::new(false);
            case.steps().iter().cloned().for_each(|step| again.push(step));
            prop_assert_eq!(again.known(rules.article()), case.known(rules.article()));
            prop_assert_eq!(again.screen(&rules), case.screen(&rules));
            let address = trail::write(rules.article(), &case);
            let steps = trail::read(rules.article(), &address, &mut |pair| panic!("unknown: {pair}"));
            prop_assert_eq!(steps.as_slice(), case.steps());
        }
    }

    #[test]
    fn back_after_any_step_is_the_identity(article in articles(), choices in choices()) {
        let rules = Rules::new(article);
        for pair in walk(&rules, &choices).windows(2) {
            let mut back = pair[1].clone();
            back.back();
            prop_assert_eq!(&back, &pair[0]);
        }
    }

    #[test]
    fn the_order_of_learning_the_same_facts_does_not_change_the_diagnosis(
        article in articles(), values in vec(any::<u8>(), 5), order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle()
    ) {
        let rules = Rules::new(article);
        let learn = |order: &mut dyn Iterator<Item = usize>| {
            let mut known = Known::nothing(rules.article(), false);
            for place in order {
                let Some(fact) = rules.article().draft().facts.get(place) else { continue };
                let value = usize::from(values[place]) % (fact.values.len() + 2);
                if value < fact.values.len() {
                    known.learn(FactId(place as u16), ValueId(value as u8), Source::Person);
                }
            }
            rules.diagnose(&known)
        };
        prop_assert_eq!(learn(&mut (0..5)), learn(&mut order.into_iter()));
    }

    #[test]
    fn changing_an_answer_leaves_only_steps_that_still_hold(
        article in articles(), choices in choices(), which in any::<Index>(), value in any::<u8>()
    ) {
        let rules = Rules::new(article);
        let walked = walk(&rules, &choices);
        let mut case = walked[which.index(walked.len())].clone();
        let answered = case.steps().iter().filter_map(Step::answers).collect::<Vec<_>>();
        if let Some(fact) = answered.first().copied() {
            let count = rules.article().fact(fact).unwrap().values.len();
            let answer = answer(rules.article(), fact, ValueId(value % count as u8));
            case.change(&rules, fact, answer.clone());
            prop_assert!(case.steps().contains(&answer));
            prop_assert!(case.steps().iter().filter(|step| step.answers() == Some(fact)).count() == 1);
            let _ = case.screen(&rules);
        }
    }

    #[test]
    fn no_bytes_make_reading_an_article_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = Article::from_bytes(&bytes);
        let _ = Article::from_bytes(&[&MAGIC[..], &[SCHEMA], &bytes].concat());
    }

    #[test]
    #[cfg(feature = "author")]
    fn an_article_is_read_as_it_was_written_and_refused_where_it_is_cut_off(article in articles(), cut in any::<Index>()) {
        let bytes = article.to_bytes().unwrap();
        let short = &bytes[..cut.index(bytes.len())];
        prop_assert!(Article::from_bytes(short).is_err());
        prop_assert_eq!(Article::from_bytes(&bytes), Ok(article));
    }

    #[test]
    fn no_message_makes_recognising_it_panic(message in ".{0,400}") {
        let mut draft = common::blocked_or_forgot();
        draft.patterns = vec![common::pattern("Bad username / password", &[(1, 0)])];
        let _ = recognise(&article(draft), &message);
    }
}
