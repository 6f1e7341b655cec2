//! The element's Rust half: options in, events out, mounting. Only here is the host page known.

mod address;
mod apis;
mod events;
mod http;
mod options;
mod shell;

use std::{any::Any, cell::Cell, rc::Rc};

use apis::{Apis, Life};
use js_sys::{Array, Date, Uint8Array};
use leptos::{mount::mount_to, prelude::Set};
use options::Options;
use send_wrapper::SendWrapper;
pub use shell::Shell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::{
    article::{Article, UnreadableArticle},
    locale::Strings,
    rules::{Case, Rules, trail},
    view::{self, Browser, Happening, Help, Place, Setting, State},
};

/// A widget on a page. Freed, it takes its view away.
#[wasm_bindgen]
pub struct Widget {
    help: Help,
    shell: Shell,
    life: Rc<Life>,
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
        let (setting, options) = read(host, &self.shell, &self.life, article, strings)?;
        let is_other = self.help.setting().rules.article().draft().id != setting.rules.article().draft().id;
        let mut state = self.help.state_now();
        if is_other {
            state = State::new(Case::new(setting.account), Place::Flow);
        }
        state.case.hear(options.told);
        // The outermost element is not made anew.
        if let Some(widget) = self.container.first_element_child() {
            widget.set_attribute("lang", &setting.rules.article().draft().lang).unwrap_or_default();
            widget.set_attribute("dir", setting.strings.direction()).unwrap_or_default();
        }
        self.help.change(setting, state);
        self.online();
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

    /// Takes up what waits for a connection, now that there may be one.
    pub fn online(&self) {
        let setting = self.help.setting();
        setting.browser.catch_up(self.help);
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
    let life = Rc::default();
    let (setting, options) = read(&host, &shell, &life, article, strings)?;
    let article = setting.rules.article();
    let mut case = Case::new(setting.account);
    case.push(options.told);
    let place = address::read(&shell, article, &mut case).unwrap_or(Place::Flow);
    let token = address::token(&shell.hash()).map_or(options.token, str::to_owned);
    // Mounting makes the reactive owner under which the state must be born, and gives back only the view.
    let born = Rc::new(Cell::new(None));
    let slot = born.clone();
    let mounted = mount_to(container, move || {
        let help = Help::new(setting, State::new(case, place), options.email);
        slot.set(Some(help));
        help.setting().browser.shows(help, true);
        view::widget(help)
    });
    let help = born.take().ok_or_else(|| JsError::new("the view did not start"))?;
    let setting = help.setting();
    if !token.is_empty() && setting.account {
        help.asking.set(setting.strings.asking().into());
        help.notice.set(setting.strings.asking().into());
        apis::ask(&shell, &options.apis, &life, help, "", &token);
    }
    setting.browser.catch_up(help);
    Ok(Widget { help, shell, life, container: kept, _mounted: Box::new(mounted) })
}

/// The files and the host page's options, as what does not change until one of them does.
fn read(
    host: &HtmlElement,
    shell: &Shell,
    life: &Rc<Life>,
    article: &[u8],
    strings: &[u8],
) -> Result<(Setting, Options), JsError> {
    let article = Article::from_bytes(article).map_err(|error| unreadable("article", &error))?;
    let strings = Strings::from_bytes(strings).map_err(|error| unreadable("strings", &error))?;
    let options = Options::read(host, &article, shell);
    let page = Page { shell: shell.clone(), apis: options.apis.clone(), life: life.clone() };
    let setting = Setting {
        support: options.support.clone().unwrap_or_else(|| article.draft().support.url.clone()),
        rules: Rules::new(article),
        strings,
        level: options.level,
        page: shell.page(),
        own_page: options.own_page,
        account: !options.apis.account.is_empty(),
        feedback: !options.apis.feedback.is_empty(),
        browser: Box::new(SendWrapper::new(page)),
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
struct Page {
    shell: Shell,
    apis: Apis,
    life: Rc<Life>,
}

impl Browser for SendWrapper<Page> {
    fn day(&self, day: &str, lang: &str) -> String {
        self.shell.day(day, lang)
    }

    fn copy(&self, text: &str) {
        self.shell.copy(text);
    }

    fn save(&self, text: &str) {
        self.shell.save(text);
    }

    fn time(&self) -> String {
        String::from(Date::new_0().to_iso_string())
    }

    fn ask(&self, help: Help, address: &str) {
        apis::ask(&self.shell, &self.apis, &self.life, help, address, "");
    }

    fn helped(&self, help: Help, section: &str, helpful: bool) {
        apis::feed(&self.shell, &self.apis, &self.life, help, section, Some(helpful), "");
    }

    fn comment(&self, help: Help, section: &str, text: &str) {
        apis::feed(&self.shell, &self.apis, &self.life, help, section, None, text);
    }

    fn in_english(&self, help: Help) {
        let is_english = |article: &Article| article.draft().lang.starts_with("en");
        // What was written for other answers, or for a page in another language.
        help.english.set(String::new());
        if is_english(help.setting().rules.article()) {
            return;
        }
        let (shell, life) = (self.shell.clone(), Rc::downgrade(&self.life));
        spawn_local(async move {
            // Without it the summary is in one language, which is no fault of anybody's.
            let Ok(files) = shell.english().await else { return };
            let bytes = |place| Uint8Array::new(&Array::from(&files).get(place)).to_vec();
            let article = Article::from_bytes(&bytes(0));
            let strings = Strings::from_bytes(&bytes(1));
            if let (Ok(article), Ok(strings), Some(_)) = (article, strings, life.upgrade())
                && is_english(&article)
            {
                help.english.set(view::handoff::in_words(help, &Rules::new(article), &strings));
            }
        });
    }

    fn catch_up(&self, help: Help) {
        apis::look(&self.shell, &self.apis, &self.life, help);
        apis::send(&self.shell, &self.apis, &self.life);
    }

    fn happened(&self, happening: Happening) {
        events::send(&self.shell, happening);
    }

    fn bring(&self, found: &str) {
        self.shell.bring(found);
    }

    fn shows(&self, help: Help, is_first: bool) {
        let state = help.state_now();
        if let Some(happening) = events::of_screen(help, &state) {
            self.happened(happening);
        }
        let setting = help.setting();
        let article = setting.rules.article();
        self.shell.keep(&trail::write(article, &state.case));
        if setting.own_page {
            address::write(&self.shell, article, &state, is_first);
        }
        match &state.place {
            Place::Article(section) if !section.is_empty() => {
                self.shell.bring(&format!("[data-section={section}], nav[id={section}]"));
            }
            _ if !is_first => self.shell.bring("[data-heading]"),
            _ => {}
        }
    }
}
