//! Leptos components, one screen or part a file. They show what the rules say and tell the [`Help`] what a person did.
//!
//! Leptos' builder syntax throughout: `view!` builds static markup from HTML strings, which Trusted Types forbid.

mod article;
mod blocks;
pub mod dom;
mod element;
mod email;
pub mod handoff;
mod inbox;
mod news;
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
    article::{Article, Channel, FactId, Kind},
    email::Address,
    locale::Strings,
    rules::{Case, Known, Rules, Screen, Source, Step},
    status::service::Service,
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
    /// Whether there is an account-status API to ask about an address.
    pub account: bool,
    /// Whether there is a server that takes feedback.
    pub feedback: bool,
    /// What only the page around the widget can do.
    pub browser: Box<dyn Browser + Send + Sync>,
}

/// What only the page around the widget can do.
pub trait Browser {
    /// Writes a day, `YYYY-MM-DD`, as a language does.
    fn day(&self, day: &str, lang: &str) -> String;
    /// Copies a text to the clipboard.
    fn copy(&self, text: &str);
    /// Saves a text as a file.
    fn save(&self, text: &str);
    /// Now, for the summary.
    fn time(&self) -> String;
    /// Asks the account-status API about an address, and hands what it says to [`Help::told`].
    fn ask(&self, help: Help, address: &str);
    /// Sends, now or later, whether the section of this id helped, or the whole article.
    fn helped(&self, help: Help, section: &str, helpful: bool);
    /// Sends, now or later, a comment on what [`Browser::helped`] last sent of this section, or of the whole article.
    fn comment(&self, help: Help, section: &str, text: &str);
    /// Takes up what waits for a connection: how the service is, and feedback to send.
    fn catch_up(&self, help: Help);
    /// Writes the summary in English, where the article is in another language and has that, into [`Help::english`].
    fn in_english(&self, help: Help);
    /// Takes in what a host page may want to know.
    fn happened(&self, happening: Happening);
    /// Brings the focus to what the selector finds in the widget, and it into view, once it is painted.
    fn bring(&self, found: &str);
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
    /// The section of this id was said to help or not, or the whole article, which has none.
    Feedback {
        /// The section's id.
        section: String,
        /// Whether it helped.
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
    /// What servers say beside it.
    pub aside: Aside,
    /// How many screens came before this one.
    pub moves: u32,
}

impl State {
    /// A case at a place, of which no server has said anything.
    pub fn new(case: Case, place: Place) -> Self {
        Self { case, place, aside: Aside::default(), moves: 0 }
    }
}

/// What servers say that is no part of the case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aside {
    /// How the service is.
    pub service: Service,
    /// Facts that came when nobody waited for them, and that would change the screen.
    pub offer: Option<Step>,
    /// Whether a mail was told of while the screen was there already.
    pub is_mail_late: bool,
    /// Whether the rest came while the screen was there already.
    pub is_late: bool,
}

/// One widget's state, and what can be done with it. A handle: copies share the state.
///
/// Every signal but the state's own holds a text: each further type of signal is two kilobytes of code.
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
    /// What is said while the account-status API is being asked.
    pub asking: RwSignal<String>,
    /// The address that was written to; empty where none was.
    pub mailed: RwSignal<String>,
    /// What the live region says of the state's [`Aside`], whose view follows this.
    pub news: RwSignal<String>,
    /// The summary in English, where the article is in another language and has that.
    pub english: RwSignal<String>,
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
            asking: RwSignal::new(String::new()),
            mailed: RwSignal::new(String::new()),
            news: RwSignal::new(String::new()),
            english: RwSignal::new(String::new()),
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
        let State { mut case, place, .. } = self.state_now();
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
        let State { mut case, place, .. } = self.state_now();
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
        self.mailed.set(String::new());
        self.state.update_untracked(|state| state.aside.offer = None);
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
        let State { aside, moves, .. } = self.state_now();
        self.state.set(State {
            case,
            place,
            aside: Aside { is_late: false, is_mail_late: false, ..aside },
            moves: moves + 1,
        });
        self.news.set(String::new());
        self.setting().browser.shows(self, false);
    }

    fn happened(self, happening: Happening) {
        self.setting().browser.happened(happening);
    }

    fn helped(self, section: &str, helpful: bool) {
        self.happened(Happening::Feedback { section: section.into(), helpful });
        self.setting().browser.helped(self, section, helpful);
    }

    /// Asks our server about an address, unless it is being asked.
    fn ask(self, address: &Address) {
        if self.asking.with_untracked(String::is_empty) {
            let setting = self.setting();
            self.asking.set(setting.strings.asking().into());
            setting.browser.ask(self, address.as_str());
        }
    }

    /// Takes in what the account-status API says, which was asked after so many screens. `facts` are those of its answer
    /// that the article lets servers tell; `mailed` is the address that it has written to, or empty. Where it says
    /// neither, `otherwise` is said.
    pub fn told(self, asked: u32, facts: Step, mailed: &str, otherwise: &str) {
        self.asking.set(String::new());
        let setting = self.setting();
        let State { mut case, place, moves, .. } = self.state_now();
        let is_waiting = moves == asked;
        let has_facts = facts != Step::Told(Source::Server, Vec::new());
        if has_facts && !is_waiting {
            return self.hear(facts);
        }
        // The question by email is done with, whatever came of it.
        let by_email = case.screen(&setting.rules).asks().filter(|fact| {
            let question = article_of(&setting).question(*fact);
            is_waiting && place == Place::Flow && question.is_some_and(|question| question.kind == Kind::Email)
        });
        if has_facts {
            case.push(facts);
        }
        if let Some(fact) = by_email {
            case.push(Step::Answer(fact, None));
        }
        if has_facts || by_email.is_some() {
            let before = self.state_now().case.screen(&setting.rules);
            let is_same = case.screen(&setting.rules) == before;
            self.show(case, Place::Flow);
            if is_same {
                self.notice.set(setting.strings.heard().into());
            }
        }
        if !mailed.is_empty() {
            self.news(|aside| aside.is_mail_late = !is_waiting, setting.strings.emailed());
            self.mailed.set(mailed.into());
            if is_waiting {
                setting.browser.bring("[data-mailed]");
            }
        } else if !has_facts {
            self.notice.set(otherwise.into());
        }
    }

    /// Takes in facts that nobody waits for: at once where the screen stays as it is, else as an offer.
    fn hear(self, facts: Step) {
        let setting = self.setting();
        let mut case = self.state_now().case;
        let before = case.screen(&setting.rules);
        case.push(facts.clone());
        if case.screen(&setting.rules) == before {
            // Without a word to the view, which would make the screen anew under the person's hands.
            self.state.update_untracked(|state| state.case.push(facts));
        } else {
            self.news(|aside| (aside.is_late, aside.offer) = (true, Some(facts)), setting.strings.news());
        }
    }

    /// Changes what stands beside the screen, and says so.
    fn news(self, change: impl FnOnce(&mut Aside), words: &str) {
        self.state.update_untracked(|state| change(&mut state.aside));
        self.news.set(words.into());
    }

    /// Takes in how the service is, and as a fact too where the article has it.
    pub fn service_is(self, service: Service, fact: Step) {
        let setting = self.setting();
        let words = match &service {
            Service::Trouble(trouble) if trouble.is_maintenance => setting.strings.maintenance(),
            Service::Trouble(_) => setting.strings.incident(),
            Service::Up | Service::Unknown => "",
        };
        self.news(|aside| (aside.is_late, aside.service) = (true, service), words);
        self.hear(fact);
    }

    /// Goes where the offered facts lead.
    fn take_offer(self) {
        let State { mut case, aside, .. } = self.state_now();
        if let Some(facts) = aside.offer {
            self.state.update_untracked(|state| state.aside.offer = None);
            case.push(facts);
            self.show(case, Place::Flow);
        }
    }
}

/// The whole widget.
pub fn widget(help: Help) -> Node {
    let setting = help.setting();
    let screen = move || {
        let State { case, place, .. } = help.state();
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
        .child(live(move || news::news(help, true).view()))
        .child(live(move || news::mail(help, true).view()))
        .child(live(screen))
        .child(live(move || news::mail(help, false).view()))
        .child(live(move || news::news(help, false).view()))
        .child(live(move || overview::overview(help).view()))
        .view()
}

fn article_of(setting: &Setting) -> &Article {
    setting.rules.article()
}
