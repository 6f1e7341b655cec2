//! What messages tell is asked where one can be pasted.

use super::{Check, Code, Finding, Subject};
use crate::{article::Kind, author::code::UNPASTED_MESSAGE};

/// See the module.
pub(super) struct UnpastedMessage;

impl Check for UnpastedMessage {
    fn code(&self) -> &'static Code {
        UNPASTED_MESSAGE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        // Where a message can be pasted nowhere at all, another check says so.
        let has_box = subject.manuscript.languages.iter().any(|language| !language.says.is_empty());
        if !has_box && !subject.draft().questions.iter().any(|question| question.kind == Kind::Message) {
            return;
        }
        let is_asked = |kind: Kind| move |question: &&crate::article::Question| question.kind == kind;
        let mut questions = subject.draft().questions.iter().enumerate();
        let tells_only = |fact| {
            let mut patterns =
                subject.draft().patterns.iter().filter(|pattern| pattern.facts.iter().any(|told| told.0 == fact));
            let asked = |fact| subject.article.question(fact).filter(is_asked(Kind::Message)).is_some();
            patterns.any(|pattern| !pattern.facts.iter().any(|(fact, _)| asked(*fact)))
        };
        if let Some((place, question)) =
            questions.find(|(_, question)| question.kind == Kind::Choice && tells_only(question.fact))
        {
            let message = format!(
                "messages tell '{}', and no box to paste one stands at its question",
                subject.fact(question.fact)
            );
            let finding = subject.in_flow(subject.marks().questions.get(place), self.code(), message);
            found.push(finding.help("add kind = \"message\" to it"));
        }
    }
}
