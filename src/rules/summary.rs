//! A case in words, for the person who will help with it. Never with an email address that was entered here.

use alloc::{string::String, vec::Vec};

use super::{Case, Rules, Source, Step};
use crate::{
    article::{FactId, ValueId},
    locale::Strings,
};

/// How much of a pasted message is carried along, in characters; the rest is cut with a mark.
const LONGEST_MESSAGE: usize = 2_000;

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

/// Writes the summary: the article, the page, when, what was answered, what servers said, and what was tried.
pub fn summary(rules: &Rules, case: &Case, strings: &Strings, around: &Around) -> String {
    let article = rules.article();
    let draft = article.draft();
    let mut lines = Vec::new();
    lines.push(alloc::format!("{}: {} ({}, {})", strings.summary_article(), draft.title, draft.id, draft.lang));
    let versions = concat!("login-help ", env!("CARGO_PKG_VERSION"));
    for (words, text) in [
        (strings.summary_page(), around.page.as_str()),
        (strings.summary_time(), &around.time),
        (strings.summary_version(), versions),
    ] {
        if !text.is_empty() {
            lines.push(alloc::format!("{words}: {text}"));
        }
    }
    let answered = case.steps().iter().filter_map(|step| answer(rules, step, strings));
    list(
        &mut lines,
        strings.summary_answers(),
        answered.map(|(question, answer)| alloc::format!("{question} {answer}")),
    );
    let told = case.steps().iter().flat_map(|step| match step {
        Step::Told(Source::Server | Source::Host, facts) => facts.as_slice(),
        _ => &[],
    });
    let denied = |fact: FactId| case.steps().contains(&Step::Denied(fact));
    let told = told.filter_map(|told| {
        let label = label(rules, told)?;
        Some(if denied(told.0) { alloc::format!("{label} ({})", strings.summary_denied()) } else { label })
    });
    let service = Some(around.service.clone()).filter(|service| !service.is_empty());
    list(&mut lines, strings.summary_server(), told.chain(service));
    let tried = case.known(article);
    let tried = tried.all_tried().iter().filter_map(|remedy| Some(article.section_of(*remedy)?.heading.clone()));
    list(&mut lines, strings.summary_tried(), tried);
    for step in case.steps() {
        if let Step::Message { text, .. } = step
            && !text.is_empty()
        {
            lines.push(alloc::format!("{}:\n{}", strings.summary_message(), cut(text)));
        }
    }
    lines.join("\n")
}

/// The question that a step answers, and its answer, in words.
pub fn answer(rules: &Rules, step: &Step, strings: &Strings) -> Option<(String, String)> {
    let article = rules.article();
    let fact = step.answers()?;
    let prompt = article.question(fact)?.prompt.clone();
    let answer = match step {
        Step::Answer(_, Some(value)) => article.value(fact, *value)?.label.clone(),
        Step::Message { told, .. } => match told.iter().find(|(told, _)| *told == fact).or(told.first()) {
            Some(told) => label(rules, told)?,
            None => strings.message_kept_label().into(),
        },
        _ => strings.unsure().into(),
    };
    Some((prompt, answer))
}

fn label(rules: &Rules, (fact, value): &(FactId, ValueId)) -> Option<String> {
    Some(rules.article().value(*fact, *value)?.label.clone())
}

fn list(lines: &mut Vec<String>, heading: &str, items: impl Iterator<Item = String>) {
    let mut items = items.map(|item| alloc::format!("- {item}")).peekable();
    if items.peek().is_some() {
        lines.push(alloc::format!("{heading}:"));
        lines.extend(items);
    }
}

fn cut(message: &str) -> String {
    match message.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => alloc::format!("{} […]", message.get(..end).unwrap_or_default()),
        None => message.into(),
    }
}
