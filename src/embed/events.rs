//! Events for the host page: never with anything that was typed.

use super::Place;
use crate::{
    article::Channel,
    rules::Screen,
    status::quote_into,
    view::{Happening, Now},
};

/// An event's name after `login-help-`, and its detail as JSON.
pub fn event(happening: &Happening) -> (&'static str, String) {
    let (name, key, value) = match happening {
        Happening::Question(id) => ("question", "question", id.as_str()),
        Happening::Remedy(id) => ("remedy", "remedy", id.as_str()),
        Happening::Possible(_) => ("possible", "remedies", ""),
        Happening::Article(id) => ("article", "section", id.as_str()),
        Happening::Resolved(id) => ("resolved", "remedy", id.as_str()),
        Happening::Feedback { helpful, .. } => ("feedback", "helpful", if *helpful { "true" } else { "false" }),
        Happening::Handoff(Channel::Support) => ("handoff", "channel", "support"),
        Happening::Handoff(Channel::Reply) => ("handoff", "channel", "reply"),
        Happening::Handoff(Channel::None) => ("handoff", "channel", "none"),
    };
    let mut detail = ["{\"", key, "\":"].concat();
    if let Happening::Feedback { section, .. } = happening {
        detail.push_str(value);
        detail.push_str(",\"section\":");
        quote_into(&mut detail, section);
    } else if let Happening::Possible(ids) = happening {
        let mut mark = '[';
        for id in ids {
            detail.push(mark);
            quote_into(&mut detail, id);
            mark = ',';
        }
        detail.push(']');
    } else {
        quote_into(&mut detail, value);
    }
    detail.push('}');
    (name, detail)
}

/// What a host page may want to know of the screen that comes up.
pub fn of_screen(now: &Now) -> Option<Happening> {
    let article = now.article();
    if now.is_handoff() {
        return Some(Happening::Handoff(now.setting().rules.channel(&now.known)));
    }
    let asked = match (&now.state.place, &now.screen) {
        (Place::Changing(asked), _) => *asked,
        (Place::Flow, Screen::Question(asked) | Screen::Interruption(_, asked)) => *asked,
        (Place::Flow, Screen::Remedy(remedy)) => {
            return Some(Happening::Remedy(article.section_of(*remedy)?.id.clone()));
        }
        (Place::Flow, Screen::Guesses(remedies) | Screen::Possible(remedies)) => {
            let mut ids = Vec::new();
            for remedy in remedies {
                ids.push(article.section_of(*remedy)?.id.clone());
            }
            return Some(Happening::Possible(ids));
        }
        (Place::Article(section), _) => return Some(Happening::Article(section.clone())),
        (Place::Flow, Screen::Handoff) | (Place::Solved | Place::Handoff, _) => return None,
    };
    Some(Happening::Question(article.fact(asked)?.id.clone()))
}
