//! A remedy: why it was chosen, its section with every warning before its action, and whether it helped.

use super::{
    Happening, Help, Place, Setting, blocks,
    element::{El, el},
    inbox, parts,
};
use crate::{
    article::{RemedyId, Section},
    locale::fill,
    rules::{Reason, Source, Step, trail},
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
    let screen = because(help, &setting, &reasons, screen)
        .child(parts::heading(help, 0, &text.heading))
        .child(blocks::blocks(help, &text.blocks, |callout| setting.rules.shows(&known, callout)))
        .child(action.map(|action| el("p").class("action").child(action)))
        .child(found.inbox.then(|| inbox::inbox(help)))
        .child(solved(help, id, &text.id))
        .child(source(help, text))
        .child(permalink(&setting, &text.id));
    Some(screen)
}

/// "Because you said …": one line for each source.
fn because(help: Help, setting: &Setting, reasons: &[Reason], mut screen: El) -> El {
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
                    Some(line) => (line, strings.comma()),
                    None => (el("p").class("eyebrow").child(words), " "),
                };
                line = Some(before.child(mark).child(el("q").child(value.label.as_str())));
            }
        }
        let said = reasons.iter().find(|reason| reason.source == source && source != Source::Person);
        let deny = said.map(|reason| {
            let fact = reason.fact;
            parts::press("quiet", ("data-deny", ""), move || help.take(Step::Denied(fact))).child(strings.deny())
        });
        screen = screen.child(line.map(|line| line.child(deny)));
    }
    screen
}

fn solved(help: Help, id: RemedyId, section: &str) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let section = section.to_string();
    let yes_section = section.clone();
    let yes = move || {
        help.happened(Happening::Resolved(yes_section.clone()));
        help.helped(&yes_section, true);
        help.go(Place::Solved);
    };
    let no = move || {
        help.helped(&section, false);
        help.take(Step::Tried(id));
    };
    el("div").class("solved").child(parts::heading(help, 1, strings.solved_question())).child(
        parts::row()
            .child(parts::press("second", ("data-solved", "yes"), yes).child(strings.solved_yes()))
            .child(parts::press("second", ("data-solved", "no"), no).child(strings.solved_no())),
    )
}

/// The address of exactly this remedy, for an agent to send. Only our own page has such addresses.
fn permalink(setting: &Setting, section: &str) -> Option<El> {
    let link = || {
        let address = format!("#{}={section}", trail::CHOSE);
        el("a").class("link").attr("href", address).attr("data-permalink", "").child(setting.strings.permalink())
    };
    setting.own_page.then(|| el("p").class("source").child(link()))
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
        .child(format!("{}{}", strings.comma(), fill(strings.checked(), "date", &day)));
    Some(line)
}
