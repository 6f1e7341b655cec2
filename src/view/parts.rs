//! Small parts that several screens share: headings, buttons, links, icons, the live region.

use super::{
    Help, Place, State,
    dom::icon,
    element::{Child, El, el, live_text},
};

/// A heading `below` the widget's first; the screen's own heading (0) takes the focus when the screen appears.
pub fn heading(help: Help, below: u8, text: &str) -> El {
    let tag = match help.setting().level.saturating_add(below) {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    let heading = el(tag).child(text);
    if below == 0 {
        heading.class("title").attr("tabindex", "-1").attr("data-heading", "").attr("part", "heading")
    } else {
        heading.class("subtitle")
    }
}

/// A button that looks like `class` says, with one attribute to find it by.
pub fn press(class: &'static str, hook: (&'static str, &str), act: impl Fn() + 'static) -> El {
    pressing(class, hook, Box::new(act))
}

fn pressing(class: &'static str, hook: (&'static str, &str), act: Box<dyn Fn()>) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .attr("part", class)
        .attr(hook.0, hook.1)
        .on("click", move |_| act())
}

/// The link back at a screen's top; nothing where there is nowhere to go back to.
pub fn back(help: Help) -> Option<El> {
    let State { case, place, .. } = help.state_now();
    (place != Place::Flow || case.can_go_back()).then(|| {
        let setting = help.setting();
        let words = match place {
            Place::Article(_) => setting.strings.leave_article(),
            _ => setting.strings.back(),
        };
        press("back", ("data-back", ""), move || help.back()).child(icon("M10 3 5 8l5 5")).child(words)
    })
}

/// An answer to press: its label, and a line under it where `hint` has words.
pub fn answer(id: &str, label: &str, hint: &str, act: impl Fn() + 'static) -> El {
    let words = el("span").class("words").child(el("span").class("label").child(label));
    let hint = (!hint.is_empty()).then(|| el("span").class("hint").child(hint));
    press("answer", ("data-answer", id), act).child(words.child(hint))
}

/// A link out of the widget, marked as one.
pub fn external(help: Help, class: &'static str, url: &str, text: &str, hook: &'static str) -> El {
    let link = el("a").class(class).attr("href", url).attr("rel", "noopener noreferrer").attr(hook, "").child(text);
    if url.starts_with("mailto:") {
        return link;
    }
    let mark = format!(" ({})", help.setting().strings.external());
    link.child(icon("M6 4h6v6M12 4 4 12")).child(hidden(&mark))
}

/// Words that only a screen reader says.
pub fn hidden(text: &str) -> El {
    el("span").class("hidden").child(text)
}

/// The live region: says once what a change of screen does not show.
pub fn notice(help: Help) -> El {
    el("p").class("notice").attr("role", "status").child(live_text(help.notice))
}

/// A list without marks, one item for each.
pub fn list(class: &'static str, items: impl Iterator<Item = El>) -> El {
    let items = items.map(|item| el("li").child(item).view()).collect::<Vec<_>>();
    el("ul").class(class).attr("role", "list").child(items)
}

/// A paragraph; nothing where there are no words.
pub fn text(class: &'static str, text: &str) -> Option<El> {
    (!text.is_empty()).then(|| el("p").class(class).child(text))
}

/// What stands side by side where there is room.
pub fn row() -> El {
    el("div").class("row")
}
