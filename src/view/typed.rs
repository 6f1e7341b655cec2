//! A box to type or paste into, with its label, its error and its buttons. What was typed is never lost to an error.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    dom,
    element::{Child, El, el, live},
    parts,
};
use crate::{
    article::UNSURE,
    email::{Address, InvalidAddress},
    locale::Strings,
};

/// What a box asks for, and what becomes of it.
pub struct Typed {
    /// The box's label.
    pub label: String,
    /// A line under the label; empty where there is none.
    pub hint: String,
    /// What the button says.
    pub submit: String,
    /// What is in the box.
    pub text: RwSignal<String>,
    /// An email address on one line, or else a text of several.
    pub is_address: bool,
    /// How many letters fit in; any number where it is nothing.
    pub longest: Option<usize>,
    /// Takes what was typed, or says what is wrong with it.
    pub accept: Box<dyn Fn(String) -> Result<(), String>>,
    /// A button that goes on without, and what it does; none where nothing waits.
    pub skip: Option<Skip>,
}

/// A button's words and what it does.
pub type Skip = (String, Box<dyn Fn()>);

/// Ids only need to differ within a shadow root, where ARIA's references end.
static NEXT_ID: AtomicU32 = AtomicU32::new(0);

/// The box with all around it.
pub fn typed(typed: Typed) -> El {
    let Typed { label, hint, submit, text, is_address, longest, accept, skip } = typed;
    let id = format!("box-{}", NEXT_ID.fetch_add(1, Ordering::Relaxed));
    let error = RwSignal::new(String::new());
    let field = if is_address {
        el("input").attr("type", "email").attr("autocomplete", "email").attr("data-email", "")
    } else {
        el("textarea").attr("rows", "4").attr("autocapitalize", "off").attr("data-message", "")
    };
    let field = field
        .attr("id", &id)
        .maybe("maxlength", longest.map(|longest| longest.to_string()).as_deref())
        .attr("spellcheck", "false")
        .attr("aria-describedby", format!("{id}-hint {id}-error"))
        .bound(text);
    let wrong = live(move || {
        let wrong = error.get();
        (!wrong.is_empty()).then(|| vec![dom::icon("M8 1.5a6.5 6.5 0 1 0 .01 0M8 5v3.5M8 11v.1"), wrong.view()]).view()
    });
    let skip = skip.map(|(words, skip)| parts::press("quiet", ("data-answer", UNSURE), skip).child(words));
    let submit = el("button").attr("type", "submit").class("main").attr("data-submit", "").child(submit);
    el("form")
        .class("typed")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let wrong = accept(text.get_untracked()).err().unwrap_or_default();
            mark(&event, !wrong.is_empty());
            error.set(wrong);
        })
        .child(el("label").attr("for", &id).child(label))
        .child(el("p").class("hint").attr("id", format!("{id}-hint")).child(hint))
        .child(field)
        .child(el("p").class("error").attr("id", format!("{id}-error")).attr("role", "alert").child(wrong))
        .child(parts::row().child(submit).child(skip))
}

/// Marks the form's field as wrong or right, and takes the person to it where it is wrong.
fn mark(submitted: &web_sys::Event, is_wrong: bool) {
    let form = submitted.current_target().map(|form| form.unchecked_into::<web_sys::Element>());
    let field = form.and_then(|form| form.query_selector("[aria-describedby]").ok().flatten());
    let Some(field) = field.map(|field| field.unchecked_into::<web_sys::HtmlElement>()) else { return };
    // Neither can fail for an attribute of this name and a field that is on the page.
    if is_wrong {
        field.set_attribute("aria-invalid", "true").and_then(|()| field.focus()).unwrap_or_default();
    } else {
        field.remove_attribute("aria-invalid").unwrap_or_default();
    }
}

/// Reads an address that was typed.
///
/// # Errors
/// What to do about it, in the person's language.
pub fn address(strings: &Strings, text: &str) -> Result<Address, String> {
    Address::parse(text).map_err(|wrong| {
        match wrong {
            InvalidAddress::Empty => strings.email_empty(),
            InvalidAddress::NotOneAt => strings.email_not_one_at(),
            InvalidAddress::NoName => strings.email_no_name(),
            InvalidAddress::NoDomain => strings.email_no_domain(),
            InvalidAddress::BadCharacter => strings.email_bad_character(),
            InvalidAddress::TooLong => strings.email_too_long(),
        }
        .into()
    })
}
