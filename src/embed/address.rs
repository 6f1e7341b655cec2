//! The stand-alone page's address: its `#` carries the answers, so the browser's Back and a shared link work. Elsewhere
//! the shell keeps them, for a widget that comes after this one.
//!
//! `#symptom=blocked&notice=banned` is a case, `#terminated` a section of the article, `#article` the article's top. Where
//! the person has gone on from the case, the address says so, `#symptom=new&at=solved`: Back leads to the case again.

use super::{Place, Shell, State};
use crate::{
    article::Article,
    locale::append,
    rules::{Case, trail},
};

/// The address of the article's top.
const ARTICLE: &str = "article";

/// What an address ends in where a remedy helped, and where a person is to.
const SOLVED: &str = "at=solved";
const HANDOFF: &str = "at=person";

/// Takes the case from the address, and says where in the widget it leads; nowhere if it is a link to something else on
/// the page, its skip link say.
pub fn read(shell: &Shell, article: &Article, case: &mut Case) -> Option<Place> {
    let hash = shell.hash();
    if token(&hash).is_some() {
        return None;
    }
    if hash == ARTICLE {
        return Some(Place::Article(String::new()));
    }
    if article.draft().sections.iter().any(|section| section.id == hash) {
        return Some(Place::Article(hash));
    }
    if !hash.is_empty() && hash.split_once('=').is_none() {
        return None;
    }
    let (mut place, mut steps) = (Place::Flow, hash.as_str());
    for (other, word) in [(Place::Solved, SOLVED), (Place::Handoff, HANDOFF)] {
        if let Some(before) = hash.strip_suffix(word)
            && (before.is_empty() || before.ends_with('&'))
        {
            (place, steps) = (other, before);
        }
    }
    let steps = trail::read(article, steps, &mut |pair| {
        shell.warn(&["the article knows nothing of '", pair, "' in the page's address, so it is left out"].concat());
    });
    case.adopt(steps);
    Some(place)
}

/// The address of a state.
pub fn of(article: &Article, state: &State) -> String {
    match &state.place {
        Place::Article(section) if section.is_empty() => ARTICLE.into(),
        Place::Article(section) => section.clone(),
        Place::Solved => beside(article, state, SOLVED),
        Place::Handoff => beside(article, state, HANDOFF),
        Place::Flow | Place::Changing(_) => trail::write(article, &state.case),
    }
}

fn beside(article: &Article, state: &State, place: &str) -> String {
    let mut address = trail::write(article, &state.case);
    append(&mut address, "&", place);
    address
}

/// The one-time token in what stands after the `#`, which the first screen takes away from there.
pub fn token(hash: &str) -> Option<&str> {
    hash.strip_prefix(trail::TOKEN)?.strip_prefix('=')
}
