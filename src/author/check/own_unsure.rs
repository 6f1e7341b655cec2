//! "I'm not sure" is the widget's own answer to every question, and no author has to write it.

use super::{Check, Code, Finding, Subject};
use crate::{author::code::OWN_UNSURE, rules::normalise};

/// How it is said, by language.
const SAID: [(&str, &[&str]); 7] = [
    ("ar", &["لست متأكدا", "لست متأكدًا", "لا أعرف", "غير متأكد"]),
    (
        "de",
        &[
            "Ich bin nicht sicher",
            "Ich bin mir nicht sicher",
            "Nicht sicher",
            "Ich weiß nicht",
            "Ich weiß es nicht",
            "Weiß nicht",
            "Keine Ahnung",
        ],
    ),
    (
        "en",
        &[
            "I’m not sure",
            "Im not sure",
            "I am not sure",
            "Not sure",
            "Unsure",
            "I don’t know",
            "I dont know",
            "I do not know",
            "Don’t know",
            "No idea",
        ],
    ),
    ("es", &["No lo sé", "No sé", "No estoy seguro", "No estoy segura"]),
    ("fr", &["Je ne sais pas", "Je ne suis pas sûr", "Je ne suis pas sûre", "Pas sûr", "Aucune idée"]),
    ("ja", &["わからない", "分からない", "わかりません", "分かりません"]),
    ("pt", &["Não sei", "Não tenho certeza"]),
];

/// See the module.
pub(super) struct OwnUnsure;

impl Check for OwnUnsure {
    fn code(&self) -> &'static Code {
        OWN_UNSURE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            let tongue = language.article.draft().lang.split('-').next().unwrap_or_default();
            let said = SAID.iter().filter(|(lang, _)| *lang == tongue).flat_map(|(_, said)| *said);
            let said: Vec<String> = said.map(|said| normalise(said)).collect();
            for part in language.parts.iter().filter(|part| part.key.contains('/')) {
                let label = part.text.lines().next().unwrap_or_default();
                if said.contains(&normalise(label)) {
                    let message = format!("\"{label}\" is an answer to every question already");
                    let finding = language.source.at(part.span.clone(), self.code(), message);
                    found.push(
                        finding
                            .help("remove it; to test it in a condition, name the value 'unsure': it needs no words"),
                    );
                }
            }
        }
    }
}
