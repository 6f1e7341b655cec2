//! A translation has a hint where the original has one.

use super::{Check, Code, Finding, Language, Subject};
use crate::author::code::CHANGED_HINT;

/// See the module.
pub(super) struct ChangedHint;

impl Check for ChangedHint {
    fn code(&self) -> &'static Code {
        CHANGED_HINT
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let Some((original, translations)) = subject.manuscript.languages.split_first() else { return };
        for translation in translations {
            for ((key, here), (_, there)) in hints(translation).into_iter().zip(hints(original)) {
                let file = &original.source.file;
                let message = match (here, there) {
                    (false, true) => format!("'{key}' has a hint in {file}, and none here"),
                    (true, false) => format!("'{key}' has a hint here, and none in {file}"),
                    _ => continue,
                };
                let span = translation.parts.iter().find(|part| part.key == key).map(|part| part.span.clone());
                let finding = translation.source.at(span.unwrap_or_default(), self.code(), message);
                found.push(finding.help("a translation explains what the original explains"));
            }
        }
    }
}

/// Each question and each answer, and whether a line stands under it.
fn hints(language: &Language) -> Vec<(String, bool)> {
    let article = &language.article;
    let mut hints = Vec::new();
    for question in &article.draft().questions {
        let Some(fact) = article.fact(question.fact) else { continue };
        hints.push((fact.id.clone(), !question.hint.is_empty()));
        hints.extend(fact.values.iter().map(|value| (format!("{}/{}", fact.id, value.id), !value.hint.is_empty())));
    }
    hints
}
