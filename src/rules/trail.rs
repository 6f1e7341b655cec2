//! A case as text, for the address of the stand-alone page: `symptom=blocked&notice=banned&tried=banned`.
//!
//! It carries answers, never what was typed: a pasted message stands as `error=@error:basic-auth`, with the facts that
//! it told after the `@`, and an email address does not stand in it at all.

use alloc::{string::String, vec::Vec};

use super::{Case, Source, Step};
use crate::article::{Article, FactId, UNSURE, ValueId};

/// The key of a remedy picked among those still possible.
pub const CHOSE: &str = "remedy";
/// The key of a remedy that did not help.
pub const TRIED: &str = "tried";

/// The key of a one-time token, out of a mail's link, that is in no trail: a server makes facts of it.
pub const TOKEN: &str = "token";

/// Writes the person's steps. What the host page and servers told is theirs to tell again.
pub fn write(article: &Article, case: &Case) -> String {
    let pairs = case.steps().iter().filter_map(|step| {
        Some(match step {
            Step::Answer(fact, value) => {
                let value = value.and_then(|value| article.value(*fact, value));
                alloc::format!("{}={}", article.fact(*fact)?.id, value.map_or(UNSURE, |value| &value.id))
            }
            Step::Message { fact, told, .. } => {
                let told = told.iter().filter_map(|(fact, value)| {
                    Some(alloc::format!("{}:{}", article.fact(*fact)?.id, article.value(*fact, *value)?.id))
                });
                alloc::format!("{}=@{}", article.fact(*fact)?.id, told.collect::<Vec<_>>().join(","))
            }
            Step::Chose(remedy) => alloc::format!("{CHOSE}={}", article.section_of(*remedy)?.id),
            Step::Tried(remedy) => alloc::format!("{TRIED}={}", article.section_of(*remedy)?.id),
            Step::Told(..) | Step::Denied(_) => return None,
        })
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// Reads the steps back. What the article does not know, an old link's say, is left out and handed to `unknown`.
pub fn read(article: &Article, trail: &str, mut unknown: impl FnMut(&str)) -> Vec<Step> {
    let mut steps = Vec::new();
    for pair in trail.split('&').filter(|pair| !pair.is_empty()) {
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
        _ => {}
    }
    let fact = article.find_fact(key)?;
    article.question(fact)?;
    if let Some(told) = value.strip_prefix('@') {
        let told = told.split(',').filter(|told| !told.is_empty());
        let told = told.map(|told| find(article, told.split_once(':')?)).collect::<Option<_>>()?;
        return Some(Step::Message { fact, text: String::new(), told });
    }
    let value = if value == UNSURE { None } else { Some(article.find_value(fact, value)?) };
    Some(Step::Answer(fact, value))
}

/// Reads facts that the host page or a server tells, `symptom=rejected account=banned`. What the article does not know,
/// and of a server what it does not let servers tell, goes to `unknown`.
pub fn read_facts(article: &Article, source: Source, facts: &str, mut unknown: impl FnMut(&str)) -> Step {
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
