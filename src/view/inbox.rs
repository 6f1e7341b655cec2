//! The way to the person's inbox, for remedies that end in a mail. The address stays on the device.

use super::{
    Field, Now, email,
    node::{El, el},
    parts,
};
use crate::{
    email::{APPS, Address, inbox as inbox_of},
    locale::fill,
};

/// A field for the address, and below it the inbox.
pub fn inbox(now: &Now) -> El {
    let strings = now.strings();
    let address = Address::parse(&now.state.entry(Field::Inbox).outcome).ok();
    let outcome = address.map(|address| links(now, &address).child(missing(now, None)));
    el("div")
        .class("inbox")
        .child(parts::heading(now, 1, strings.inbox_heading()))
        .child(email::email(now, Field::Inbox, strings.email_hint(), strings.email_submit(), None))
        .child(el("div").attr("role", "status").child(outcome))
}

/// A link to the inbox of an address, or for a domain that is nobody's we know, to each of the usual apps.
pub fn links(now: &Now, address: &Address) -> El {
    let (strings, sender) = (now.strings(), &now.article().draft().sender);
    let link = |url: &str, words: &str| parts::external(now, "second", url, words, "data-inbox");
    if let Some(inbox) = inbox_of(address, sender) {
        let words = fill(strings.inbox_open(), "provider", inbox.provider);
        return el("div").child(parts::row().child(link(&inbox.url, &words)));
    }
    let apps = APPS.iter().fold(parts::row(), |row, app| row.child(link(&app.inbox(address, sender).url, app.name)));
    el("div")
        .child(parts::text("", strings.inbox_app()))
        .child(apps)
        .child(parts::text("hint", strings.inbox_unknown()))
}

/// Where a mail may be that doesn't come; and where our own server writes it, a way to have it written again.
pub fn missing(now: &Now, again: Option<El>) -> El {
    let strings = now.strings();
    let hints = [strings.no_mail_spam(), strings.no_mail_alias(), strings.no_mail_wrong()];
    let hints = hints.into_iter().fold(el("ul"), |list, hint| list.child(el("li").child(hint)));
    el("details").child(el("summary").class("quiet").child(strings.no_mail())).child(hints).child(again)
}
