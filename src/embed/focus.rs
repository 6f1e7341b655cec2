//! The focus goes to the new screen's heading, or to the section that was asked for, but never when the page loads.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::Place;

/// Moves the focus to where the person is now.
pub fn on(root: &HtmlElement, place: &Place) {
    let wanted = match place {
        Place::Article(section) if !section.is_empty() => &format!("[data-section={section}], nav[id={section}]"),
        _ => "[data-heading]",
    };
    let found = root.query_selector(wanted).ok().flatten();
    if let Some(target) = found {
        // Whatever has this attribute is one of ours, an element of HTML's that can be focused.
        let target = target.unchecked_into::<HtmlElement>();
        target.focus().unwrap_or_default();
        if wanted.starts_with("[data-section") {
            // The focus alone brings a section that is taller than the screen to rest at its middle.
            target.scroll_into_view();
        }
    }
}
