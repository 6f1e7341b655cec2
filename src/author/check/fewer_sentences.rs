//! No language has far fewer sentences that people say than another.

use super::{Check, Code, Finding, Language, Subject};
use crate::author::code::FEWER_SENTENCES;

/// How many times as many another language may have.
const TIMES: usize = 2;

/// See the module.
pub(super) struct FewerSentences;

impl Check for FewerSentences {
    fn code(&self) -> &'static Code {
        FEWER_SENTENCES
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let languages = &subject.manuscript.languages;
        let count = |language: &Language| language.says.len();
        let Some(most) = languages.iter().max_by_key(|language| count(language)) else { return };
        for language in languages.iter().filter(|language| count(language) * TIMES < count(most)) {
            let message = format!(
                "there are {} sentences that people say here, and {} in {}",
                count(language),
                count(most),
                most.source.file
            );
            let finding = language.source.at(0..3, self.code(), message);
            found.push(finding.help("write down how people put it in this language: 'says' is not for translating"));
        }
    }
}
