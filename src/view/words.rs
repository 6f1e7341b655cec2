//! The person's own words: what becomes of them, and by what sentences of the article's they are understood.

use alloc::sync::Arc;

use super::{Field, Help, Place, Setting, State};
use crate::{
    article::{FactId, RemedyId, ValueId},
    locale::{append, fill},
    rules::{
        Rules, Step,
        summary::{LONGEST_KEPT, cut},
    },
    words::{Marks, Table, Understanding, known_message, redact},
};

/// The sentences of the article's that the person's own words are understood by.
#[derive(Clone)]
pub enum Sentences {
    /// On their way.
    Coming,
    /// Here.
    Here(Arc<Table>),
    /// The article has none, or they can't be had.
    None,
}

impl Help {
    /// Takes in the article's sentences; none where they can't be had. Nothing on screen shows them, unless somebody has sent
    /// or typed words already.
    pub fn has_sentences(self, sentences: Option<Table>) {
        let mut state = self.state();
        state.sentences = sentences.map_or(Sentences::None, |table| Sentences::Here(table.into()));
        match state.waiting.take() {
            Some(text) => {
                state.write(text);
                self.set(state);
            }
            None if state.look_for_answers() => self.set(state),
            None => self.keep(state),
        }
    }
}

impl Setting {
    /// A text as it may be kept, sent and shown: without secrets, and cut where it is very long. With what there is to say
    /// of secrets in it.
    pub(super) fn fit_to_keep(&self, text: &str) -> (String, &str) {
        let strings = &self.strings;
        let marks =
            Marks { password: strings.removed_password(), key: strings.removed_key(), code: strings.removed_code() };
        let text = cut(text, LONGEST_KEPT);
        match redact(&text, marks) {
            Some(text) => (text, strings.secret_removed()),
            None => (text, ""),
        }
    }
}

impl State {
    /// Takes in the person's own words: what the article's messages make of them, or else its sentences.
    pub(super) fn write(&mut self, text: String) {
        let setting = self.setting.clone();
        let (told, guesses) = match &self.sentences {
            Sentences::Coming => {
                self.notice = setting.strings.moment().into();
                self.waiting = Some(text);
                return;
            }
            Sentences::None => (known_message(setting.rules.article(), &text), Vec::new()),
            Sentences::Here(table) => understand(table, &setting.rules, &text),
        };
        let unknown = if told.is_empty() && guesses.is_empty() { setting.strings.words_kept() } else { "" };
        let (text, removed) = setting.fit_to_keep(&text);
        self.take(Step::Wrote { text, told, guesses });
        self.note([unknown, removed]);
    }

    /// Says these too in the live region; empty ones are nothing to say.
    pub(super) fn note(&mut self, notices: [&str; 2]) {
        notices.into_iter().for_each(|notice| append(&mut self.notice, " ", notice));
    }

    /// Finds the answers that what is being typed speaks for. Whether they are others than before.
    pub(super) fn look_for_answers(&mut self) -> bool {
        let (Sentences::Here(table), Some(fact)) = (&self.sentences, self.screen().asks()) else { return false };
        let text = self.typed(Field::Words);
        let fitting = table.answers_for(&self.setting.rules, &text, fact);
        let is_other = fitting != self.fitting;
        if is_other {
            let article = self.setting.rules.article();
            let mut labels = String::new();
            for value in fitting.iter().filter_map(|value| article.value(fact, *value)) {
                append(&mut labels, self.setting.strings.comma(), &value.label);
            }
            self.aside.words =
                if labels.is_empty() { labels } else { fill(self.setting.strings.words_fit(), "answers", &labels) };
            self.fitting = fitting;
        }
        is_other
    }

    /// Takes back what was understood of the person's own words.
    pub(super) fn misunderstood(&mut self) {
        let setting = self.setting.clone();
        self.case.misunderstood(&setting.rules);
        self.go(Place::Flow);
        self.notice = setting.strings.words_kept().into();
    }
}

/// What the person's own words tell for certain, or else what they are like.
fn understand(table: &Table, rules: &Rules, text: &str) -> (Vec<(FactId, ValueId)>, Vec<RemedyId>) {
    let Understanding { facts, guesses, is_sure } = table.understand(rules, text);
    let leads = guesses.first().map_or(&[][..], |guess| table.leads(guess.remedy));
    match (facts.is_empty(), is_sure && !leads.is_empty()) {
        (false, _) => (facts, Vec::new()),
        (true, true) => (leads.to_vec(), Vec::new()),
        (true, false) => (Vec::new(), guesses.into_iter().map(|guess| guess.remedy).collect()),
    }
}
