//! A box to type or paste into, with its label, its error and its buttons. What was typed is never lost to an error.

use super::{
    Act, Field, Now,
    node::{El, el, icon},
    parts,
};
use crate::{
    article::UNSURE,
    email::{Address, InvalidAddress},
    locale::{Strings, number},
};

/// What a box asks for.
pub struct Typed<'a> {
    /// Which box it is.
    pub field: Field,
    /// The box's label.
    pub label: &'a str,
    /// A line under the label; empty where there is none.
    pub hint: &'a str,
    /// What the button says.
    pub submit: &'a str,
    /// What is in the box until somebody types. All boxes for an address share one.
    pub text: &'a str,
    /// How many letters fit in; any number where it is nothing.
    pub longest: Option<usize>,
    /// A button that goes on without; none where nothing waits.
    pub skip: Option<Skip<'a>>,
}

/// A button's words and what it does.
pub type Skip<'a> = (&'a str, Act);

/// The box with all around it: an email address on one line, or a text of several.
pub fn typed(now: &Now, typed: Typed) -> El {
    let Typed { field, label, hint, submit, text, longest, skip } = typed;
    let entry = now.state.entry(field);
    let name = field.name();
    let id = ["box-", name].concat();
    let (hint_id, error_id) = ([&id, "-hint"].concat(), [&id, "-error"].concat());
    let described = if hint.is_empty() { error_id.clone() } else { [&*hint_id, " ", &error_id].concat() };
    let input = if field.is_address() {
        el("input").attr("type", "email").attr("autocomplete", "email").attr("data-email", "")
    } else {
        let (rows, hook) = if field == Field::Words { ("2", "data-words") } else { ("4", "data-message") };
        el("textarea").attr("rows", rows).attr("autocapitalize", "off").attr(hook, "")
    };
    let input = input
        .attr("id", &id)
        .maybe("maxlength", longest.map(|longest| number(longest as u64)).as_deref())
        .attr("spellcheck", "false")
        .attr("aria-describedby", described)
        .maybe("aria-invalid", (!entry.wrong.is_empty()).then_some("true"))
        .attr("value", entry.text.as_deref().unwrap_or(text))
        .on("@input", Act::Type(field));
    let mark = (!entry.wrong.is_empty()).then(|| icon("M8 1.5a6.5 6.5 0 1 0 .01 0M8 5v3.5M8 11v.1"));
    let wrong = el("p").class("error").attr("id", error_id).attr("role", "alert");
    let skip = skip.map(|(words, skip)| parts::press("quiet", ("data-answer", UNSURE), skip).child(words));
    let button = el("button").attr("type", "submit").class("main").attr("data-submit", "").child(submit);
    el("form")
        .class("typed")
        .attr("id", ["form-", name].concat())
        .attr("novalidate", "")
        .on("@submit", Act::Send(field))
        .child(el("label").attr("for", &id).child(label))
        .child(parts::text("hint", hint).map(|hint| hint.attr("id", hint_id)))
        .child(input)
        .child(wrong.child(mark).child(entry.wrong))
        .child(parts::row().child(button).child(skip))
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
