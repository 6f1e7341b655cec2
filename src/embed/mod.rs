//! The element's Rust half: options in, events out, mounting. Only here is the host page known.

mod address;
mod apis;
mod events;
mod http;
mod options;
mod render;
mod shell;

use std::{
    any::Any,
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use apis::{Apis, Life};
pub use http::answered;
use leptos::mount::mount_to_renderer;
use options::Options;
use render::{Acts, Foreseen, Next, Picture, Rendered};
pub use shell::Shell;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::{
    article::{Article, UnreadableArticle},
    locale::Strings,
    rules::{Case, Rules, Step, trail},
    view::{self, Act, Browser, Happening, Help, Now, Place, Sentences, Setting, State},
    words::Table,
};

/// A widget on a page. Freed, it takes its view away.
#[wasm_bindgen]
pub struct Widget {
    help: Help,
    acts: Acts,
    next: Next,
    page: Page,
    _mounted: Box<dyn Any>,
}

#[wasm_bindgen]
impl Widget {
    /// Does the act at this place of the tree; `text` is the value of the field, if the event came from one.
    pub fn act(&self, place: usize, text: String) {
        let next = self.next.take().filter(|next| next.place == place);
        self.next.replace(next.map(|next| Foreseen { is_pressed: true, ..next }));
        let act = self.acts.borrow().get(place).cloned();
        if let Some(act) = act {
            self.help.act(&self.page, act, text);
        }
    }

    /// Renders the screen that a press at this place leads to, ahead of the press: between the pointer's going down and the
    /// click a slow phone has time for it. Any other event in between discards it.
    pub fn foresee(&self, place: usize) {
        let mut state = self.help.state();
        let change = state.change;
        let act = self.acts.borrow().get(place).cloned();
        let is_seen = act.is_some_and(|act| state.turn(act));
        let next = is_seen.then(|| Picture::of(&Now::new(&self.page, state)));
        self.next.replace(next.map(|picture| Foreseen { place, is_pressed: false, change, picture }));
    }

    /// Renders the screen after each answer and drops it: a browser compiles functions when they are first called, so the
    /// first press is as fast as later ones.
    pub fn rehearse(&self) {
        let now = Now::new(&self.page, self.help.state());
        let Some((fact, values)) = now.screen.asks().and_then(|fact| Some((fact, &now.article().fact(fact)?.values)))
        else {
            return;
        };
        for (place, _) in values.iter().enumerate() {
            let mut state = now.state.clone();
            state.case.push(Step::Answer(fact, Some(crate::article::ValueId(place as u8))));
            Picture::of(&Now::new(&self.page, state));
        }
    }

    /// Forgets the person's answers and shows the first question.
    pub fn restart(&self) {
        self.help.act(&self.page, Act::Restart, String::new());
    }

    /// Takes up the element's attributes and files as they are now. The answers stay, unless it is another article, and
    /// facts of the page's that are new count from the next start, where there are answers already.
    ///
    /// # Errors
    /// As [`mount`]'s; then everything stays as it was.
    pub fn update(&self, host: &Element, article: &[u8], strings: &[u8]) -> Result<(), JsError> {
        let (setting, options) = read(host, &self.page, article, strings)?;
        let mut state = self.help.state();
        if state.setting.rules.article().draft().id != setting.rules.article().draft().id {
            let case = Case::new(setting.account);
            state = State { address: state.address, ..State::new(setting, case, Place::Flow) };
        } else {
            state.setting = setting.into();
            state.english.clear();
        }
        state.case.hear(options.told);
        state.sentences = Sentences::Coming;
        self.help.set(state);
        self.page.take_sentences(self.help);
        self.online();
        Ok(())
    }

    /// Follows the page's address when the browser goes back, or a link is followed.
    pub fn went(&self) {
        let mut state = self.help.state();
        let setting = state.setting.clone();
        let article = setting.rules.article();
        if self.page.shell.hash() != address::of(article, &state)
            && let Some(place) = address::read(&self.page.shell, article, &mut state.case)
        {
            state.go(place);
            self.help.set(state);
        }
    }

    /// Retries what waits for a connection: asks for the service's status, and sends feedback.
    pub fn online(&self) {
        apis::look(&self.page, self.help);
        apis::send(&self.page);
    }

    /// Takes in the article's sentences, compiled; nothing where they could not be loaded. Without them messages are
    /// understood that the article names.
    pub fn has_sentences(&self, bytes: &[u8]) {
        let setting = self.help.setting();
        let table = Table::from_bytes(bytes, setting.rules.article()).ok();
        if table.is_none() {
            self.page.shell.warn("the article's sentences can't be read");
        }
        self.help.has_sentences(table);
    }

    /// Takes in the article and the strings in English, compiled. Where they can't be read the summary is in one language,
    /// which is no fault of anybody's.
    pub fn has_english(&self, article: &[u8], strings: &[u8]) {
        if let (Ok(article), Ok(strings)) = (Article::from_bytes(article), Strings::from_bytes(strings))
            && is_english(&article)
        {
            let state = self.help.state();
            let english = view::handoff::in_words(&self.page, &state, &Rules::new(article), &strings);
            self.help.set(State { english, ..state });
        }
    }

    /// Says whether the summary could be copied.
    pub fn copied(&self, succeeded: bool) {
        let setting = self.help.setting();
        let words = if succeeded { setting.strings.copied() } else { setting.strings.copy_failed() };
        self.help.say(words);
    }
}

/// Starts a widget for `host`, from a compiled article and compiled strings.
///
/// # Errors
/// An `Error` whose message begins with the code of what is wrong with the article or the strings.
#[wasm_bindgen]
pub fn mount(host: &Element, shell: Shell, article: &[u8], strings: &[u8]) -> Result<Widget, JsError> {
    let page = Page { shell: shell.clone(), apis: Rc::default(), life: Rc::default() };
    let (setting, options) = read(host, &page, article, strings)?;
    let article = setting.rules.article();
    let mut case = Case::new(setting.account);
    case.push(options.told);
    let place = address::read(&shell, article, &mut case).unwrap_or(Place::Flow);
    let token = address::token(&shell.hash()).map_or(options.token, str::to_owned);
    let token = if setting.account { token } else { String::new() };
    let state = State { address: options.email, token, ..State::new(setting, case, place) };
    // Mounting makes the reactive owner under which the state must be born, and gives back only the view.
    let born = Rc::new(Cell::new(None));
    let (acts, next, slot, seen) = (Acts::default(), Next::default(), born.clone(), page.clone());
    let (kept, foreseen) = (acts.clone(), next.clone());
    let mounted = mount_to_renderer(host, move || {
        let help = Help::new(state);
        slot.set(Some(help));
        Rendered { help, acts: kept, next: foreseen, page: seen }
    });
    let help = born.take().ok_or_else(|| JsError::new("the view did not start"))?;
    let widget = Widget { help, acts, next, page, _mounted: Box::new(mounted) };
    widget.page.take_sentences(widget.help);
    widget.online();
    Ok(widget)
}

/// The files and the host page's options, as what does not change until one of them does.
fn read(host: &Element, page: &Page, article: &[u8], strings: &[u8]) -> Result<(Setting, Options), JsError> {
    let article = Article::from_bytes(article).map_err(|error| unreadable("article", &error))?;
    let strings = Strings::from_bytes(strings).map_err(|error| unreadable("strings", &error))?;
    let options = Options::read(host, &article, &page.shell);
    page.apis.replace(options.apis.clone());
    let setting = Setting {
        support: options.support.clone().unwrap_or_else(|| article.draft().support.url.clone()),
        rules: Rules::new(article),
        strings,
        level: options.level,
        page: page.shell.page(),
        own_page: options.own_page,
        account: !options.apis.account.is_empty(),
        feedback: !options.apis.feedback.is_empty(),
    };
    Ok((setting, options))
}

/// An error with its code, `article-version`, which the shell tells from the message.
fn unreadable(what: &str, error: &UnreadableArticle) -> JsError {
    let how = if matches!(error, UnreadableArticle::OtherSchema { .. }) { "version" } else { "damaged" };
    JsError::new(&[what, "-", how, ": ", error.words()].concat())
}

/// Stops the program as a panic does. For tests.
#[wasm_bindgen]
pub fn crash() {
    core::arch::wasm32::unreachable()
}

/// The host page, as the views see it.
#[derive(Clone)]
struct Page {
    shell: Shell,
    apis: Rc<RefCell<Apis>>,
    life: Rc<Life>,
}

impl Browser for Page {
    fn day(&self, day: &str, lang: &str) -> String {
        self.shell.day(day, lang)
    }

    fn beside(&self, file: &str) -> String {
        self.shell.beside(file)
    }

    fn copy(&self, text: &str) {
        self.shell.copy(text);
    }

    fn save(&self, text: &str) {
        self.shell.save(text);
    }

    fn time(&self) -> String {
        self.shell.time()
    }

    fn ask(&self, help: Help, address: &str, token: &str) {
        apis::ask(self, help, address, token);
    }

    fn helped(&self, help: Help, section: &str, helpful: bool) {
        apis::feed(self, help, section, Some(helpful), "");
    }

    fn comment(&self, help: Help, section: &str, text: &str) {
        apis::feed(self, help, section, None, text);
    }

    fn happened(&self, happening: Happening) {
        let (name, detail) = events::event(&happening);
        self.shell.emit(name, &detail);
    }

    fn bring(&self, found: &str) {
        self.shell.bring(found);
    }
}

impl Page {
    /// For a call to one of the APIs: the shell, the API's address, and what ends with the widget.
    fn at_work(&self, api: impl Fn(&Apis) -> &String) -> (Shell, String, Weak<Life>) {
        (self.shell.clone(), api(&self.apis.borrow()).clone(), Rc::downgrade(&self.life))
    }

    /// Follows a new screen with the page's address, the focus, and an event.
    fn follow(&self, now: &Now, is_first: bool) {
        let (name, detail) = events::of_screen(now).map_or(("", String::new()), |happening| events::event(&happening));
        let found = match &now.state.place {
            Place::Article(section) if !section.is_empty() => {
                ["[data-section=", section, "], nav[id=", section, "]"].concat()
            }
            _ if is_first => String::new(),
            _ => "[data-heading]".into(),
        };
        let trail = trail::write(now.article(), &now.state.case);
        let address = now.setting().own_page.then(|| address::of(now.article(), &now.state));
        self.shell.follow(is_first, &trail, address, &found, name, &detail);
    }

    /// Has the article's sentences brought, where it has any.
    fn take_sentences(&self, help: Help) {
        let setting = help.setting();
        if !setting.rules.article().draft().has_sentences {
            return help.has_sentences(None);
        }
        self.shell.sentences();
    }

    /// Has the summary written in English too, where the article is in another language.
    fn in_english(&self, help: Help) {
        if !is_english(help.setting().rules.article()) {
            self.shell.english();
        }
    }
}

fn is_english(article: &Article) -> bool {
    article.draft().lang.starts_with("en")
}
