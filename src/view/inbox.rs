//! The way to the person's inbox, for remedies that end in a mail. The address stays on the device.

use leptos::{html::div, prelude::*, tachys::view::any_view::AnyView};

use super::{
    Help, parts,
    typed::{self, Typed},
};
use crate::email;

/// A field for the address, and below it the inbox.
pub fn inbox(help: Help) -> AnyView {
    let setting = help.setting();
    let strings = &setting.strings;
    let found = RwSignal::new(None::<Option<email::Inbox>>);
    let field = Typed {
        label: strings.email_label.clone(),
        hint: strings.email_hint.clone(),
        submit: strings.email_submit.clone(),
        text: help.address,
        is_address: true,
        accept: Box::new(move |text| {
            found.set(None);
            let setting = help.setting();
            let address = typed::address(&setting.strings, &text)?;
            found.set(Some(email::inbox(&address, &super::article_of(&setting).draft().sender)));
            Ok(())
        }),
        skip: None,
    };
    let outcome = move || {
        let setting = help.setting();
        found.get().map(|found| match found {
            Some(inbox) => {
                let open = setting.strings.inbox_open.replace("{provider}", inbox.provider);
                parts::external(help, "second", inbox.url, open, "data-inbox")
            }
            None => parts::text("hint", setting.strings.inbox_unknown.clone()),
        })
    };
    div()
        .class("inbox")
        .child((
            parts::heading(help, 1, strings.inbox_heading.clone()),
            typed::typed(field),
            div().attr("role", "status").child(outcome),
        ))
        .into_any()
}
