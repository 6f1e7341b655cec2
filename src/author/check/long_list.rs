//! Nobody is left with a list of remedies that is too long to choose from.

use std::collections::BTreeMap;

use super::{
    Check, Code, Finding, Subject,
    screens::{count, visit, words},
};
use crate::{
    author::code::LONG_LIST,
    rules::{Rules, Screen},
};

/// See the module.
pub(super) struct LongList;

impl Check for LongList {
    fn code(&self) -> &'static Code {
        LONG_LIST
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let (rules, most) = (Rules::new(subject.article.clone()), subject.manuscript.flow.offered);
        // By the question that was answered last, the shortest path to the longest list.
        let mut lists = BTreeMap::new();
        visit(&rules, &mut |reached| {
            let Screen::Possible(remedies) = &reached.screen else { return };
            let count = count(&rules, remedies);
            if count > most {
                let last = reached.path.last().map(|(fact, _)| *fact);
                let (longest, path) = lists.entry(last).or_insert((count, reached.path.clone()));
                if count > *longest {
                    (*longest, *path) = (count, reached.path.clone());
                }
            }
        });
        for (last, (count, path)) in lists {
            let message = match words(subject, &path) {
                path if path.is_empty() => format!("{count} remedies are offered before anything is asked"),
                path => format!("{count} remedies are left to choose from after {path}"),
            };
            let place = subject.draft().questions.iter().position(|question| Some(question.fact) == last);
            let span = place.and_then(|place| subject.marks().questions.get(place));
            let finding = subject.in_flow(span, self.code(), message);
            found.push(finding.help(format_args!(
                "more than {most} are too many in a hurry: add the value 'unsure' to the fact, and a question for it; `offered` sets how many"
            )));
        }
    }
}
