//! Views, one screen or part a file: functions from the widget as it is [`Now`] to a tree of [`node`]s. They show what the
//! rules say, and what is pressed or typed in them tells the [`Help`] what a person did.

mod act;
mod article;
mod blocks;
mod email;
pub mod handoff;
mod help;
mod inbox;
mod news;
pub mod node;
mod overview;
mod parts;
mod possible;
mod question;
mod remedy;
mod state;
mod typed;
mod words;

pub use act::{Act, Field};
pub use help::{Help, Now};
use node::{El, el};
pub use state::{Aside, Entry, Place, State};
pub use words::Sentences;

use crate::{
    article::Channel,
    locale::Strings,
    rules::{Rules, Screen},
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
}

/// What only the page around the widget can do.
pub trait Browser {
    /// Writes a day, `YYYY-MM-DD`, as a language does.
    fn day(&self, day: &str, lang: &str) -> String;
    /// The address of a file beside the compiled article.
    fn beside(&self, file: &str) -> String;
    /// Copies a text to the clipboard.
    fn copy(&self, text: &str);
    /// Saves a text as a file.
    fn save(&self, text: &str);
    /// Now, for the summary.
    fn time(&self) -> String;
    /// Asks the account-status API about an address, or redeems a token where there is one, and hands what it says to
    /// [`Help::told`].
    fn ask(&self, help: Help, address: &str, token: &str);
    /// Sends, now or later, whether the section of this id helped, or the whole article.
    fn helped(&self, help: Help, section: &str, helpful: bool);
    /// Sends, now or later, a comment on what [`Browser::helped`] last sent of this section, or of the whole article.
    fn comment(&self, help: Help, section: &str, text: &str);
    /// Takes in what a host page may want to know.
    fn happened(&self, happening: Happening);
    /// Brings the focus to what the selector finds in the widget, and it into view, once it is painted.
    fn bring(&self, found: &str);
}

/// What a host page may want to know. Never with anything that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A question is on screen: its fact's id.
    Question(String),
    /// A remedy is on screen: its section's id.
    Remedy(String),
    /// What may help is on screen, to choose from: its sections' ids.
    Possible(Vec<String>),
    /// The whole article is on screen: the id of the section that was asked for; empty where none was.
    Article(String),
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

/// The whole widget.
pub fn widget(now: &Now) -> El {
    let screen = match now.state.place {
        Place::Flow => match &now.screen {
            Screen::Question(fact) => question::question(now, *fact, None),
            Screen::Interruption(remedy, fact) => question::question(now, *fact, Some(*remedy)),
            Screen::Remedy(remedy) => remedy::remedy(now, *remedy),
            Screen::Guesses(remedies) => Some(possible::guesses(now, remedies)),
            Screen::Possible(remedies) => Some(possible::possible(now, remedies)),
            Screen::Handoff => Some(handoff::handoff(now)),
        },
        Place::Changing(fact) => question::question(now, fact, None),
        Place::Article(_) => Some(article::article(now)),
        Place::Solved => Some(handoff::solved(now)),
        Place::Handoff => Some(handoff::handoff(now)),
    };
    el("div")
        .class("widget")
        .attr("part", "widget")
        .attr("lang", &now.article().draft().lang)
        .attr("dir", now.strings().direction())
        .child(parts::notice(now))
        // By itself, and there from the start: words that come with their region are not said by every screen reader.
        .child(el("span").class("hidden").attr("role", "status").child(now.state.aside.words.as_str()))
        .child(news::news(now, true))
        .child(news::mail(now, true))
        .child(screen)
        .child(news::mail(now, false))
        .child(news::news(now, false))
        .child(overview::overview(now))
}
