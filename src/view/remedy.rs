//! A remedy: why it was chosen, its section with every warning before its action, and whether it helped.

use super::{
    Act, Now, blocks, handoff, inbox,
    node::{El, el},
    parts,
};
use crate::{
    article::{Remedy, RemedyId, Section},
    locale::fill,
    rules::{Reason, Source, Step, trail},
};

/// The remedy's screen.
pub fn remedy(now: &Now, id: RemedyId) -> Option<El> {
    let (rules, article) = (&now.setting().rules, now.article());
    let (found, text) = (article.remedy(id)?, article.section_of(id)?);
    let reasons = rules.reasons(&now.known, id);
    // Where support is the remedy, the summary goes along.
    let is_handed_over = found.when.is_none() && !now.setting().support.is_empty();
    let screen = el("section").attr("data-remedy", &text.id).attr("part", "remedy").child(parts::back(now));
    let screen = because(now, &reasons, screen)
        .child(parts::heading(now, 0, &text.heading))
        .child(blocks::blocks(now, &text.blocks, |callout| rules.shows(&now.known, callout)))
        .child((!is_handed_over).then(|| action(now, found, "main")).flatten())
        // What is looked at last need not hold up what is read first.
        .child(found.inbox.then(|| inbox::inbox(now).late()))
        .child(after(now, id, found).late())
        .child(source(now, text).map(El::late))
        .child(permalink(now, &text.id).map(El::late));
    Some(screen)
}

/// The page where a remedy is carried out, if it has one.
pub fn action(now: &Now, remedy: &Remedy, class: &'static str) -> Option<El> {
    let action = remedy.action.as_ref()?;
    Some(el("p").class("action").child(parts::external(now, class, &action.url, &action.label, "data-action")))
}

/// "Because you said …": one line for each source.
fn because(now: &Now, reasons: &[Reason], mut screen: El) -> El {
    let strings = now.strings();
    let deny = |act| parts::press("quiet", ("data-deny", ""), act).child(strings.deny());
    let said_by = [
        (Source::Person, strings.because_person()),
        (Source::Server, strings.because_server()),
        (Source::Host, strings.because_host()),
    ];
    for (source, words) in said_by {
        let mut line = None;
        for reason in reasons.iter().filter(|reason| reason.source == source) {
            // Not to be sure has no label: it is no reason for anything.
            if let Some(value) = now.article().value(reason.fact, reason.value)
                && !value.label.is_empty()
            {
                let (before, mark) = match line {
                    Some(line) => (line, strings.comma()),
                    None => (el("p").class("eyebrow").child(words), " "),
                };
                line = Some(before.child(mark).child(el("q").child(value.label.as_str())));
            }
        }
        if source == Source::Person
            && let Some((_, told)) = now.state.case.wrote()
            && reasons.iter().any(|reason| told.contains(&(reason.fact, reason.value)))
            && let Some(wrote) = parts::wrote(now, "eyebrow")
        {
            screen = screen.child(wrote.child(deny(Act::Misunderstood)));
            continue;
        }
        let said = reasons.iter().find(|reason| reason.source == source && source != Source::Person);
        let deny = said.map(|reason| deny(Act::Take(Step::Denied(reason.fact))));
        screen = screen.child(line.map(|line| line.child(deny)));
    }
    screen
}

/// What comes after a remedy: whether it helped, or what to give to the person whom it leads to.
fn after(now: &Now, id: RemedyId, remedy: &Remedy) -> El {
    let strings = now.strings();
    if remedy.when.is_none() {
        return handoff::sent(now);
    }
    let (question, yes) = if remedy.explains {
        (strings.clear_question(), strings.clear_yes())
    } else {
        (strings.solved_question(), strings.solved_yes())
    };
    let reply = |hook, words: &str, helpful| {
        parts::press("second", ("data-solved", hook), Act::Solve(id, helpful)).child(words)
    };
    el("div")
        .class("solved")
        .child(parts::heading(now, 1, question))
        .child(parts::row().child(reply("yes", yes, true)).child(reply("no", strings.solved_no(), false)))
}

/// The address of exactly this remedy, for an agent to send. Only our own page has such addresses.
fn permalink(now: &Now, section: &str) -> Option<El> {
    let link = || {
        let address = ["#", trail::CHOSE, "=", section].concat();
        el("a").class("link").attr("href", address).attr("data-permalink", "").child(now.strings().permalink())
    };
    now.setting().own_page.then(|| el("p").class("source").child(link()))
}

/// Where a section's facts come from and when they were checked.
pub fn source(now: &Now, section: &Section) -> Option<El> {
    if section.source.is_empty() {
        return None;
    }
    let strings = now.strings();
    let day = now.browser.day(&section.checked, &now.article().draft().lang);
    let line = el("p")
        .class("source")
        .child(parts::external(now, "link", &section.source, strings.source(), "data-source"))
        .child([strings.comma(), &fill(strings.checked(), "date", &day)].concat());
    Some(line)
}
