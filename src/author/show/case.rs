//! A case from a command line: `symptom=rejected login=unsure`, and a pasted message.

use super::words::Words;
use crate::{
    article::{Article, FactId, Kind, UNSURE},
    author::suggestion::suggestion,
    rules::{Case, Source, Step, recognise},
};

/// What is no fact of the article's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFact {
    /// Not `fact=value`.
    #[error("'{0}' is no fact with a value: write it as fact=value")]
    NoPair(String),
    /// Not declared.
    #[error("the article has no fact '{fact}'{help}")]
    UnknownFact {
        /// What was given.
        fact: String,
        /// What may have been meant.
        help: String,
    },
    /// Declared without this value.
    #[error("fact '{fact}' has no value '{value}'{help}")]
    UnknownValue {
        /// The fact.
        fact: String,
        /// What was given.
        value: String,
        /// What may have been meant.
        help: String,
    },
    /// A person who is never asked can't be unsure.
    #[error("nobody is asked for '{0}', so nobody can be unsure of it")]
    NotAsked(String),
    /// There is nowhere to paste it.
    #[error("no question of the article takes an error message")]
    NoMessage,
}

/// Makes a case of facts and a pasted message.
///
/// A fact that a question asks is the person's answer; of the others, what the server may tell is the server's, and the
/// rest the host page's. The message is pasted for the article's first question that takes one.
///
/// # Errors
/// Names the first fact or value that the article doesn't have, with the one that was probably meant.
pub fn case(article: &Article, facts: &[String], message: Option<&str>) -> Result<Case, BadFact> {
    let mut case = Case::new(false);
    for pair in facts {
        case.push(step(article, pair)?);
    }
    if let Some(text) = message {
        let mut questions = article.draft().questions.iter();
        let question = questions.find(|question| question.kind == Kind::Message).ok_or(BadFact::NoMessage)?;
        case.push(Step::Message { fact: question.fact, text: text.into(), told: recognise(article, text) });
    }
    Ok(case)
}

fn step(article: &Article, pair: &str) -> Result<Step, BadFact> {
    let (id, value) = pair.split_once('=').ok_or_else(|| BadFact::NoPair(pair.into()))?;
    let (id, value) = (id.trim(), value.trim());
    let fact = article.find_fact(id).ok_or_else(|| {
        let facts = article.draft().facts.iter().map(|fact| fact.id.as_str());
        BadFact::UnknownFact { fact: id.into(), help: help(id, facts) }
    })?;
    let is_asked = article.question(fact).is_some();
    if value == UNSURE {
        return if is_asked { Ok(Step::Answer(fact, None)) } else { Err(BadFact::NotAsked(id.into())) };
    }
    let found = article.find_value(fact, value).ok_or_else(|| {
        let values = Words(article).values(fact);
        let values = values.into_iter().chain(is_asked.then_some(UNSURE));
        BadFact::UnknownValue { fact: id.into(), value: value.into(), help: help(value, values) }
    })?;
    Ok(match source(article, fact) {
        Source::Person => Step::Answer(fact, Some(found)),
        source => Step::Told(source, vec![(fact, found)]),
    })
}

/// Who would say it.
fn source(article: &Article, fact: FactId) -> Source {
    match article.question(fact) {
        Some(_) => Source::Person,
        None if article.fact(fact).is_some_and(|fact| fact.server) => Source::Server,
        None => Source::Host,
    }
}

/// What to add to a complaint about a word.
fn help<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    suggestion(word, candidates).map(|suggestion| format!("; {suggestion}")).unwrap_or_default()
}
