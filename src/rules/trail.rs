//! A case as text, for the address of the stand-alone page: `symptom=blocked&notice=banned&tried=banned`.
//!
//! It carries answers, never what was typed: a pasted message stands as `error=@error:basic-auth`, with the facts that
//! it told after the `@`, and an email address does not stand in it at all.

use alloc::{string::String, vec::Vec};

use super::{Case, Source, Step};
use crate::{
    article::{Article, FactId, RemedyId, UNSURE, ValueId},
    locale::append,
};

/// The key of a remedy picked among those still possible.
pub const CHOSE: &str = "remedy";
/// The key of a remedy that did not help.
pub const TRIED: &str = "tried";

/// The key of what was understood of the person's own words: facts, or remedies after a `~`.
pub const WROTE: &str = "wrote";
/// The key of "none of these" about those remedies.
pub const NO_GUESS: &str = "guess";

/// The key of a one-time token, out of a mail's link, that is in no trail: a server makes facts of it.
pub const TOKEN: &str = "token";

/// What stands before the place in a page's address beside the flow, where the person is there.
pub const AT: &str = "at";

/// Writes the person's steps. What the host page and servers told is theirs to tell again.
pub fn write(article: &Article, case: &Case) -> String {
    let mut trail = String::new();
    for step in case.steps() {
        if let Some((key, value)) = write_step(article, step) {
            append(&mut trail, "&", key);
            trail.extend(["=", &value]);
        }
    }
    trail
}

fn write_step<'a>(article: &'a Article, step: &Step) -> Option<(&'a str, String)> {
    let id = |remedy: RemedyId| Some(article.section_of(remedy)?.id.clone());
    Some(match step {
        Step::Answer(fact, value) => {
            let value = value.and_then(|value| article.value(*fact, value));
            (&article.fact(*fact)?.id, value.map_or(UNSURE, |value| &value.id).into())
        }
        Step::Message { fact, told, .. } => (&article.fact(*fact)?.id, String::from("@") + &write_told(article, told)),
        Step::Wrote { told, guesses, .. } => {
            let mut ids = String::new();
            guesses.iter().filter_map(|guess| id(*guess)).for_each(|id| append(&mut ids, ",", &id));
            (WROTE, write_told(article, told) + "~" + &ids)
        }
        Step::NoGuess => (NO_GUESS, "none".into()),
        Step::Chose(remedy) => (CHOSE, id(*remedy)?),
        Step::Tried(remedy) => (TRIED, id(*remedy)?),
        Step::Told(..) | Step::Denied(_) => return None,
    })
}

/// Reads the steps back. What the article does not know, an old link's say, is left out and handed to `unknown`.
pub fn read(article: &Article, trail: &str, unknown: &mut dyn FnMut(&str)) -> Vec<Step> {
    let mut steps = Vec::new();
    for pair in listed(trail, '&') {
        match read_step(article, pair) {
            Some(step) => steps.push(step),
            None => unknown(pair),
        }
    }
    steps
}

fn read_step(article: &Article, pair: &str) -> Option<Step> {
    let (key, value) = pair.split_once('=')?;
    match key {
        CHOSE => return article.find_remedy(value).map(Step::Chose),
        TRIED => return article.find_remedy(value).map(Step::Tried),
        WROTE => {
            let (told, guesses) = value.split_once('~')?;
            let mut found = Vec::new();
            for guess in listed(guesses, ',') {
                found.push(article.find_remedy(guess)?);
            }
            return Some(Step::Wrote { text: String::new(), told: read_told(article, told)?, guesses: found });
        }
        NO_GUESS => return Some(Step::NoGuess),
        _ => {}
    }
    let fact = article.find_fact(key)?;
    article.question(fact)?;
    if let Some(told) = value.strip_prefix('@') {
        return Some(Step::Message { fact, text: String::new(), told: read_told(article, told)? });
    }
    let value = if value == UNSURE { None } else { Some(article.find_value(fact, value)?) };
    Some(Step::Answer(fact, value))
}

fn write_told(article: &Article, told: &[(FactId, ValueId)]) -> String {
    let mut written = String::new();
    for (fact, value) in told {
        if let (Some(fact), Some(value)) = (article.fact(*fact), article.value(*fact, *value)) {
            append(&mut written, ",", &fact.id);
            written.extend([":", &value.id]);
        }
    }
    written
}

fn read_told(article: &Article, list: &str) -> Option<Vec<(FactId, ValueId)>> {
    let mut told = Vec::new();
    for item in listed(list, ',') {
        told.push(find(article, item.split_once(':')?)?);
    }
    Some(told)
}

fn listed(list: &str, mark: char) -> impl Iterator<Item = &str> {
    list.split(mark).filter(|item| !item.is_empty())
}

/// Reads facts that the host page or a server tells, `symptom=rejected account=banned`. What the article does not know,
/// and of a server what it does not let servers tell, goes to `unknown`.
pub fn read_facts(article: &Article, source: Source, facts: &str, unknown: &mut dyn FnMut(&str)) -> Step {
    let mut told = Vec::new();
    for pair in facts.split_whitespace() {
        let may_tell = |fact: &(FactId, ValueId)| source != Source::Server || is_servers(article, fact.0);
        match pair.split_once('=').and_then(|pair| find(article, pair)).filter(may_tell) {
            Some(fact) => told.push(fact),
            None => unknown(pair),
        }
    }
    Step::Told(source, told)
}

fn is_servers(article: &Article, fact: FactId) -> bool {
    article.fact(fact).is_some_and(|fact| fact.server)
}

fn find(article: &Article, (fact, value): (&str, &str)) -> Option<(FactId, ValueId)> {
    let fact = article.find_fact(fact)?;
    Some((fact, article.find_value(fact, value)?))
}
