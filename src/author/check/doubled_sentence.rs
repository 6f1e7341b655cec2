//! A sentence that people say leads to one remedy.

use std::collections::HashMap;

use super::{Check, Code, Finding, Subject};
use crate::{
    author::{Said, Says, code::DOUBLED_SENTENCE},
    words::tokens,
};

/// See the module.
pub(super) struct DoubledSentence;

impl Check for DoubledSentence {
    fn code(&self) -> &'static Code {
        DOUBLED_SENTENCE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            let mut first: HashMap<Vec<String>, &Said> = HashMap::new();
            for said in &language.says {
                let words: Vec<String> = tokens(&said.text).into_iter().map(|token| token.word).collect();
                match first.get(&words) {
                    Some(before) if before.says != said.says => {
                        let message = format!("this sentence leads to {} before", name(subject, before.says));
                        let finding = language.source.at(said.span.clone(), self.code(), message);
                        let before = language.source.place(before.span.clone());
                        found.push(finding.relate(before, "here").help("keep one of them, or say more in one"));
                    }
                    Some(_) => {}
                    None => {
                        first.insert(words, said);
                    }
                }
            }
        }
    }
}

/// What a sentence leads to, in words.
pub(super) fn name(subject: &Subject, says: Says) -> String {
    match says {
        Says::Remedy(remedy) => format!("'{}'", subject.name(remedy)),
        Says::Answer(fact, value) => {
            let value = subject.article.value(fact, value).map_or("", |value| &value.id);
            format!("the answer '{value}' of '{}'", subject.fact(fact))
        }
    }
}
