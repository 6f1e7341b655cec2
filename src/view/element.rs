//! Elements, all of one Rust type.
//!
//! Leptos' own builder makes a type of every combination of attributes and children, and the compiler makes code for
//! each: written with it, the wasm was twice as large. Here a tag, its attributes and its children are data.

use leptos::{
    ev,
    html::custom,
    prelude::*,
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

/// An element that is being put together. A pointer, so that handing it on costs a word.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with this tag.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// A view that follows the signals that it reads.
pub fn live(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(view);
    view.into_any()
}

/// A text that follows the signal.
pub fn live_text(text: RwSignal<String>) -> AnyView {
    live(move || text.get().view())
}

impl El {
    /// With an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value: String = value.into();
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
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
        self.0.attributes.push(prop("value", value).into_any_attr());
        self
    }

    /// With a value, which the signal follows.
    pub fn bound(self, value: RwSignal<String>) -> Self {
        self.value(value.get_untracked()).on("input", move |event| value.set(event_target_value(&event)))
    }

    /// With a listener.
    pub fn on(mut self, event: &'static str, act: impl FnMut(web_sys::Event) + 'static) -> Self {
        let act: Box<dyn FnMut(web_sys::Event)> = Box::new(act);
        self.0.attributes.push(on(ev::Custom::<web_sys::Event>::new(event), act).into_any_attr());
        self
    }

    /// With one more child.
    pub fn child(mut self, child: impl Child) -> Self {
        self.0.children.push(child.view());
        self
    }
}

/// What can stand in an element.
pub trait Child {
    /// It as a view.
    fn view(self) -> AnyView;
}

impl Child for El {
    fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        custom(tag).add_any_attr(attributes).child(children).into_any()
    }
}

impl Child for AnyView {
    fn view(self) -> AnyView {
        self
    }
}

impl Child for String {
    fn view(self) -> AnyView {
        self.into_any()
    }
}

impl Child for &str {
    fn view(self) -> AnyView {
        String::from(self).view()
    }
}

impl Child for Vec<AnyView> {
    fn view(self) -> AnyView {
        self.into_any()
    }
}

impl<C: Child> Child for Option<C> {
    fn view(self) -> AnyView {
        match self {
            Some(child) => child.view(),
            None => ().into_any(),
        }
    }
}
