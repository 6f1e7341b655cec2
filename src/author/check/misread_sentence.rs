//! A sentence that people say finds its own remedy.

use super::{Check, Code, Finding, Subject, doubled_sentence::name};
use crate::author::{code::MISREAD_SENTENCE, understanding};

/// See the module.
pub(super) struct MisreadSentence;

impl Check for MisreadSentence {
    fn code(&self) -> &'static Code {
        MISREAD_SENTENCE
    }

    fn learns(&self) -> bool {
        true
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in subject.manuscript.languages.iter().filter(|language| !language.says.is_empty()) {
            for (said, taken_for) in understanding::misread(language) {
                let taken_for = match taken_for {
                    Some(remedy) => format!("is taken for '{}'", subject.name(remedy)),
                    None => "is not understood".into(),
                };
                let message = format!("this sentence of {} {taken_for}", name(subject, said.says));
                let finding = language.source.at(said.span.clone(), self.code(), message);
                found.push(finding.help("say what sets it apart, or give it to the other"));
            }
        }
    }
}
