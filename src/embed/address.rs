//! The stand-alone page's address: its `#` carries the answers, so the browser's Back and a shared link work. Elsewhere
//! the shell keeps them, for a widget that comes after this one.
//!
//! `#symptom=blocked&notice=banned` is a case, `#terminated` a section of the article, `#article` the article's top.

use super::{Place, Shell, State};
use crate::{
    article::Article,
    rules::{Case, trail},
};

/// The address of the article's top.
const ARTICLE: &str = "article";

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
    let steps = trail::read(article, &hash, &mut |pair| {
        shell.warn(&["the article knows nothing of '", pair, "' in the page's address, so it is left out"].concat());
    });
    case.adopt(steps);
    Some(Place::Flow)
}

/// The address of a state.
pub fn of(article: &Article, state: &State) -> String {
    match &state.place {
        Place::Article(section) if section.is_empty() => ARTICLE.into(),
        Place::Article(section) => section.clone(),
        _ => trail::write(article, &state.case),
    }
}

/// The one-time token in what stands after the `#`, which the first screen takes away from there.
pub fn token(hash: &str) -> Option<&str> {
    hash.strip_prefix(trail::TOKEN)?.strip_prefix('=')
}
