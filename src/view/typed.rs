//! A box to type or paste into, with its label, its error and its buttons. What was typed is never lost to an error.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::{
    ev,
    html::{button, div, form, input, label, p, textarea},
    prelude::*,
    tachys::view::any_view::AnyView,
};

use super::parts;
use crate::{
    article::UNSURE,
    email::{Address, InvalidAddress, LONGEST},
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
    /// An email address on one line, or else a message of any length.
    pub is_address: bool,
    /// Takes what was typed, or says what is wrong with it.
    pub accept: Box<dyn Fn(String) -> Result<(), String>>,
    /// A button that goes on without, and what it does; none where nothing waits.
    pub skip: Option<(String, Box<dyn Fn()>)>,
}

/// Ids only need to differ within a shadow root, where ARIA's references end.
static NEXT_ID: AtomicU32 = AtomicU32::new(0);

/// The box with all around it.
pub fn typed(typed: Typed) -> AnyView {
    let Typed { label: name, hint, submit, text, is_address, accept, skip } = typed;
    let id = format!("box-{}", NEXT_ID.fetch_add(1, Ordering::Relaxed));
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let error = RwSignal::new(String::new());
    let invalid = move || error.with(|error| !error.is_empty()).then_some("true");
    let described = format!("{hint_id} {error_id}");
    let set = move |value: String| text.set(value);
    let field = if is_address {
        input()
            .attr("type", "email")
            .attr("autocomplete", "email")
            .attr("spellcheck", "false")
            .attr("maxlength", LONGEST.to_string())
            .attr("id", id.clone())
            .attr("aria-describedby", described)
            .attr("aria-invalid", invalid)
            .attr("data-email", "")
            .prop("value", move || text.get())
            .on(ev::input, move |event| set(event_target_value(&event)))
            .into_any()
    } else {
        textarea()
            .attr("rows", "4")
            .attr("spellcheck", "false")
            .attr("autocapitalize", "off")
            .attr("id", id.clone())
            .attr("aria-describedby", described)
            .attr("aria-invalid", invalid)
            .attr("data-message", "")
            .prop("value", move || text.get())
            .on(ev::input, move |event| set(event_target_value(&event)))
            .into_any()
    };
    let skip = skip.map(|(skip, skipped)| {
        button()
            .attr("type", "button")
            .class("quiet")
            .attr("data-answer", UNSURE)
            .on(ev::click, move |_| skipped())
            .child(skip)
    });
    form()
        .class("typed")
        .attr("novalidate", "")
        .on(ev::submit, move |event| {
            event.prevent_default();
            error.set(String::new());
            if let Err(wrong) = accept(text.get_untracked()) {
                error.set(wrong);
            }
        })
        .child((
            label().attr("for", id).child(name),
            p().class("hint").attr("id", hint_id).child(hint),
            field,
            p().class("error").attr("id", error_id).attr("role", "alert").child(move || {
                let wrong = error.get();
                (!wrong.is_empty()).then(|| (parts::icon("M8 4v5M8 11.5v.5"), wrong))
            }),
            div()
                .class("row")
                .child((button().attr("type", "submit").class("main").attr("data-submit", "").child(submit), skip)),
        ))
        .into_any()
}

/// Reads an address that was typed.
///
/// # Errors
/// What to do about it, in the person's language.
pub fn address(strings: &Strings, text: &str) -> Result<Address, String> {
    Address::parse(text).map_err(|wrong| {
        match wrong {
            InvalidAddress::Empty => &strings.email_empty,
            InvalidAddress::NotOneAt => &strings.email_not_one_at,
            InvalidAddress::NoName => &strings.email_no_name,
            InvalidAddress::NoDomain => &strings.email_no_domain,
            InvalidAddress::BadCharacter => &strings.email_bad_character,
            InvalidAddress::TooLong => &strings.email_too_long,
        }
        .clone()
    })
}
