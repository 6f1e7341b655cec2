//! The element's Rust half: options in, events out, mounting. Only here is the host page known.

mod address;
mod events;
mod options;
mod shell;

use std::{any::Any, cell::Cell, rc::Rc};

use leptos::{mount::mount_to, prelude::Set};
use options::Options;
use send_wrapper::SendWrapper;
pub use shell::Shell;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    article::{Article, Kind, UnreadableArticle},
    locale::Strings,
    rules::{Case, Rules, Screen, Source, Step, trail},
    view::{self, Browser, Happening, Help, Place, Setting, State},
};

/// A widget on a page. Freed, it takes its view away.
#[wasm_bindgen]
pub struct Widget {
    help: Help,
    shell: Shell,
    container: SendWrapper<HtmlElement>,
    _mounted: Box<dyn Any>,
}

#[wasm_bindgen]
impl Widget {
    /// Forgets the person's answers and shows the first question.
    pub fn restart(&self) {
        self.help.restart();
    }

    /// Takes up the element's attributes and files as they are now. The answers stay, unless it is another article, and
    /// facts of the page's that are new count from the next start, where there are answers already.
    ///
    /// # Errors
    /// As [`mount`]'s; then everything stays as it was.
    pub fn update(&self, host: &HtmlElement, article: &[u8], strings: &[u8]) -> Result<(), JsError> {
        let page = Page(SendWrapper::new(self.shell.clone()));
        let (setting, options) = read(host, page, article, strings)?;
        let is_other = self.help.setting().rules.article().draft().id != setting.rules.article().draft().id;
        let mut state = self.help.state_now();
        if is_other {
            state = State { case: Case::new(options.server), place: Place::Flow };
        }
        state.case.hear(options.told);
        let lang = setting.rules.article().draft().lang.clone();
        self.help.change(setting, state);
        // The one attribute of the outermost element, which is not made anew.
        if let Some(widget) = self.container.first_element_child() {
            widget.set_attribute("lang", &lang).unwrap_or_default();
        }
        if is_other {
            self.help.setting().browser.shows(self.help, true);
        }
        Ok(())
    }

    /// Follows the page's address when the browser goes back, or a link is followed.
    pub fn went(&self) {
        let setting = self.help.setting();
        let (article, mut state) = (setting.rules.article(), self.help.state_now());
        if self.shell.hash() != address::of(article, &state)
            && let Some(place) = address::read(&self.shell, article, &mut state.case)
        {
            self.help.show(state.case, place);
        }
    }

    /// Takes in what the account-status API says: facts, `account=banned`, or that it has written to the address.
    /// An answer that comes when its question is no longer on screen changes nothing.
    pub fn told(&self, facts: &str, emailed: bool) {
        let setting = self.help.setting();
        let State { mut case, place } = self.help.state_now();
        let Screen::Question(asked) = case.screen(&setting.rules) else { return };
        let article = setting.rules.article();
        if place != Place::Flow || article.question(asked).is_none_or(|question| question.kind != Kind::Email) {
            return;
        }
        let unknown = |fact: &str| self.shell.warn(&format!("the server may not tell '{fact}', so it is ignored"));
        case.push(trail::read_facts(article, Source::Server, facts, unknown));
        case.push(Step::Answer(asked, None));
        self.help.show(case, Place::Flow);
        let words = if emailed { setting.strings.emailed() } else { setting.strings.no_news() };
        if facts.is_empty() {
            self.help.notice.set(words.into());
        }
    }

    /// Says whether the summary could be copied.
    pub fn copied(&self, succeeded: bool) {
        let setting = self.help.setting();
        let words = if succeeded { setting.strings.copied() } else { setting.strings.copy_failed() };
        self.help.notice.set(words.into());
    }
}

/// Puts a widget into `container`, which will be inside `host`'s shadow root, from a compiled article and compiled
/// strings.
///
/// # Errors
/// An `Error` whose message begins with the code of what is wrong with the article or the strings.
#[wasm_bindgen]
pub fn mount(
    host: HtmlElement,
    container: HtmlElement,
    shell: Shell,
    article: &[u8],
    strings: &[u8],
) -> Result<Widget, JsError> {
    let kept = SendWrapper::new(container.clone());
    let page = Page(SendWrapper::new(shell.clone()));
    let (setting, options) = read(&host, page, article, strings)?;
    let article = setting.rules.article();
    let mut case = Case::new(options.server);
    case.push(options.told);
    let place = address::read(&shell, article, &mut case).unwrap_or(Place::Flow);
    // Mounting makes the reactive owner under which the state must be born, and gives back only the view.
    let born = Rc::new(Cell::new(None));
    let slot = born.clone();
    let mounted = mount_to(container, move || {
        let help = Help::new(setting, State { case, place }, options.email);
        slot.set(Some(help));
        help.setting().browser.shows(help, true);
        view::widget(help)
    });
    let help = born.take().ok_or_else(|| JsError::new("the view did not start"))?;
    Ok(Widget { help, shell, container: kept, _mounted: Box::new(mounted) })
}

/// The files and the host page's options, as what does not change until one of them does.
fn read(host: &HtmlElement, page: Page, article: &[u8], strings: &[u8]) -> Result<(Setting, Options), JsError> {
    let article = Article::from_bytes(article).map_err(|error| unreadable("article", &error))?;
    let strings = Strings::from_bytes(strings).map_err(|error| unreadable("strings", &error))?;
    let options = Options::read(host, &article, &page.0);
    let setting = Setting {
        support: options.support.clone().unwrap_or_else(|| article.draft().support.url.clone()),
        rules: Rules::new(article),
        strings,
        level: options.level,
        page: page.0.page(),
        own_page: options.own_page,
        browser: Box::new(page),
    };
    Ok((setting, options))
}

/// An error with its code, `article-version`, which the shell tells from the message.
fn unreadable(what: &str, error: &UnreadableArticle) -> JsError {
    let how = if matches!(error, UnreadableArticle::OtherSchema { .. }) { "version" } else { "damaged" };
    JsError::new(&format!("{what}-{how}: {error}"))
}

/// Stops the program as a panic does, for the tests of what is left then.
#[wasm_bindgen]
pub fn crash() {
    core::arch::wasm32::unreachable()
}

/// The host page, as the views see it.
struct Page(SendWrapper<Shell>);

impl Browser for Page {
    fn day(&self, day: &str, lang: &str) -> String {
        self.0.day(day, lang)
    }

    fn copy(&self, text: &str) {
        self.0.copy(text);
    }

    fn ask(&self, article: &str, address: &str) {
        self.0.ask(article, address);
    }

    fn happened(&self, happening: Happening) {
        events::send(&self.0, happening);
    }

    fn shows(&self, help: Help, is_first: bool) {
        let state = help.state_now();
        if let Some(happening) = events::of_screen(help, &state) {
            self.happened(happening);
        }
        let setting = help.setting();
        let article = setting.rules.article();
        self.0.keep(&trail::write(article, &state.case));
        if setting.own_page {
            address::write(&self.0, article, &state, is_first);
        }
        match &state.place {
            Place::Article(section) if !section.is_empty() => self.0.bring(section),
            _ if !is_first => self.0.bring(""),
            _ => {}
        }
    }
}
