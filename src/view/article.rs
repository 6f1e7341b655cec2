//! The whole article to read instead: contents, every section with its address, and "Rate this page".

use leptos::prelude::*;

use super::{
    Help, Setting, blocks,
    element::{Child, El, el, live},
    parts, remedy,
    typed::{self, Typed},
};
use crate::article::Section;

/// The id of the table of contents, reached as a section is.
const CONTENTS: &str = "contents";

/// How many letters of a comment are taken: servers need not read more than 4 KiB.
const LONGEST_COMMENT: usize = 1_000;

/// The article's screen. The section that its place names is brought into view by whoever moves the focus.
pub fn article(help: Help) -> El {
    let setting = help.setting();
    let draft = super::article_of(&setting).draft();
    let first = draft.sections.first().map_or("", |first| first.id.as_str());
    let skip = el("div")
        .class("skip")
        .child(blocks::section_link(help, CONTENTS).child(setting.strings.skip_to_contents()))
        .child(blocks::section_link(help, first).child(setting.strings.skip_to_text()));
    let screen = el("section")
        .attr("data-article", &draft.id)
        .attr("part", "article")
        .child(parts::back(help))
        .child(skip)
        .child(parts::heading(help, 0, &draft.title))
        .child(parts::text("lead", &draft.intro))
        // Both say thank you, and one aloud.
        .child(rate(help).attr("role", "status"))
        .child(contents(help, &setting));
    let sections = draft.sections.iter();
    sections.fold(screen, |screen, text| screen.child(one_section(help, &setting, text))).child(rate(help))
}

fn contents(help: Help, setting: &Setting) -> El {
    let links = super::article_of(setting).draft().sections.iter();
    let links = links.map(|text| blocks::section_link(help, &text.id).child(text.heading.as_str()));
    let words = setting.strings.contents();
    el("nav")
        .class("contents")
        .attr("id", CONTENTS)
        .attr("tabindex", "-1")
        .attr("aria-label", words)
        .child(parts::heading(help, 1, words))
        .child(parts::list("", links))
}

fn one_section(help: Help, setting: &Setting, text: &Section) -> El {
    let own_address = setting.own_page.then(|| {
        el("a")
            .class("address")
            .attr("href", format!("#{}", text.id))
            .attr("aria-label", format!("{}: {}", setting.strings.section_link(), text.heading))
            .child("#")
    });
    el("section")
        .attr("data-section", &text.id)
        .attr("tabindex", "-1")
        .child(el("div").class("heading").child(parts::heading(help, 1, &text.heading)).child(own_address))
        .child(blocks::blocks(help, &text.blocks, |_| true))
        .child(remedy::source(help, text))
}

fn rate(help: Help) -> El {
    let buttons = live(move || {
        let thanks = help.rated.get();
        if !thanks.is_empty() {
            let comment =
                (thanks == help.setting().strings.rate_thanks()).then(|| comment(help, "", help.rated)).flatten();
            return el("div").child(thanks).child(comment).view();
        }
        let setting = help.setting();
        let strings = &setting.strings;
        let button = |hook, words: &str, helpful| {
            let rated = move || {
                help.helped("", helpful);
                help.rated.set(help.setting().strings.rate_thanks().into());
            };
            parts::press("quiet", ("data-rate", hook), rated).child(words)
        };
        parts::row()
            .child(el("span").child(strings.rate_question()))
            .child(button("good", strings.rate_good(), true))
            .child(button("bad", strings.rate_bad(), false))
            .view()
    });
    el("div").class("rate").child(buttons)
}

/// A box for a comment on what was just rated, where there is a server that takes it. Its thanks go into the signal.
pub fn comment(help: Help, section: &str, thanks: RwSignal<String>) -> Option<El> {
    let setting = help.setting();
    let section = section.to_owned();
    let strings = &setting.strings;
    let field = Typed {
        label: strings.comment_label().into(),
        hint: String::new(),
        submit: strings.comment_send().into(),
        text: RwSignal::new(String::new()),
        is_address: false,
        longest: Some(LONGEST_COMMENT),
        accept: Box::new(move |text| {
            let text = text.trim();
            if !text.is_empty() {
                help.setting().browser.comment(help, &section, text);
                thanks.set(help.setting().strings.comment_thanks().into());
            }
            Ok(())
        }),
        skip: None,
    };
    setting.feedback.then(|| typed::typed(field))
}
