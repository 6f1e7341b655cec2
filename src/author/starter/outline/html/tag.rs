//! Single tags, as they stand among Markdown, and which elements are boxes.

use scraper::Html;

use super::super::callout;
use crate::article::CalloutKind;

/// A start tag.
pub struct Tag {
    /// Its name, in small letters.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads `<name …>`.
    pub fn read(text: &str) -> Option<Self> {
        let document = Html::parse_fragment(text);
        let element = document.root_element().child_elements().next()?.value();
        let attributes = element.attrs().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Some(Self { name: element.name().to_owned(), attributes: attributes.collect() })
    }

    /// What an attribute of it says.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Which kind of box begins with it, if one does.
    pub fn marked(&self) -> Option<Option<CalloutKind>> {
        marked(&self.name, |name| self.attribute(name))
    }
}

/// Which kind of box an element is: by its name, as React's components have it, by what Confluence calls its macro, by its
/// class, or by its role.
pub fn marked<'a>(name: &str, attribute: impl Fn(&str) -> Option<&'a str>) -> Option<Option<CalloutKind>> {
    let kind = |name: &str| attribute(name).and_then(callout::of_name).flatten();
    match name {
        "ac:structured-macro" => return attribute("ac:name").and_then(callout::of_name),
        "blockquote" => {
            let classes = attribute("class").unwrap_or_default().split_whitespace();
            return Some(classes.filter_map(callout::of_class).flatten().next());
        }
        "div" | "aside" | "section" | "p" | "figure" | "td" | "fieldset" | "article" => {}
        "admonition" | "callout" | "alert" | "note" | "warning" | "tip" | "info" | "caution" | "danger" => {
            return callout::of_name(name).map(|own| own.or_else(|| kind("type")).or_else(|| kind("variant")));
        }
        _ => return None,
    }
    let classes = attribute("class").unwrap_or_default();
    // What Confluence puts around code looks like a box, and is none.
    if classes.split_whitespace().any(|class| class == "code") {
        return None;
    }
    let classes: Vec<_> = classes.split_whitespace().filter_map(callout::of_class).collect();
    let by_class = classes.iter().flatten().last().copied();
    let of_type = (name == "aside").then(|| kind("type")).flatten();
    match (by_class.or(of_type), attribute("role")) {
        (Some(kind), _) => Some(Some(kind)),
        (None, Some("alert" | "note")) => Some(None),
        (None, _) => (!classes.is_empty()).then_some(None),
    }
}

/// Whether a tag is one of `<name …>`.
pub fn is_called(tag: &str, name: &str) -> bool {
    let tag = tag.trim_start_matches('<').to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    tag.strip_prefix(&name).is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
}
