//! A case from a command line: `symptom=rejected login=unsure server:account=locked page:plan=free`, and a pasted message.

use super::words::Words;
use crate::{
    article::{Article, Kind, UNSURE},
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
    /// A person is not asked for it, so somebody else tells it.
    #[error("nobody is asked for '{0}': say who tells it, as in server:{0}=… or page:{0}=…")]
    NobodyAsks(String),
    /// A server that tells it is not believed.
    #[error("no server may tell '{0}': add server = true to [facts.{0}], or say who else tells it")]
    NotTheServers(String),
    /// There is nowhere to paste it.
    #[error(
        "nobody can paste a message here: no question has kind = \"message\", and no language has sentences under 'says'"
    )]
    NoMessage,
}

/// Makes a case of facts and a pasted message.
///
/// A fact is the person's answer, unless it says who tells it: `server:` or `page:`. The message is pasted for the article's
/// first question that takes one; where none does, it is the person's own words.
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
        let told = recognise(article, text);
        case.push(match questions.find(|question| question.kind == Kind::Message) {
            Some(question) => Step::Message { fact: question.fact, text: text.into(), told },
            None if article.draft().has_sentences => Step::Wrote { text: text.into(), told, guesses: Vec::new() },
            None => return Err(BadFact::NoMessage),
        });
    }
    Ok(case)
}

fn step(article: &Article, pair: &str) -> Result<Step, BadFact> {
    let (id, value) = pair.split_once('=').ok_or_else(|| BadFact::NoPair(pair.into()))?;
    let (source, id) = who(id.trim());
    let value = value.trim();
    let fact = article.find_fact(id).ok_or_else(|| {
        let facts = article.draft().facts.iter().map(|fact| fact.id.as_str());
        BadFact::UnknownFact { fact: id.into(), help: help(id, facts) }
    })?;
    let is_asked = article.question(fact).is_some();
    // What the page or a server calls `unsure` is a value like any other.
    if value == UNSURE && source == Source::Person {
        return if is_asked { Ok(Step::Answer(fact, None)) } else { Err(BadFact::NotAsked(id.into())) };
    }
    let found = article.find_value(fact, value).ok_or_else(|| {
        let values = Words(article).values(fact);
        let values = values.into_iter().chain(is_asked.then_some(UNSURE));
        BadFact::UnknownValue { fact: id.into(), value: value.into(), help: help(value, values) }
    })?;
    match source {
        Source::Person if !is_asked => Err(BadFact::NobodyAsks(id.into())),
        Source::Person => Ok(Step::Answer(fact, Some(found))),
        Source::Server if !article.fact(fact).is_some_and(|fact| fact.server) => Err(BadFact::NotTheServers(id.into())),
        source => Ok(Step::Told(source, vec![(fact, found)])),
    }
}

/// Who tells a fact, and the rest of its name.
fn who(name: &str) -> (Source, &str) {
    match name.split_once(':') {
        Some(("server", rest)) => (Source::Server, rest),
        Some(("page", rest)) => (Source::Host, rest),
        Some(("person", rest)) => (Source::Person, rest),
        _ => (Source::Person, name),
    }
}

/// What to add to a complaint about a word.
fn help<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    suggestion(word, candidates).map(|suggestion| format!("; {suggestion}")).unwrap_or_default()
}
