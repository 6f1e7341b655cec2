//! Below every screen of the flow: the answers so far, each with a way to change it, and the ways out.

use super::{
    Help, Place, State,
    element::{El, el},
    parts,
};
use crate::rules::{Screen, summary};

/// The answers, "Start again", and the whole article.
pub fn overview(help: Help) -> Option<El> {
    let State { case, place, .. } = help.state();
    if matches!(place, Place::Article(_)) {
        return None;
    }
    let setting = help.setting();
    let strings = &setting.strings;
    let mut list = None;
    for step in case.steps() {
        let fact = step.answers().and_then(|fact| Some((fact, super::article_of(&setting).fact(fact)?)));
        if let (Some((id, fact)), Some((question, answer))) = (fact, summary::answer(&setting.rules, step, strings)) {
            let change = parts::press("quiet", ("data-change", &fact.id), move || help.go(Place::Changing(id)))
                .child(strings.change())
                .child(parts::hidden(&format!(": {question}")));
            let words = el("span")
                .class("words")
                .child(el("span").class("hint").child(question))
                .child(el("span").class("label").child(answer));
            let before = list.unwrap_or_else(|| el("ul").attr("role", "list"));
            list = Some(before.child(el("li").child(words).child(change)));
        }
    }
    let answered =
        list.map(|list| el("div").class("answered").child(parts::heading(help, 1, strings.your_answers())).child(list));
    let started = case.can_go_back();
    let is_handoff = place == Place::Handoff || case.screen(&setting.rules) == Screen::Handoff;
    let restart = || parts::press("quiet", ("data-restart", ""), move || help.restart()).child(strings.restart());
    let talk = || parts::press("quiet", ("data-talk", ""), move || help.go(Place::Handoff)).child(strings.talk());
    let read = parts::press("quiet", ("data-read", ""), move || help.go(Place::Article(String::new())));
    let ways = parts::row()
        .child(started.then(restart))
        .child(read.child(strings.read_article()))
        .child((started && !is_handoff).then(talk));
    Some(el("footer").attr("part", "overview").child(answered).child(ways))
}
