//! One widget: its state as a signal, and what people and servers do with it.

use alloc::sync::Arc;

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, UpdateUntracked, WithUntracked};

use super::{Browser, Place, Setting, State};
use crate::{
    article::{Article, RemedyId},
    locale::{Strings, number},
    rules::{Known, Screen, Step},
    status::service::Service,
};

/// A widget as it is now, with what the rules make of it: worked out once at each change, for all views.
pub struct Now<'a> {
    /// The page around it.
    pub browser: &'a dyn Browser,
    /// Its state.
    pub state: State,
    /// What is known of the case.
    pub known: Known,
    /// What the case leads to.
    pub screen: Screen,
}

impl<'a> Now<'a> {
    /// This state.
    pub fn new(browser: &'a dyn Browser, state: State) -> Self {
        let rules = &state.setting.rules;
        let known = state.case.known(rules.article());
        let screen = Screen::of(rules, &known);
        Self { browser, state, known, screen }
    }

    /// What comes from the article's files and the host page.
    pub fn setting(&self) -> &Setting {
        &self.state.setting
    }

    /// The article.
    pub fn article(&self) -> &Article {
        self.state.setting.rules.article()
    }

    /// The widget's own words.
    pub fn strings(&self) -> &Strings {
        &self.state.setting.strings
    }

    /// The number of the screen, for elements that are other ones on each screen.
    pub fn number(&self) -> String {
        number(self.state.moves.into())
    }

    /// Whether a person is to help.
    pub fn is_handoff(&self) -> bool {
        let is_fallback =
            |remedy: &RemedyId| self.article().remedy(*remedy).is_some_and(|remedy| remedy.when.is_none());
        match (&self.state.place, &self.screen) {
            (Place::Handoff, _) | (Place::Flow, Screen::Handoff) => true,
            (Place::Flow, Screen::Remedy(remedy)) => is_fallback(remedy),
            _ => false,
        }
    }
}

/// What can be done with one widget. A handle: copies share its state, which is one signal, since each further type of
/// signal is two kilobytes of code. What a person can do is an [`Act`](super::Act).
#[derive(Clone, Copy)]
pub struct Help(RwSignal<State>);

impl Help {
    /// The state of a new widget. Must be called under a reactive owner.
    pub fn new(state: State) -> Self {
        Self(RwSignal::new(state))
    }

    /// The state as it is now.
    pub fn state(self) -> State {
        self.0.get_untracked()
    }

    /// What does not change.
    pub fn setting(self) -> Arc<Setting> {
        self.0.with_untracked(|state| state.setting.clone())
    }

    /// The widget as it is now, which whoever asks will follow.
    pub fn now(self, browser: &dyn Browser) -> Now<'_> {
        Now::new(browser, self.0.get())
    }

    /// Takes this for the state, which is shown.
    pub fn set(self, mut state: State) {
        state.change += 1;
        self.0.set(state);
    }

    /// Takes this for the state, which is shown already.
    pub(super) fn keep(self, mut state: State) {
        state.change += 1;
        self.0.update_untracked(|before| *before = state);
    }

    /// Says something in the live region.
    pub fn say(self, words: &str) {
        self.set(State { notice: words.into(), ..self.state() });
    }

    /// Takes in what the account-status API says, which was asked after so many screens. `facts` are those of its answer
    /// that the article lets servers tell; `mailed` is the address that it has written to, or empty. Where it says
    /// neither, `otherwise` is said. Whether the person waits for the news of the mail, which is on screen next.
    pub fn told(self, asked: u32, facts: Step, mailed: &str, otherwise: &str) -> bool {
        let mut state = self.state();
        let is_waited_for = state.told(asked, facts, mailed, otherwise);
        self.set(state);
        is_waited_for
    }

    /// Takes in how the service is, and as a fact too where the article has it.
    pub fn service_is(self, service: Service, fact: Step) {
        let mut state = self.state();
        let strings = &state.setting.strings;
        let words = match &service {
            Service::Trouble(trouble) if trouble.is_maintenance => strings.maintenance(),
            Service::Trouble(_) => strings.incident(),
            Service::Up | Service::Unknown => "",
        };
        state.aside.words = words.into();
        (state.aside.is_late, state.aside.service) = (true, service);
        state.hear(fact);
        self.set(state);
    }
}
