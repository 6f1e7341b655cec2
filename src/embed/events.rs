//! Events for the host page: bubbling, composed, and never with anything that was typed.

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use super::{Help, Place};
use crate::{
    article::{Channel, FactId, RemedyId},
    rules::Screen,
    view::Happening,
};

/// Says that the element can be used.
pub fn ready(host: &HtmlElement) {
    dispatch(host, "ready", None);
}

/// What sends each happening as an event of the element.
pub fn sender(host: HtmlElement) -> Box<dyn Fn(Happening) + Send + Sync> {
    let host = SendWrapper::new(host);
    Box::new(move |happening| match happening {
        Happening::Question(id) => dispatch(&host, "question", Some(("question", id.into()))),
        Happening::Remedy(id) => dispatch(&host, "remedy", Some(("remedy", id.into()))),
        Happening::Resolved(id) => dispatch(&host, "resolved", Some(("remedy", id.into()))),
        Happening::Feedback { helpful } => dispatch(&host, "feedback", Some(("helpful", helpful.into()))),
        Happening::Handoff(channel) => {
            let channel = match channel {
                Channel::Support => "support",
                Channel::Reply => "reply",
                Channel::None => "none",
            };
            dispatch(&host, "handoff", Some(("channel", channel.into())));
        }
    })
}

/// Reports each screen that comes up.
pub fn report(help: Help) {
    Effect::new(move || {
        let (place, screen) = help.shown.get();
        let setting = help.setting();
        let article = setting.rules.article();
        let fact = |fact: FactId| article.fact(fact).map(|fact| fact.id.clone()).unwrap_or_default();
        let section = |id: RemedyId| article.section_of(id).map(|section| section.id.clone()).unwrap_or_default();
        let happening = match (place, screen) {
            (Place::Changing(asked), _) => Happening::Question(fact(asked)),
            (Place::Handoff, _) | (Place::Flow, Screen::Handoff) => Happening::Handoff(help.known().channel(article)),
            (Place::Flow, Screen::Question(asked) | Screen::Interruption(_, asked)) => Happening::Question(fact(asked)),
            (Place::Flow, Screen::Remedy(remedy)) => Happening::Remedy(section(remedy)),
            (Place::Flow, Screen::Possible(_)) | (Place::Article(_) | Place::Solved(_), _) => return,
        };
        (setting.happened)(happening);
    });
}

fn dispatch(host: &HtmlElement, name: &str, detail: Option<(&str, JsValue)>) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    if let Some((key, value)) = detail {
        let detail = Object::new();
        // Setting a property of a plain object that was just made can't fail.
        Reflect::set(&detail, &key.into(), &value).unwrap_or_default();
        init.set_detail(&detail);
    }
    let sent = CustomEvent::new_with_event_init_dict(&format!("login-help-{name}"), &init)
        .and_then(|event| host.dispatch_event(&event));
    if let Err(error) = sent {
        super::options::warn(&format!("the event '{name}' could not be sent: {error:?}"));
    }
}
