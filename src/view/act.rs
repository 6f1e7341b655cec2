//! What a person does with the elements of a widget, as data in its tree, and what becomes of it.

use super::{Browser, Entry, Happening, Help, Now, Place, State, handoff, typed};
use crate::{
    article::{FactId, RemedyId},
    email::{Address, typo},
    rules::{self, Step},
};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Answering, or anything else that is learned from the person.
    Take(Step),
    /// Going back.
    Back,
    /// Saying that the person's own words were misunderstood.
    Misunderstood,
    /// Going to another place in the widget.
    Go(Place),
    /// Starting again.
    Restart,
    /// Saying whether a remedy helped.
    Solve(RemedyId, bool),
    /// Saying whether the whole article helped.
    Rate(bool),
    /// Going where facts lead that a server told late.
    Hear,
    /// Having our server say what the one-time link in a mail is about.
    Redeem,
    /// Typing into a box.
    Type(Field),
    /// Sending what is in a box.
    Send(Field),
    /// Choosing between two spellings of an address.
    Choose(Field, String),
    /// Having the address in the summary, or not.
    AddAddress,
    /// Copying the summary.
    Copy,
    /// Saving the summary.
    Save,
}

/// A box to type into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// For the person's own words.
    Words,
    /// For a pasted message, which this fact's question asks for.
    Message(FactId),
    /// For the address that our server is asked about.
    Account,
    /// For the same, in the news of a mail that has been sent.
    Again,
    /// For the address whose inbox is looked for.
    Inbox,
    /// For a comment on the remedy that helped.
    Comment,
    /// For a comment on the whole article.
    Article,
}

impl Field {
    /// What its elements' ids end in, which differ within a shadow root.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Message(_) => "message",
            Self::Account => "account",
            Self::Again => "again",
            Self::Inbox => "inbox",
            Self::Comment => "comment",
            Self::Article => "article",
        }
    }

    /// Whether it takes an email address.
    pub fn is_address(self) -> bool {
        matches!(self, Self::Account | Self::Again | Self::Inbox)
    }
}

impl Help {
    /// Does it, with what is in the field if that is where it happened.
    pub fn act(self, browser: &dyn Browser, act: Act, text: String) {
        let mut state = self.state();
        let setting = state.setting.clone();
        match act {
            turn @ (Act::Take(_) | Act::Back | Act::Misunderstood | Act::Go(_)) => {
                state.turn(turn);
            }
            Act::Restart => state.restart(),
            Act::Solve(remedy, helpful) => {
                if helpful {
                    state.go(Place::Solved);
                } else {
                    state.take(Step::Tried(remedy));
                }
                self.set(state);
                let section = setting.rules.article().section_of(remedy);
                let section = section.map_or("", |section| section.id.as_str());
                if helpful {
                    browser.happened(Happening::Resolved(section.into()));
                }
                return self.helped(browser, section, helpful);
            }
            Act::Rate(helpful) => {
                state.rated = setting.strings.rate_thanks().into();
                self.set(state);
                return self.helped(browser, "", helpful);
            }
            Act::Hear => state.take_offer(),
            Act::Redeem => {
                let token = core::mem::take(&mut state.token);
                state.asking = setting.strings.asking().into();
                state.notice.clone_from(&state.asking);
                self.set(state);
                return browser.ask(self, "", &token);
            }
            Act::Type(field) => {
                if field.is_address() {
                    state.address = text;
                } else {
                    state.enter(field, Entry { text: Some(text), ..state.entry(field) });
                    if field == Field::Words && state.look_for_answers() {
                        return self.set(state);
                    }
                }
                // The box shows it already.
                return self.keep(state);
            }
            Act::Send(field) => {
                if let Err(wrong) = self.send(browser, field, &mut state) {
                    browser.bring(&["#box-", field.name()].concat());
                    state.enter(field, Entry { wrong, ..state.entry(field) });
                }
            }
            Act::Choose(field, address) => {
                state.address = address;
                self.accept(browser, field, &mut state);
            }
            Act::AddAddress => state.is_address_added = !state.is_address_added,
            Act::Copy => return browser.copy(&handoff::text(&Now::new(browser, state))),
            Act::Save => return browser.save(&handoff::text(&Now::new(browser, state))),
        }
        self.set(state);
    }

    fn helped(self, browser: &dyn Browser, section: &str, helpful: bool) {
        browser.happened(Happening::Feedback { section: section.into(), helpful });
        browser.helped(self, section, helpful);
    }

    /// Sends what is in a box, or says what is wrong with it.
    fn send(self, browser: &dyn Browser, field: Field, state: &mut State) -> Result<(), String> {
        let setting = state.setting.clone();
        let strings = &setting.strings;
        match field {
            Field::Words => {
                let text = state.typed(field);
                let text = text.trim();
                if text.is_empty() {
                    return Err(strings.words_empty().into());
                }
                match Address::parse(text) {
                    Ok(_) if setting.account => {
                        state.address = text.into();
                        return self.send(browser, Field::Account, state);
                    }
                    Ok(_) => return Err(strings.words_address().into()),
                    Err(_) => state.write(text.into()),
                }
            }
            Field::Message(fact) => {
                let text = state.typed(field);
                if text.trim().is_empty() {
                    return Err(strings.message_empty().into());
                }
                let told = rules::recognise(setting.rules.article(), &text);
                let unknown = if told.is_empty() { strings.message_kept() } else { "" };
                let (text, removed) = setting.fit_to_keep(&text);
                state.take(Step::Message { fact, text, told });
                state.note([unknown, removed]);
            }
            Field::Account | Field::Again | Field::Inbox => {
                let address = typed::address(strings, &state.address)?;
                match typo::likely(&address) {
                    Some(meant) => state.enter(field, Entry { meant, ..Entry::default() }),
                    None => self.accept(browser, field, state),
                }
            }
            Field::Comment | Field::Article => {
                let text = state.typed(field);
                if text.trim().is_empty() {
                    return Ok(());
                }
                let (text, removed) = setting.fit_to_keep(text.trim());
                state.note([removed, ""]);
                let thanks = strings.comment_thanks().into();
                if field == Field::Comment {
                    browser.comment(self, state.remedy().map_or("", |section| &section.id), &text);
                    state.enter(field, Entry { outcome: thanks, ..Entry::default() });
                } else {
                    browser.comment(self, "", &text);
                    state.rated = thanks;
                }
            }
        }
        Ok(())
    }

    /// Takes the address, in which nothing is wrong, or which the person wants as it is.
    fn accept(self, browser: &dyn Browser, field: Field, state: &mut State) {
        let Ok(address) = Address::parse(&state.address) else { return };
        let outcome = if field == Field::Inbox { address.as_str() } else { "" };
        state.enter(field, Entry { outcome: outcome.into(), ..Entry::default() });
        if field != Field::Inbox && state.asking.is_empty() {
            state.asking = state.setting.strings.asking().into();
            browser.ask(self, address.as_str(), "");
        }
    }
}
