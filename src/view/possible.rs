//! What is still possible when nothing more can be asked: remedies to pick from, likeliest first.

use super::{
    Help,
    element::{El, el},
    parts,
};
use crate::{article::RemedyId, rules::Step};

/// The remedies, each as an answer.
pub fn possible(help: Help, remedies: &[RemedyId]) -> El {
    let setting = help.setting();
    let picks = remedies.iter().filter_map(|id| {
        let id = *id;
        let text = super::article_of(&setting).section_of(id)?;
        Some(parts::answer(&text.id, &text.heading, "", move || help.take(Step::Chose(id))))
    });
    el("section")
        .attr("data-possible", "")
        .attr("part", "possible")
        .child(parts::back(help))
        .child(parts::heading(help, 0, setting.strings.possible_heading()))
        .child(parts::text("hint", setting.strings.possible_intro()))
        .child(parts::list("answers", picks))
}
