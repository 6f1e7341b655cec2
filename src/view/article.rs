//! The whole article to read instead: contents, every section with its address and its action, and
//! "Rate this page".

use super::{
    Act, Field, Now, blocks,
    node::{El, el},
    parts, remedy,
    typed::{self, Typed},
};
use crate::article::Section;

/// The id of the table of contents, reached as a section is.
const CONTENTS: &str = "contents";

/// How many letters of a comment are taken: servers need not read more than 4 KiB.
const LONGEST_COMMENT: usize = 1_000;

/// The article's screen. The section that its place names is brought into view by whoever moves the focus.
pub fn article(now: &Now) -> El {
    let (strings, draft) = (now.strings(), now.article().draft());
    let first = draft.sections.first().map_or("", |first| first.id.as_str());
    let skip = el("div")
        .class("skip")
        .child(blocks::section_link(CONTENTS).child(strings.skip_to_contents()))
        .child(blocks::section_link(first).child(strings.skip_to_text()));
    let screen = el("section")
        .attr("data-article", &draft.id)
        .attr("part", "article")
        .child(parts::back(now))
        .child(skip)
        .child(parts::heading(now, 0, &draft.title))
        .child(parts::text("lead", &draft.intro))
        .child(contents(now));
    let sections = draft.sections.iter();
    sections
        .fold(screen, |screen, text| screen.child(one_section(now, text).late()))
        .child(rate(now).attr("role", "status").late())
}

fn contents(now: &Now) -> El {
    let mut links = Vec::new();
    for text in &now.article().draft().sections {
        links.push(blocks::section_link(&text.id).child(text.heading.as_str()));
    }
    let words = now.strings().contents();
    el("nav")
        .class("contents")
        .attr("id", CONTENTS)
        .attr("tabindex", "-1")
        .attr("aria-label", words)
        .child(parts::heading(now, 1, words))
        .child(parts::list("", links))
}

fn one_section(now: &Now, text: &Section) -> El {
    let remedy = now.article().find_remedy(&text.id).and_then(|remedy| now.article().remedy(remedy));
    let own_address = now.setting().own_page.then(|| {
        el("a")
            .class("address")
            .attr("href", ["#", &text.id].concat())
            .attr("aria-label", [now.strings().section_link(), ": ", &text.heading].concat())
            .child("#")
    });
    el("section")
        .attr("data-section", &text.id)
        .attr("tabindex", "-1")
        .child(el("div").class("heading").child(parts::heading(now, 1, &text.heading)).child(own_address))
        .child(blocks::blocks(now, &text.blocks, |_| true))
        .child(remedy.and_then(|remedy| remedy::action(now, remedy, "second")))
        .child(remedy::source(now, text))
}

fn rate(now: &Now) -> El {
    let (strings, thanks) = (now.strings(), now.state.rated.as_str());
    let rate = el("div").class("rate");
    if !thanks.is_empty() {
        let comment = (thanks == strings.rate_thanks()).then(|| comment(now, Field::Article)).flatten();
        return rate.child(el("div").child(thanks).child(comment));
    }
    let button =
        |hook, words: &str, helpful| parts::press("quiet", ("data-rate", hook), Act::Rate(helpful)).child(words);
    rate.child(
        parts::row()
            .child(el("span").child(strings.rate_question()))
            .child(button("good", strings.rate_good(), true))
            .child(button("bad", strings.rate_bad(), false)),
    )
}

/// A box for a comment on what was just rated, where there is a server that takes it.
pub fn comment(now: &Now, field: Field) -> Option<El> {
    let strings = now.strings();
    let field = Typed {
        field,
        label: strings.comment_label(),
        hint: "",
        submit: strings.comment_send(),
        text: "",
        longest: Some(LONGEST_COMMENT),
        skip: None,
    };
    now.setting().feedback.then(|| typed::typed(now, field))
}
