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
    pub fn entries<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let entry = move |(at, text): &'a (String, String)| {
            let name = at.strip_prefix(path)?.strip_prefix('/')?;
            name.split_once('/').is_none().then_some((name, text.as_str()))
        };
        self.0.iter().filter_map(entry)
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

/// A text as JSON (RFC 8259, 7).
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\0'..='\x1f' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                let code = u32::from(letter);
                quoted.push_str("\\u00");
                quoted.extend([digit(code >> 4), digit(code & 15)]);
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
