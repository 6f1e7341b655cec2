//! A field for an email address, and the address that was probably meant. What becomes of the address is the caller's.

use super::{
    Act, Field, Now,
    node::{El, el},
    parts,
    typed::{self, Skip, Typed},
};
use crate::{email::LONGEST, locale::fill};

/// The field, with a line that says why the address is asked for, and a button of these words.
pub fn email(now: &Now, field: Field, hint: &str, submit: &str, skip: Option<Skip>) -> El {
    let label = now.strings().email_label();
    let typed = Typed { field, label, hint, submit, text: &now.state.address, longest: Some(LONGEST), skip };
    let meant = now.state.entry(field).meant;
    let suggestion = (!meant.is_empty()).then(|| suggestion(now, field, &meant));
    el("div").child(typed::typed(now, typed)).child(el("div").attr("role", "alert").child(suggestion))
}

fn suggestion(now: &Now, field: Field, likely: &str) -> El {
    let strings = now.strings();
    let choice = |hook, address: &str| parts::press("second", (hook, ""), Act::Choose(field, address.into()));
    el("div").class("suggestion").child(parts::text("", &fill(strings.typo(), "address", likely))).child(
        parts::row()
            .child(choice("data-use", likely).child(strings.typo_use()))
            .child(choice("data-keep", &now.state.address).child(strings.typo_keep())),
    )
}

/// The field that asks our server about an address.
pub fn account(now: &Now, field: Field, skip: Option<Skip>) -> El {
    let strings = now.strings();
    email(now, field, strings.email_sent(), strings.email_ask(), skip)
        .child(el("p").class("hint").attr("role", "status").child(now.state.asking.as_str()))
}
