//! The stand-alone page's address: its `#` carries the answers, so the browser's Back and a shared link work.
//!
//! `#symptom=blocked&notice=banned` is a case, `#terminated` a section of the article, `#article` the article's top.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;

use super::{Help, Place, options::warn};
use crate::{
    article::Article,
    rules::{Case, trail},
};

/// The address of the article's top.
const ARTICLE: &str = "article";

/// Takes the case from the address, and says where in the widget it leads.
pub fn read(article: &Article, case: &mut Case) -> Place {
    let hash = window().location().hash().unwrap_or_default();
    let hash = hash.trim_start_matches('#');
    if hash == ARTICLE {
        return Place::Article(String::new());
    }
    if article.draft().sections.iter().any(|section| section.id == hash) {
        return Place::Article(hash.into());
    }
    let steps = trail::read(article, hash, |pair| {
        warn(&format!("the article knows nothing of '{pair}' in the page's address, so it is left out"));
    });
    case.adopt(steps);
    Place::Flow
}

/// Keeps the address and the widget in step, each way.
pub fn follow(help: Help) {
    Effect::new(move |before: Option<()>| {
        let address = write(help);
        let location = window().location();
        if location.hash().unwrap_or_default().trim_start_matches('#') == address {
            return;
        }
        let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
        let url = if address.is_empty() { path } else { format!("{path}#{address}") };
        let changed = window().history().and_then(|history| match before {
            Some(()) => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
            None => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
        });
        if let Err(error) = changed {
            // A page opened from the disk, or too many changes at once: the widget works on without.
            warn(&format!("the page's address can't follow the answers: {error:?}"));
        }
    });
    let listening = window_event_listener(ev::hashchange, move |_| {
        if location_differs(help) {
            let mut case = help.case.get_untracked();
            let place = read(help.setting().rules.article(), &mut case);
            help.case.set(case);
            help.go(place);
        }
    });
    on_cleanup(move || listening.remove());
}

fn write(help: Help) -> String {
    match help.place.get() {
        Place::Article(section) if section.is_empty() => ARTICLE.into(),
        Place::Article(section) => section,
        _ => help.case.with(|case| trail::write(help.setting().rules.article(), case)),
    }
}

fn location_differs(help: Help) -> bool {
    window().location().hash().unwrap_or_default().trim_start_matches('#') != untrack(|| write(help))
}
