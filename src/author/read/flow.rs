//! `flow.toml`: an article's facts, questions, remedies and conditions, and none of its words.
//!
//! Reading it gives a [`Draft`] without words, in which every name of a fact or a value has become a position.

use std::collections::HashSet;

use toml::Spanned;

use super::{
    allow::{self, Allowed},
    condition::Scope,
    entries::{FactEntry, FlowFile, Marks, MessageEntry, QuestionEntry, RemedyEntry},
    table::Table,
};
use crate::{
    article::{
        Action, Condition, Draft, Fact, InvalidArticle, Kind, Pattern, Question, Remedy, SectionId, Support, Value,
        Values, is_allowed_url,
    },
    author::{
        code::{
            BAD_ID, BAD_INTERRUPTION, BAD_LINK, BAD_MESSAGE, BAD_PICTURE, BAD_SENDER, BAD_VALUES, CIRCULAR, Code,
            DUPLICATE, FALLBACK_NOT_LAST, NO_REMEDY, TOO_MANY, UNDECLARED, WEIGHTLESS,
        },
        finding::Finding,
        source::Source,
    },
    rules::normalise,
};

/// What is left to choose from where the flow does not say otherwise: as many as are read in a hurry.
const OFFERED: usize = 5;

/// A flow, waiting for a language's words.
pub struct Flow {
    /// Everything but the words. Its remedies' sections are those of `sections`.
    pub draft: Draft,
    /// By remedy, the id of the section that it shows.
    pub sections: Vec<Spanned<String>>,
    /// The origins that pictures may come from, beside the article's folder.
    pub pictures: Vec<String>,
    /// By id, when a callout is shown.
    pub callouts: Vec<(Spanned<String>, Condition)>,
    /// Findings that are right as they are.
    pub allowed: Vec<Allowed>,
    /// How many remedies may be left to choose from.
    pub offered: usize,
    /// Where things stand.
    pub marks: Marks,
}

impl Flow {
    /// Reports a fault that shows only in the whole, at the question that has it if a question has it.
    pub fn locate(&self, source: &Source, fault: &InvalidArticle) -> Finding {
        let asked = |question: &Question| self.draft.facts.get(usize::from(question.fact.0));
        let mut questions = self.draft.questions.iter().zip(&self.marks.questions);
        let question = questions.find(|(question, _)| match fault {
            InvalidArticle::Circular(id) => asked(question).is_some_and(|fact| fact.id == *id),
            _ => false,
        });
        let span = question.map(|(_, span)| span.clone()).unwrap_or_default();
        source.at(span, code_of(fault), fault)
    }
}

/// What reading reports at its place as it goes is here too, so that a fault that it should miss has a code all the same.
fn code_of(fault: &InvalidArticle) -> &'static Code {
    match fault {
        InvalidArticle::NoRemedy => NO_REMEDY,
        InvalidArticle::TooMany(_) => TOO_MANY,
        InvalidArticle::BadId(_) => BAD_ID,
        InvalidArticle::BadValues(_) => BAD_VALUES,
        InvalidArticle::Dangling(_) => UNDECLARED,
        InvalidArticle::AskedTwice(_) | InvalidArticle::SharedSection(_) => DUPLICATE,
        InvalidArticle::Circular(_) => CIRCULAR,
        InvalidArticle::FallbackNotLast(_) => FALLBACK_NOT_LAST,
        InvalidArticle::Weightless(_) => WEIGHTLESS,
        InvalidArticle::BadInterruption(_) => BAD_INTERRUPTION,
        InvalidArticle::BadLink(_) => BAD_LINK,
        InvalidArticle::BadPicture(_) => BAD_PICTURE,
    }
}

/// Reads a flow; nothing where the file's structure is too broken to go on.
pub(super) fn read(source: &Source, findings: &mut Vec<Finding>) -> Option<Flow> {
    let file: FlowFile = source.toml(&source.text).map_err(|finding| findings.push(finding)).ok()?;
    let facts = read_facts(source, &file.facts, findings);
    let mut scope = Scope { source, facts: &facts, findings };
    let questions = scope.questions(&file.questions);
    let remedies = scope.remedies(&file.remedies, &questions);
    let patterns = file.messages.iter().flat_map(|message| scope.patterns(message)).collect();
    let callouts = file.callouts.iter().map(|(id, callout)| (id.clone(), scope.condition(&callout.when))).collect();
    let url = scope.link(file.support.as_ref()).unwrap_or_default();
    let sender = scope.sender(file.sender.as_ref());
    let pictures = file.pictures.iter().filter_map(|origin| scope.link(Some(origin))).collect();
    let marks = Marks::of(&file);
    let allowed = allow::read(file.allow, source, findings);
    Some(Flow {
        marks,
        allowed,
        offered: file.offered.map_or(OFFERED, usize::from),
        sections: file.remedies.into_iter().map(|remedy| remedy.section).collect(),
        callouts,
        pictures,
        draft: Draft {
            questions,
            remedies,
            patterns,
            support: Support { url, ..Support::default() },
            sender,
            components: file.components.iter().map(|name| name.get_ref().as_str()).collect::<Vec<_>>().join("\n"),
            facts,
            ..Draft::default()
        },
    })
}

fn read_facts(source: &Source, facts: &Table<FactEntry>, findings: &mut Vec<Finding>) -> Vec<Fact> {
    let fact = |(id, entry): &(Spanned<String>, FactEntry)| {
        findings.extend(source.check_id(id));
        let count = entry.values.len();
        if count == 0 || count > Values::LIMIT {
            findings.push(source.at(id.span(), BAD_VALUES, InvalidArticle::BadValues(id.get_ref().clone())));
        }
        let mut values: Vec<Value> = Vec::new();
        for value in &entry.values {
            findings.extend(source.check_id(value));
            if values.iter().any(|earlier| earlier.id == *value.get_ref()) {
                let message = format_args!("fact '{}' has the value '{}' twice", id.get_ref(), value.get_ref());
                findings.push(source.at(value.span(), DUPLICATE, message));
            }
            values.push(Value { id: value.get_ref().clone(), label: String::new(), hint: String::new() });
        }
        Fact { id: id.get_ref().clone(), values, server: entry.server }
    };
    facts.iter().map(fact).collect()
}

impl Scope<'_> {
    fn questions(&mut self, entries: &[QuestionEntry]) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        for entry in entries {
            let Some(fact) = self.fact(&entry.fact) else { continue };
            if questions.iter().any(|earlier| earlier.fact == fact) {
                self.report(&entry.fact, DUPLICATE, InvalidArticle::AskedTwice(entry.fact.get_ref().clone()));
            }
            let when = entry.when.as_ref().map(|when| self.condition(when));
            questions.push(Question { fact, kind: entry.kind, when, prompt: String::new(), hint: String::new() });
        }
        questions
    }

    fn remedies(&mut self, entries: &[RemedyEntry], questions: &[Question]) -> Vec<Remedy> {
        if entries.is_empty() {
            self.findings.push(self.source.at(0..0, NO_REMEDY, InvalidArticle::NoRemedy));
        }
        let mut remedies = Vec::new();
        let mut shown = HashSet::new();
        for (position, entry) in entries.iter().enumerate() {
            let section = || entry.section.get_ref().clone();
            if !shown.insert(entry.section.get_ref()) {
                self.report(&entry.section, DUPLICATE, InvalidArticle::SharedSection(section()));
            }
            if entry.when.is_none() && entry.next.is_none() && position + 1 < entries.len() {
                self.report(&entry.section, FALLBACK_NOT_LAST, InvalidArticle::FallbackNotLast(section()));
            }
            if let Some(weight) = entry.weight.as_ref().filter(|weight| *weight.get_ref() == 0) {
                self.report(weight, WEIGHTLESS, InvalidArticle::Weightless(section()));
            }
            let interruption = entry.interruption.as_ref().and_then(|name| {
                let fact = self.fact(name)?;
                if !questions.iter().any(|question| question.fact == fact && question.kind == Kind::Choice) {
                    self.report(name, BAD_INTERRUPTION, InvalidArticle::BadInterruption(section()));
                }
                Some(fact)
            });
            remedies.push(Remedy {
                section: SectionId(0),
                when: self.either(entry.when.as_ref(), entry.next.as_ref()),
                weight: entry.weight.as_ref().map_or(1, |weight| *weight.get_ref()),
                interruption,
                handoff: entry.handoff,
                action: self.link(entry.action.as_ref()).map(|url| Action { url, label: String::new() }),
                inbox: entry.inbox,
                explains: entry.explains,
            });
        }
        remedies
    }

    fn patterns(&mut self, entry: &MessageEntry) -> Vec<Pattern> {
        if entry.facts.get_ref().iter().len() == 0 {
            self.report(&entry.facts, BAD_MESSAGE, "a message that tells no fact has no use");
        }
        let mut facts = Vec::new();
        for (name, value) in entry.facts.get_ref().iter() {
            let fact = self.fact(name);
            facts.extend(fact.and_then(|fact| Some((fact, self.value(fact, value)?))));
        }
        // In one order, so that what two messages tell can be compared.
        facts.sort_by_key(|(fact, _)| *fact);
        if entry.texts.is_empty() {
            self.report(&entry.facts, BAD_MESSAGE, "what tells this? 'texts' is empty");
        }
        let mut patterns = Vec::new();
        for text in &entry.texts {
            let normal = normalise(text.get_ref());
            if normal.is_empty() {
                self.report(text, BAD_MESSAGE, "a message needs a letter or a digit to be known by");
            }
            patterns.push(Pattern { text: normal, facts: facts.clone() });
        }
        patterns
    }

    fn link(&mut self, url: Option<&Spanned<String>>) -> Option<String> {
        let url = url?;
        if !is_allowed_url(url.get_ref()) {
            self.report(url, BAD_LINK, InvalidArticle::BadLink(url.get_ref().clone()));
        }
        Some(url.get_ref().clone())
    }

    fn sender(&mut self, sender: Option<&Spanned<String>>) -> String {
        let Some(sender) = sender else { return String::new() };
        let parts = sender.get_ref().split_once('@');
        let whole = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
        if !whole || sender.get_ref().contains(|letter: char| letter.is_whitespace() || letter == ':') {
            self.report(sender, BAD_SENDER, format_args!("'{}' is not an email address", sender.get_ref()));
        }
        sender.get_ref().clone()
    }
}
