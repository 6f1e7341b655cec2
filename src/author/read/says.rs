//! What people say, by what it leads to: the sentences that a language's words have under `says`.

use std::ops::Range;

use toml::Spanned;

use super::{flow::Flow, words::Words};
use crate::{
    article::{FactId, RemedyId, ValueId},
    author::{
        code::{MISSING_WORD, UNNEEDED_WORD},
        finding::Finding,
        source::Source,
    },
};

/// A sentence as somebody would write it, and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it leads to.
    pub says: Says,
    /// The sentence.
    pub text: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// What a sentence leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// One remedy.
    Remedy(RemedyId),
    /// Whatever an answer leads to.
    Answer(FactId, ValueId),
}

/// Reads them, in the order of the file. What stands under an id that the flow does not have is another's to report.
pub(super) fn read(flow: &Flow, words: &Words, source: &Source, findings: &mut Vec<Finding>) -> Vec<Said> {
    let mut all = Vec::new();
    let facts = || flow.draft.facts.iter().enumerate();
    for (fact, words) in words.front.questions.iter() {
        let Some((place, fact)) = facts().find(|(_, known)| known.id == *fact.get_ref()) else { continue };
        for (value, answer) in words.answers.iter() {
            let Some(number) = fact.values.iter().position(|known| known.id == *value.get_ref()) else { continue };
            add(&mut all, Says::Answer(FactId(place as u16), ValueId(number as u8)), &answer.says);
        }
    }
    for (section, words) in words.front.sections.iter().filter(|(_, words)| !words.says.is_empty()) {
        match flow.sections.iter().position(|known| known.get_ref() == section.get_ref()) {
            Some(place) => add(&mut all, Says::Remedy(RemedyId(place as u16)), &words.says),
            None => {
                let message = format_args!("section '{}' is no remedy, so no sentence leads to it", section.get_ref());
                findings.push(source.at(section.span(), UNNEEDED_WORD, message));
            }
        }
    }
    for empty in all.iter().filter(|said| said.text.is_empty()) {
        let finding = source.at(empty.span.clone(), MISSING_WORD, "there are no words in this sentence of 'says'");
        findings.push(finding.help("write what somebody would, or remove it"));
    }
    all
}

fn add(all: &mut Vec<Said>, says: Says, sentences: &[Spanned<String>]) {
    let said =
        |sentence: &Spanned<String>| Said { says, text: sentence.get_ref().trim().into(), span: sentence.span() };
    all.extend(sentences.iter().map(said));
}
