//! Small parts that several screens share: headings, buttons, links, icons, the live region.

use leptos::{
    ev,
    html::{a, button, custom, li, p, span, ul},
    prelude::*,
    svg,
    tachys::view::any_view::AnyView,
};

use super::{Help, Place};

/// A heading `below` the widget's first; the screen's own heading (0) takes the focus when the screen appears.
pub fn heading(help: Help, below: u8, text: String) -> AnyView {
    let tag = match help.setting().level.saturating_add(below) {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    let heading = custom(tag).class(if below == 0 { "title" } else { "subtitle" }).child(text);
    if below == 0 {
        heading.attr("tabindex", "-1").attr("data-heading", "").attr("part", "heading").into_any()
    } else {
        heading.into_any()
    }
}

/// A button that looks like `class` says, with one attribute to find it by.
pub fn press(class: &'static str, text: String, hook: (&'static str, String), act: impl Fn() + 'static) -> AnyView {
    button()
        .attr("type", "button")
        .class(class)
        .attr("part", "button")
        .attr(hook.0, hook.1)
        .on(ev::click, move |_| act())
        .child(text)
        .into_any()
}

/// The link back at a screen's top; nothing where there is nowhere to go back to.
pub fn back(help: Help) -> AnyView {
    let can = help.place.get_untracked() != Place::Flow || help.case.with_untracked(crate::rules::Case::can_go_back);
    if !can {
        return ().into_any();
    }
    button()
        .attr("type", "button")
        .class("back")
        .attr("data-back", "")
        .on(ev::click, move |_| help.back())
        .child((icon("M10 3 5 8l5 5"), help.setting().strings.back.clone()))
        .into_any()
}

/// A link out of the widget, marked as one.
pub fn external(help: Help, class: &'static str, url: String, text: String, hook: &'static str) -> AnyView {
    let mark = help.setting().strings.external.clone();
    let is_mail = url.starts_with("mailto:");
    let marked = (!is_mail).then(|| (icon("M6 4h6v6M12 4 4 12"), span().class("hidden").child(format!(" ({mark})"))));
    a().class(class)
        .attr("href", url)
        .attr("rel", "noopener noreferrer")
        .attr(hook, "")
        .child((text, marked))
        .into_any()
}

/// A line drawing on a 16 by 16 grid; decoration only.
pub fn icon(path: &'static str) -> AnyView {
    svg::svg()
        .attr("class", "icon")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(svg::path().attr("d", path))
        .into_any()
}

/// The live region: says once what a change of screen does not show.
pub fn notice(help: Help) -> AnyView {
    p().class("notice").attr("role", "status").child(move || help.notice.get()).into_any()
}

/// A list with one item for each.
pub fn list(class: &'static str, items: impl Iterator<Item = AnyView>) -> AnyView {
    let items = items.map(|item| li().child(item).into_any()).collect::<Vec<_>>();
    ul().class(class).attr("role", "list").child(items).into_any()
}

/// A paragraph.
pub fn text(class: &'static str, text: String) -> AnyView {
    if text.is_empty() { ().into_any() } else { p().class(class).child(text).into_any() }
}
