//! What the rules make of what is known: the semantics of conditions, questions, remedies and handing over.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that can't go on has failed")]

mod common;

use common::{article, blocked_or_forgot, draft, fact, question, remedy};
use login_help::{
    article::{Callout, CalloutKind, Channel, FactId, InvalidArticle, Kind, RemedyId, ValueId},
    rules::{Case, Diagnosis, Known, Reason, Rules, Screen, Source, Step, summary, trail},
};

const TROUBLE: FactId = FactId(0);
const NOTICE: FactId = FactId(1);
const DEVICE: FactId = FactId(2);
const FORGOT: ValueId = ValueId(0);
const BLOCKED: ValueId = ValueId(1);
const OTHER: ValueId = ValueId(2);

fn answer(fact: FactId, value: ValueId) -> Step {
    Step::Answer(fact, Some(value))
}

fn case(steps: &[Step]) -> Case {
    let mut case = Case::new(false);
    steps.iter().cloned().for_each(|step| case.push(step));
    case
}

fn screen(rules: &Rules, steps: &[Step]) -> Screen {
    case(steps).screen(rules)
}

#[test]
fn the_first_question_is_the_one_that_leaves_least_uncertainty() {
    let rules = Rules::new(article(blocked_or_forgot()));
    assert_eq!(screen(&rules, &[]), Screen::Question(TROUBLE));
}

#[test]
fn declared_order_breaks_a_tie_between_questions() {
    let two = |first: u16, second: u16| {
        let facts = vec![fact("a", &["x", "y"]), fact("b", &["x", "y"])];
        let remedies = vec![remedy(0, Some(&[&[(0, &[0]), (1, &[0])]])), remedy(1, None)];
        Rules::new(article(draft(facts, vec![question(first, None), question(second, None)], remedies)))
    };
    assert_eq!(screen(&two(0, 1), &[]), Screen::Question(FactId(0)));
    assert_eq!(screen(&two(1, 0), &[]), Screen::Question(FactId(1)));
}

#[test]
fn heavier_remedies_draw_the_question_that_tells_them_apart() {
    let facts = vec![fact("rare", &["x", "y"]), fact("common", &["x", "y"])];
    let remedies = vec![
        remedy(0, Some(&[&[(0, &[0])]])),
        remedy(1, Some(&[&[(1, &[0])]])),
        remedy(2, Some(&[&[(1, &[1])]])),
        remedy(3, None),
    ];
    let mut draft = draft(facts, vec![question(0, None), question(1, None)], remedies);
    (draft.remedies[1].weight, draft.remedies[2].weight) = (50, 50);
    assert_eq!(screen(&Rules::new(article(draft)), &[]), Screen::Question(FactId(1)));
}

#[test]
fn an_answer_that_settles_the_case_shows_its_remedy_without_another_question() {
    let rules = Rules::new(article(blocked_or_forgot()));
    assert_eq!(screen(&rules, &[answer(TROUBLE, FORGOT)]), Screen::Remedy(RemedyId(2)));
}

#[test]
fn a_gated_question_waits_for_its_condition_and_then_is_asked() {
    let rules = Rules::new(article(blocked_or_forgot()));
    assert_eq!(screen(&rules, &[answer(TROUBLE, BLOCKED)]), Screen::Question(NOTICE));
    assert_eq!(screen(&rules, &[answer(TROUBLE, OTHER)]), Screen::Remedy(RemedyId(3)));
}

#[test]
fn a_question_that_can_change_nothing_is_not_asked() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let asked = |steps: &[Step]| screen(&rules, steps).asks();
    assert_ne!(asked(&[]), Some(DEVICE));
    assert_ne!(asked(&[Step::Answer(TROUBLE, None)]), Some(DEVICE));
}

#[test]
fn among_true_remedies_the_earlier_one_wins() {
    let remedies = vec![remedy(0, Some(&[&[(0, &[0, 1])]])), remedy(1, Some(&[&[(0, &[1])]])), remedy(2, None)];
    let rules = Rules::new(article(draft(vec![fact("a", &["x", "y", "z"])], vec![question(0, None)], remedies)));
    assert_eq!(screen(&rules, &[answer(FactId(0), ValueId(1))]), Screen::Remedy(RemedyId(0)));
}

#[test]
fn an_undecided_earlier_remedy_holds_back_a_true_later_one() {
    let remedies = vec![remedy(0, Some(&[&[(1, &[0])]])), remedy(1, Some(&[&[(0, &[0])]])), remedy(2, None)];
    let facts = vec![fact("a", &["x", "y"]), fact("b", &["x", "y"])];
    let rules = Rules::new(article(draft(facts, vec![question(0, None), question(1, None)], remedies)));
    assert_eq!(screen(&rules, &[answer(FactId(0), ValueId(0))]), Screen::Question(FactId(1)));
}

#[test]
fn after_not_sure_the_likeliest_of_what_is_left_comes_first_and_the_fallback_last() {
    let mut draft = blocked_or_forgot();
    (draft.remedies[1].weight, draft.remedies[3].weight) = (3, 9);
    let rules = Rules::new(article(draft));
    let steps = [answer(TROUBLE, BLOCKED), Step::Answer(NOTICE, None)];
    assert_eq!(screen(&rules, &steps), Screen::Possible(vec![RemedyId(1), RemedyId(0), RemedyId(3)]));
}

#[test]
fn a_remedy_picked_among_the_possible_is_shown_until_it_is_tried() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let mut steps = vec![answer(TROUBLE, BLOCKED), Step::Answer(NOTICE, None), Step::Chose(RemedyId(1))];
    assert_eq!(screen(&rules, &steps), Screen::Remedy(RemedyId(1)));
    steps.push(Step::Tried(RemedyId(1)));
    assert_eq!(screen(&rules, &steps), Screen::Possible(vec![RemedyId(0), RemedyId(3)]));
}

#[test]
fn what_did_not_help_gives_way_to_the_next_and_in_the_end_to_a_person() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let mut steps = vec![answer(TROUBLE, FORGOT), Step::Tried(RemedyId(2))];
    assert_eq!(screen(&rules, &steps), Screen::Remedy(RemedyId(3)));
    steps.push(Step::Tried(RemedyId(3)));
    assert_eq!(screen(&rules, &steps), Screen::Handoff);
}

#[test]
fn a_case_that_support_cannot_help_is_never_sent_to_support() {
    let mut draft = blocked_or_forgot();
    draft.remedies[0].handoff = Channel::Reply;
    let rules = Rules::new(article(draft));
    let case = case(&[answer(TROUBLE, BLOCKED), answer(NOTICE, ValueId(0)), Step::Tried(RemedyId(0))]);
    assert_eq!(case.screen(&rules), Screen::Handoff);
    assert_eq!(rules.channel(&case.known(rules.article())), Channel::Reply);
    let (blocked, banned) = (answer(TROUBLE, BLOCKED), answer(NOTICE, ValueId(0)));
    let asked_for_a_person = self::case(&[blocked.clone(), banned]).known(rules.article());
    assert_eq!(rules.channel(&asked_for_a_person), Channel::Reply);
    assert_eq!(rules.channel(&self::case(&[blocked]).known(rules.article())), Channel::Support);
}

#[test]
fn an_interruption_is_asked_after_the_remedy_is_chosen_and_before_it_is_shown() {
    let mut draft = blocked_or_forgot();
    draft.remedies[2].interruption = Some(DEVICE);
    let rules = Rules::new(article(draft));
    let mut steps = vec![answer(TROUBLE, FORGOT)];
    assert_eq!(screen(&rules, &steps), Screen::Interruption(RemedyId(2), DEVICE));
    for said in [answer(DEVICE, ValueId(0)), Step::Answer(DEVICE, None)] {
        steps.truncate(1);
        steps.push(said);
        assert_eq!(screen(&rules, &steps), Screen::Remedy(RemedyId(2)));
    }
}

#[test]
fn a_warning_is_dropped_only_when_its_condition_is_known_to_be_false() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let when = Some(common::condition(&[&[(2, &[0])]]));
    let shown = |kind, steps: &[Step]| {
        let callout = Callout { kind, when: when.clone(), body: Vec::new() };
        rules.shows(&case(steps).known(rules.article()), &callout)
    };
    let (yes, no, unsure) = (answer(DEVICE, ValueId(0)), answer(DEVICE, ValueId(1)), Step::Answer(DEVICE, None));
    for (said, warns, informs) in
        [(vec![], true, false), (vec![unsure], true, false), (vec![yes], true, true), (vec![no], false, false)]
    {
        assert_eq!(shown(CalloutKind::Warning, &said), warns, "warning after {said:?}");
        assert_eq!(shown(CalloutKind::Info, &said), informs, "info after {said:?}");
    }
}

#[test]
fn a_remedy_known_only_from_a_server_does_not_hold_back_the_rest() {
    let mut draft = blocked_or_forgot();
    draft.questions.remove(1);
    draft.facts[1].server = true;
    let rules = Rules::new(article(draft));
    assert_eq!(screen(&rules, &[answer(TROUBLE, FORGOT)]), Screen::Remedy(RemedyId(2)));
    let told = Step::Told(Source::Server, vec![(NOTICE, ValueId(0))]);
    assert_eq!(screen(&rules, &[answer(TROUBLE, FORGOT), told]), Screen::Remedy(RemedyId(0)));
}

#[test]
fn an_email_address_is_asked_for_only_where_a_server_can_answer_and_holds_up_nothing_afterwards() {
    let mut draft = blocked_or_forgot();
    draft.questions[1].kind = Kind::Email;
    let rules = Rules::new(article(draft));
    let asked = |server, steps: &[Step]| {
        let mut case = Case::new(server);
        steps.iter().cloned().for_each(|step| case.push(step));
        case.screen(&rules)
    };
    let blocked = answer(TROUBLE, BLOCKED);
    assert_eq!(asked(false, std::slice::from_ref(&blocked)), Screen::Remedy(RemedyId(3)));
    assert_eq!(asked(true, std::slice::from_ref(&blocked)), Screen::Question(NOTICE));
    assert_eq!(asked(true, &[blocked, Step::Answer(NOTICE, None)]), Screen::Remedy(RemedyId(3)));
}

#[test]
fn what_the_person_says_outranks_the_server_and_the_server_outranks_the_page() {
    let article = article(blocked_or_forgot());
    let said = [(Source::Host, 0), (Source::Server, 1), (Source::Person, 2)];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut known = Known::nothing(&article, false);
        for (source, value) in order.map(|place| said[place]) {
            known.learn(TROUBLE, ValueId(value), source);
        }
        assert_eq!(known.of(TROUBLE), login_help::rules::Knowledge::Value(OTHER, Source::Person));
    }
}

#[test]
fn a_later_answer_of_the_person_wins_over_an_earlier_one() {
    let rules = Rules::new(article(blocked_or_forgot()));
    assert_eq!(screen(&rules, &[answer(TROUBLE, BLOCKED), answer(TROUBLE, FORGOT)]), Screen::Remedy(RemedyId(2)));
}

#[test]
fn a_remedy_explains_itself_by_the_facts_that_made_it_true() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let told = Step::Told(Source::Host, vec![(NOTICE, ValueId(1))]);
    let known = case(&[answer(TROUBLE, BLOCKED), told]).known(rules.article());
    let reason = Reason { fact: NOTICE, value: ValueId(1), source: Source::Host };
    assert_eq!(rules.reasons(&known, RemedyId(1)), [reason]);
    assert_eq!(rules.reasons(&known, RemedyId(3)), []);
}

#[test]
fn facts_from_the_page_can_settle_a_case_before_any_question() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let mut unknown = Vec::new();
    let told = trail::read_facts(rules.article(), Source::Host, "trouble=forgot colour=red", &mut |pair| {
        unknown.push(pair.to_string())
    });
    assert_eq!(screen(&rules, &[told]), Screen::Remedy(RemedyId(2)));
    assert_eq!(unknown, ["colour=red"]);
}

#[test]
fn a_server_tells_only_facts_that_the_article_lets_it_tell() {
    let mut draft = blocked_or_forgot();
    draft.facts[1].server = true;
    let article = article(draft);
    let mut unknown = Vec::new();
    let told = trail::read_facts(&article, Source::Server, "trouble=forgot notice=banned notice=gone", &mut |pair| {
        unknown.push(pair.to_string());
    });
    assert_eq!(told, Step::Told(Source::Server, vec![(NOTICE, ValueId(0))]));
    assert_eq!(unknown, ["trouble=forgot", "notice=gone"]);
}

#[test]
fn back_drops_the_last_answer_and_keeps_what_others_told() {
    let told = Step::Told(Source::Server, vec![(DEVICE, ValueId(0))]);
    let mut case = case(&[answer(TROUBLE, BLOCKED), told.clone()]);
    assert!(case.can_go_back());
    case.back();
    assert_eq!(case.steps(), [told]);
    assert!(!case.can_go_back());
}

#[test]
fn a_pasted_message_is_there_again_when_its_question_is() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let mut gone = case(&[
        answer(TROUBLE, BLOCKED),
        Step::Message { fact: NOTICE, text: "the whole message".into(), told: Vec::new() },
    ]);
    let with = gone.clone();
    gone.back();
    assert_eq!(gone.pasted(Some(NOTICE)), Some("the whole message"));
    gone.adopt(trail::read(rules.article(), &trail::write(rules.article(), &with), &mut |pair| {
        panic!("unknown: {pair}")
    }));
    assert_eq!(gone.steps(), with.steps(), "forward again, by the address, which does not carry it");
    gone.change(&rules, TROUBLE, answer(TROUBLE, FORGOT));
    assert_eq!(gone.pasted(Some(NOTICE)), Some("the whole message"));
    gone.restart();
    assert_eq!(gone.pasted(Some(NOTICE)), None);
}

#[test]
fn changing_an_answer_keeps_of_the_later_ones_what_still_holds() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let mut changed = case(&[answer(TROUBLE, BLOCKED), answer(NOTICE, ValueId(0)), answer(DEVICE, ValueId(1))]);
    changed.change(&rules, TROUBLE, answer(TROUBLE, FORGOT));
    assert_eq!(changed.steps(), [answer(TROUBLE, FORGOT), answer(DEVICE, ValueId(1))]);
    changed.change(&rules, DEVICE, answer(DEVICE, ValueId(0)));
    assert_eq!(changed.steps(), [answer(TROUBLE, FORGOT), answer(DEVICE, ValueId(0))]);
}

#[test]
fn a_case_survives_the_page_s_address_without_what_was_typed() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let article = rules.article();
    let pasted = Step::Message { fact: NOTICE, text: "me@example.com".into(), told: vec![(NOTICE, ValueId(0))] };
    let steps = [
        answer(TROUBLE, BLOCKED),
        pasted,
        Step::Answer(DEVICE, None),
        Step::Chose(RemedyId(1)),
        Step::Tried(RemedyId(0)),
    ];
    let before = case(&steps);
    let address = trail::write(article, &before);
    assert!(!address.contains("example"), "{address}");
    let mut after = before.clone();
    after.adopt(trail::read(article, &address, &mut |pair| panic!("unknown: {pair}")));
    assert_eq!(after.steps(), before.steps(), "the text that was pasted is kept where the case goes on");
    let mut elsewhere = Case::new(false);
    elsewhere.adopt(trail::read(article, &address, &mut |pair| panic!("unknown: {pair}")));
    assert_eq!(elsewhere.known(article), before.known(article));
}

#[test]
fn what_means_something_of_its_own_in_a_link_can_be_no_id() {
    use login_help::article::RESERVED;
    assert_eq!(RESERVED, [trail::CHOSE, trail::TRIED, trail::WROTE, trail::NO_GUESS, trail::TOKEN, trail::AT]);
}

#[test]
fn an_address_with_unknown_parts_gives_the_rest_and_names_them() {
    let article = article(blocked_or_forgot());
    let mut unknown = Vec::new();
    let steps = trail::read(&article, "trouble=blocked&colour=red&notice=gone&tried=s9&%3Cscript%3E&", &mut |pair| {
        unknown.push(pair.to_string());
    });
    assert_eq!(steps, [answer(TROUBLE, BLOCKED)]);
    assert_eq!(unknown, ["colour=red", "notice=gone", "tried=s9", "%3Cscript%3E"]);
}

#[test]
fn the_summary_tells_answers_messages_and_what_was_tried() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let long = format!("start{}", "x".repeat(100_000));
    let steps = [
        answer(TROUBLE, BLOCKED),
        Step::Message { fact: NOTICE, text: long, told: Vec::new() },
        Step::Tried(RemedyId(3)),
    ];
    let around = summary::Around {
        page: "https://example.com/help".into(),
        time: "2026-11-25T12:00:00Z".into(),
        service: "login is slow".into(),
    };
    let text = summary::summary(&rules, &case(&steps), &common::strings(), &around);
    let version = env!("CARGO_PKG_VERSION");
    for wanted in [
        "label blocked",
        "heading 3",
        "https://example.com/help",
        "startxxx",
        "2026-11-25T12:00:00Z",
        version,
        "login is slow",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing");
    }
    assert!(text.len() < 5_000, "a long message is cut");
}

#[test]
fn what_others_told_and_the_person_denies_counts_no_more_but_is_in_the_summary() {
    let mut draft = blocked_or_forgot();
    draft.facts[1].server = true;
    let rules = Rules::new(article(draft));
    let told = || Step::Told(Source::Server, vec![(NOTICE, ValueId(0))]);
    let mut case = case(&[answer(TROUBLE, BLOCKED), told()]);
    assert_eq!(case.screen(&rules), Screen::Remedy(RemedyId(0)));
    case.push(Step::Denied(NOTICE));
    assert_eq!(case.screen(&rules), Screen::Question(NOTICE));
    let text = summary::summary(&rules, &case, &common::strings(), &summary::Around::default());
    assert!(text.contains("label banned (summary_denied)"), "{text}");
    case.back();
    assert_eq!(case.screen(&rules), Screen::Remedy(RemedyId(0)), "Back takes the denial back");
    case.push(Step::Denied(NOTICE));
    let address = trail::write(rules.article(), &case);
    case.adopt(trail::read(rules.article(), &address, &mut |pair| panic!("unknown: {pair}")));
    assert_eq!(case.screen(&rules), Screen::Question(NOTICE), "no address takes it back");
}

#[test]
fn what_servers_settle_alone_is_shown_though_an_earlier_remedy_might_still_be_true() {
    let mut draft = blocked_or_forgot();
    draft.facts[1].server = true;
    draft.remedies.swap(0, 2);
    let rules = Rules::new(article(draft));
    let told = |source| Step::Told(source, vec![(NOTICE, ValueId(0))]);
    assert_eq!(case(&[told(Source::Server)]).screen(&rules), Screen::Remedy(RemedyId(2)));
    assert_eq!(case(&[told(Source::Host)]).screen(&rules), Screen::Question(TROUBLE), "a page may be wrong");
    let person = case(&[told(Source::Server), answer(TROUBLE, FORGOT)]);
    assert_eq!(person.screen(&rules), Screen::Remedy(RemedyId(0)), "the person's own word makes an earlier one true");
    let tried = case(&[told(Source::Server), Step::Tried(RemedyId(2))]);
    assert_eq!(tried.screen(&rules), Screen::Question(TROUBLE));
}

#[test]
fn what_the_person_said_can_not_be_denied_away() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let case = case(&[answer(TROUBLE, BLOCKED), answer(NOTICE, ValueId(0)), Step::Denied(NOTICE)]);
    assert_eq!(case.screen(&rules), Screen::Remedy(RemedyId(0)));
}

#[test]
fn a_draft_whose_parts_do_not_fit_together_is_refused() {
    let wrong = |change: fn(&mut login_help::article::Draft)| {
        let mut draft = blocked_or_forgot();
        change(&mut draft);
        login_help::article::Article::try_from(draft).unwrap_err()
    };
    assert!(matches!(wrong(|d| d.remedies.clear()), InvalidArticle::NoRemedy));
    assert!(matches!(wrong(|d| d.facts[0].values.clear()), InvalidArticle::BadValues(_)));
    assert!(matches!(wrong(|d| d.facts[0].id = "Two Words".into()), InvalidArticle::BadId(_)));
    assert!(matches!(wrong(|d| d.remedies[1].section.0 = 0), InvalidArticle::SharedSection(_)));
    assert!(matches!(wrong(|d| d.facts[1].id = "tried".into()), InvalidArticle::BadId(_)));
    assert!(matches!(wrong(|d| d.questions[0].fact = FactId(9)), InvalidArticle::Dangling(_)));
    assert!(matches!(wrong(|d| d.questions[0].fact = DEVICE), InvalidArticle::AskedTwice(_)));
    assert!(matches!(wrong(|d| d.remedies[0].section.0 = 9), InvalidArticle::Dangling(_)));
    assert!(matches!(wrong(|d| d.remedies[0].when = None), InvalidArticle::FallbackNotLast(_)));
    assert!(matches!(wrong(|d| d.remedies[0].weight = 0), InvalidArticle::Weightless(_)));
    assert!(matches!(wrong(|d| d.remedies[0].interruption = Some(FactId(7))), InvalidArticle::BadInterruption(_)));
    assert!(matches!(wrong(|d| d.support.url = "javascript:alert(1)".into()), InvalidArticle::BadLink(_)));
    let circular = |d: &mut login_help::article::Draft| d.questions[0].when = Some(common::condition(&[&[(1, &[0])]]));
    assert!(matches!(wrong(circular), InvalidArticle::Circular(_)));
}

#[test]
fn with_every_remedy_ruled_out_and_no_fallback_a_person_helps() {
    let remedies = vec![remedy(0, Some(&[&[(0, &[0])]]))];
    let rules = Rules::new(article(draft(vec![fact("a", &["x", "y"])], vec![question(0, None)], remedies)));
    let mut known = Known::nothing(rules.article(), false);
    known.learn(FactId(0), ValueId(1), Source::Person);
    assert_eq!(rules.diagnose(&known), Diagnosis::Handoff);
}

fn wrote(told: &[(FactId, ValueId)], guesses: &[RemedyId]) -> Step {
    Step::Wrote { text: "i am banned me@example.com".into(), told: told.into(), guesses: guesses.into() }
}

#[test]
fn what_the_person_s_words_tell_counts_as_answers_until_they_say_that_it_is_wrong() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let mut case = case(&[wrote(&[(TROUBLE, BLOCKED), (NOTICE, ValueId(0))], &[])]);
    assert_eq!(case.screen(&rules), Screen::Remedy(RemedyId(0)));
    let reasons = rules.reasons(&case.known(rules.article()), RemedyId(0));
    assert!(!reasons.is_empty() && reasons.iter().all(|reason| reason.source == Source::Person));
    case.push(answer(DEVICE, ValueId(0)));
    case.misunderstood(&rules);
    assert_eq!(case.screen(&rules), Screen::Question(TROUBLE));
    assert_eq!(case.pasted(None), Some("i am banned me@example.com"));
}

#[test]
fn guesses_are_offered_until_one_is_picked_none_is_it_or_all_are_tried() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let guesses = [RemedyId(2), RemedyId(0)];
    let first = wrote(&[], &guesses);
    assert_eq!(screen(&rules, core::slice::from_ref(&first)), Screen::Guesses(guesses.into()));
    let chose = [first.clone(), Step::Chose(RemedyId(0))];
    assert_eq!(screen(&rules, &chose), Screen::Remedy(RemedyId(0)));
    let tried = [&chose[..], &[Step::Tried(RemedyId(0))]].concat();
    assert_eq!(screen(&rules, &tried), Screen::Guesses(vec![RemedyId(2)]));
    let both = [&tried[..], &[Step::Tried(RemedyId(2))]].concat();
    assert!(matches!(screen(&rules, &both), Screen::Question(_)));
    assert_eq!(screen(&rules, &[first, Step::NoGuess]), Screen::Question(TROUBLE));
}

#[test]
fn what_tells_the_guesses_apart_is_asked_first() {
    let facts = vec![fact("common", &["x", "y", "z"]), fact("rare", &["x", "y"])];
    let remedies = vec![
        remedy(0, Some(&[&[(0, &[0])]])),
        remedy(1, Some(&[&[(0, &[1])]])),
        remedy(2, Some(&[&[(1, &[0])]])),
        remedy(3, Some(&[&[(1, &[1])]])),
        remedy(4, None),
    ];
    let rules = Rules::new(article(draft(facts, vec![question(0, None), question(1, None)], remedies)));
    let asked = |guesses: &[RemedyId]| screen(&rules, &[wrote(&[], guesses), Step::NoGuess]);
    assert_eq!(asked(&[RemedyId(0), RemedyId(1)]), Screen::Question(FactId(0)));
    assert_eq!(asked(&[RemedyId(2), RemedyId(3)]), Screen::Question(FactId(1)));
}

#[test]
fn an_address_carries_what_words_led_to_and_not_the_words() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let article = rules.article();
    for steps in [
        vec![wrote(&[(TROUBLE, BLOCKED)], &[]), answer(NOTICE, ValueId(0))],
        vec![wrote(&[], &[RemedyId(2), RemedyId(0)]), Step::NoGuess],
        vec![wrote(&[], &[])],
    ] {
        let before = case(&steps);
        let address = trail::write(article, &before);
        assert!(!address.contains("i am") && !address.contains("example"), "{address}");
        let mut after = before.clone();
        after.adopt(trail::read(article, &address, &mut |pair| panic!("unknown: {pair}")));
        assert_eq!(after.steps(), before.steps());
    }
}

#[test]
fn the_summary_has_the_person_s_words_and_what_they_told_among_the_answers() {
    let rules = Rules::new(article(blocked_or_forgot()));
    let strings = login_help::locale::Strings::new(&login_help::locale::Strings::KEYS.map(String::from)).unwrap();
    let case = case(&[wrote(&[(TROUBLE, BLOCKED)], &[])]);
    let text = summary::summary(&rules, &case, &strings, &summary::Around::default());
    assert!(text.contains("i am banned me@example.com"), "{text}");
    assert!(text.contains("- prompt 0? label blocked"), "{text}");
}

#[test]
fn what_declares_unsure_as_a_value_lets_conditions_test_it() {
    // Where? is asked only of those who don't know what it is.
    let facts = vec![fact("what", &["forgot", "unsure"]), fact("where", &["page", "app"])];
    let questions = vec![question(0, None), question(1, Some(&[&[(0, &[1])]]))];
    let remedies = vec![remedy(0, Some(&[&[(0, &[0])]])), remedy(1, Some(&[&[(1, &[1])]])), remedy(2, None)];
    let rules = Rules::new(article(draft(facts, questions, remedies)));
    let screen = |steps: &[Step]| {
        let mut case = Case::new(false);
        steps.iter().cloned().for_each(|step| case.push(step));
        case.screen(&rules)
    };
    let (what, whence) = (FactId(0), FactId(1));
    assert_eq!(screen(&[Step::Answer(what, Some(ValueId(0)))]), Screen::Remedy(RemedyId(0)));
    let unsure = Step::Answer(what, None);
    assert_eq!(screen(std::slice::from_ref(&unsure)), Screen::Question(whence));
    assert_eq!(screen(&[unsure.clone(), Step::Answer(whence, Some(ValueId(1)))]), Screen::Remedy(RemedyId(1)));
    let nothing = Step::Message { fact: what, text: String::new(), told: Vec::new() };
    assert_eq!(screen(&[nothing]), Screen::Question(whence), "an unknown message leaves the person unsure too");
    assert_eq!(screen(&[unsure, Step::Answer(whence, None)]), Screen::Possible(vec![RemedyId(1), RemedyId(2)]));
}
