//! Below every screen of the flow: the answers so far, each with a way to change it, and the ways out.

use super::{
    Act, Now, Place,
    node::{El, el},
    parts,
};
use crate::rules::{
    Step,
    summary::{self, Answered},
    trail,
};

/// One more answer in the list, with its question and the way to change it.
fn item(now: &Now, list: Option<El>, question: &str, answer: &str, (hook, change): (&str, Act)) -> El {
    let change = parts::press("quiet", ("data-change", hook), change)
        .child(now.strings().change())
        .child(parts::hidden(&[": ", question].concat()));
    let words = el("span")
        .class("words")
        .child(el("span").class("hint").child(question))
        .child(el("span").class("label").child(answer));
    let (before, item) = match list {
        Some(list) => (list, el("li").class("further")),
        None => (el("ul").attr("role", "list"), el("li")),
    };
    before.child(item.child(words).child(change))
}

/// The answers, "Start again", and the whole article.
pub fn overview(now: &Now) -> Option<El> {
    let strings = now.strings();
    if matches!(now.state.place, Place::Article(_)) {
        return None;
    }
    let mut list = None;
    for step in now.state.case.steps() {
        if let Step::Wrote { text, .. } = step
            && !text.is_empty()
        {
            let change = (trail::WROTE, Act::Misunderstood);
            list = Some(item(now, list, strings.wrote(), &summary::excerpt(text), change));
        }
        for Answered { fact, question, answer } in summary::answers(&now.setting().rules, step, strings) {
            let id = now.article().fact(fact).map_or("", |fact| &fact.id);
            list = Some(item(now, list, question, answer, (id, Act::Go(Place::Changing(fact)))));
        }
    }
    let answered =
        list.map(|list| el("div").class("answered").child(parts::heading(now, 1, strings.your_answers())).child(list));
    let started = now.state.case.can_go_back();
    let restart = || parts::press("quiet", ("data-restart", ""), Act::Restart);
    let talk = || parts::press("quiet", ("data-talk", ""), Act::Go(Place::Handoff));
    let read = parts::press("quiet", ("data-read", ""), Act::Go(Place::Article(String::new())));
    let ways = parts::row()
        .child(started.then(|| restart().child(strings.restart())))
        .child(read.child(strings.read_article()))
        .child((!now.is_handoff()).then(|| talk().child(strings.talk())));
    // Nobody looks here first, so the screen need not wait for it.
    Some(el("footer").attr("part", "overview").late().child(answered).child(ways))
}
