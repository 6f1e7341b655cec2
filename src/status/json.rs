//! As much of JSON as servers' answers need: what stands at a path. The browser's own parser does the rest.

use alloc::{string::String, vec::Vec};

/// A JSON value as its leaves, each the path to it and its text: `facts/account` and `terminated`. Numbers, `true`, `false`
/// and `null` are text as well, and so is, as nothing, what is an empty object or list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Json(Vec<(String, String)>);

impl Json {
    /// A value of these leaves, in order.
    pub fn new(leaves: Vec<(String, String)>) -> Self {
        Self(leaves)
    }

    /// The text at a path; empty where there is none.
    pub fn text(&self, path: &str) -> &str {
        self.0.iter().find(|(at, _)| at == path).map_or("", |(_, text)| text)
    }

    /// What stands directly in the object at a path: names and texts.
    pub fn entries(&self, path: &str) -> Vec<(&str, &str)> {
        let mut entries = Vec::new();
        for (at, text) in &self.0 {
            if let Some(name) = at.strip_prefix(path).and_then(|below| below.strip_prefix('/'))
                && name.split_once('/').is_none()
            {
                entries.push((name, text.as_str()));
            }
        }
        entries
    }

    /// What stands in the list at a path.
    pub fn items(&self, path: &str) -> Vec<Self> {
        let mut items = Vec::new();
        let mut last = "";
        for (at, text) in &self.0 {
            let Some(below) = at.strip_prefix(path).and_then(|below| below.strip_prefix('/')) else { continue };
            let (place, below) = below.split_once('/').unwrap_or((below, ""));
            // The leaves of an item follow one another.
            if place != last || items.is_empty() {
                items.push(Self(Vec::new()));
                last = place;
            }
            if let Some(Self(leaves)) = items.last_mut() {
                leaves.push((below.into(), text.clone()));
            }
        }
        items
    }
}

/// A text as JSON.
pub fn quote(text: &str) -> String {
    let mut quoted = String::new();
    quote_into(&mut quoted, text);
    quoted
}

/// Writes a text as JSON to the end of what is there.
///
/// Source: RFC 8259, section 7.
pub fn quote_into(json: &mut String, text: &str) {
    json.push('"');
    let mut rest = text;
    while let Some((plain, from)) =
        rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' ')).and_then(|end| rest.split_at_checked(end))
    {
        json.push_str(plain);
        let mut letters = from.chars();
        let code = u32::from(letters.next().unwrap_or_default());
        json.push_str("\\u00");
        for digit in [code >> 4, code & 15] {
            json.push(char::from_digit(digit, 16).unwrap_or('0'));
        }
        rest = letters.as_str();
    }
    json.push_str(rest);
    json.push('"');
}
