//! XLIFF 2.1: a unit for each piece of the article, with one segment.
//!
//! Source: OASIS, XLIFF Version 2.1, 2018.

use roxmltree::{Document, Node};

use super::Unit;
use crate::author::page::escape;

const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// What says in a segment's `subState` that the original has changed since.
const STALE: &str = "login-help:stale";

pub(super) fn write(id: &str, original: &str, lang: &str, units: &[Unit]) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"{NAMESPACE}\" version=\"2.1\" srcLang=\"{original}\" trgLang=\"{lang}\">\n\
         <file id=\"{id}\" original=\"{original}.md\">\n"
    );
    for (number, Unit { key, source, target, is_stale, line }) in units.iter().enumerate() {
        let state = match (target.is_empty(), is_stale) {
            (true, _) => "state=\"initial\"".into(),
            (false, true) => format!("state=\"translated\" subState=\"{STALE}\""),
            (false, false) => "state=\"final\"".into(),
        };
        let target = if target.is_empty() { String::new() } else { format!("<target>{}</target>", escape(target)) };
        text.push_str(&format!(
            "<unit id=\"u{number}\" name=\"{}\" xml:space=\"preserve\">\n\
             <notes><note category=\"location\">{original}.md:{line}</note></notes>\n\
             <segment {state}><source>{}</source>{target}</segment>\n</unit>\n",
            escape(key),
            escape(source),
        ));
    }
    text + "</file>\n</xliff>\n"
}

/// The language, and the units.
pub(super) fn read(text: &str) -> Result<(String, Vec<Unit>), String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let root = document.root_element();
    if !root.has_tag_name((NAMESPACE, "xliff")) {
        return Err("it is no XLIFF 2".into());
    }
    let lang = root.attribute("trgLang").ok_or("it has no trgLang")?.to_owned();
    let units = root.descendants().filter(|node| node.has_tag_name((NAMESPACE, "unit"))).map(|unit| {
        let segments = || unit.descendants().filter(|node| node.has_tag_name((NAMESPACE, "segment")));
        let words = |tag: &'static str| segments().flat_map(move |segment| inner(segment, tag)).collect::<String>();
        let is_stale = segments().any(|segment| {
            segment.attribute("subState") == Some(STALE) && segment.attribute("state") != Some("final")
                || segment.attribute("state") == Some("initial")
        });
        let key = unit.attribute("name").unwrap_or_default().to_owned();
        Unit { key, source: words("source"), target: words("target"), is_stale, line: 0 }
    });
    Ok((lang, units.collect()))
}

/// The text of a segment's source or target.
fn inner<'a>(segment: Node<'a, 'a>, tag: &'static str) -> impl Iterator<Item = &'a str> {
    let parts = segment.children().filter(move |node| node.has_tag_name((NAMESPACE, tag)));
    parts.flat_map(|part| part.descendants()).filter(Node::is_text).filter_map(|text| text.text())
}
