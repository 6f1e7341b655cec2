//! Below every screen of the flow: the answers so far, each with a way to change it, and the ways out.

use leptos::{
    ev,
    html::{button, div, footer, li, span, ul},
    prelude::*,
    tachys::view::any_view::AnyView,
};

use super::{Help, Place, parts};
use crate::rules::summary;

/// The answers, "Start again", and the whole article.
pub fn overview(help: Help) -> AnyView {
    if matches!(help.place.get(), Place::Article(_)) {
        return ().into_any();
    }
    let setting = help.setting();
    let strings = &setting.strings;
    let answers = help.case.with(|case| {
        let answers = case.steps().iter().filter_map(|step| {
            let (question, answer) = summary::answer(&setting.rules, step, strings)?;
            let fact = step.answers()?;
            let change = button()
                .attr("type", "button")
                .class("quiet")
                .attr("data-change", super::article_of(&setting).fact(fact)?.id.clone())
                .on(ev::click, move |_| help.go(Place::Changing(fact)))
                .child((strings.change.clone(), span().class("hidden").child(format!(": {question}"))));
            let words = span()
                .class("words")
                .child((span().class("hint").child(question), span().class("label").child(answer)));
            Some(li().child((words, change)).into_any())
        });
        answers.collect::<Vec<_>>()
    });
    let started = help.case.with(crate::rules::Case::can_go_back);
    let list = (!answers.is_empty()).then(|| {
        div()
            .class("answered")
            .child((parts::heading(help, 1, strings.your_answers.clone()), ul().attr("role", "list").child(answers)))
    });
    let restart = started.then(|| {
        parts::press("quiet", strings.restart.clone(), ("data-restart", String::new()), move || help.restart())
    });
    let read = parts::press("quiet", strings.read_article.clone(), ("data-read", String::new()), move || {
        help.go(Place::Article(String::new()));
    });
    let talk = (started && help.place.get() != Place::Handoff).then(|| {
        parts::press("quiet", strings.talk.clone(), ("data-talk", String::new()), move || help.go(Place::Handoff))
    });
    footer().attr("part", "overview").child((list, div().class("row").child((restart, read, talk)))).into_any()
}
