//! The ends of a case: handed to a person who can help, with its summary; or solved.

use leptos::prelude::*;

use super::{
    Help, Setting, State, article,
    element::{Child, El, el, live},
    parts,
};
use crate::{
    article::Channel,
    email::{Address, letter},
    locale::{Strings, fill},
    rules::{
        Rules, Screen,
        summary::{Around, summary},
        trail,
    },
    status::service::Service,
};

/// The channel that can help, and the summary to send along.
pub fn handoff(help: Help) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    setting.browser.in_english(help);
    let address = RwSignal::new(String::new());
    let sent = live(move || sent(help, &address.get()).view());
    el("section")
        .attr("data-handoff", "")
        .attr("part", "handoff")
        .child(parts::back(help))
        .child(parts::heading(help, 0, strings.handoff_heading()))
        .child(parts::text("", channel(help, &setting).0))
        .child(parts::text("hint", strings.handoff_intro()))
        .child(tick(help, address))
        .child(sent)
}

/// Nothing of the address leaves the device unless the person ticks this.
fn tick(help: Help, ticked: RwSignal<String>) -> Option<El> {
    let address = Address::parse(&help.address.get_untracked()).ok()?;
    let words = fill(help.setting().strings.add_address(), "address", address.as_str());
    let turn = move |_| {
        let is_ticked = !ticked.with_untracked(String::is_empty);
        ticked.set(if is_ticked { String::new() } else { address.as_str().into() });
    };
    let tick = el("input").attr("type", "checkbox").attr("data-add-address", "").on("change", turn);
    Some(el("label").class("tick").child(tick).child(words))
}

/// The summary, with every way to send it.
fn sent(help: Help, address: &str) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let mut text = in_words(help, &setting.rules, strings);
    let english = help.english.get();
    if !english.is_empty() {
        text.extend(["\n\n--- English ---\n\n", &english]);
    }
    if !address.is_empty() {
        text.extend(["\n\n", strings.email_label(), ": ", address]);
    }
    let draft = super::article_of(&setting).draft();
    let support = channel(help, &setting).1.then(|| {
        let url = letter(&setting.support, &draft.title, &text);
        parts::external(help, "main", &url, &draft.support.label, "data-support")
    });
    let rows = text.lines().count().clamp(4, 12).to_string();
    let shown = el("textarea").class("summary").attr("id", "summary").attr("readonly", "").attr("rows", rows);
    let (copied, saved) = (text.clone(), text.clone());
    let copy = parts::press("second", ("data-copy", ""), move || {
        help.setting().browser.copy(&copied);
    });
    let save = parts::press("second", ("data-save", ""), move || help.setting().browser.save(&saved));
    el("div")
        .child(support.map(|support| el("p").class("action").child(support)))
        .child(el("label").attr("for", "summary").child(strings.summary_label()))
        .child(shown.attr("data-summary", "").value(text))
        .child(parts::row().child(copy.child(strings.copy())).child(save.child(strings.download())))
}

/// The summary in the words of these strings; nothing where these rules are of an article with another flow, in which the
/// case would mean something else.
pub fn in_words(help: Help, rules: &Rules, strings: &Strings) -> String {
    let setting = help.setting();
    let State { case, aside, .. } = help.state_now();
    if trail::write(rules.article(), &case) != trail::write(setting.rules.article(), &case) {
        return String::new();
    }
    let service = match aside.service {
        Service::Trouble(trouble) => trouble.title,
        Service::Up => strings.service_up().into(),
        Service::Unknown => String::new(),
    };
    summary(rules, &case, strings, &Around { page: setting.page.clone(), time: setting.browser.time(), service })
}

/// What to say of the channel that can help, and whether it is the support address.
fn channel(help: Help, setting: &Setting) -> (&str, bool) {
    let support = &super::article_of(setting).draft().support;
    match setting.rules.channel(&help.known()) {
        Channel::Support if !setting.support.is_empty() => (&support.text, true),
        Channel::Support | Channel::None => (&support.none, false),
        Channel::Reply => (&support.reply, false),
    }
}

/// A remedy helped.
pub fn solved(help: Help) -> El {
    let setting = help.setting();
    let thanks = RwSignal::new(String::new());
    let section = match help.state_now().case.screen(&setting.rules) {
        Screen::Remedy(remedy) => super::article_of(&setting).section_of(remedy).map(|section| section.id.clone()),
        _ => None,
    };
    let section = section.unwrap_or_default();
    el("section")
        .attr("data-done", "")
        .attr("part", "solved")
        .child(parts::back(help))
        .child(parts::heading(help, 0, setting.strings.solved_heading()))
        .child(parts::text("", setting.strings.solved_text()))
        .child(live(move || match thanks.get() {
            words if words.is_empty() => article::comment(help, &section, thanks).view(),
            words => words.view(),
        }))
}
