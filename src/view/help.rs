//! One widget's state, and what a person and servers can do with it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Happening, Setting, article_of};
use crate::{
    article::{FactId, Kind},
    email::Address,
    rules::{Case, Known, Source, Step},
    status::service::Service,
};

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

    pub(super) fn happened(self, happening: Happening) {
        self.setting().browser.happened(happening);
    }

    pub(super) fn helped(self, section: &str, helpful: bool) {
        self.happened(Happening::Feedback { section: section.into(), helpful });
        self.setting().browser.helped(self, section, helpful);
    }

    /// Asks our server about an address, unless it is being asked.
    pub(super) fn ask(self, address: &Address) {
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
    pub(super) fn take_offer(self) {
        let State { mut case, aside, .. } = self.state_now();
        if let Some(facts) = aside.offer {
            self.state.update_untracked(|state| state.aside.offer = None);
            case.push(facts);
            self.show(case, Place::Flow);
        }
    }
}
