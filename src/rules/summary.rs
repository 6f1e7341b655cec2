//! A case in words, for the person who will help with it. Never with an email address that was entered here.

use alloc::{string::String, vec::Vec};

use super::{Case, Rules, Source, Step};
use crate::{
    article::{FactId, ValueId},
    locale::{Strings, append},
};

/// How much of a pasted message is carried along, in characters; the rest is cut with a mark.
const LONGEST_MESSAGE: usize = 2_000;

/// How much of it is kept, in characters: the rest of a long log says nothing new.
pub const LONGEST_KEPT: usize = 10_000;

/// How much of it the person is shown again.
const LONGEST_EXCERPT: usize = 100;

/// What a summary says beside the case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// The page's address; empty where unknown.
    pub page: String,
    /// When the summary is written.
    pub time: String,
    /// What the service's status page says; empty where it says nothing.
    pub service: String,
}

/// Writes the summary: what was answered and written, what servers said and what was tried; then the article, the page
/// and when.
pub fn summary(rules: &Rules, case: &Case, strings: &Strings, around: &Around) -> String {
    let article = rules.article();
    let draft = article.draft();
    let mut summary = String::new();
    let (mut answered, mut heard, mut tried, mut wrote) = <(String, String, String, String)>::default();
    for step in case.steps() {
        for Answered { question, answer, .. } in answers(rules, step, strings) {
            answered.extend([ITEM, question, " ", answer]);
        }
        match step {
            Step::Told(Source::Server | Source::Host, facts) => {
                for told in facts {
                    let Some(label) = label(rules, told) else { continue };
                    heard.extend([ITEM, label]);
                    if case.steps().iter().any(|step| matches!(step, Step::Denied(fact) if *fact == told.0)) {
                        heard.extend([" (", strings.summary_denied(), ")"]);
                    }
                }
            }
            Step::Message { text, .. } => add(&mut wrote, strings.summary_message(), "\n", &cut(text, LONGEST_MESSAGE)),
            Step::Wrote { text, .. } => add(&mut wrote, strings.summary_wrote(), "\n", &cut(text, LONGEST_MESSAGE)),
            _ => {}
        }
    }
    if !around.service.is_empty() {
        heard.extend([ITEM, &around.service]);
    }
    for remedy in case.known(article).all_tried() {
        if let Some(section) = article.section_of(*remedy) {
            tried.extend([ITEM, &section.heading]);
        }
    }
    add(&mut summary, strings.summary_answers(), "", &answered);
    append(&mut summary, "\n", &wrote);
    add(&mut summary, strings.summary_server(), "", &heard);
    add(&mut summary, strings.summary_tried(), "", &tried);
    let title = [&*draft.title, " (", &draft.id, ", ", &draft.lang, ")"].concat();
    // Among letters that run from right to left a time or an address would be set in pieces.
    let [open, close] = if strings.direction() == "rtl" { ["\u{2066}", "\u{2069}"] } else { ["", ""] };
    for (heading, text) in [
        (strings.summary_article(), title.as_str()),
        (strings.summary_page(), &around.page),
        (strings.summary_time(), &around.time),
        (strings.summary_version(), concat!("login-help ", env!("CARGO_PKG_VERSION"))),
    ] {
        if !text.is_empty() {
            add(&mut summary, heading, " ", &[open, text, close].concat());
        }
    }
    summary
}

/// What stands before each item of a list.
const ITEM: &str = "\n- ";

/// Puts a heading and what stands under it, or after it, at the end of a text; nothing where that is nothing.
fn add(summary: &mut String, heading: &str, between: &str, text: &str) {
    if !text.is_empty() {
        append(summary, "\n", heading);
        summary.extend([":", between, text]);
    }
}

/// A question with its answer, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered<'a> {
    /// The fact that it asks.
    pub fact: FactId,
    /// The question.
    pub question: &'a str,
    /// The answer.
    pub answer: &'a str,
}

/// What a step answers. The person's own words can answer several questions at once.
pub fn answers<'a>(rules: &'a Rules, step: &Step, strings: &'a Strings) -> Vec<Answered<'a>> {
    let mut answers = Vec::new();
    let mut add = |fact: FactId, answer: Option<&'a str>| {
        if let (Some(question), Some(answer)) = (rules.article().question(fact), answer) {
            answers.push(Answered { fact, question: &question.prompt, answer });
        }
    };
    match step {
        Step::Answer(fact, Some(value)) => add(*fact, label(rules, &(*fact, *value))),
        Step::Answer(fact, None) => add(*fact, Some(strings.unsure())),
        Step::Message { fact, told, .. } => match told.iter().find(|(told, _)| told == fact).or(told.first()) {
            Some(told) => add(*fact, label(rules, told)),
            None => add(*fact, Some(strings.message_kept_label())),
        },
        Step::Wrote { told, .. } => told.iter().for_each(|told| add(told.0, label(rules, told))),
        _ => {}
    }
    answers
}

fn label<'a>(rules: &'a Rules, (fact, value): &(FactId, ValueId)) -> Option<&'a str> {
    Some(rules.article().value(*fact, *value)?.label.as_str()).filter(|label| !label.is_empty())
}

/// The person's own words, as they are shown again on later screens.
pub fn excerpt(words: &str) -> String {
    cut(words, LONGEST_EXCERPT)
}

/// A text, with a mark where it is cut since it has more characters than these.
pub fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), " […]"].concat(),
        None => text.into(),
    }
}
