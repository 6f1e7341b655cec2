//! What is proved of an article, held against an enumerator that goes through every complete set of facts.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::collections::{BTreeSet, HashMap};

use common::{
    article, draft, fact, question,
    random::{articles, grow, holds, seeds},
    remedy,
};
use login_help::{
    article::{Article, Condition, FactId, Kind, RemedyId, ValueId},
    author::proof::{Proof, Shadow},
};
use proptest::{collection::vec, prelude::*};

/// A complete set of facts: how things are, what is told unasked, and what of it comes to be known.
#[derive(Clone, PartialEq)]
struct Complete {
    is: Vec<ValueId>,
    told: Vec<bool>,
    asked: Vec<bool>,
    known: Vec<Option<ValueId>>,
}

fn may_be_told(article: &Article, fact: FactId) -> bool {
    let question = article.question(fact);
    let by_message =
        |other: FactId| other != fact && article.question(other).is_some_and(|question| question.kind == Kind::Message);
    let facts = || (0..article.draft().facts.len()).map(|place| FactId(place as u16));
    question.is_none_or(|question| question.kind == Kind::Email)
        || article.fact(fact).unwrap().server
        || (facts().any(by_message)
            && article.draft().patterns.iter().flat_map(|p| &p.facts).any(|(told, _)| *told == fact))
}

fn all(article: &Article) -> Vec<Complete> {
    let mut all = vec![Complete { is: Vec::new(), told: Vec::new(), asked: Vec::new(), known: Vec::new() }];
    for (place, declared) in article.draft().facts.iter().enumerate() {
        let fact = FactId(place as u16);
        let question = article.question(fact).filter(|question| question.kind != Kind::Email);
        let mut longer = Vec::new();
        for before in &all {
            let asked =
                question.is_some_and(|question| question.when.as_ref().is_none_or(|when| holds(when, &before.known)));
            for value in 0..declared.values.len() as u8 {
                for told in [false, true].into_iter().take(1 + usize::from(may_be_told(article, fact))) {
                    let mut one = before.clone();
                    one.is.push(ValueId(value));
                    one.told.push(told);
                    one.asked.push(asked);
                    one.known.push((asked || told).then_some(ValueId(value)));
                    longer.push(one);
                }
            }
        }
        all = longer;
    }
    all
}

fn fits(article: &Article, remedy: usize, one: &Complete) -> bool {
    article.draft().remedies[remedy].when.as_ref().is_none_or(|when| holds(when, &one.known))
}

fn first(article: &Article, one: &Complete) -> Option<usize> {
    (0..article.draft().remedies.len()).find(|remedy| fits(article, *remedy, one))
}

/// Whether one alternative holds.
fn alternative(article: &Article, remedy: usize, number: usize, one: &Complete) -> bool {
    let when = article.draft().remedies[remedy].when.as_ref().unwrap();
    holds(&Condition(vec![when.0[number].clone()]), &one.known)
}

/// Groups of those that differ only in what is so of one fact, and in whether it is told.
fn differing(all: &[Complete], varies: usize) -> Vec<Vec<&Complete>> {
    let mut groups: HashMap<Vec<(ValueId, bool)>, Vec<&Complete>> = HashMap::new();
    for one in all {
        let facts = one.is.iter().copied().zip(one.told.iter().copied()).enumerate();
        let key = facts.filter(|(place, _)| *place != varies).map(|(_, fact)| fact).collect();
        groups.entry(key).or_default().push(one);
    }
    groups.into_values().collect()
}

/// Random articles in which servers tell facts, and messages tell more than they were asked for.
fn richer_articles() -> impl Strategy<Value = Article> {
    (articles(), vec(any::<(bool, u8)>(), 5), any::<bool>()).prop_map(|(plain, seeds, by_message)| {
        let mut draft = plain.draft().clone();
        draft.facts.truncate(5);
        for (fact, (server, _)) in draft.facts.iter_mut().zip(&seeds) {
            fact.server = *server;
        }
        if by_message && let Some(question) = draft.questions.last_mut() {
            question.kind = Kind::Message;
            draft.remedies.iter_mut().for_each(|remedy| {
                remedy.interruption = remedy.interruption.filter(|fact| *fact != question.fact);
            });
            draft.patterns = vec![common::pattern("a message", &[(0, 0), (question.fact.0, 0)])];
        }
        article(draft)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn an_alternative_is_shadowed_exactly_if_no_complete_set_of_facts_leads_to_it_first(article in richer_articles()) {
        let all = all(&article);
        let mut proof = Proof::new(&article);
        for (place, remedy) in article.draft().remedies.iter().enumerate() {
            for number in 0..remedy.when.as_ref().map_or(0, |when| when.0.len()) {
                let holds = |one: &&Complete| alternative(&article, place, number, one);
                let is_fresh = |one: &Complete| {
                    !(0..place).any(|earlier| fits(&article, earlier, one))
                        && !(0..number).any(|earlier| alternative(&article, place, earlier, one))
                };
                match proof.shadow(RemedyId(place as u16), number) {
                    None => prop_assert!(all.iter().filter(holds).any(is_fresh)),
                    Some(Shadow::Impossible) => prop_assert!(!all.iter().any(|one| holds(&one))),
                    Some(Shadow::Earlier(blamed)) => {
                        prop_assert!(all.iter().any(|one| holds(&one)));
                        for one in all.iter().filter(holds) {
                            prop_assert!(!is_fresh(one));
                            let holds_too = |(remedy, number): &(RemedyId, usize)| {
                                alternative(&article, usize::from(remedy.0), *number, one)
                            };
                            prop_assert!(blamed.iter().any(holds_too));
                        }
                        prop_assert!(!blamed.is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn a_case_without_an_answer_is_found_exactly_if_there_is_one(article in richer_articles()) {
        let all = all(&article);
        match Proof::new(&article).without_answer() {
            Some(outcome) => {
                let found = all.iter().find(|one| one.known == outcome);
                prop_assert!(found.is_some_and(|one| first(&article, one).is_none()));
            }
            None => prop_assert!(all.iter().all(|one| first(&article, one).is_some())),
        }
    }

    #[test]
    fn a_question_can_be_asked_and_matters_exactly_if_some_complete_sets_of_facts_show_it(article in richer_articles()) {
        let all = all(&article);
        let mut proof = Proof::new(&article);
        for question in &article.draft().questions {
            let place = usize::from(question.fact.0);
            prop_assert_eq!(proof.can_be_asked(question.fact), all.iter().any(|one| one.asked[place]));
            let matters = differing(&all, place).iter().any(|group| {
                group[0].asked[place] && group.iter().any(|one| first(&article, one) != first(&article, group[0]))
            });
            prop_assert_eq!(proof.matters(question.fact), matters, "{:?}", question.fact);
        }
    }

    #[test]
    fn another_remedy_can_follow_one_exactly_if_some_complete_set_of_facts_fits_both(article in richer_articles()) {
        let all = all(&article);
        let mut proof = Proof::new(&article);
        for (place, _) in article.draft().remedies.iter().enumerate() {
            let later = (place + 1..article.draft().remedies.len()).filter(|later| article.draft().remedies[*later].when.is_some());
            let later: Vec<usize> = later.collect();
            let follows = |one: &Complete| fits(&article, place, one) && later.iter().any(|later| fits(&article, *later, one));
            prop_assert_eq!(proof.has_successor(RemedyId(place as u16)), all.iter().any(follows));
        }
    }

    #[test]
    fn an_interruption_is_forbidden_or_open_exactly_if_some_complete_sets_of_facts_show_it(article in richer_articles()) {
        let all = all(&article);
        let mut proof = Proof::new(&article);
        for (number, remedy) in article.draft().remedies.iter().enumerate() {
            let Some(fact) = remedy.interruption else { continue };
            let (id, place) = (RemedyId(number as u16), usize::from(fact.0));
            let is_first = |one: &&Complete| first(&article, one) == Some(number);
            let forbids = |one: &Complete| !one.asked[place] && one.known[place].is_none();
            let found = proof.forbidden_interruption(id);
            prop_assert_eq!(found.is_some(), all.iter().filter(is_first).any(forbids));
            if let Some(outcome) = found {
                prop_assert!(all.iter().filter(is_first).any(|one| one.known == outcome && forbids(one)));
            }
            let open = differing(&all, place).iter().any(|group| {
                let values = group.iter().filter(|one| is_first(one)).map(|one| one.is[place]);
                values.collect::<BTreeSet<_>>().len() > 1
            });
            prop_assert_eq!(proof.interruption_is_open(id), open);
        }
    }

    #[test]
    fn a_condition_can_hold_with_a_remedy_exactly_if_some_complete_set_of_facts_shows_it(
        article in richer_articles(), seed in seeds()
    ) {
        let all = all(&article);
        let sizes = article.draft().facts.iter().map(|fact| fact.values.len()).collect::<Vec<_>>();
        let condition = grow(&seed, &sizes, sizes.len());
        let mut proof = Proof::new(&article);
        let holds = |one: &&Complete| holds(&condition, &one.known);
        prop_assert_eq!(proof.can_hold_with(&condition, None), all.iter().any(|one| holds(&one)));
        for number in 0..article.draft().remedies.len() {
            let both = all.iter().filter(holds).any(|one| fits(&article, number, one));
            prop_assert_eq!(proof.can_hold_with(&condition, Some(RemedyId(number as u16))), both);
        }
    }
}

#[test]
fn what_a_server_tells_after_an_address_was_given_is_what_the_question_for_the_address_is_good_for() {
    let email = |when| {
        let mut facts =
            vec![fact("trouble", &["a", "b"]), fact("address", &["given"]), fact("account", &["ok", "gone"])];
        facts[1].server = true;
        facts[2].server = true;
        let mut questions = vec![question(0, None), question(1, None)];
        questions[1].kind = Kind::Email;
        article(draft(facts, questions, vec![remedy(0, Some(when)), remedy(1, None)]))
    };
    assert!(Proof::new(&email(&[&[(2, &[1])]])).matters(FactId(1)));
    assert!(!Proof::new(&email(&[&[(0, &[1])]])).matters(FactId(1)));
}
