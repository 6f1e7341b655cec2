//! What a place in an article is called where a finding is allowed there: `reset`, `symptom/forgot`, `title`.

use toml::de::{DeTable, DeValue};

use super::{Language, Manuscript};
use crate::author::{Place, read::front_of};

/// The language that a place is in, unless it is in `flow.toml`, and what it is called.
pub(super) fn address(manuscript: &Manuscript, place: &Place) -> (Option<String>, String) {
    let language = manuscript.languages.iter().find(|language| language.source == place.source);
    let Some(language) = language else { return (None, in_flow(manuscript, place.span.start)) };
    (Some(language.article.draft().lang.clone()), in_words(language, place.span.start))
}

fn in_flow(manuscript: &Manuscript, byte: usize) -> String {
    let text = &manuscript.source.text;
    let path = path_to(text, byte);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let number = |number: &str| number.parse::<usize>().unwrap_or(usize::MAX);
    let draft = &manuscript.flow.draft;
    let name = match path.as_slice() {
        ["remedies", place, ..] => manuscript.flow.sections.get(number(place)).map(|id| id.get_ref().clone()),
        ["questions", place, ..] => {
            let fact = draft.questions.get(number(place)).map(|question| usize::from(question.fact.0));
            fact.and_then(|fact| draft.facts.get(fact)).map(|fact| fact.id.clone())
        }
        ["facts", fact, "values", place] => {
            let declared = draft.facts.iter().find(|declared| declared.id == *fact);
            let value = declared.and_then(|fact| fact.values.get(number(place)));
            value.map(|value| format!("{fact}/{}", value.id))
        }
        ["messages", entry, "texts", place] => string(text, &["messages", entry, "texts", place]),
        ["facts" | "callouts", id, ..] => Some((*id).into()),
        [key, ..] => Some((*key).into()),
        [] => None,
    };
    name.unwrap_or_else(|| "flow".into())
}

fn in_words(language: &Language, byte: usize) -> String {
    let text = &language.source.text;
    let draft = language.article.draft();
    let line_of = |id: usize| text.get(..id).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let sections = language.sections.iter().zip(&draft.sections);
    if let Some((_, section)) = sections.take_while(|(marks, _)| line_of(marks.id.start) <= byte).last() {
        return section.id.clone();
    }
    let path = path_to(&front_of(&language.source), byte);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["questions", fact, "answers", value, ..] | ["facts", fact, value] => format!("{fact}/{value}"),
        ["questions" | "facts" | "sections", id, ..] => (*id).into(),
        [key, ..] => (*key).into(),
        [] => draft.lang.clone(),
    }
}

/// The keys and positions that lead to what stands at a byte: those of the last key or item that begins before it.
fn path_to(toml: &str, byte: usize) -> Vec<String> {
    let Ok(root) = DeTable::parse(toml) else { return Vec::new() };
    let mut all = Vec::new();
    below(&DeValue::Table(root.into_inner()), &[], &mut all);
    let before = all.into_iter().filter(|(start, _)| *start <= byte);
    before.max_by_key(|(start, path)| (*start, path.len())).map(|(_, path)| path).unwrap_or_default()
}

fn below(value: &DeValue, path: &[String], all: &mut Vec<(usize, Vec<String>)>) {
    let mut add = |start: usize, name: String, value: &DeValue| {
        let path = [path, &[name]].concat();
        all.push((start, path.clone()));
        below(value, &path, all);
    };
    match value {
        DeValue::Table(table) => {
            table.iter().for_each(|(key, value)| add(key.span().start, key.get_ref().to_string(), value.get_ref()));
        }
        DeValue::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(place, item)| add(item.span().start, place.to_string(), item.get_ref()));
        }
        _ => {}
    }
}

/// The string that these keys and positions lead to.
fn string(toml: &str, path: &[&str]) -> Option<String> {
    let mut value = toml::from_str::<toml::Value>(toml).ok()?;
    for name in path {
        value = match value {
            toml::Value::Table(mut table) => table.remove(*name)?,
            toml::Value::Array(mut items) => {
                let place = name.parse::<usize>().ok().filter(|place| *place < items.len())?;
                items.swap_remove(place)
            }
            _ => return None,
        };
    }
    value.as_str().map(str::to_owned)
}
