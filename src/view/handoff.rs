//! The ends of a case: handed to a person who can help, with its summary; or solved.

use super::{
    Act, Browser, Field, Now, State, article,
    node::{El, el},
    parts,
};
use crate::{
    article::Channel,
    email::{Address, letter},
    locale::{Strings, fill, number},
    rules::{
        Rules,
        summary::{Around, summary},
        trail,
    },
    status::service::Service,
};

/// The channel that can help, and the summary to send along.
pub fn handoff(now: &Now) -> El {
    let strings = now.strings();
    el("section")
        .attr("data-handoff", "")
        .attr("part", "handoff")
        .child(parts::back(now))
        .child(parts::heading(now, 0, strings.handoff_heading()))
        .child(parts::text("", channel(now).0))
        .child(sent(now))
}

/// Nothing of the address leaves the device unless the person ticks this.
fn tick(now: &Now) -> Option<El> {
    let address = Address::parse(&now.state.address).ok()?;
    let words = fill(now.strings().add_address(), "address", address.as_str());
    let tick = el("input").attr("type", "checkbox").attr("data-add-address", "").attr("data-screen", now.number());
    Some(el("label").class("tick").child(tick.on("@change", Act::AddAddress)).child(words))
}

/// The summary, with every way to send it.
pub fn sent(now: &Now) -> El {
    let (setting, strings, draft) = (now.setting(), now.strings(), now.article().draft());
    let text = text(now);
    let support = channel(now).1.then(|| {
        let url = letter(&setting.support, &draft.title, &text);
        // A link that does not carry the summary leaves it to be pasted.
        let is_pasted = url == setting.support;
        let label = if is_pasted { strings.copy_open() } else { &draft.support.label };
        let link = parts::external(now, "main", &url, label, "data-support");
        if is_pasted { link.on("@click", Act::Copy) } else { link }
    });
    let rows = number(text.lines().count().clamp(4, 12) as u64);
    let shown = el("textarea").class("summary").attr("id", "summary").attr("readonly", "").attr("rows", rows);
    let copy = parts::press("second", ("data-copy", ""), Act::Copy);
    let save = parts::press("second", ("data-save", ""), Act::Save);
    el("div")
        .class("sent")
        .child(el("label").attr("for", "summary").child(strings.summary_label()))
        .child(parts::text("hint", strings.handoff_intro()))
        .child(shown.attr("data-summary", "").attr("value", text))
        .child(tick(now))
        .child(support.map(|support| el("p").class("action").child(support)))
        .child(parts::row().child(copy.child(strings.copy())).child(save.child(strings.download())))
}

/// The summary as it is sent.
pub fn text(now: &Now) -> String {
    let (state, strings) = (&now.state, now.strings());
    let mut text = in_words(now.browser, state, &now.setting().rules, strings);
    if !state.english.is_empty() {
        text.extend(["\n\n--- English ---\n\n", &state.english]);
    }
    if state.is_address_added {
        text.extend(["\n\n", strings.email_label(), ": ", &state.address]);
    }
    text
}

/// The summary in the words of these strings; nothing where these rules are of an article with another flow, in which the
/// case would mean something else.
pub fn in_words(browser: &dyn Browser, state: &State, rules: &Rules, strings: &Strings) -> String {
    let State { setting, case, aside, .. } = state;
    if trail::write(rules.article(), case) != trail::write(setting.rules.article(), case) {
        return String::new();
    }
    let service = match &aside.service {
        Service::Trouble(trouble) => trouble.title.clone(),
        Service::Up => strings.service_up().into(),
        Service::Unknown => String::new(),
    };
    summary(rules, case, strings, &Around { page: setting.page.clone(), time: browser.time(), service })
}

/// What to say of the channel that can help, and whether it is the support address.
fn channel<'a>(now: &'a Now) -> (&'a str, bool) {
    let support = &now.article().draft().support;
    match now.setting().rules.channel(&now.known) {
        Channel::Support if !now.setting().support.is_empty() => (&support.text, true),
        Channel::Support | Channel::None => (&support.none, false),
        Channel::Reply => (&support.reply, false),
    }
}

/// A remedy helped.
pub fn solved(now: &Now) -> El {
    let strings = now.strings();
    let thanks = now.state.entry(Field::Comment).outcome;
    let comment = thanks.is_empty().then(|| article::comment(now, Field::Comment)).flatten();
    el("section")
        .attr("data-done", "")
        .attr("part", "solved")
        .child(parts::back(now))
        .child(parts::heading(now, 0, strings.solved_heading()))
        .child(parts::text("", strings.solved_text()))
        .child(comment)
        .child(thanks)
}
