//! The way to the person's inbox, for remedies that end in a mail. The address stays on the device.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Help,
    element::{Child, El, el, live},
    email, parts,
};
use crate::{
    email::{APPS, Address, inbox as inbox_of},
    locale::fill,
};

/// A field for the address, and below it the inbox.
pub fn inbox(help: Help) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let looked_up = RwSignal::new(String::new());
    let look_up = Arc::new(move |address: Address| looked_up.set(address.as_str().into()));
    let outcome = live(move || {
        let address = Address::parse(&looked_up.get()).ok();
        address.map(|address| links(help, &address).child(missing(help, None))).view()
    });
    el("div")
        .class("inbox")
        .child(parts::heading(help, 1, strings.inbox_heading()))
        .child(email::email(help, strings.email_hint(), strings.email_submit(), look_up, None))
        .child(el("div").attr("role", "status").child(outcome))
}

/// A link to the inbox of an address, or for a domain that is nobody's we know, to each of the usual apps.
pub fn links(help: Help, address: &Address) -> El {
    let setting = help.setting();
    let sender = &super::article_of(&setting).draft().sender;
    let link = |url: &str, words: &str| parts::external(help, "second", url, words, "data-inbox");
    if let Some(inbox) = inbox_of(address, sender) {
        let words = fill(setting.strings.inbox_open(), "provider", inbox.provider);
        return el("div").child(parts::row().child(link(&inbox.url, &words)));
    }
    let apps = APPS.iter().fold(parts::row(), |row, app| row.child(link(&app.inbox(address, sender).url, app.name)));
    el("div")
        .child(parts::text("", setting.strings.inbox_app()))
        .child(apps)
        .child(parts::text("hint", setting.strings.inbox_unknown()))
}

/// Where a mail may be that doesn't come; and where our own server writes it, a way to have it written again.
pub fn missing(help: Help, again: Option<El>) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let hints = [strings.no_mail_spam(), strings.no_mail_alias(), strings.no_mail_wrong()];
    let hints = hints.into_iter().fold(el("ul"), |list, hint| list.child(el("li").child(hint)));
    el("details").child(el("summary").class("quiet").child(strings.no_mail())).child(hints).child(again)
}
