//! What people choose between differs in its words: the answers to a question, the questions, and the headings.

use std::{collections::HashMap, ops::Range};

use super::{Check, Code, Finding, Language, Subject};
use crate::{
    author::{Source, code::SAME_WORDS, read::SectionMarks},
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
            for (what, words, marks) in choices(subject, language) {
                for place in repeated(&words) {
                    let said = words.get(place).copied().unwrap_or_default();
                    let span =
                        marks.get(place).map_or_else(|| second(&language.source, said), |marks| marks.id.clone());
                    let finding = language.source.at(span, self.code(), format!("two {what} say \"{said}\""));
                    found.push(finding.help("say how they differ"));
                }
            }
        }
    }
}

/// What people choose between: what it is, its words, and where each stands, as far as that is known.
fn choices<'a>(subject: &Subject, language: &'a Language) -> Vec<(String, Vec<&'a str>, &'a [SectionMarks])> {
    let draft = language.article.draft();
    let prompts = draft.questions.iter().map(|question| question.prompt.as_str()).collect();
    let headings = draft.sections.iter().map(|section| section.heading.as_str()).collect();
    let answers = draft.questions.iter().map(|question| {
        let values = language.article.fact(question.fact).map_or(&[][..], |fact| &fact.values);
        let labels = values.iter().map(|value| value.label.as_str()).collect();
        (format!("answers to '{}'", subject.fact(question.fact)), labels, &[][..])
    });
    let others =
        [("questions".to_owned(), prompts, &[][..]), ("headings".to_owned(), headings, language.sections.as_slice())];
    answers.chain(others).collect()
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
