//! Events for the host page: never with anything that was typed.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::{Help, Place, Shell, State};
use crate::{article::Channel, rules::Screen, view::Happening};

/// Sends a happening as an event of the element.
pub fn send(shell: &Shell, happening: Happening) {
    let detail = Object::new();
    if let Happening::Feedback { section, .. } = &happening {
        set(&detail, "section", section.into());
    }
    let (name, key, value): (_, _, JsValue) = match happening {
        Happening::Question(id) => ("question", "question", id.into()),
        Happening::Remedy(id) => ("remedy", "remedy", id.into()),
        Happening::Resolved(id) => ("resolved", "remedy", id.into()),
        Happening::Feedback { helpful, .. } => ("feedback", "helpful", helpful.into()),
        Happening::Handoff(Channel::Support) => ("handoff", "channel", "support".into()),
        Happening::Handoff(Channel::Reply) => ("handoff", "channel", "reply".into()),
        Happening::Handoff(Channel::None) => ("handoff", "channel", "none".into()),
    };
    set(&detail, key, value);
    shell.emit(name, &detail);
}

fn set(detail: &Object, key: &str, value: JsValue) {
    // It is an object of our own, which takes every key.
    Reflect::set(detail, &key.into(), &value).unwrap_or_default();
}

/// What a host page may want to know of the screen that comes up.
pub fn of_screen(help: Help, state: &State) -> Option<Happening> {
    let setting = help.setting();
    let article = setting.rules.article();
    let asked = match (&state.place, state.case.screen(&setting.rules)) {
        (Place::Changing(asked), _) => *asked,
        (Place::Flow, Screen::Question(asked) | Screen::Interruption(_, asked)) => asked,
        (Place::Flow, Screen::Remedy(remedy)) => {
            return Some(Happening::Remedy(article.section_of(remedy)?.id.clone()));
        }
        (Place::Handoff, _) | (Place::Flow, Screen::Handoff) => {
            return Some(Happening::Handoff(setting.rules.channel(&help.known())));
        }
        (Place::Flow, Screen::Possible(_)) | (Place::Article(_) | Place::Solved, _) => return None,
    };
    Some(Happening::Question(article.fact(asked)?.id.clone()))
}
