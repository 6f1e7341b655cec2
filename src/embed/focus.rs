//! The focus goes to the new screen's heading, or to the section that was asked for, but never when the page loads.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::Place;

/// Moves the focus to where the person is now.
pub fn on(root: &HtmlElement, place: &Place) {
    let wanted = match place {
        Place::Article(section) if !section.is_empty() => &format!("[data-section={section}]"),
        _ => "[data-heading]",
    };
    let found = root.query_selector(wanted).ok().flatten();
    let Some(target) = found.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    // An element that is on the page can always be asked.
    target.focus().unwrap_or_default();
}
