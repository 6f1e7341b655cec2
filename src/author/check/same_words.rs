//! What people choose between differs in its words: the answers to a question, the questions, and the headings.

use std::{collections::HashMap, ops::Range};

use super::{Check, Code, Finding, Subject};
use crate::{
    author::{Source, code::SAME_WORDS},
    rules::normalise,
};

/// See the module.
pub(super) struct SameWords;

impl Check for SameWords {
    fn code(&self) -> &'static Code {
        SAME_WORDS
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            let draft = language.article.draft();
            let mut report = |what: &str, words: &[&str], place: &dyn Fn(usize) -> Range<usize>| {
                for twice in repeated(words) {
                    let said = words.get(twice).copied().unwrap_or_default();
                    let message = format!("two {what} say \"{said}\"");
                    let finding = language.source.at(place(twice), self.code(), message);
                    found.push(finding.help("say how they differ"));
                }
            };
            for question in &draft.questions {
                let values = language.article.fact(question.fact).map_or(&[][..], |fact| &fact.values);
                let labels: Vec<&str> = values.iter().map(|value| value.label.as_str()).collect();
                let what = format!("answers to '{}'", subject.fact(question.fact));
                report(&what, &labels, &|place| {
                    second(&language.source, labels.get(place).copied().unwrap_or_default())
                });
            }
            let prompts: Vec<&str> = draft.questions.iter().map(|question| question.prompt.as_str()).collect();
            report("questions", &prompts, &|place| {
                second(&language.source, prompts.get(place).copied().unwrap_or_default())
            });
            let headings: Vec<&str> = draft.sections.iter().map(|section| section.heading.as_str()).collect();
            report("headings", &headings, &|place| {
                language.sections.get(place).map(|marks| marks.id.clone()).unwrap_or_default()
            });
        }
    }
}

/// Positions of the words that come for the second time, however they are spelled.
fn repeated(words: &[&str]) -> Vec<usize> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut twice = Vec::new();
    for (place, words) in words.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        let count = seen.entry(normalise(words)).or_default();
        *count += 1;
        if *count == 2 {
            twice.push(place);
        }
    }
    twice
}

/// Where words stand in quotation marks for the second time; where they are spelled differently, for the first.
fn second(source: &Source, words: &str) -> Range<usize> {
    let quoted = format!("\"{words}\"");
    let mut places = source.text.match_indices(&quoted).map(|(start, quoted)| start..start + quoted.len());
    let first = places.next();
    places.next().or(first).unwrap_or_default()
}
