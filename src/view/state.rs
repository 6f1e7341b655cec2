//! All that changes while a widget is on the page, and how it goes from one screen to the next. Plain data.

use alloc::sync::Arc;

use super::{Act, Field, Sentences, Setting};
use crate::{
    article::{FactId, Kind, Section, ValueId},
    rules::{Case, Screen, Step},
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

/// All that changes while a widget is on the page.
#[derive(Clone)]
pub struct State {
    /// What comes from the article's files and the host page.
    pub setting: Arc<Setting>,
    /// What was learned so far.
    pub case: Case,
    /// Where the person is.
    pub place: Place,
    /// What servers say beside it.
    pub aside: Aside,
    /// How many screens came before this one.
    pub moves: u32,
    /// How many changes came before this one.
    pub change: u32,
    /// What the live region says.
    pub notice: String,
    /// The address that was entered, kept nowhere else.
    pub address: String,
    /// The one-time token that the person came with, until it is used. A program that goes through mails does not press.
    pub token: String,
    /// What is said in place of "Rate this page" once that is done.
    pub rated: String,
    /// What is said while the account-status API is being asked.
    pub asking: String,
    /// The address that was written to; empty where none was.
    pub mailed: String,
    /// The summary in English, where the article is in another language and has that.
    pub english: String,
    /// By what sentences the person's own words are understood.
    pub sentences: Sentences,
    /// Words that were sent before those sentences were there.
    pub waiting: Option<String>,
    /// The answers of the first question that stand out, since what is being typed speaks for them.
    pub fitting: Vec<ValueId>,
    /// What was typed into this screen's boxes, and what came of it.
    pub boxes: Vec<(Field, Entry)>,
    /// Whether the summary is to have the address in it.
    pub is_address_added: bool,
}

impl State {
    /// A case at a place, of which no server has said anything.
    pub fn new(setting: Setting, case: Case, place: Place) -> Self {
        Self {
            setting: Arc::new(setting),
            case,
            place,
            aside: Aside::default(),
            moves: 0,
            change: 0,
            notice: String::new(),
            address: String::new(),
            token: String::new(),
            rated: String::new(),
            asking: String::new(),
            mailed: String::new(),
            english: String::new(),
            sentences: Sentences::Coming,
            waiting: None,
            fitting: Vec::new(),
            boxes: Vec::new(),
            is_address_added: false,
        }
    }

    /// What the case leads to.
    pub(super) fn screen(&self) -> Screen {
        self.case.screen(&self.setting.rules)
    }

    /// What is in a box of this screen.
    pub fn entry(&self, field: Field) -> Entry {
        let found = self.boxes.iter().find(|(other, _)| *other == field);
        found.map(|(_, entry)| entry.clone()).unwrap_or_default()
    }

    /// What somebody has typed into a box of this screen, or earlier, where that is kept.
    pub(super) fn typed(&self, field: Field) -> String {
        let kept = match field {
            Field::Words => self.case.pasted(None),
            Field::Message(fact) => self.case.pasted(Some(fact)),
            _ => None,
        };
        self.entry(field).text.or_else(|| kept.map(String::from)).unwrap_or_default()
    }

    /// The section of the remedy that the case leads to, if it leads to one.
    pub(super) fn remedy(&self) -> Option<&Section> {
        match self.screen() {
            Screen::Remedy(remedy) => self.setting.rules.article().section_of(remedy),
            _ => None,
        }
    }

    /// Puts this into a box of this screen.
    pub(super) fn enter(&mut self, field: Field, entry: Entry) {
        match self.boxes.iter_mut().find(|(other, _)| *other == field) {
            Some((_, before)) => *before = entry,
            None => self.boxes.push((field, entry)),
        }
    }

    /// Goes to the next screen: this place, of the case as it is now.
    pub fn go(&mut self, place: Place) {
        self.place = place;
        self.moves += 1;
        self.notice.clear();
        self.boxes.clear();
        self.fitting.clear();
        self.waiting = None;
        self.is_address_added = false;
        self.aside.words.clear();
        (self.aside.is_late, self.aside.is_mail_late) = (false, false);
    }

    /// Does what goes to another screen and nowhere else, no server and no event; otherwise nothing. Whether it did.
    pub fn turn(&mut self, act: Act) -> bool {
        match act {
            Act::Take(step) => self.take(step),
            Act::Back => self.back(),
            Act::Misunderstood => self.misunderstood(),
            Act::Go(place) => self.go(place),
            _ => return false,
        }
        true
    }

    /// Takes in what the person did, and goes where it leads.
    pub(super) fn take(&mut self, step: Step) {
        let setting = self.setting.clone();
        let mut notice = if matches!(step, Step::Tried(_)) { setting.strings.noted() } else { "" };
        match self.place {
            Place::Changing(fact) => {
                let before = self.case.steps().len();
                self.case.change(&setting.rules, fact, step);
                if self.case.steps().len() < before {
                    notice = setting.strings.dropped();
                }
            }
            _ => self.case.push(step),
        }
        self.go(Place::Flow);
        self.notice = notice.into();
    }

    /// Goes back over the person's last step, or out of where a button led.
    pub(super) fn back(&mut self) {
        if self.place == Place::Flow {
            self.case.back();
        }
        self.go(Place::Flow);
    }

    /// Forgets the person's answers.
    pub(super) fn restart(&mut self) {
        self.case.restart();
        self.go(Place::Flow);
        self.mailed.clear();
        self.aside.offer = None;
        self.notice = self.setting.strings.cleared().into();
    }

    /// Goes where the offered facts lead.
    pub(super) fn take_offer(&mut self) {
        if let Some(facts) = self.aside.offer.take() {
            self.case.push(facts);
            self.go(Place::Flow);
        }
    }

    /// Takes in facts that nobody waits for: at once where the screen stays as it is, else as an offer.
    pub(super) fn hear(&mut self, facts: Step) {
        let mut case = self.case.clone();
        case.push(facts.clone());
        if case.screen(&self.setting.rules) == self.screen() {
            self.case = case;
        } else {
            (self.aside.is_late, self.aside.offer) = (true, Some(facts));
            self.aside.words = self.setting.strings.news().into();
        }
    }

    /// Takes in what the account-status API says; see [`Help::told`](super::Help::told).
    pub(super) fn told(&mut self, asked: u32, facts: Step, mailed: &str, otherwise: &str) -> bool {
        self.asking.clear();
        let setting = self.setting.clone();
        let is_waiting = self.moves == asked;
        let has_facts = !matches!(&facts, Step::Told(_, facts) if facts.is_empty());
        if has_facts && !is_waiting {
            self.hear(facts);
            return false;
        }
        let before = self.screen();
        // The question by email is done with, whatever came of it.
        let by_email = before.asks().filter(|fact| {
            let question = setting.rules.article().question(*fact);
            is_waiting && self.place == Place::Flow && question.is_some_and(|question| question.kind == Kind::Email)
        });
        if has_facts {
            self.case.push(facts);
        }
        if let Some(fact) = by_email {
            self.case.push(Step::Answer(fact, None));
        }
        if has_facts || by_email.is_some() {
            self.go(Place::Flow);
            if self.screen() == before {
                self.notice = setting.strings.heard().into();
            }
        }
        if !mailed.is_empty() {
            self.aside.is_mail_late = !is_waiting;
            self.aside.words = setting.strings.emailed().into();
            self.mailed = mailed.into();
        } else if !has_facts {
            self.notice = otherwise.into();
        }
        is_waiting && !mailed.is_empty()
    }
}

/// What is in a box that somebody types into.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What was typed, if anything was.
    pub text: Option<String>,
    /// What is wrong with it.
    pub wrong: String,
    /// Another address that was probably meant.
    pub meant: String,
    /// What came of it: an address that was looked up, or thanks.
    pub outcome: String,
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
    /// What the live region says of all this.
    pub words: String,
}
