//! Nodes in the browser: Leptos' views, erased.

use leptos::{
    ev,
    html::custom,
    prelude::*,
    svg,
    tachys::{
        html::{
            attribute::{
                any_attribute::{AnyAttribute, IntoAnyAttribute},
                custom::custom_attribute,
            },
            event::on,
            property::prop,
        },
        view::any_view::AnyView,
    },
};

/// An element, a text, or several of them.
pub type Node = AnyView;

/// An attribute, a property or a listener of an element.
pub type Attribute = AnyAttribute;

/// An attribute.
pub fn attribute(name: &'static str, value: String) -> Attribute {
    custom_attribute(name, value).into_any_attr()
}

/// What is in a field.
pub fn value(value: String) -> Attribute {
    prop("value", value).into_any_attr()
}

/// A listener.
pub fn listener(event: &'static str, act: Box<dyn FnMut(web_sys::Event)>) -> Attribute {
    on(ev::Custom::<web_sys::Event>::new(event), act).into_any_attr()
}

/// An element.
pub fn element(tag: &'static str, attributes: Vec<Attribute>, children: Vec<Node>) -> Node {
    custom(tag).add_any_attr(attributes).child(children).into_any()
}

/// A text.
pub fn text(text: String) -> Node {
    text.into_any()
}

/// Nodes one after the other.
pub fn several(nodes: Vec<Node>) -> Node {
    if nodes.is_empty() { ().into_any() } else { nodes.into_any() }
}

/// A node that is made anew at every change of a signal that it reads.
pub fn live(node: Box<dyn FnMut() -> Node + Send>) -> Node {
    node.into_any()
}

/// A line drawing on a 16 by 16 grid; decoration only.
pub fn icon(path: &'static str) -> Node {
    svg::svg()
        .attr("class", "icon")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg::path().attr("d", path))
        .into_any()
}
