//! Joining, the questions' part: prompts, hints, and a label for every value of every fact.

use toml::Spanned;

use super::{
    join::{Joiner, TOP},
    words::Front,
};
use crate::{
    article::{Draft, Fact, UNSURE},
    author::code::{MISSING_WORD, UNNEEDED_WORD},
};

impl Joiner<'_> {
    /// Gives questions and their facts their words.
    pub fn questions(&mut self, draft: &mut Draft, front: &Front) {
        let Draft { facts, questions, .. } = draft;
        for question in questions.iter_mut() {
            let Some(fact) = facts.get_mut(usize::from(question.fact.0)) else { continue };
            let table = format!("[questions.{}]", fact.id);
            let Some((key, words)) = front.questions.entry(&fact.id) else {
                let message = format_args!("the question for '{}' has no words", fact.id);
                let finding = self.source.at(TOP, MISSING_WORD, message);
                let help = format_args!("add {table} with its prompt and its answers {}", value_ids(fact));
                self.findings.push(finding.help(help));
                continue;
            };
            question.prompt = self.word(words.prompt.as_ref(), key.span(), "prompt", &table);
            question.hint.clone_from(&words.hint);
            let table = format!("[questions.{}.answers]", fact.id);
            for value in fact.values.iter_mut().filter(|value| value.id != UNSURE) {
                let answer = words.answers.get(&value.id);
                value.label = self.word(answer.map(|answer| &answer.label), key.span(), &value.id, &table);
                value.hint = answer.map(|answer| answer.hint.clone()).unwrap_or_default();
            }
            let values = fact.values.iter().map(|value| value.id.as_str()).filter(|id| *id != UNSURE);
            self.strangers(words.answers.keys(), values, &format!("value of '{}'", fact.id));
        }
        let asked = questions.iter().filter_map(|question| facts.get(usize::from(question.fact.0)));
        self.strangers(front.questions.keys(), asked.map(|fact| fact.id.as_str()), "fact that a question asks");
    }

    /// Gives facts that no question asks their words.
    pub fn facts(&mut self, draft: &mut Draft, front: &Front) {
        let Draft { facts, questions, .. } = draft;
        let mut unasked = Vec::new();
        for (position, fact) in facts.iter_mut().enumerate() {
            if questions.iter().any(|question| usize::from(question.fact.0) == position) {
                continue;
            }
            unasked.push(fact.id.clone());
            let table = format!("[facts.{}]", fact.id);
            let Some((key, labels)) = front.facts.entry(&fact.id) else {
                let message = format_args!("fact '{}', which no question asks, has no words", fact.id);
                let finding = self.source.at(TOP, MISSING_WORD, message);
                self.findings.push(finding.help(format_args!("add {table} with its values {}", value_ids(fact))));
                continue;
            };
            for value in &mut fact.values {
                value.label = self.word(labels.get(&value.id), key.span(), &value.id, &table);
            }
            let values = fact.values.iter().map(|value| value.id.as_str());
            self.strangers(labels.keys(), values, &format!("value of '{}'", fact.id));
        }
        let asked = |key: &&Spanned<String>| {
            let fact = facts.iter().find(|fact| fact.id == *key.get_ref());
            fact.is_some_and(|fact| !unasked.contains(&fact.id))
        };
        for key in front.facts.keys().filter(asked) {
            let message = format_args!("a question asks '{0}', so its words belong in [questions.{0}]", key.get_ref());
            self.findings.push(self.source.at(key.span(), UNNEEDED_WORD, message));
        }
        let known = unasked.iter().map(String::as_str);
        self.strangers(front.facts.keys().filter(|key| !asked(key)), known, "fact of flow.toml");
    }
}

fn value_ids(fact: &Fact) -> String {
    let ids: Vec<&str> = fact.values.iter().map(|value| value.id.as_str()).filter(|id| *id != UNSURE).collect();
    ids.join(", ")
}
