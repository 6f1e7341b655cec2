//! Leptos components, one screen or part a file. They show what the rules say and tell the [`Help`] what a person did.
//!
//! Leptos' builder syntax throughout: `view!` builds static markup from HTML strings, which Trusted Types forbid.

mod article;
mod blocks;
mod handoff;
mod inbox;
mod overview;
mod parts;
mod possible;
mod question;
mod remedy;
mod typed;

use std::sync::Arc;

use leptos::{html::div, prelude::*, tachys::view::any_view::AnyView};

use crate::{
    article::{Article, Channel, FactId, RemedyId},
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
    /// Whether an account-status API may be asked.
    pub server: bool,
    /// Writes a day, `YYYY-MM-DD`, as the reader's language does.
    pub day: fn(&str, &str) -> String,
    /// Told of everything that a host page may want to know.
    pub happened: Box<dyn Fn(Happening) + Send + Sync>,
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
    Solved(RemedyId),
    /// Asked for a person.
    Handoff,
}

/// One widget's state, and what can be done with it. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct Help {
    setting: StoredValue<Arc<Setting>>,
    /// What was learned so far.
    pub case: RwSignal<Case>,
    /// Where the person is.
    pub place: RwSignal<Place>,
    /// What follows from both, so that a change that shows the same draws nothing anew. The article is one screen,
    /// whichever section of it is read.
    pub shown: Memo<(Place, Screen)>,
    /// What the live region says.
    pub notice: RwSignal<String>,
    /// The address that was entered, kept nowhere else.
    pub address: RwSignal<String>,
    rating: RwSignal<Option<bool>>,
}

impl Help {
    /// The state of a new widget. Must be called under a reactive owner.
    pub fn new(setting: Setting, case: Case, place: Place, address: String) -> Self {
        let setting = StoredValue::new(Arc::new(setting));
        let case = RwSignal::new(case);
        let place = RwSignal::new(place);
        let shown = Memo::new(move |_| {
            let place = match place.get() {
                Place::Article(_) => Place::Article(String::new()),
                place => place,
            };
            (place, setting.with_value(|setting| case.with(|case| case.screen(&setting.rules))))
        });
        Self {
            setting,
            case,
            place,
            shown,
            notice: RwSignal::new(String::new()),
            address: RwSignal::new(address),
            rating: RwSignal::new(None),
        }
    }

    /// What does not change.
    pub fn setting(self) -> Arc<Setting> {
        self.setting.get_value()
    }

    /// What is known of the case now.
    pub fn known(self) -> Known {
        self.setting.with_value(|setting| self.case.with(|case| case.known(setting.rules.article())))
    }

    /// Takes in what the person did, and goes where it leads.
    pub fn take(self, step: Step) {
        self.notice.set(String::new());
        let changing = self.place.get_untracked();
        self.setting.with_value(|setting| {
            self.case.update(|case| match changing {
                Place::Changing(fact) => case.change(&setting.rules, fact, step),
                _ => case.push(step),
            });
        });
        self.place.set(Place::Flow);
    }

    /// Goes back over the person's last step, or out of where a button led.
    pub fn back(self) {
        self.notice.set(String::new());
        if self.place.get_untracked() == Place::Flow {
            self.case.update(Case::back);
        } else {
            self.place.set(Place::Flow);
        }
    }

    /// Goes to another place in the widget.
    pub fn go(self, place: Place) {
        self.notice.set(String::new());
        self.place.set(place);
    }

    /// Forgets the person's answers.
    pub fn restart(self) {
        self.case.update(Case::restart);
        self.go(Place::Flow);
    }

    fn happened(self, happening: Happening) {
        self.setting.with_value(|setting| (setting.happened)(happening));
    }
}

/// The whole widget.
pub fn widget(help: Help) -> AnyView {
    let lang = help.setting().rules.article().draft().lang.clone();
    let screen = move || {
        let (place, screen) = help.shown.get();
        match place {
            Place::Flow => match screen {
                Screen::Question(fact) => question::question(help, fact, None),
                Screen::Interruption(remedy, fact) => question::question(help, fact, Some(remedy)),
                Screen::Remedy(remedy) => remedy::remedy(help, remedy),
                Screen::Possible(remedies) => possible::possible(help, remedies),
                Screen::Handoff => handoff::handoff(help),
            },
            Place::Changing(fact) => question::question(help, fact, None),
            Place::Article(_) => article::article(help),
            Place::Solved(_) => handoff::solved(help),
            Place::Handoff => handoff::handoff(help),
        }
    };
    div()
        .class("widget")
        .attr("part", "widget")
        .attr("lang", lang)
        .child((screen, parts::notice(help), move || overview::overview(help)))
        .into_any()
}

fn article_of(setting: &Setting) -> &Article {
    setting.rules.article()
}
