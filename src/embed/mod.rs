//! The element's Rust half: options in, events out, mounting. Only here is the host page known.

mod address;
mod events;
mod focus;
mod options;

use std::any::Any;

use leptos::mount::mount_to;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    article::Article,
    locale::Strings,
    rules::{Case, Rules},
    view::{self, Help, Place, Setting},
};

/// A widget on a page. Freed, it takes its view away.
#[wasm_bindgen]
pub struct Widget {
    help: Help,
    _mounted: Box<dyn Any>,
}

#[wasm_bindgen]
impl Widget {
    /// Forgets the person's answers and shows the first question.
    pub fn restart(&self) {
        self.help.restart();
    }
}

/// Puts a widget into `container`, an element inside `host`'s shadow root, from a compiled article and compiled strings.
///
/// # Errors
/// An `Error` whose message says what is wrong with the article or the strings.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, container: HtmlElement, article: &[u8], strings: &[u8]) -> Result<Widget, JsError> {
    let article = Article::from_bytes(article).map_err(|error| JsError::new(&format!("article: {error}")))?;
    let strings = Strings::from_bytes(strings).map_err(|error| JsError::new(&format!("strings: {error}")))?;
    let options = options::Options::read(&host, &article);
    let mut case = Case::new(options.server);
    case.push(options.told);
    let place = if options.own_page { address::read(&article, &mut case) } else { Place::Flow };
    let setting = Setting {
        support: options.support.unwrap_or_else(|| article.draft().support.url.clone()),
        rules: Rules::new(article),
        strings,
        level: options.level,
        page: options.page,
        own_page: options.own_page,
        server: options.server,
        day: options::day,
        happened: events::sender(host.clone()),
    };
    // Mounting makes the reactive owner under which the state must be born, and gives back only the view.
    let born = std::rc::Rc::new(std::cell::Cell::new(None));
    let slot = born.clone();
    let root = container.clone();
    let mounted = mount_to(container, move || {
        let help = Help::new(setting, case, place, options.email);
        slot.set(Some(help));
        events::report(help);
        focus::follow(help, root);
        if help.setting().own_page {
            address::follow(help);
        }
        view::widget(help)
    });
    let help = born.take().ok_or_else(|| JsError::new("the view did not start"))?;
    events::ready(&host);
    Ok(Widget { help, _mounted: Box::new(mounted) })
}
