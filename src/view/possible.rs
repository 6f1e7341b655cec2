//! What is still possible when nothing more can be asked: remedies to pick from, likeliest first.

use super::{
    Help,
    element::{El, el},
    parts,
};
use crate::{article::RemedyId, rules::Step};

/// As many remedies as are shown at once; more wait behind a button.
const SHOWN: usize = 6;

/// The remedies, each as an answer. The last is the fallback, which stays in sight.
pub fn possible(help: Help, remedies: &[RemedyId]) -> El {
    let setting = help.setting();
    let picks = |remedies: &[RemedyId]| {
        let picks = remedies.iter().filter_map(|id| {
            let id = *id;
            let text = super::article_of(&setting).section_of(id)?;
            Some(parts::answer(&text.id, &text.heading, "", move || help.take(Step::Chose(id))))
        });
        parts::list("answers", picks)
    };
    let screen = el("section")
        .attr("data-possible", "")
        .attr("part", "possible")
        .child(parts::back(help))
        .child(parts::heading(help, 0, setting.strings.possible_heading()))
        .child(parts::text("hint", setting.strings.possible_intro()));
    match remedies.split_at_checked(SHOWN) {
        Some((likely, [rest @ .., last])) if !rest.is_empty() => {
            let more = el("summary").class("quiet").child(setting.strings.possible_more());
            let more = el("details").child(more).child(picks(rest));
            screen.child(picks(likely)).child(more).child(picks(core::slice::from_ref(last)))
        }
        _ => screen.child(picks(remedies)),
    }
}
