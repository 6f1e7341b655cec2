//! What each translation was made from is remembered.

use super::{Check, Code, Finding, Subject};
use crate::author::{code::UNREMEMBERED, record::Standing};

/// See the module.
pub(super) struct Unremembered;

impl Check for Unremembered {
    fn code(&self) -> &'static Code {
        UNREMEMBERED
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let remembered = subject.remembered();
        for translation in subject.manuscript.languages.iter().skip(1) {
            let lang = &translation.article.draft().lang;
            let is_new = |part: &&super::subject::Remembered<'_>| {
                part.translation.source == translation.source && part.standing == Standing::Unknown
            };
            let new: Vec<&str> = remembered.iter().filter(is_new).map(|part| part.here.key.as_str()).collect();
            let is_known = subject.manuscript.record.as_ref().is_some_and(|record| record.knows(lang));
            let message = match new.as_slice() {
                _ if !is_known => "it is not remembered what this translation was made from".to_owned(),
                [] => continue,
                parts => format!("it is not remembered what these were translated from: {}", parts.join(", ")),
            };
            let finding = translation.source.at(0..0, self.code(), message);
            found.push(finding.help("when the translation is right, run `login-help translated`"));
        }
    }
}
