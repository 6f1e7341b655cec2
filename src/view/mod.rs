//! Leptos components, one screen or part a file. They show what the rules say and tell the [`Help`] what a person did.
//!
//! Leptos' builder syntax throughout: `view!` builds static markup from HTML strings, which Trusted Types forbid.

mod article;
mod blocks;
pub mod dom;
mod element;
mod email;
pub mod handoff;
mod help;
mod inbox;
mod news;
mod overview;
mod parts;
mod possible;
mod question;
mod remedy;
mod typed;

use dom::Node;
use element::{Child, el, live, live_text};
pub use help::{Aside, Help, Place, State};

use crate::{
    article::{Article, Channel},
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
        .attr("dir", setting.strings.direction())
        .child(parts::notice(help))
        // By itself, and there from the start: words that come with their region are not said by every screen reader.
        .child(el("span").class("hidden").attr("role", "status").child(live_text(help.news)))
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
