//! What is still possible when nothing more can be asked: remedies to pick from, likeliest first.

use super::{
    Act, Now,
    node::{El, el},
    parts,
};
use crate::{
    article::{RemedyId, UNSURE},
    rules::Step,
};

/// As many remedies as are shown at once; more wait behind a button.
const SHOWN: usize = 5;

/// The remedies that the person's own words are like, and "None of these".
pub fn guesses(now: &Now, remedies: &[RemedyId]) -> El {
    let strings = now.strings();
    let none = parts::answer(UNSURE, strings.guesses_none(), "", Act::Take(Step::NoGuess)).attr("data-none", "");
    let mut answers = picks(now, remedies, "data-guess");
    answers.push(none);
    el("section")
        .attr("data-guesses", "")
        .attr("part", "possible")
        .child(parts::back(now))
        .child(parts::heading(now, 0, strings.guesses_heading()))
        .child(parts::wrote(now, "hint"))
        .child(parts::list("answers", answers))
}

/// The remedies, each as an answer. The last is the fallback, which stays in sight.
pub fn possible(now: &Now, remedies: &[RemedyId]) -> El {
    let strings = now.strings();
    let picks = |remedies: &[RemedyId]| parts::list("answers", picks(now, remedies, "data-pick"));
    let screen = el("section")
        .attr("data-possible", "")
        .attr("part", "possible")
        .child(parts::back(now))
        .child(parts::heading(now, 0, strings.possible_heading()))
        .child(parts::text("hint", strings.possible_intro()));
    match remedies.split_at_checked(SHOWN) {
        Some((likely, [rest @ .., last])) if !rest.is_empty() => {
            let more = el("summary").class("quiet").child(strings.possible_more());
            let more =
                el("details").class("more").attr("data-screen", now.number()).child(more).child(picks(rest).late());
            screen.child(picks(likely)).child(more).child(picks(core::slice::from_ref(last)))
        }
        _ => screen.child(picks(remedies)),
    }
}

/// Remedies to pick from, each with its section's id in an attribute of this name.
fn picks(now: &Now, remedies: &[RemedyId], hook: &'static str) -> Vec<El> {
    let mut picks = Vec::new();
    for id in remedies {
        if let Some(text) = now.article().section_of(*id) {
            let pick = parts::answer(&text.id, &text.heading, "", Act::Take(Step::Chose(*id)));
            picks.push(pick.attr(hook, &text.id));
        }
    }
    picks
}
