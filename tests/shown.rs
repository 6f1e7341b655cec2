//! What is shown of an article to its author: the walk, the paths, the pictures, the explanation.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{collections::BTreeSet, fs, path::Path, time::Instant};

use common::{article, blocked_or_forgot, condition, draft, fact, pattern, question, remedy};
use login_help::{
    article::{
        Article, Block, Callout, CalloutKind, Channel, Condition, Draft, FactId, Kind, Plain, Question, Remedy,
        RemedyId, Span, Test, ValueId, Values,
    },
    author::{
        compile,
        proof::Proof,
        show::{self, Asking, BadFact, Dialogue, Explanation, Given, Node, NodeId, Shown, Standing},
    },
    rules::{Case, Rules, Screen, Source, Step, recognise, trail},
};
use proptest::{collection::vec, option, prelude::*, sample::Index};

/// The articles of this repository in all their languages.
fn real() -> Vec<Article> {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles");
    let folders = fs::read_dir(articles).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    folders.flat_map(|folder| compile(&folder).unwrap_or_else(|found| panic!("{found:?}"))).collect()
}

fn sendgrid() -> Article {
    compile(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles/sendgrid-login")).unwrap().remove(0)
}

fn walked(article: &Article) -> Dialogue {
    show::dialogue(&Rules::new(article.clone()))
}

/// A remedy for every fact that is so; the more facts, the more questions for those for whom none is.
fn one_by_one(count: u16) -> Article {
    let name = |number: u16| format!("f{number}");
    let facts = (0..count).map(|number| fact(&name(number), &["yes", "no"])).collect();
    let questions = (0..count).map(|number| question(number, None)).collect();
    let fits = |number: u16| remedy(number, Some(&[&[(number, &[0])]]));
    article(draft(facts, questions, (0..count).map(fits).chain([remedy(count, None)]).collect()))
}

// The walk.

#[test]
fn the_expected_number_of_questions_is_what_the_weights_make_it() {
    // Of the remedies that each answer leaves, 1 of 5 is for forgot, 3 for blocked, who are asked once more, 1 for other.
    let mut draft = blocked_or_forgot();
    let expected = walked(&article(draft.clone())).expectation();
    assert!((expected.questions - 1.6).abs() < 1e-9, "{expected:?}");
    assert_eq!((expected.longest, expected.share, expected.interruptions), (2, 1.0, 0.0));
    // Forgotten passwords are six times as common now: 6 of 10, and 3 of 10 are asked once more.
    draft.remedies[2].weight = 6;
    draft.remedies[2].interruption = Some(FactId(2));
    let expected = walked(&article(draft)).expectation();
    assert!((expected.questions - 1.3).abs() < 1e-9, "{expected:?}");
    assert!((expected.interruptions - 0.6).abs() < 1e-9, "an interruption counts apart: {expected:?}");
}

#[test]
fn equal_continuations_are_one() {
    let walked = walked(&article(blocked_or_forgot()));
    let different: BTreeSet<String> = walked.nodes().iter().map(|node| format!("{node:?}")).collect();
    assert_eq!(different.len(), walked.nodes().len());
    let handoffs = walked.nodes().iter().filter(|node| matches!(node, Node::Handoff(_))).count();
    assert_eq!(handoffs, 1);
}

#[test]
fn a_walk_that_was_cut_says_so_and_counts_what_it_saw() {
    let start = Instant::now();
    let large = one_by_one(300);
    let walked = walked(&large);
    assert!(walked.cut() > 0);
    let share = walked.expectation().share;
    assert!(share > 0.0 && share < 1.0, "{share}");
    for text in [show::paths(&large), show::svg(&large), show::mermaid(&large)] {
        assert!(text.contains("The walk was cut"));
    }
    assert!(start.elapsed().as_secs() < 20, "four walks took {:?}", start.elapsed());
}

#[test]
fn a_whole_walk_has_no_cut_in_it() {
    for article in real().iter().chain([&one_by_one(8)]) {
        let walked = walked(article);
        assert_eq!(walked.cut(), 0);
        assert!(!walked.nodes().contains(&Node::Cut));
        assert!(!show::paths(article).contains("cut"));
    }
}

#[test]
fn a_message_that_tells_more_than_its_own_fact_is_an_answer_of_its_own() {
    let mut draft = blocked_or_forgot();
    draft.questions[0].kind = Kind::Message;
    draft.patterns = vec![pattern("you are banned", &[(0, 1), (1, 0)]), pattern("I forgot it", &[(0, 0)])];
    let walked = walked(&article(draft));
    let Node::Question { answers, .. } = walked.node(walked.first()) else { panic!("{walked:?}") };
    let messages: Vec<NodeId> =
        answers.iter().filter(|answer| matches!(answer.given, Given::Message(_))).map(|answer| answer.to).collect();
    assert_eq!(messages.len(), 1, "what only answers the question is that answer");
    assert!(matches!(walked.node(messages[0]), Node::Remedy { remedy: RemedyId(0), .. }));
}

/// A way through the dialogue as words, and where it ends.
type Ends = BTreeSet<(String, String)>;

/// Steps through a case by hand, as the widget does, to every end.
fn step_by_hand(rules: &Rules, case: &Case, path: &str, ends: &mut Ends) {
    let on = |step: Step, word: String, ends: &mut Ends| {
        let mut case = case.clone();
        case.push(step);
        step_by_hand(rules, &case, &format!("{path}/{word}"), ends);
    };
    match case.screen(rules) {
        Screen::Question(fact) | Screen::Interruption(_, fact) => {
            let declared = rules.article().fact(fact).unwrap();
            let values = (0..declared.values.len()).map(|value| ValueId(value as u8));
            for value in values.filter(|value| declared.unsure() != Some(*value)) {
                on(Step::Answer(fact, Some(value)), format!("{fact:?}={value:?}"), ends);
            }
            on(Step::Answer(fact, None), format!("{fact:?}=?"), ends);
            if rules.article().question(fact).unwrap().kind == Kind::Message {
                for pattern in &rules.article().draft().patterns {
                    let told = recognise(rules.article(), &pattern.text);
                    let word = match told.as_slice() {
                        [(told, value)] if *told == fact => format!("{fact:?}={value:?}"),
                        told => format!("{fact:?}={told:?}"),
                    };
                    on(Step::Message { fact, text: pattern.text.clone(), told }, word, ends);
                }
            }
        }
        Screen::Remedy(remedy) => {
            let known = case.known(rules.article());
            let shown = rules.article().section_of(remedy).unwrap().blocks.iter().filter_map(|block| match block {
                Block::Callout(callout) => Some(rules.shows(&known, callout)),
                Block::Plain(_) => None,
            });
            ends.insert((path.into(), format!("{remedy:?} {:?}", shown.collect::<Vec<_>>())));
            if known.chosen != Some(remedy) {
                on(Step::Tried(remedy), "tried".into(), ends);
            }
        }
        Screen::Guesses(remedies) | Screen::Possible(remedies) => {
            ends.insert((path.into(), format!("{remedies:?}")));
            for remedy in &remedies {
                on(Step::Chose(*remedy), format!("picks {remedy:?}"), ends);
            }
            // Then in the order of the list, for as long as it is the list.
            let mut rest = case.clone();
            while let Screen::Possible(left) = rest.screen(rules)
                && left.iter().all(|remedy| remedies.contains(remedy))
            {
                rest.push(Step::Chose(left[0]));
                rest.push(Step::Tried(left[0]));
            }
            step_by_hand(rules, &rest, &format!("{path}/tried"), ends);
        }
        Screen::Handoff => {
            let channel = rules.channel(&case.known(rules.article()));
            ends.insert((path.into(), format!("{channel:?}")));
        }
    }
}

/// The same from the walk.
fn step_by_walk(rules: &Rules, walked: &Dialogue, at: NodeId, path: &str, ends: &mut Ends) {
    match walked.node(at) {
        Node::Question { fact, answers } | Node::Interruption { fact, answers, .. } => {
            for answer in answers {
                let word = match &answer.given {
                    Given::Value(value) => format!("{fact:?}={value:?}"),
                    Given::Message(told) => format!("{fact:?}={told:?}"),
                    Given::Unsure => format!("{fact:?}=?"),
                };
                step_by_walk(rules, walked, answer.to, &format!("{path}/{word}"), ends);
            }
        }
        Node::Remedy { remedy, callouts, then } => {
            let blocks = &rules.article().section_of(*remedy).unwrap().blocks;
            let count = blocks.iter().filter(|block| matches!(block, Block::Callout(_))).count();
            let shown: Vec<bool> = (0..count).map(|place| callouts.contains(&place)).collect();
            ends.insert((path.into(), format!("{remedy:?} {shown:?}")));
            if let Some(then) = then {
                step_by_walk(rules, walked, *then, &format!("{path}/tried"), ends);
            }
        }
        Node::Possible { picks, then } => {
            ends.insert((path.into(), format!("{:?}", picks.iter().map(|pick| pick.remedy).collect::<Vec<_>>())));
            for pick in picks {
                step_by_walk(rules, walked, pick.to, &format!("{path}/picks {:?}", pick.remedy), ends);
            }
            step_by_walk(rules, walked, *then, &format!("{path}/tried"), ends);
        }
        Node::Handoff(channel) => _ = ends.insert((path.into(), format!("{channel:?}"))),
        Node::Cut => panic!("a small article is walked whole"),
    }
}

type Seed = Vec<Vec<(Index, u8)>>;

fn seeds() -> impl Strategy<Value = Seed> {
    vec(vec((any::<Index>(), 1..=7_u8), 1..=2), 1..=2)
}

/// A condition over the first `facts` facts.
fn grow(seed: &Seed, sizes: &[usize], facts: usize) -> Condition {
    let test = |(which, bits): &(Index, u8)| {
        let fact = which.index(facts);
        let value = |place: usize| Values::one(ValueId((place % sizes[fact]) as u8));
        let values = (0..3).filter(|bit| bits >> bit & 1 == 1).fold(Values::NONE, |set, bit| set.union(value(bit)));
        Test { fact: FactId(fact as u16), values }
    };
    Condition(seed.iter().map(|tests| tests.iter().map(test).collect()).collect())
}

/// Articles of up to four facts and five remedies, with messages, interruptions and warnings that may not apply.
fn articles() -> impl Strategy<Value = Article> {
    let facts = vec((2..=3_usize, option::weighted(0.9, option::weighted(0.4, seeds()))), 1..=4);
    let remedies = vec((seeds(), 1..=9_u16, 0..=5_u8, option::weighted(0.3, any::<Index>()), seeds()), 1..=5);
    let patterns = vec(vec((any::<Index>(), 0..=1_u8), 1..=2), 0..=2);
    (facts, remedies, patterns, any::<bool>()).prop_map(|(facts, remedies, patterns, fallback)| {
        let sizes = facts.iter().map(|(size, _)| *size).collect::<Vec<_>>();
        let declared =
            sizes.iter().enumerate().map(|(place, size)| fact(&format!("f{place}"), &["a", "b", "c"][..*size]));
        let questions = facts.iter().enumerate().filter_map(|(place, (_, asked))| {
            let gate = asked.as_ref()?.as_ref().filter(|_| place > 0);
            let kind = if place == 0 { Kind::Message } else { Kind::Choice };
            Some(Question { when: gate.map(|seed| grow(seed, &sizes, place)), kind, ..question(place as u16, None) })
        });
        let questions = questions.collect::<Vec<_>>();
        let choices = questions.iter().filter(|question| question.kind == Kind::Choice).collect::<Vec<_>>();
        let grown = remedies.iter().enumerate().map(|(place, (seed, weight, channel, interruption, _))| Remedy {
            when: Some(grow(seed, &sizes, sizes.len())),
            weight: *weight,
            interruption: interruption.filter(|_| !choices.is_empty()).map(|which| which.get(&choices).fact),
            handoff: if *channel == 0 { Channel::Reply } else { Channel::Support },
            ..remedy(place as u16, None)
        });
        let fallback = fallback.then(|| remedy(remedies.len() as u16, None));
        let mut draft = draft(declared.collect(), questions.clone(), grown.chain(fallback).collect());
        for (section, (.., seed)) in draft.sections.iter_mut().zip(&remedies) {
            section.blocks.push(warning("Careful", Some(grow(seed, &sizes, sizes.len()))));
        }
        let told = |facts: &Vec<(Index, u8)>| {
            facts.iter().map(|(which, value)| (which.index(sizes.len()) as u16, *value)).collect::<Vec<_>>()
        };
        let patterns = patterns.iter().zip(["first message", "second message"]);
        draft.patterns = patterns.map(|(facts, text)| pattern(text, &told(facts))).collect();
        article(draft)
    })
}

fn warning(text: &str, when: Option<Condition>) -> Block {
    let spans = vec![Span { text: text.into(), ..Span::default() }];
    Block::Callout(Callout { kind: CalloutKind::Warning, when, body: vec![Plain::Paragraph(spans)] })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_walk_ends_where_stepping_through_a_case_by_hand_ends(article in articles()) {
        let rules = Rules::new(article);
        let walked = show::dialogue(&rules);
        prop_assert_eq!(walked.cut(), 0);
        let (mut by_hand, mut by_walk) = (Ends::new(), Ends::new());
        step_by_hand(&rules, &Case::new(false), "", &mut by_hand);
        step_by_walk(&rules, &walked, walked.first(), "", &mut by_walk);
        prop_assert_eq!(by_walk, by_hand);
    }

    #[test]
    fn whatever_the_article_its_picture_is_well_formed_and_without_overlaps(article in articles()) {
        let picture = show::svg(&article);
        well_formed(&picture);
        no_overlaps(&picture);
    }

    #[test]
    fn whatever_the_article_its_paths_end_with_a_line_and_are_the_same_again(article in articles()) {
        let paths = show::paths(&article);
        prop_assert!(paths.ends_with('\n'));
        prop_assert_eq!(show::paths(&article), paths);
    }
}

// Paths and pictures.

#[test]
fn every_remedy_and_question_that_can_be_reached_is_in_all_of_them() {
    for article in real().iter().chain([&article(blocked_or_forgot()), &one_by_one(8)]) {
        let shown = [show::paths(article), show::svg(article), show::mermaid(article)];
        let is_shown = |id: &str| shown.iter().all(|text| text.replace("#45;", "-").contains(id));
        let mut proof = Proof::new(article);
        for (place, remedy) in article.draft().remedies.iter().enumerate() {
            let id = RemedyId(place as u16);
            let alternatives = remedy.when.as_ref().map_or(0, |when| when.0.len());
            if remedy.when.is_none() || (0..alternatives).any(|number| proof.shadow(id, number).is_none()) {
                let section = &article.section_of(id).unwrap().id;
                assert!(is_shown(section), "{section} of {}", article.draft().id);
            }
        }
        let interruptions: Vec<_> = article.draft().remedies.iter().filter_map(|remedy| remedy.interruption).collect();
        for question in &article.draft().questions {
            let asked = proof.can_be_asked(question.fact) && proof.matters(question.fact);
            if (asked || interruptions.contains(&question.fact)) && question.kind != Kind::Email {
                let first = question.prompt.split(|letter: char| !letter.is_alphanumeric()).next().unwrap();
                // Japanese has no spaces, and a picture's lines end somewhere.
                let first: String = first.chars().take(8).collect();
                assert!(is_shown(&first), "{} of {}", question.prompt, article.draft().id);
            }
        }
    }
}

#[test]
fn paths_are_the_same_every_time_and_name_no_file() {
    for article in real() {
        let paths = show::paths(&article);
        assert_eq!(show::paths(&article), paths);
        assert!(paths.ends_with('\n') && !paths.contains(env!("CARGO_MANIFEST_DIR")));
    }
}

#[test]
fn every_path_to_the_first_remedy_is_written_where_they_can_be_read() {
    for article in real() {
        let paths = show::paths(&article);
        let (_, paths) = paths.split_once("Paths\n").unwrap();
        let paths = paths.split("\n\nMessages\n").next().unwrap();
        let written = paths.lines().skip(4).filter(|line| !line.is_empty() && !line.starts_with(' ')).count();
        assert_eq!(written as f64, walked(&article).expectation().paths);
    }
}

#[test]
fn a_warning_that_vanishes_shows_in_the_paths() {
    let mut draft = blocked_or_forgot();
    let before = show::paths(&article(draft.clone()));
    draft.sections[2].blocks.push(warning("All is lost", Some(condition(&[&[(2, &[0])]]))));
    let after = show::paths(&article(draft.clone()));
    assert!(!before.contains("All is lost") && after.contains("All is lost"));
    // Behind an interruption it says after which answers.
    draft.remedies[2].interruption = Some(FactId(2));
    let asked = show::paths(&article(draft));
    let line = asked.lines().find(|line| line.contains("All is lost")).unwrap();
    assert!(line.contains("label phone") && !line.contains("label computer"), "{line}");
}

#[test]
fn a_question_after_a_remedy_is_in_the_paths() {
    // The message tells both remedies' facts; the third fact is asked when the first remedy was tried.
    let facts = vec![fact("a", &["x", "y"]), fact("b", &["x", "y"])];
    let remedies = vec![remedy(0, Some(&[&[(0, &[0])]])), remedy(1, Some(&[&[(1, &[0])]])), remedy(2, None)];
    let article = article(draft(facts, vec![question(0, None), question(1, None)], remedies));
    let paths = show::paths(&article);
    let after = paths.lines().skip_while(|line| *line != "label x").skip(1);
    let after: Vec<&str> = after.take_while(|line| !line.is_empty()).map(str::trim).collect();
    assert!(after.contains(&"? prompt 1?") && after.contains(&"› label y"), "{after:?}");
}

#[test]
fn too_many_paths_give_way_to_the_shortest_to_every_remedy() {
    let article = one_by_one(14);
    assert!(walked(&article).expectation().paths > 2_000.0);
    let paths = show::paths(&article);
    for number in 0..=14 {
        assert!(paths.contains(&format!("{{#s{number}}}")), "s{number}");
    }
    assert!(paths.lines().count() < 1_000, "{}", paths.lines().count());
}

/// Markup where it hurts most.
fn nasty() -> (Draft, &'static str) {
    let nasty = r#"</text> <b> & "it's" ]|--> `x` #35; %%{init}%% \" end [(a)] "#;
    let mut draft = blocked_or_forgot();
    draft.title = nasty.into();
    draft.questions.iter_mut().for_each(|question| question.prompt = nasty.into());
    draft.sections.iter_mut().for_each(|section| section.heading = nasty.into());
    draft.facts.iter_mut().flat_map(|fact| &mut fact.values).for_each(|value| value.label = nasty.into());
    draft.remedies[2].interruption = Some(FactId(2));
    (draft, nasty)
}

#[test]
fn pictures_are_well_formed_whatever_the_words() {
    let (draft, _) = nasty();
    for article in real().into_iter().chain([article(draft), one_by_one(300), one_by_one(1)]) {
        let picture = show::svg(&article);
        well_formed(&picture);
        no_overlaps(&picture);
        for part in ["role=\"img\"", "<title", "<desc", "prefers-color-scheme", "on average"] {
            assert!(picture.contains(part), "{part}");
        }
    }
}

#[test]
fn no_words_break_a_mermaid_label() {
    let (draft, nasty) = nasty();
    let chart = show::mermaid(&article(draft));
    assert!(!chart.contains(nasty));
    let body = chart.split("flowchart LR").nth(1).unwrap();
    for line in body.lines().filter(|line| line.contains('"')) {
        let parts: Vec<&str> = line.split('"').collect();
        assert_eq!(parts.len(), 3, "one label a line: {line}");
        let label = parts[1].replace("<br>", " ");
        let is_plain = |letter: char| letter.is_alphanumeric() || " #;,.?!:-/'·()⚠’".contains(letter);
        assert!(label.chars().all(is_plain), "{label}");
    }
}

/// Reads XML as far as it takes to know that it is well-formed.
fn well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some((text, after)) = rest.split_once('<') {
        entities(text);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in order");
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(!name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphabetic()), "{name}");
        let mut parts = attributes.split('"');
        while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
            assert!(before.trim().ends_with('='), "an attribute has a value: {tag}");
            entities(value);
        }
        if !is_empty {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!rest.contains('&') && rest.trim().is_empty());
}

fn entities(text: &str) {
    for after in text.split('&').skip(1) {
        let entity = after.split(';').next().unwrap();
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&entity), "&{entity};");
    }
    assert!(text.chars().all(|letter| letter == '\n' || !letter.is_control()));
}

/// No two boxes of a picture share any place.
fn no_overlaps(picture: &str) {
    let number = |tag: &str, name: &str| -> f64 {
        tag.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let boxes: Vec<[f64; 4]> = picture
        .split("<rect")
        .skip(1)
        .map(|tag| [number(tag, "x"), number(tag, "y"), number(tag, "width"), number(tag, "height")])
        .collect();
    for (place, one) in boxes.iter().enumerate() {
        for other in &boxes[place + 1..] {
            let apart =
                |side: usize| one[side] + one[side + 2] <= other[side] || other[side] + other[side + 2] <= one[side];
            assert!(apart(0) || apart(1), "{one:?} {other:?}");
        }
    }
}

// Explanations.

fn explained(article: &Article, facts: &[&str], message: Option<&str>) -> Explanation {
    let facts: Vec<String> = facts.iter().map(|fact| (*fact).into()).collect();
    show::explain(&Rules::new(article.clone()), &show::case(article, &facts, message).unwrap())
}

fn standing(explanation: &Explanation, remedy: &str) -> (Standing, String) {
    let found = explanation.remedies.iter().find(|weighed| weighed.remedy == remedy).unwrap();
    (found.standing, found.why.clone())
}

#[test]
fn a_diagnosis_is_explained_by_the_answers_it_rests_on() {
    let explained = explained(&sendgrid(), &["symptom=rejected", "login=twilio"], None);
    assert!(matches!(&explained.shown, Shown::Remedy { remedy, is_picked: false, .. } if remedy == "unified-login"));
    let because: Vec<(&str, &str)> =
        explained.because.iter().map(|because| (because.fact.as_str(), because.value.as_str())).collect();
    assert_eq!(because, [("symptom", "rejected"), ("login", "twilio")]);
    assert_eq!(standing(&explained, "unified-login").0, Standing::Fits);
    let (behind, why) = standing(&explained, "reset-twilio");
    assert!(behind == Standing::Behind && why.contains("unified-login"), "{why}");
    let (out, why) = standing(&explained, "reseller");
    assert!(out == Standing::Out && why.contains("login is twilio"), "{why}");
    assert_eq!(explained.uncertainty, 0.0);
}

#[test]
fn a_fact_of_the_servers_is_said_by_the_server_and_an_answer_by_the_person() {
    let explained = explained(&sendgrid(), &["server:account=frozen", "symptom=blocked"], None);
    let source = |fact: &str| explained.known.iter().find(|known| known.fact == fact).unwrap().source.unwrap();
    assert_ne!(source("account"), source("symptom"));
    assert!(matches!(&explained.shown, Shown::Question { fact, .. } if fact == "notice"));
    let reasons = show::explain_trail(&sendgrid(), "symptom=blocked&notice=unpaid-paused");
    assert!(reasons.because.iter().all(|because| because.source == Some(source("symptom"))));
}

#[test]
fn an_open_case_names_what_may_be_asked_and_what_it_would_leave() {
    let explained = explained(&sendgrid(), &["symptom=rejected"], None);
    let question = |fact: &str| explained.questions.iter().find(|question| question.fact == fact).unwrap();
    assert!(explained.questions.iter().all(|question| question.fact != "symptom"), "answered");
    assert_eq!(question("login").asking, Asking::Now);
    assert!(question("login").uncertainty.unwrap() < explained.uncertainty);
    assert_eq!(question("notice").asking, Asking::Impossible);
    let begun = self::explained(&sendgrid(), &[], None);
    let login = begun.questions.iter().find(|question| question.fact == "login").unwrap();
    assert!(login.asking == Asking::Waiting && login.why.contains("symptom"), "{}", login.why);
    let (open, why) = standing(&explained, "shared-credentials");
    assert!(open == Standing::Open && why.contains("login = shared"), "{why}");
    let (out, why) = standing(&explained, "banned");
    assert!(out == Standing::Out && why.contains("notice"), "{why}");
}

#[test]
fn the_uncertainty_an_answer_leaves_is_the_entropy_under_the_weights() {
    // Four remedies of one weight are 2 bits. One leaves them to 3 of 5, in log2(3) bits, and decides the others.
    let explained = explained(&article(blocked_or_forgot()), &[], None);
    assert!((explained.uncertainty - 2.0).abs() < 1e-6);
    let left = explained.questions[0].uncertainty.unwrap();
    assert!((left - 0.6 * 3_f64.log2()).abs() < 1e-6, "{left}");
}

#[test]
fn a_pasted_message_is_explained_by_what_it_tells() {
    let known = explained(&sendgrid(), &["symptom=error"], Some("550 Maximum CREDITS exceeded!"));
    assert_eq!(known.messages[0].facts[0].value, "credits");
    assert!(matches!(&known.shown, Shown::Remedy { remedy, .. } if remedy == "credits"));
    let unknown = explained(&sendgrid(), &["symptom=error"], Some("the moon is made of cheese"));
    assert!(unknown.messages[0].facts.is_empty());
    assert!(matches!(unknown.shown, Shown::Possible { .. }));
}

#[test]
fn the_callouts_of_the_remedy_say_why_they_are_shown() {
    let callouts = |sends: &str| {
        let facts = ["symptom=forgot-password", "login=direct", sends];
        explained(&sendgrid(), &facts, None).callouts
    };
    let shown =
        |sends: &str| callouts(sends).iter().map(|callout| (callout.kind, callout.is_shown)).collect::<Vec<_>>();
    assert_eq!(shown("sends=password"), [("warning", false), ("warning", true), ("info", false)]);
    assert_eq!(shown("sends=api-keys"), [("warning", false), ("warning", false), ("info", true)]);
    assert_eq!(shown("sends=unsure"), [("warning", false), ("warning", true), ("info", false)]);
    assert!(callouts("sends=api-keys")[1].why.contains("sends is api-keys"));
    let incident = ["symptom=forgot-password", "login=direct", "server:service=incident"];
    assert!(explained(&sendgrid(), &incident, None).callouts[0].is_shown);
}

#[test]
fn what_was_tried_is_behind_the_next_remedy() {
    let trail = "symptom=rejected&login=twilio&tried=unified-login";
    let explained = show::explain_trail(&sendgrid(), trail);
    assert!(matches!(&explained.shown, Shown::Remedy { remedy, .. } if remedy == "reset-twilio"));
    assert_eq!(standing(&explained, "unified-login").0, Standing::Tried);
    assert_eq!(explained.tried, ["unified-login"]);
}

#[test]
fn a_link_with_what_the_article_does_not_know_is_explained_without_it() {
    let explained = show::explain_trail(&sendgrid(), "symptom=rejected&colour=blue&remedy=nothing");
    assert_eq!(explained.unknown, ["colour=blue", "remedy=nothing"]);
    assert_eq!(explained.known.len(), 1);
    assert!(explained.to_string().contains("colour=blue"));
}

#[test]
fn a_fact_or_value_that_is_not_declared_is_refused_with_the_nearest() {
    let bad = |fact: &str| show::case(&sendgrid(), &[fact.into()], None).unwrap_err();
    assert!(matches!(bad("symtom=rejected"), BadFact::UnknownFact { help, .. } if help.contains("'symptom'")));
    assert!(matches!(bad("symptom=rejcted"), BadFact::UnknownValue { help, .. } if help.contains("'rejected'")));
    assert!(matches!(bad("sends=nothing-at-all"), BadFact::UnknownValue { help, .. } if help.contains("api-keys")));
    assert!(matches!(bad("account=unsure"), BadFact::NotAsked(fact) if fact == "account"));
    assert!(matches!(bad("symptom"), BadFact::NoPair(_)));
    assert!(matches!(bad("account=frozen"), BadFact::NobodyAsks(fact) if fact == "account"));
    assert!(matches!(bad("server:symptom=rejected"), BadFact::NotTheServers(fact) if fact == "symptom"));
    let no_message = show::case(&article(blocked_or_forgot()), &[], Some("text"));
    assert_eq!(no_message.unwrap_err(), BadFact::NoMessage);
}

#[test]
fn an_explanation_is_json_for_a_browser() {
    let explained = explained(&sendgrid(), &["symptom=unsure", "where=unsure"], None);
    let json = serde_json::to_value(&explained).unwrap();
    assert_eq!(json["shown"]["screen"], "possible");
    assert_eq!(json["known"][0]["value"], "unsure");
    assert_eq!(json["remedies"].as_array().unwrap().len(), sendgrid().draft().remedies.len());
}

#[test]
fn an_explanation_of_any_case_is_a_few_lines_of_text() {
    for facts in [vec![], vec!["symptom=unsure"], vec!["symptom=blocked", "notice=banned"]] {
        let text = explained(&sendgrid(), &facts, None).to_string();
        assert!(text.ends_with('\n') && text.lines().count() < 60, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_case_that_is_explained_is_on_the_screen_that_the_widget_shows(
        told in vec((any::<Index>(), any::<Index>(), 0..3_u8), 0..6),
    ) {
        let article = sendgrid();
        let rules = Rules::new(article.clone());
        let (mut facts, mut case) = (Vec::new(), Case::new(false));
        for (fact, value, who) in &told {
            let fact = fact.get(&article.draft().facts);
            let pair = format!("{}={}", fact.id, value.get(&fact.values).id);
            let is_asked = article.draft().questions.iter().any(|question| article.fact(question.fact) == Some(fact));
            // As the widget reads its page's attribute, a server's answer, and the person's own steps.
            match who {
                0 => {
                    facts.push(format!("page:{pair}"));
                    case.push(trail::read_facts(&article, Source::Host, &pair, &mut |_| {}));
                }
                1 if fact.server => {
                    facts.push(format!("server:{pair}"));
                    case.push(trail::read_facts(&article, Source::Server, &pair, &mut |_| {}));
                }
                _ if is_asked => {
                    facts.push(pair.clone());
                    trail::read(&article, &pair, &mut |_| {}).into_iter().for_each(|step| case.push(step));
                }
                _ => {}
            }
        }
        let explained = show::case(&article, &facts, None).unwrap();
        prop_assert_eq!(explained.screen(&rules), case.screen(&rules), "{:?}", facts);
    }
}
