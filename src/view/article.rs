//! The whole article to read instead: contents, every section with its address, and "Rate this page".

use leptos::{
    ev,
    html::{a, button, div, nav, section, span},
    prelude::*,
    tachys::view::any_view::AnyView,
};

use super::{Happening, Help, Place, Setting, blocks, parts, remedy};
use crate::article::Section;

/// The article's screen. The section that its place names is brought into view by whoever moves the focus.
pub fn article(help: Help) -> AnyView {
    let setting = help.setting();
    let draft = super::article_of(&setting).draft();
    let leave = button()
        .attr("type", "button")
        .class("back")
        .attr("data-back", "")
        .on(ev::click, move |_| help.go(Place::Flow))
        .child((parts::icon("M10 3 5 8l5 5"), setting.strings.leave_article.clone()));
    let skip = draft.sections.first().map(|first| {
        let text = span().child(setting.strings.skip_contents.clone()).into_any();
        div().class("skip").child(blocks::section_link(help, first.id.clone(), text))
    });
    let sections = draft.sections.iter().map(|text| one_section(help, &setting, text)).collect::<Vec<_>>();
    section()
        .attr("data-article", draft.id.clone())
        .attr("part", "article")
        .child((
            leave,
            skip,
            parts::heading(help, 0, draft.title.clone()),
            parts::text("lead", draft.intro.clone()),
            rate(help),
            contents(help, &setting),
            sections,
            rate(help),
        ))
        .into_any()
}

fn contents(help: Help, setting: &Setting) -> AnyView {
    let links = super::article_of(setting).draft().sections.iter();
    let links = links.map(|text| blocks::section_link(help, text.id.clone(), text.heading.clone().into_any()));
    nav()
        .class("contents")
        .attr("aria-label", setting.strings.contents.clone())
        .child((parts::heading(help, 1, setting.strings.contents.clone()), parts::list("", links)))
        .into_any()
}

fn one_section(help: Help, setting: &Setting, text: &Section) -> AnyView {
    let own_address = setting.own_page.then(|| {
        a().class("address")
            .attr("href", format!("#{}", text.id))
            .attr("aria-label", format!("{}: {}", setting.strings.section_link, text.heading))
            .child("#")
    });
    section()
        .attr("id", text.id.clone())
        .attr("data-section", text.id.clone())
        .attr("tabindex", "-1")
        .child((
            div().class("heading").child((parts::heading(help, 1, text.heading.clone()), own_address)),
            div().class("text").child(blocks::blocks(help, &text.blocks, |_| true)),
            remedy::source(setting, text),
        ))
        .into_any()
}

fn rate(help: Help) -> AnyView {
    let setting = help.setting();
    let strings = setting.strings.clone();
    let rating = move |helpful: bool| {
        help.rating.set(Some(helpful));
        help.happened(Happening::Feedback { helpful });
    };
    let buttons = move || match help.rating.get() {
        Some(_) => strings.rate_thanks.clone().into_any(),
        None => div()
            .class("row")
            .child((
                span().child(strings.rate_question.clone()),
                parts::press("quiet", strings.rate_good.clone(), ("data-rate", "good".into()), move || rating(true)),
                parts::press("quiet", strings.rate_bad.clone(), ("data-rate", "bad".into()), move || rating(false)),
            ))
            .into_any(),
    };
    div().class("rate").attr("role", "status").child(buttons).into_any()
}
