//! The stand-alone page's address: its `#` carries the answers, so the browser's Back and a shared link work.
//!
//! `#symptom=blocked&notice=banned` is a case, `#terminated` a section of the article, `#article` the article's top.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;

use super::{Help, Place, State};
use crate::{
    article::Article,
    rules::{Case, trail},
};

/// The address of the article's top.
const ARTICLE: &str = "article";

/// Takes the case from the address, and says where in the widget it leads.
pub fn read(article: &Article, case: &mut Case, warn: impl Fn(&str)) -> Place {
    let hash = here();
    if hash == ARTICLE {
        return Place::Article(String::new());
    }
    if article.draft().sections.iter().any(|section| section.id == hash) {
        return Place::Article(hash);
    }
    let steps = trail::read(article, &hash, |pair| {
        warn(&format!("the article knows nothing of '{pair}' in the page's address, so it is left out"));
    });
    case.adopt(steps);
    Place::Flow
}

/// Brings the address up to the state: a new entry of the browser's history, or for the first screen no entry.
pub fn write(help: Help, state: &State, is_first: bool) {
    let address = of(help, state);
    if here() == address {
        return;
    }
    let location = window().location();
    let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    let url = if address.is_empty() { path } else { format!("{path}#{address}") };
    let changed = window().history().and_then(|history| match is_first {
        true => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
        false => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
    });
    if changed.is_err() {
        // A page opened from the disk, or too many changes at once: the widget works on without.
        help.setting().browser.warn("the page's address can't follow the answers");
    }
}

/// Brings the state up to the address when the browser goes back, or a link is followed.
pub fn listen(help: Help) {
    let listening = window_event_listener(ev::hashchange, move |_| {
        let mut state = help.state_now();
        if here() != of(help, &state) {
            let setting = help.setting();
            let warn = |what: &str| setting.browser.warn(what);
            let place = read(setting.rules.article(), &mut state.case, warn);
            help.show(state.case, place);
        }
    });
    on_cleanup(move || listening.remove());
}

fn of(help: Help, state: &State) -> String {
    match &state.place {
        Place::Article(section) if section.is_empty() => ARTICLE.into(),
        Place::Article(section) => section.clone(),
        _ => trail::write(help.setting().rules.article(), &state.case),
    }
}

/// What stands after the `#` now.
fn here() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').into()
}
