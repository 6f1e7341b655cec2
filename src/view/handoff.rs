//! The ends of a case: handed to a person who can help, with its summary; or solved.

use leptos::{
    html::{Textarea, div, label, section, textarea},
    prelude::*,
    tachys::view::any_view::AnyView,
};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Help, Setting, parts};
use crate::{article::Channel, rules::summary::summary};

/// The channel that can help, and the summary to send along.
pub fn handoff(help: Help) -> AnyView {
    let setting = help.setting();
    let strings = &setting.strings;
    let text = help.case.with_untracked(|case| summary(&setting.rules, case, strings, &setting.page));
    let field = NodeRef::<Textarea>::new();
    let rows = text.lines().count().clamp(4, 12).to_string();
    section()
        .attr("data-handoff", "")
        .attr("part", "handoff")
        .child((
            parts::back(help),
            parts::heading(help, 0, strings.handoff_heading.clone()),
            channel(help, &setting),
            parts::text("hint", strings.handoff_intro.clone()),
            label().attr("for", "summary").child(strings.summary_label.clone()),
            textarea()
                .attr("id", "summary")
                .class("summary")
                .attr("readonly", "")
                .attr("rows", rows)
                .attr("data-summary", "")
                .node_ref(field)
                .prop("value", text.clone()),
            div().class("row").child(parts::press(
                "second",
                strings.copy.clone(),
                ("data-copy", String::new()),
                move || copy(help, text.clone(), field),
            )),
        ))
        .into_any()
}

fn channel(help: Help, setting: &Setting) -> AnyView {
    let support = &super::article_of(setting).draft().support;
    match help.known().channel(super::article_of(setting)) {
        Channel::Support if !setting.support.is_empty() => (
            parts::text("", support.text.clone()),
            parts::external(help, "main", setting.support.clone(), support.label.clone(), "data-support"),
        )
            .into_any(),
        Channel::Support | Channel::None => parts::text("", support.none.clone()),
        Channel::Reply => parts::text("", support.reply.clone()),
    }
}

fn copy(help: Help, text: String, field: NodeRef<Textarea>) {
    spawn_local(async move {
        // Without HTTPS a browser has no clipboard to write to.
        let copied = window().is_secure_context()
            && JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok();
        let setting = help.setting();
        if copied {
            help.notice.set(setting.strings.copied.clone());
        } else {
            if let Some(field) = field.get_untracked() {
                field.select();
            }
            help.notice.set(setting.strings.copy_failed.clone());
        }
    });
}

/// A remedy helped.
pub fn solved(help: Help) -> AnyView {
    let setting = help.setting();
    section()
        .attr("data-done", "")
        .attr("part", "solved")
        .child((
            parts::back(help),
            parts::heading(help, 0, setting.strings.solved_heading.clone()),
            parts::text("", setting.strings.solved_text.clone()),
        ))
        .into_any()
}
