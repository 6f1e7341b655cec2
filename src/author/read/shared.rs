//! What is written once and said in many places: variables, `{{product}}`, and parts, `> [!INCLUDE reset-warning]`.
//!
//! Variables are put in before anything else is read. A value has one line, so every finding keeps its line, and shows it
//! as it reads then. A part is read anew wherever it is included, from the place where it stands.

use std::ops::Range;

use toml::Spanned;

use super::{table::Table, words::split};
use crate::author::{
    code::BAD_SHARED,
    finding::Finding,
    source::{Source, is_id},
};

/// The text with its variables put in.
pub(super) fn with_variables(source: &Source, findings: &mut Vec<Finding>) -> Source {
    // What is wrong with the front matter is said where all of it is read.
    let Ok((front, _)) = split(source) else { return source.clone() };
    let toml = format!("#{}", source.text.get(1..front.end).unwrap_or_default());
    let Ok(mut table) = toml.parse::<toml::Table>() else { return source.clone() };
    let Some(toml::Value::Table(variables)) = table.remove("variables") else { return source.clone() };
    let mut text = source.text.clone();
    for (name, value) in &variables {
        let Some(value) = value.as_str() else { continue };
        if value.contains(['"', '\\', '\n', '{']) || !is_id(name) {
            let message = format_args!("the variable '{name}' can't be put in everywhere");
            let help = "its name is an id, and its value one line without quotation marks, backslashes and braces";
            findings.push(at_name(source, &front, name, &message).help(help));
            continue;
        }
        let filled = text.replace(&format!("{{{{{name}}}}}"), value).replace(&format!("{{{{ {name} }}}}"), value);
        if filled == text {
            findings.push(at_name(source, &front, name, &format_args!("nothing says the variable '{name}'")));
        }
        text = filled;
    }
    let filled = source.with_text(&text);
    if let Ok((front, _)) = split(&filled) {
        let known: Vec<&str> = variables.keys().map(String::as_str).collect();
        findings.extend(unknown(&filled, front, &known));
    }
    filled
}

/// A finding at a variable's name in the front matter.
fn at_name(source: &Source, front: &Range<usize>, name: &str, message: &dyn std::fmt::Display) -> Finding {
    let text = source.text.get(front.clone()).unwrap_or_default();
    let start = text.find("[variables]").and_then(|table| Some(table + text.get(table..)?.find(name)?));
    source.at(start.map_or(0..0, |start| start..start + name.len()), BAD_SHARED, message)
}

/// A finding for each variable in some of a text that there is none of.
pub(super) fn unknown(source: &Source, place: Range<usize>, known: &[&str]) -> Vec<Finding> {
    let text = source.text.get(place.clone()).unwrap_or_default();
    let found = text.match_indices("{{").filter_map(|(start, _)| {
        let (name, _) = text.get(start + 2..)?.split_once("}}")?;
        let span = place.start + start..place.start + start + name.len() + 4;
        let name = name.trim();
        let message = format_args!("there is no variable '{name}'");
        (is_id(name) && !known.contains(&name)).then(|| {
            let finding = source.at(span, BAD_SHARED, message);
            let finding = finding.help(format_args!("add {name} = \"…\" to [variables], or mark it as code"));
            finding.suggest(name, known.iter().copied())
        })
    });
    found.collect()
}

/// A part that sections include.
pub(super) struct Part {
    /// What includes it by.
    pub name: String,
    /// Where its name stands.
    pub mark: Range<usize>,
    /// Where its Markdown stands.
    pub text: Range<usize>,
}

/// The parts of a front matter. One that can't be read where it stands is reported.
pub(super) fn parts(source: &Source, table: &Table<Spanned<String>>, findings: &mut Vec<Finding>) -> Vec<Part> {
    let part = |(name, text): &(Spanned<String>, Spanned<String>)| {
        findings.extend(source.check_id(name));
        let quoted = source.text.get(text.span()).unwrap_or_default();
        let inner = quoted.strip_prefix("'''").and_then(|inner| inner.strip_suffix("'''"));
        let Some(inner) = inner else {
            let finding =
                source.at(text.span(), BAD_SHARED, "a part is Markdown as it stands, so nothing in it is escaped");
            findings.push(
                finding.help(format_args!("write it between two lines {name} = ''' and '''", name = name.get_ref())),
            );
            return None;
        };
        let start = text.span().start + 3;
        Some(Part { name: name.get_ref().clone(), mark: name.span(), text: start..start + inner.len() })
    };
    table.iter().filter_map(part).collect()
}

/// The name of the part that a quote includes: `> [!INCLUDE reset-warning]`.
pub(super) fn included(quote: &str) -> Option<&str> {
    let line = quote.lines().next()?.trim_start_matches(['>', ' ', '\t']).trim_end();
    Some(line.strip_prefix("[!INCLUDE ")?.strip_suffix(']')?.trim())
}
