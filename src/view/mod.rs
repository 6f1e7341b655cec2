//! Leptos components, one screen or part a file. They show what the rules say and tell the [`Help`] what a person did.
//!
//! Leptos' builder syntax throughout: `view!` builds static markup from HTML strings, which Trusted Types forbid.

mod article;
mod blocks;
pub mod dom;
mod element;
mod handoff;
mod inbox;
mod overview;
mod parts;
mod possible;
mod question;
mod remedy;
mod typed;

use std::sync::Arc;

use dom::Node;
use element::{Child, el, live};
use leptos::prelude::*;

use crate::{
    article::{Article, Channel, FactId},
    locale::Strings,
    rules::{Case, Known, Rules, Screen, Step},
};

/// What does not change while a widget is on the page.
pub struct Setting {
    /// The article, ready to diagnose with.
    pub rules: Rules,
    /// The widget's own words.
    pub strings: Strings,
    /// The level of the widget's first heading, 1 to 6.
    pub level: u8,
    /// Where support is; empty where there is none.
    pub support: String,
    /// The page's address without `#` and query, for the summary.
    pub page: String,
    /// Whether the page is the widget's own, so that sections have addresses on it.
    pub own_page: bool,
    /// What only the page around the widget can do.
    pub browser: Box<dyn Browser + Send + Sync>,
}

/// What only the page around the widget can do.
pub trait Browser {
    /// Writes a day, `YYYY-MM-DD`, as a language does.
    fn day(&self, day: &str, lang: &str) -> String;
    /// Copies a text to the clipboard.
    fn copy(&self, text: &str);
    /// Asks the account-status API about an address.
    fn ask(&self, article: &str, address: &str);
    /// Takes in what a host page may want to know.
    fn happened(&self, happening: Happening);
    /// Follows a change of the state with the page's address and the focus.
    fn shows(&self, help: Help, is_first: bool);
}

/// What a host page may want to know. Never with anything that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A question is on screen: its fact's id.
    Question(String),
    /// A remedy is on screen: its section's id.
    Remedy(String),
    /// A remedy helped: its section's id.
    Resolved(String),
    /// The case goes to a person, over this channel.
    Handoff(Channel),
    /// The page was rated.
    Feedback {
        /// Whether it was helpful.
        helpful: bool,
    },
}

/// Where in the widget the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On the screen that the case leads to.
    Flow,
    /// Giving another answer to an earlier question.
    Changing(FactId),
    /// Reading the whole article, from the section of this id if there is one.
    Article(String),
    /// Told us that a remedy helped.
    Solved,
    /// Asked for a person.
    Handoff,
}

/// What changes while a widget is on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What was learned so far.
    pub case: Case,
    /// Where the person is.
    pub place: Place,
}

/// One widget's state, and what can be done with it. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct Help {
    setting: StoredValue<Arc<Setting>>,
    state: RwSignal<State>,
    /// What the live region says.
    pub notice: RwSignal<String>,
    /// The address that was entered, kept nowhere else.
    pub address: RwSignal<String>,
    /// What is said in place of "Rate this page" once that is done.
    pub rated: RwSignal<String>,
}

impl Help {
    /// The state of a new widget. Must be called under a reactive owner.
    pub fn new(setting: Setting, state: State, address: String) -> Self {
        Self {
            setting: StoredValue::new(Arc::new(setting)),
            state: RwSignal::new(state),
            notice: RwSignal::new(String::new()),
            address: RwSignal::new(address),
            rated: RwSignal::new(String::new()),
        }
    }

    /// What does not change.
    pub fn setting(self) -> Arc<Setting> {
        self.setting.get_value()
    }

    /// The state, which whoever asks will follow.
    pub fn state(self) -> State {
        self.state.get()
    }

    /// The state as it is now.
    pub fn state_now(self) -> State {
        self.state.get_untracked()
    }

    /// What is known of the case now.
    pub fn known(self) -> Known {
        self.state_now().case.known(article_of(&self.setting()))
    }

    /// Takes in what the person did, and goes where it leads.
    pub fn take(self, step: Step) {
        let State { mut case, place } = self.state_now();
        let setting = self.setting();
        let mut notice = if matches!(step, Step::Tried(_)) { setting.strings.noted() } else { "" };
        match place {
            Place::Changing(fact) => {
                let before = case.steps().len();
                case.change(&setting.rules, fact, step);
                if case.steps().len() < before {
                    notice = setting.strings.dropped();
                }
            }
            _ => case.push(step),
        }
        self.show(case, Place::Flow);
        self.notice.set(notice.into());
    }

    /// Goes back over the person's last step, or out of where a button led.
    pub fn back(self) {
        let State { mut case, place } = self.state_now();
        if place == Place::Flow {
            case.back();
        }
        self.show(case, Place::Flow);
    }

    /// Goes to another place in the widget.
    pub fn go(self, place: Place) {
        self.show(self.state_now().case, place);
    }

    /// Forgets the person's answers.
    pub fn restart(self) {
        let mut case = self.state_now().case;
        case.restart();
        self.show(case, Place::Flow);
        self.notice.set(self.setting().strings.cleared().into());
    }

    /// Goes on under another setting: in another language, say.
    pub fn change(self, setting: Setting, state: State) {
        self.setting.set_value(Arc::new(setting));
        self.state.set(state);
    }

    /// Shows this case at this place.
    pub fn show(self, case: Case, place: Place) {
        self.notice.set(String::new());
        self.state.set(State { case, place });
        self.setting().browser.shows(self, false);
    }

    fn happened(self, happening: Happening) {
        self.setting().browser.happened(happening);
    }
}

/// The whole widget.
pub fn widget(help: Help) -> Node {
    let setting = help.setting();
    let screen = move || {
        let State { case, place } = help.state();
        match place {
            Place::Flow => match case.screen(&help.setting().rules) {
                Screen::Question(fact) => question::question(help, fact, None),
                Screen::Interruption(remedy, fact) => question::question(help, fact, Some(remedy)),
                Screen::Remedy(remedy) => remedy::remedy(help, remedy),
                Screen::Possible(remedies) => Some(possible::possible(help, &remedies)),
                Screen::Handoff => Some(handoff::handoff(help)),
            },
            Place::Changing(fact) => question::question(help, fact, None),
            Place::Article(_) => Some(article::article(help)),
            Place::Solved => Some(handoff::solved(help)),
            Place::Handoff => Some(handoff::handoff(help)),
        }
        .view()
    };
    el("div")
        .class("widget")
        .attr("part", "widget")
        .attr("lang", &article_of(&setting).draft().lang)
        .child(parts::notice(help))
        .child(live(screen))
        .child(live(move || overview::overview(help).view()))
        .view()
}

fn article_of(setting: &Setting) -> &Article {
    setting.rules.article()
}
