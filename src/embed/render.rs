//! How Leptos mounts the view: at every change of the state the whole view is made anew as a tree, and handed to the browser
//! in one call. There `public/render.js` changes only the elements that differ.
//!
//! So Leptos has the signal, the effect that follows it, and the owner that ends both; it makes no elements
//! ([`view::node`] says why).

use std::{cell::RefCell, rc::Rc};

use leptos::{
    prelude::RenderEffect,
    tachys::{
        renderer::types,
        view::{Mountable, Render},
    },
};

use super::Page;
use crate::view::{self, Act, Help, Now};

/// The acts of the elements that are shown. An element's events name the place of its act in this list.
pub type Acts = Rc<RefCell<Vec<Act>>>;

/// A rendered screen: its tree, and the acts of its elements.
pub struct Picture {
    tree: String,
    acts: Vec<Act>,
}

impl Picture {
    /// The screen of a widget.
    pub fn of(now: &Now) -> Self {
        let mut acts = Vec::new();
        Self { tree: view::widget(now).write(&mut acts), acts }
    }
}

/// A screen that was rendered ahead of the press that leads to it.
pub struct Foreseen {
    /// The place of the pressed element's act.
    pub place: usize,
    /// Whether the press has come.
    pub is_pressed: bool,
    /// The number of the state's change that it was rendered after. It is stale if anything but the press follows.
    pub change: u32,
    /// The screen that comes then.
    pub picture: Picture,
}

/// The screen that probably comes next.
pub type Next = Rc<RefCell<Option<Foreseen>>>;

/// A widget that is to be mounted.
pub struct Rendered {
    /// Its state.
    pub help: Help,
    /// What is done at events.
    pub acts: Acts,
    /// What is made ahead.
    pub next: Next,
    /// The page around it.
    pub page: Page,
}

/// A widget that is mounted.
pub struct Mounted {
    page: Page,
    _effect: RenderEffect<Shown>,
}

/// What was shown last: the article, its language, and the screen's number.
#[derive(PartialEq, Eq)]
struct Shown {
    article: String,
    lang: String,
    number: u32,
}

impl Render for Rendered {
    type State = Mounted;

    fn build(self) -> Mounted {
        let Self { help, acts, next, page } = self;
        let seen = page.clone();
        let effect = RenderEffect::new(move |before: Option<Shown>| {
            let now = help.now(&page);
            let foreseen = next.take().filter(|next| next.is_pressed && next.change + 1 == now.state.change);
            let picture = foreseen.map_or_else(|| Picture::of(&now), |next| next.picture);
            acts.replace(picture.acts);
            page.shell.render(&picture.tree);
            let draft = now.article().draft();
            let (article, lang, number) = (draft.id.clone(), draft.lang.clone(), now.state.moves);
            let is_first = before.as_ref().is_none_or(|before| before.article != article);
            if is_first || before.as_ref().is_some_and(|before| before.number != number) {
                page.follow(&now, is_first);
            }
            let shown = Shown { article, lang, number };
            if now.is_handoff() && before.as_ref() != Some(&shown) {
                page.in_english(help);
            }
            shown
        });
        Mounted { page: seen, _effect: effect }
    }

    fn rebuild(self, state: &mut Mounted) {
        *state = self.build();
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        self.page.shell.render("");
    }

    fn mount(&mut self, _parent: &types::Element, _marker: Option<&types::Node>) {}

    fn insert_before_this(&self, _child: &mut dyn Mountable) -> bool {
        false
    }

    fn elements(&self) -> Vec<types::Element> {
        Vec::new()
    }
}
