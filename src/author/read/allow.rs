//! `[[allow]]`: what is found and is right as it is, with its place and the reason.

use std::ops::Range;

use super::entries::AllowEntry;
use crate::author::{
    code::{BAD_ALLOW, Code, Level},
    finding::Finding,
    source::Source,
};

/// A finding that is right as it is, in one place.
pub struct Allowed {
    /// Its code.
    pub code: &'static Code,
    /// What its place is called.
    pub at: String,
    /// The language that it is found in; any, and `flow.toml`, where there is none.
    pub lang: Option<String>,
    /// Where this is said.
    pub span: Range<usize>,
}

/// Reads what is allowed, and reports what can't be.
pub(super) fn read(entries: Vec<AllowEntry>, source: &Source, findings: &mut Vec<Finding>) -> Vec<Allowed> {
    let mut all = Vec::new();
    for AllowEntry { code, at, lang, reason } in entries {
        let span = code.span();
        for (empty, key) in [(&at, "at"), (&reason, "reason")] {
            if empty.get_ref().trim().is_empty() {
                let finding = source.at(empty.span(), BAD_ALLOW, format_args!("'{key}' is empty"));
                findings.push(finding.help("say where it is found, and why it is right there"));
            }
        }
        match Code::find(code.get_ref()) {
            None => {
                let message = format_args!("there is no code '{}'", code.get_ref());
                findings.push(source.at(span, BAD_ALLOW, message));
            }
            Some(found) if !found.can_be_allowed() => {
                let message = format_args!("{} can't be allowed: {}", found.id, lower(found.title()));
                let finding = source.at(span, BAD_ALLOW, message);
                findings.push(finding.help(match found.level {
                    Level::Error => "people could be left without help, so mend it",
                    Level::Warning | Level::Hint => "mend it",
                }));
            }
            Some(code) => all.push(Allowed { code, at: at.get_ref().trim().into(), lang, span }),
        }
    }
    all
}

/// A heading within a sentence.
fn lower(heading: &str) -> String {
    let mut letters = heading.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
