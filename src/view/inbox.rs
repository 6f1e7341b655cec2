//! The way to the person's inbox, for remedies that end in a mail. The address stays on the device.

use leptos::prelude::*;

use super::{
    Help,
    element::{Child, El, el, live},
    parts,
    typed::{self, Typed},
};
use crate::{email, locale::fill};

/// A field for the address, and below it the inbox.
pub fn inbox(help: Help) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let looked_up = RwSignal::new(String::new());
    let field = Typed {
        label: strings.email_label().into(),
        hint: strings.email_hint().into(),
        submit: strings.email_submit().into(),
        text: help.address,
        is_address: true,
        accept: Box::new(move |text| {
            looked_up.set(String::new());
            typed::address(&help.setting().strings, &text)?;
            looked_up.set(text);
            Ok(())
        }),
        skip: None,
    };
    let outcome = live(move || {
        let setting = help.setting();
        let address = email::Address::parse(&looked_up.get()).ok();
        let found = address.map(|address| email::inbox(&address, &super::article_of(&setting).draft().sender));
        match found {
            Some(Some(inbox)) => {
                let open = fill(setting.strings.inbox_open(), "provider", inbox.provider);
                parts::external(help, "second", &inbox.url, &open, "data-inbox").view()
            }
            Some(None) => parts::text("hint", setting.strings.inbox_unknown()).view(),
            None => None::<El>.view(),
        }
    });
    el("div")
        .class("inbox")
        .child(parts::heading(help, 1, strings.inbox_heading()))
        .child(typed::typed(field))
        .child(el("div").attr("role", "status").child(outcome))
}
