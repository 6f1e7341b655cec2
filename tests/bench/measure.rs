//! What is measured of the rules, by whatever clock there is: medians, a growth curve, and budgets held against them.

use std::hint::black_box;

use login_help::{
    article::{FactId, ValueId},
    rules::{Case, Rules, Screen, Step},
};

use super::articles::{large, peers_flow};

/// Long beside a browser's clock, whose steps are up to 0.1 ms.
const SAMPLE_MILLIS: f64 = 10.0;
const SAMPLES: usize = 21;

/// How far a large article is followed, one question after the other.
const WALK: usize = 12;

/// Most microseconds that each may take, where that is judged.
pub struct Budgets {
    pub diagnosis: Option<f64>,
    pub next_question: Option<f64>,
}

/// What was found, ready to be printed.
#[derive(Default)]
pub struct Report {
    pub lines: Vec<String>,
    pub missed: bool,
}

/// Measures all; `now` gives milliseconds since some moment.
pub fn measure(now: &impl Fn() -> f64, budgets: &Budgets) -> Report {
    let mut report = Report::default();
    let micros = diagnosis(now);
    report.judge("one diagnosis at 8 remedies", micros, budgets.diagnosis);
    let micros = next_question(now, &mut report.lines);
    report.judge("the next question at 10,000 remedies", micros, budgets.next_question);
    report
}

impl Report {
    fn judge(&mut self, what: &str, micros: f64, budget: Option<f64>) {
        let missed = budget.is_some_and(|budget| micros > budget);
        let verdict = if missed { "MISSED" } else { "met" };
        let verdict = budget.map_or(String::new(), |budget| format!("; budget {budget} µs: {verdict}"));
        self.lines.push(format!("{what}: {micros:.2} µs{verdict}"));
        self.missed |= missed;
    }
}

/// One diagnosis at eight remedies, replaying the case included: the mean over all screens of the flow.
fn diagnosis(now: &impl Fn() -> f64) -> f64 {
    let rules = Rules::new(peers_flow());
    let cases = every_case(&rules);
    let all = median(now, || cases.iter().for_each(|case| drop(black_box(black_box(case).screen(&rules)))));
    all / cases.len() as f64
}

/// Choosing the next question, as articles grow: the first one, with everything open, and the slowest of those that
/// follow where each is answered, or none is. Gives the slowest of all at the largest.
fn next_question(now: &impl Fn() -> f64, lines: &mut Vec<String>) -> f64 {
    let mut line = |cells: [&str; 6]| {
        let [remedies, questions, first, growth, answered, unsure] = cells;
        lines.push(format!("{remedies:>8} {questions:>9} {first:>9} {growth:>6} {answered:>14} {unsure:>12}"));
    };
    line(["remedies", "questions", "first µs", "growth", "later answered", "later unsure"]);
    let (mut before, mut slowest) = (None, 0.0);
    for remedies in [10, 100, 1_000, 10_000] {
        let rules = Rules::new(large(remedies));
        let questions = rules.article().draft().questions.len();
        let time = |case: &Case| median(now, || drop(black_box(black_box(case).screen(&rules))));
        let later = |cases: &[Case]| cases.iter().skip(1).map(time).reduce(f64::max);
        let first = time(&Case::new(false));
        let answered = later(&walk(&rules, |step, count| Some(ValueId((step * 7 % count) as u8))));
        let unsure = later(&walk(&rules, |_, _| None));
        slowest = [answered, unsure].into_iter().flatten().fold(first, f64::max);
        let growth = before.replace(first).map(|before| first / before);
        let [growth, answered, unsure] =
            [growth, answered, unsure].map(|cell| cell.map_or(String::new(), |cell| format!("{cell:.1}")));
        line([&remedies.to_string(), &questions.to_string(), &format!("{first:.1}"), &growth, &answered, &unsure]);
    }
    slowest
}

/// Median microseconds of one run.
fn median(now: &impl Fn() -> f64, mut work: impl FnMut()) -> f64 {
    let mut time = |runs: u32| {
        let start = now();
        (0..runs).for_each(|_| work());
        now() - start
    };
    let mut runs = 1;
    while time(runs) < SAMPLE_MILLIS {
        runs *= 2;
    }
    let mut samples = (0..SAMPLES).map(|_| time(runs) / f64::from(runs)).collect::<Vec<_>>();
    samples.sort_by(f64::total_cmp);
    samples[SAMPLES / 2] * 1_000.0
}

/// Every case that answers lead to, from the empty one to the remedies.
fn every_case(rules: &Rules) -> Vec<Case> {
    let mut cases = vec![Case::new(false)];
    let mut seen = 0;
    while let Some(case) = cases.get(seen).cloned() {
        cases.extend(answered(rules, &case));
        seen += 1;
    }
    cases
}

/// Cases that each ask a question, one answer apart; `answer` has the number of the step, and of the values.
fn walk(rules: &Rules, answer: impl Fn(usize, usize) -> Option<ValueId>) -> Vec<Case> {
    let mut case = Case::new(false);
    let mut cases = Vec::new();
    for step in 0..WALK {
        let Screen::Question(asked) = case.screen(rules) else { break };
        cases.push(case.clone());
        case.push(Step::Answer(asked, answer(step, values(rules, asked))));
    }
    cases
}

/// The case with each answer to what it asks; none where it asks nothing.
fn answered(rules: &Rules, case: &Case) -> Vec<Case> {
    let Screen::Question(asked) = case.screen(rules) else { return Vec::new() };
    let with = |value| {
        let mut case = case.clone();
        case.push(Step::Answer(asked, Some(ValueId(value as u8))));
        case
    };
    (0..values(rules, asked)).map(with).collect()
}

fn values(rules: &Rules, fact: FactId) -> usize {
    rules.article().fact(fact).map_or(0, |fact| fact.values.len())
}
