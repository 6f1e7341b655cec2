//! Makes a language's table of words ([`crate::words::Table`]): which remedy its words tell of, learned from what the
//! article says and from what its author knows that people say.
//!
//! `sentences` collects what there is to learn from, `training` learns, `leads` finds the answers that lead to a remedy,
//! and `caution` how many points it takes to say so.

mod caution;
mod leads;
mod sentences;
mod training;

use leads::{Answers, leads};
pub(super) use sentences::ordinary;
use sentences::{Sentence, sentences};
use training::train;

use super::read::{Language, Said};
use crate::{
    article::{Article, RemedyId},
    rules::Rules,
    words::{Caution, Parts, Table, fingerprint},
};

/// The table of an article's language, and of what people say in it.
pub fn table(article: &Article, says: &[Said]) -> Table {
    let leads = leads(article);
    let sentences = sentences(article, says, &leads);
    let caution = caution::caution(article, &sentences, &leads);
    made(article, &sentences, &leads, caution)
}

/// By sentence of a language's `says`, the remedies that it leads to.
pub(super) fn said(language: &Language) -> Vec<Vec<RemedyId>> {
    let leads = leads(&language.article);
    language.says.iter().map(|said| sentences::led_to(&language.article, said.says, &leads)).collect()
}

/// The sentences of a language's `says` that don't find their own remedy, and what each finds first.
pub(super) fn misread(language: &Language) -> Vec<(&Said, Option<RemedyId>)> {
    let (article, rules) = (&language.article, Rules::new(language.article.clone()));
    let leads = leads(article);
    let table = made(article, &sentences(article, &language.says, &leads), &leads, Caution::default());
    let found = language.says.iter().zip(said(language)).map(|(said, remedies)| {
        let understanding = table.understand(&rules, &said.text);
        let is_found = understanding.guesses.iter().any(|guess| remedies.contains(&guess.remedy));
        (said, understanding.guesses.first().map(|guess| guess.remedy), is_found)
    });
    found.filter(|(.., is_found)| !is_found).map(|(said, first, _)| (said, first)).collect()
}

fn made(article: &Article, sentences: &[Sentence], leads: &[Answers], caution: Caution) -> Table {
    let parts = parts(article, sentences, leads.to_vec(), caution);
    // They fit together as they are made here, and a table of nothing knows nothing.
    Table::new(parts, article).unwrap_or_else(|| Table::empty(article))
}

fn parts(article: &Article, sentences: &[Sentence], leads: Vec<Answers>, caution: Caution) -> Parts {
    let mut parts = Parts { article: fingerprint(article), caution, leads, ..Parts::default() };
    for (word, told) in train(sentences, article.draft().remedies.len()) {
        parts.words.push_str(&word);
        parts.words.push('\n');
        parts.counts.push(told.len() as u16);
        for (remedy, points) in told {
            parts.remedies.push(remedy);
            parts.points.push(points.wrapping_add_unsigned(128) as u8);
        }
    }
    parts
}
