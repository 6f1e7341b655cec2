//! What is still possible when nothing more can be asked: remedies to pick from, likeliest first.

use leptos::{
    ev,
    html::{button, section, span},
    prelude::*,
    tachys::view::any_view::AnyView,
};

use super::{Help, parts};
use crate::{article::RemedyId, rules::Step};

/// The remedies, each as an answer.
pub fn possible(help: Help, remedies: Vec<RemedyId>) -> AnyView {
    let setting = help.setting();
    let strings = &setting.strings;
    let picks = remedies.into_iter().filter_map(|id| {
        let text = super::article_of(&setting).section_of(id)?;
        let pick = button()
            .attr("type", "button")
            .class("answer")
            .attr("part", "answer")
            .attr("data-answer", text.id.clone())
            .on(ev::click, move |_| help.take(Step::Chose(id)))
            .child((span().class("label").child(text.heading.clone()), parts::icon("m6 3 5 5-5 5")));
        Some(pick.into_any())
    });
    section()
        .attr("data-possible", "")
        .attr("part", "possible")
        .child((
            parts::back(help),
            parts::heading(help, 0, strings.possible_heading.clone()),
            parts::text("hint", strings.possible_intro.clone()),
            parts::list("answers", picks),
        ))
        .into_any()
}
