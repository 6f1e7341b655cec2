//! A remedy: why it was chosen, its section with every warning before its action, and whether it helped.

use leptos::{
    html::{div, p, q, section},
    prelude::*,
    tachys::view::any_view::AnyView,
};

use super::{Happening, Help, Place, Setting, blocks, inbox, parts};
use crate::{
    article::{RemedyId, Section},
    rules::{Reason, Source, Step},
};

/// The remedy's screen.
pub fn remedy(help: Help, id: RemedyId) -> AnyView {
    let setting = help.setting();
    let article = super::article_of(&setting);
    let (Some(found), Some(text)) = (article.remedy(id), article.section_of(id)) else {
        return ().into_any();
    };
    let known = help.known();
    let reasons = setting.rules.reasons(&known, id);
    let action = found.action.as_ref().map(|action| {
        p().class("action").child(parts::external(
            help,
            "main",
            action.url.clone(),
            action.label.clone(),
            "data-action",
        ))
    });
    section()
        .attr("data-remedy", text.id.clone())
        .attr("part", "remedy")
        .child((
            parts::back(help),
            because(&setting, &reasons),
            parts::heading(help, 0, text.heading.clone()),
            div()
                .class("text")
                .child(blocks::blocks(help, &text.blocks, |callout| setting.rules.shows(&known, callout))),
            action,
            found.inbox.then(|| inbox::inbox(help)),
            solved(help, id, &text.id),
            source(&setting, text),
        ))
        .into_any()
}

/// "Because you said …": one line for each source.
fn because(setting: &Setting, reasons: &[Reason]) -> AnyView {
    let strings = &setting.strings;
    let said_by = [
        (Source::Person, &strings.because_person),
        (Source::Server, &strings.because_server),
        (Source::Host, &strings.because_host),
    ];
    let lines = said_by.into_iter().filter_map(|(source, words)| {
        let quotes = reasons.iter().filter(|reason| reason.source == source).filter_map(|reason| {
            let value = super::article_of(setting).value(reason.fact, reason.value)?;
            Some((" ", q().child(value.label.clone())).into_any())
        });
        let quotes = quotes.collect::<Vec<_>>();
        (!quotes.is_empty()).then(|| p().class("eyebrow").child((words.clone(), quotes)).into_any())
    });
    lines.collect::<Vec<_>>().into_any()
}

fn solved(help: Help, id: RemedyId, section: &str) -> AnyView {
    let setting = help.setting();
    let strings = &setting.strings;
    let section = section.to_string();
    let yes = move || {
        help.happened(Happening::Resolved(section.clone()));
        help.go(Place::Solved(id));
    };
    div()
        .class("solved")
        .child((
            parts::heading(help, 1, strings.solved_question.clone()),
            div().class("row").child((
                parts::press("second", strings.solved_yes.clone(), ("data-solved", "yes".into()), yes),
                parts::press("second", strings.solved_no.clone(), ("data-solved", "no".into()), move || {
                    help.take(Step::Tried(id));
                }),
            )),
        ))
        .into_any()
}

/// Where a section's facts come from and when they were checked.
pub fn source(setting: &Setting, section: &Section) -> AnyView {
    if section.source.is_empty() {
        return ().into_any();
    }
    let lang = &super::article_of(setting).draft().lang;
    let checked = setting.strings.checked.replace("{date}", &(setting.day)(&section.checked, lang));
    let link = leptos::html::a()
        .class("link")
        .attr("href", section.source.clone())
        .attr("rel", "noopener noreferrer")
        .child(setting.strings.source.clone());
    let mark = leptos::html::span().class("hidden").child(format!(" ({})", setting.strings.external));
    p().class("source").child((link, mark, format!(", {checked}"))).into_any()
}
