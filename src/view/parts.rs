//! Small parts that several screens share: headings, buttons, links, icons, the live region.

use super::{
    Act, Now, Place,
    node::{El, el, icon},
};
use crate::rules::summary;

/// A heading `below` the widget's first; the screen's own heading (0) takes the focus when the screen appears. That one
/// is another element on each screen: a heading that has the focus already and only changes its words is said by no
/// screen reader.
pub fn heading(now: &Now, below: u8, text: &str) -> El {
    let tag = match now.setting().level.saturating_add(below) {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    let heading = el(tag).child(text);
    if below == 0 {
        let heading = heading.class("title").attr("tabindex", "-1").attr("data-heading", "").attr("part", "heading");
        heading.attr("data-screen", now.number())
    } else {
        heading.class("subtitle")
    }
}

/// A button that looks like `class` says, with one attribute to find it by.
pub fn press(class: &'static str, hook: (&'static str, &str), act: Act) -> El {
    el("button").attr("type", "button").class(class).attr("part", class).attr(hook.0, hook.1).on("@click", act)
}

/// The link back at a screen's top; nothing where there is nowhere to go back to.
pub fn back(now: &Now) -> Option<El> {
    let place = &now.state.place;
    (*place != Place::Flow || now.state.case.can_go_back()).then(|| {
        let words = match place {
            Place::Article(_) => now.strings().leave_article(),
            _ => now.strings().back(),
        };
        press("back", ("data-back", ""), Act::Back).child(icon("M10 3 5 8l5 5")).child(words)
    })
}

/// An answer to press: its label, and a line under it where `hint` has words.
pub fn answer(id: &str, label: &str, hint: &str, act: Act) -> El {
    let words = el("span").class("words").child(el("span").class("label").child(label));
    let hint = (!hint.is_empty()).then(|| el("span").class("hint").child(hint));
    press("answer", ("data-answer", id), act).child(words.child(hint))
}

/// A link out of the widget, marked as one.
pub fn external(now: &Now, class: &'static str, url: &str, text: &str, hook: &'static str) -> El {
    let link = el("a").class(class).attr("href", url).attr("rel", "noopener noreferrer").attr(hook, "").child(text);
    if url.starts_with("mailto:") {
        return link;
    }
    let mark = [" (", now.strings().external(), ")"].concat();
    link.child(icon("M6 4h6v6M12 4 4 12")).child(hidden(&mark))
}

/// Words that only a screen reader says.
pub fn hidden(text: &str) -> El {
    el("span").class("hidden").child(text)
}

/// The live region: says once what a change of screen does not show.
pub fn notice(now: &Now) -> El {
    el("p").class("notice").attr("role", "status").child(now.state.notice.as_str())
}

/// A list without marks, one item for each.
pub fn list(class: &'static str, items: Vec<El>) -> El {
    let mut list = el("ul").class(class).attr("role", "list");
    for item in items {
        list = list.child(el("li").child(item));
    }
    list
}

/// A paragraph; nothing where there are no words.
pub fn text(class: &'static str, text: &str) -> Option<El> {
    (!text.is_empty()).then(|| el("p").class(class).child(text))
}

/// "Because you wrote …", in the person's own words; nothing where there are none.
pub fn wrote(now: &Now, class: &'static str) -> Option<El> {
    let (text, _) = now.state.case.wrote().filter(|(text, _)| !text.is_empty())?;
    let wrote = el("p").class(class).child(now.strings().because_wrote()).child(" ");
    Some(wrote.child(el("q").child(summary::excerpt(text))))
}

/// What stands side by side where there is room.
pub fn row() -> El {
    el("div").class("row")
}
