//! The ends of a case: handed to a person who can help, with its summary; or solved.

use super::{
    Help, Setting,
    element::{El, el},
    parts,
};
use crate::{article::Channel, rules::summary::summary};

/// The channel that can help, and the summary to send along.
pub fn handoff(help: Help) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let text = summary(&setting.rules, &help.state_now().case, strings, &setting.page);
    let rows = text.lines().count().clamp(4, 12).to_string();
    let shown = el("textarea").class("summary").attr("id", "summary").attr("readonly", "").attr("rows", rows);
    let screen = el("section").attr("data-handoff", "").attr("part", "handoff").child(parts::back(help));
    let copied = text.clone();
    let copy = parts::press("second", ("data-copy", ""), move || help.setting().browser.copy(&copied));
    channel(help, &setting, screen.child(parts::heading(help, 0, strings.handoff_heading())))
        .child(parts::text("hint", strings.handoff_intro()))
        .child(el("label").attr("for", "summary").child(strings.summary_label()))
        .child(shown.attr("data-summary", "").value(text))
        .child(parts::row().child(copy.child(strings.copy())))
}

fn channel(help: Help, setting: &Setting, screen: El) -> El {
    let article = super::article_of(setting);
    let support = &article.draft().support;
    match setting.rules.channel(&help.known()) {
        Channel::Support if !setting.support.is_empty() => screen
            .child(parts::text("", &support.text))
            .child(parts::external(help, "main", &setting.support, &support.label, "data-support")),
        Channel::Support | Channel::None => screen.child(parts::text("", &support.none)),
        Channel::Reply => screen.child(parts::text("", &support.reply)),
    }
}

/// A remedy helped.
pub fn solved(help: Help) -> El {
    let setting = help.setting();
    el("section")
        .attr("data-done", "")
        .attr("part", "solved")
        .child(parts::back(help))
        .child(parts::heading(help, 0, setting.strings.solved_heading()))
        .child(parts::text("", setting.strings.solved_text()))
}
