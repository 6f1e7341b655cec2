//! No question is asked of which each answer leaves nearly everything as it was.

use std::collections::BTreeMap;

use super::{
    Check, Code, Finding, Subject,
    screens::{answers, count, visit, words},
};
use crate::{
    author::code::BLUNT_QUESTION,
    rules::{Rules, Screen, Step},
};

/// See the module.
pub(super) struct BluntQuestion;

impl Check for BluntQuestion {
    fn code(&self) -> &'static Code {
        BLUNT_QUESTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let (rules, most) = (Rules::new(subject.article.clone()), subject.manuscript.flow.offered);
        let mut blunt = BTreeMap::new();
        visit(&rules, &mut |reached| {
            let Screen::Question(fact) = reached.screen else { return };
            let left = |answer| {
                let mut case = reached.case.clone();
                case.push(Step::Answer(fact, answer));
                count(&rules, &rules.likeliest(&case.known(rules.article())))
            };
            let before = count(&rules, &rules.likeliest(&reached.case.known(rules.article())));
            let least = answers(&rules, fact).filter(Option::is_some).map(left).min().unwrap_or_default();
            if least > most && least * 2 > before {
                blunt.entry(fact).or_insert((before, least, reached.path.clone()));
            }
        });
        for (fact, (before, least, path)) in blunt {
            let after = match words(subject, &path) {
                path if path.is_empty() => String::new(),
                path => format!(", after {path}"),
            };
            let name = subject.fact(fact);
            let message =
                format!("'{name}' is asked{after}, and each answer leaves {least} of {before} remedies or more");
            let place = subject.draft().questions.iter().position(|question| question.fact == fact);
            let finding =
                subject.in_flow(place.and_then(|place| subject.marks().questions.get(place)), self.code(), message);
            found.push(finding.help("test it in more conditions, or add a question that tells more apart"));
        }
    }
}
