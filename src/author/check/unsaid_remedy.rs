//! Where a language says what people say, it says so of every remedy.

use super::{Check, Code, Finding, Subject};
use crate::{
    article::RemedyId,
    author::{code::UNSAID_REMEDY, understanding},
};

/// See the module.
pub(super) struct UnsaidRemedy;

impl Check for UnsaidRemedy {
    fn code(&self) -> &'static Code {
        UNSAID_REMEDY
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in subject.manuscript.languages.iter().filter(|language| !language.says.is_empty()) {
            let said = understanding::said(language);
            // What is for everyone whom nothing else fits needs no words.
            let is_said = |remedy: &RemedyId| said.iter().any(|remedies| remedies.contains(remedy));
            let is_fallback = |remedy: &RemedyId| subject.article.remedy(*remedy).is_some_and(|one| one.when.is_none());
            for remedy in subject.remedies().filter(|remedy| !is_said(remedy) && !is_fallback(remedy)) {
                let section = language.article.remedy(remedy).map(|remedy| usize::from(remedy.section.0));
                let marks = section.and_then(|section| language.sections.get(section));
                let message = format!("no sentence leads to '{}'", subject.name(remedy));
                let finding =
                    language.source.at(marks.map(|marks| marks.id.clone()).unwrap_or_default(), self.code(), message);
                let help = format!("add says = [\"…\"] to [sections.{}]", subject.name(remedy));
                found.push(finding.help(help));
            }
        }
    }
}
