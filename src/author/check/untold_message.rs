//! Where a message is asked for, messages are known: one at least for each value that a condition tests.

use super::{Check, Code, Finding, Subject, values::met};
use crate::{
    article::{Kind, ValueId},
    author::code::UNTOLD_MESSAGE,
};

/// See the module.
pub(super) struct UntoldMessage;

impl Check for UntoldMessage {
    fn code(&self) -> &'static Code {
        UNTOLD_MESSAGE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let draft = subject.draft();
        for (place, question) in
            draft.questions.iter().enumerate().filter(|(_, question)| question.kind == Kind::Message)
        {
            let (fact, met) = (question.fact, met(subject, question.fact));
            let is_told = |value: &usize| {
                let told = (fact, ValueId(*value as u8));
                draft.patterns.iter().any(|pattern| pattern.facts.contains(&told))
            };
            let tested = (0..met.len()).filter(|value| met.get(*value).is_some_and(|tests| !tests.is_empty()));
            let name = |value: &usize| subject.article.value(fact, ValueId(*value as u8)).map_or("", |value| &value.id);
            let names: Vec<&str> = tested.filter(|value| !is_told(value)).map(|value| name(&value)).collect();
            let is_any_known = draft.patterns.iter().any(|pattern| pattern.facts.iter().any(|told| told.0 == fact));
            let message = match names.as_slice() {
                [] => continue,
                _ if !is_any_known => format!("a message is asked for '{}', and none is known", subject.fact(fact)),
                names => format!("no known message tells '{}' of '{}'", names.join("', '"), subject.fact(fact)),
            };
            let finding = subject.in_flow(subject.marks().questions.get(place), self.code(), message);
            found.push(finding.help("add it to [[messages]], as your service shows it"));
        }
    }
}
