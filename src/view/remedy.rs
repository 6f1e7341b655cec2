//! A remedy: why it was chosen, its section with every warning before its action, and whether it helped.

use super::{
    Happening, Help, Place, Setting, blocks,
    element::{El, el},
    inbox, parts,
};
use crate::{
    article::{RemedyId, Section},
    locale::fill,
    rules::{Reason, Source, Step},
};

/// The remedy's screen.
pub fn remedy(help: Help, id: RemedyId) -> Option<El> {
    let setting = help.setting();
    let article = super::article_of(&setting);
    let (found, text) = (article.remedy(id)?, article.section_of(id)?);
    let known = help.known();
    let reasons = setting.rules.reasons(&known, id);
    let action = found.action.as_ref();
    let action = action.map(|action| parts::external(help, "main", &action.url, &action.label, "data-action"));
    let screen = el("section").attr("data-remedy", &text.id).attr("part", "remedy").child(parts::back(help));
    let screen = because(&setting, &reasons, screen)
        .child(parts::heading(help, 0, &text.heading))
        .child(blocks::blocks(help, &text.blocks, |callout| setting.rules.shows(&known, callout)))
        .child(action.map(|action| el("p").class("action").child(action)))
        .child(found.inbox.then(|| inbox::inbox(help)))
        .child(solved(help, id, &text.id))
        .child(source(help, text));
    Some(screen)
}

/// "Because you said …": one line for each source.
fn because(setting: &Setting, reasons: &[Reason], mut screen: El) -> El {
    let strings = &setting.strings;
    let said_by = [
        (Source::Person, strings.because_person()),
        (Source::Server, strings.because_server()),
        (Source::Host, strings.because_host()),
    ];
    for (source, words) in said_by {
        let mut line = None;
        for reason in reasons.iter().filter(|reason| reason.source == source) {
            if let Some(value) = super::article_of(setting).value(reason.fact, reason.value) {
                let (before, mark) = match line {
                    Some(line) => (line, ", "),
                    None => (el("p").class("eyebrow").child(words), " "),
                };
                line = Some(before.child(mark).child(el("q").child(value.label.as_str())));
            }
        }
        screen = screen.child(line);
    }
    screen
}

fn solved(help: Help, id: RemedyId, section: &str) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let section = section.to_string();
    let yes = move || {
        help.happened(Happening::Resolved(section.clone()));
        help.go(Place::Solved);
    };
    let no = move || help.take(Step::Tried(id));
    el("div").class("solved").child(parts::heading(help, 1, strings.solved_question())).child(
        parts::row()
            .child(parts::press("second", ("data-solved", "yes"), yes).child(strings.solved_yes()))
            .child(parts::press("second", ("data-solved", "no"), no).child(strings.solved_no())),
    )
}

/// Where a section's facts come from and when they were checked.
pub fn source(help: Help, section: &Section) -> Option<El> {
    if section.source.is_empty() {
        return None;
    }
    let setting = help.setting();
    let strings = &setting.strings;
    let day = setting.browser.day(&section.checked, &super::article_of(&setting).draft().lang);
    let line = el("p")
        .class("source")
        .child(parts::external(help, "link", &section.source, strings.source(), "data-source"))
        .child(format!(", {}", fill(strings.checked(), "date", &day)));
    Some(line)
}
