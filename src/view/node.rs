//! What a screen consists of: a tree of elements as plain data, put together by a builder and written as JSON.
//!
//! `public/render.js` makes elements of the JSON or patches those that are there; the author tool makes of it the first
//! question ahead of the program. So the markup of both is the same by construction, and a view is a function from a
//! state to a tree, which tests can call natively.
//!
//! Leptos' own elements are not used. Each attribute of theirs is a call from wasm into the browser, some 300 a screen;
//! and `tachys` 0.2.19 compares the tag of an element made by `custom("h2")` with `Element.tagName`, which is upper case
//! in HTML, so that it rebuilds such an element at every change.

use super::Act;
use crate::{locale::number, status::quote_into};

/// An element or a text.
pub enum Node {
    /// An element.
    Element(El),
    /// A text.
    Text(String),
}

/// An element, put together by its own methods. A pointer, so that handing it on costs a word.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    /// By the event's name after an `@`.
    acts: Vec<(&'static str, Act)>,
    children: Vec<Node>,
}

/// An element with this tag.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), acts: Vec::new(), children: Vec::new() }))
}

/// A line drawing on a 16 by 16 grid; decoration only.
pub fn icon(path: &'static str) -> El {
    let drawing = el("svg").class("icon").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true");
    drawing.child(el("path").attr("d", path))
}

impl El {
    /// With an attribute. `value` is not the attribute but what is in the field, also where a person has changed it.
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.attributes.push((name, value.into()));
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

    /// Painted after the rest of the screen.
    pub fn late(self) -> Self {
        self.attr("data-late", "")
    }

    /// With what is done at an event: `@click`, `@submit`, `@input` or `@change`.
    pub fn on(mut self, event: &'static str, act: Act) -> Self {
        self.0.acts.push((event, act));
        self
    }

    /// With one more child, several, or none where it is nothing.
    pub fn child(mut self, child: impl Child) -> Self {
        child.add_to(&mut self.0.children);
        self
    }

    /// Writes it as JSON, `["p", {"class": "hint", "@click": 0}, "Text", ["b", {}]]`, and moves what is to be done at
    /// events into `acts`, where the tree has its places.
    pub fn write(self, acts: &mut Vec<Act>) -> String {
        let mut json = String::with_capacity(4096);
        self.write_to(&mut json, acts);
        json
    }

    fn write_to(self, json: &mut String, acts: &mut Vec<Act>) {
        let parts = *self.0;
        json.push_str("[\"");
        json.push_str(parts.tag);
        json.push_str("\",{");
        let mut comma = "";
        let mut name = |json: &mut String, name: &str| {
            json.push_str(comma);
            comma = ",";
            quote_into(json, name);
            json.push(':');
        };
        for (attribute, value) in &parts.attributes {
            name(json, attribute);
            quote_into(json, value);
        }
        for (event, act) in parts.acts {
            name(json, event);
            json.push_str(&number(acts.len() as u64));
            acts.push(act);
        }
        json.push('}');
        for child in parts.children {
            json.push(',');
            match child {
                Node::Element(element) => element.write_to(json, acts),
                Node::Text(text) => quote_into(json, &text),
            }
        }
        json.push(']');
    }
}

/// What can stand in an element.
pub trait Child {
    /// Adds it to an element's children.
    fn add_to(self, children: &mut Vec<Node>);
}

impl Child for Node {
    fn add_to(self, children: &mut Vec<Node>) {
        children.push(self);
    }
}

impl Child for El {
    fn add_to(self, children: &mut Vec<Node>) {
        children.push(Node::Element(self));
    }
}

impl Child for &str {
    // As a browser has it that reads HTML: no text is empty, and none stands beside another.
    fn add_to(self, children: &mut Vec<Node>) {
        match children.last_mut() {
            Some(Node::Text(before)) => before.push_str(self),
            _ if self.is_empty() => {}
            _ => children.push(Node::Text(self.into())),
        }
    }
}

impl Child for String {
    fn add_to(self, children: &mut Vec<Node>) {
        self.as_str().add_to(children);
    }
}

impl<C: Child> Child for Vec<C> {
    fn add_to(self, children: &mut Vec<Node>) {
        self.into_iter().for_each(|child| child.add_to(children));
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, children: &mut Vec<Node>) {
        if let Some(child) = self {
            child.add_to(children);
        }
    }
}
