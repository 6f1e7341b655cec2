//! Elements, all of one Rust type.
//!
//! Leptos' own builder makes a type of every combination of attributes and children, and the compiler makes code for
//! each: written with it, the wasm was twice as large. Here a tag, its attributes and its children are data, which
//! [`dom`](super::dom) makes nodes of.

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, event_target_value};

use super::dom::{self, Attribute, Node};

/// An element that is being put together. A pointer, so that handing it on costs a word.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<Attribute>,
    children: Vec<Node>,
}

/// An element with this tag.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// A view that follows the signals that it reads.
pub fn live(view: impl FnMut() -> Node + Send + 'static) -> Node {
    dom::live(Box::new(view))
}

/// A text that follows the signal.
pub fn live_text(text: RwSignal<String>) -> Node {
    live(move || text.get().view())
}

impl El {
    /// With an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.attributes.push(dom::attribute(name, value.into()));
        self
    }

    /// With an attribute where there is a value.
    pub fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With a class.
    pub fn class(self, class: &'static str) -> Self {
        self.attr("class", class)
    }

    /// With this in the field.
    pub fn value(mut self, value: String) -> Self {
        self.0.attributes.push(dom::value(value));
        self
    }

    /// With a value, which the signal follows.
    pub fn bound(self, value: RwSignal<String>) -> Self {
        self.value(value.get_untracked()).on("input", move |event| value.set(event_target_value(&event)))
    }

    /// With a listener.
    pub fn on(self, event: &'static str, act: impl FnMut(web_sys::Event) + 'static) -> Self {
        self.listening(event, Box::new(act))
    }

    fn listening(mut self, event: &'static str, act: Box<dyn FnMut(web_sys::Event)>) -> Self {
        self.0.attributes.push(dom::listener(event, act));
        self
    }

    /// With one more child, or none where it is nothing.
    pub fn child(mut self, child: impl Child) -> Self {
        child.add_to(&mut self.0.children);
        self
    }
}

/// What can stand in an element.
pub trait Child: Sized {
    /// It as a node.
    fn view(self) -> Node;

    /// Adds it to an element's children.
    fn add_to(self, children: &mut Vec<Node>) {
        children.push(self.view());
    }
}

impl Child for El {
    fn view(self) -> Node {
        let Parts { tag, attributes, children } = *self.0;
        dom::element(tag, attributes, children)
    }
}

impl Child for Node {
    fn view(self) -> Node {
        self
    }
}

impl Child for String {
    fn view(self) -> Node {
        dom::text(self)
    }
}

impl Child for &str {
    fn view(self) -> Node {
        String::from(self).view()
    }
}

impl Child for Vec<Node> {
    fn view(self) -> Node {
        dom::several(self)
    }
}

impl<C: Child> Child for Option<C> {
    fn view(self) -> Node {
        self.map_or_else(|| dom::several(Vec::new()), Child::view)
    }

    // A node for nothing would be a comment in the page.
    fn add_to(self, children: &mut Vec<Node>) {
        if let Some(child) = self {
            child.add_to(children);
        }
    }
}
