//! Every answer that a condition tests leads to a remedy of somebody who gives it, also where no server tells anything.

use super::{Check, Code, Finding, Subject, screens::words, values::met_on_the_way};
use crate::{
    article::{Condition, FactId, Kind, Test, ValueId, Values},
    author::{code::LEADS_NOWHERE, proof::Shadow},
};

/// See the module.
pub(super) struct LeadsNowhere;

impl Check for LeadsNowhere {
    fn code(&self) -> &'static Code {
        LEADS_NOWHERE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        // Where conditions can't hold, this only follows from that.
        if subject.shadows().iter().flatten().any(|shadow| *shadow == Some(Shadow::Impossible)) {
            return;
        }
        let by_email = subject.draft().questions.iter().filter(|question| question.kind == Kind::Email);
        let by_email: Vec<Test> =
            by_email.filter_map(|question| question.when.as_ref()).flat_map(Condition::tests).copied().collect();
        let mut nowhere = Vec::new();
        for question in subject.draft().questions.iter().filter(|question| question.kind != Kind::Email) {
            let fact = question.fact;
            let interrupts = subject.draft().remedies.iter().any(|remedy| remedy.interruption == Some(fact));
            // A server may tell more of whoever enters an address.
            let asks_on =
                |value| by_email.iter().any(|test| test.fact == fact && !test.values.is_disjoint(Values::one(value)));
            let met = met_on_the_way(subject, fact);
            let tested = met.iter().enumerate().filter(|(_, tests)| !tests.is_empty());
            let tested =
                tested.map(|(number, _)| ValueId(number as u8)).filter(|value| !interrupts && !asks_on(*value));
            for value in tested.collect::<Vec<_>>() {
                let mut answers = before(question.when.as_ref()).map(|before| [&before[..], &[(fact, value)]].concat());
                let Some(answers) = answers.find(|answers| !subject.proof.lead_on(answers)) else { continue };
                nowhere.push((fact, value, answers));
            }
        }
        for (fact, value, answers) in &nowhere {
            // What only leads on to another question leads nowhere because of that one's answers.
            let leads_on = |test: &Test| test.fact == *fact && !test.values.is_disjoint(Values::one(*value));
            let asks = |other: FactId| {
                let when = subject.article.question(other).and_then(|question| question.when.as_ref());
                when.is_some_and(|when| when.tests().any(leads_on))
            };
            if nowhere.iter().any(|(other, ..)| asks(*other)) {
                continue;
            }
            let answers: Vec<_> = answers.iter().map(|(fact, value)| (*fact, Some(*value))).collect();
            let message = format!("{} leads to nothing but the last resort", words(subject, &answers));
            let spans = subject.marks().values.get(usize::from(fact.0));
            let span = spans.and_then(|spans| spans.get(usize::from(value.0)));
            let finding = subject.in_flow(span, self.code(), message);
            found.push(finding.help("widen the condition of what should help them"));
        }
    }
}

/// The answers after which a question is asked, one at a time; none where it always is.
fn before(when: Option<&Condition>) -> impl Iterator<Item = Vec<(FactId, ValueId)>> {
    let tests = when.into_iter().flat_map(Condition::tests);
    let answers =
        tests.flat_map(|test| test.values.each().filter_map(Values::only).map(|value| vec![(test.fact, value)]));
    answers.chain(when.is_none().then(Vec::new))
}
