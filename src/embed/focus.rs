//! The focus goes to the new screen's heading, or to the section that was asked for, but never when the page loads.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Help, Place};

/// Moves the focus whenever the screen or the place changes.
pub fn follow(help: Help, root: HtmlElement) {
    let root = StoredValue::new_local(root);
    Effect::new(move |before: Option<()>| {
        let place = help.place.get();
        help.shown.track();
        if before.is_some() || matches!(place, Place::Article(ref section) if !section.is_empty()) {
            // The views follow the same signals, as effects that are queued with this one.
            queue_microtask(move || focus(root, &place));
        }
    });
}

fn focus(root: StoredValue<HtmlElement, LocalStorage>, place: &Place) {
    let wanted = match place {
        Place::Article(section) if !section.is_empty() => format!("[data-section={section}]"),
        _ => "[data-heading]".into(),
    };
    let found = root.try_get_value().and_then(|root| root.query_selector(&wanted).ok().flatten());
    let Some(target) = found.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    if let Err(error) = target.focus() {
        super::options::warn(&format!("the focus could not be moved: {error:?}"));
    }
}
