//! The widget's own strings in one language, from their flat TOML file.

use std::{collections::BTreeMap, path::Path};

use toml::Spanned;

use crate::{
    author::{
        code::{MISSING_WORD, UNNEEDED_WORD},
        finding::Finding,
        source::Source,
    },
    locale::Strings,
};

/// Reads one language's file, `en.toml`.
///
/// # Errors
/// Every mistake in it: keys that the widget does not have, and those that are missing.
pub fn strings(file: &Path) -> Result<Strings, Vec<Finding>> {
    let source = Source::read(file).map_err(|finding| vec![finding])?;
    let mut given: BTreeMap<Spanned<String>, String> = source.toml(&source.text).map_err(|finding| vec![finding])?;
    let known = || Strings::KEYS.iter().copied();
    let unknown = given.keys().filter(|key| !known().any(|known| known == key.get_ref()));
    let mut findings = unknown
        .map(|key| {
            let message = format!("the widget has no string '{}'", key.get_ref());
            source.at(key.span(), UNNEEDED_WORD, message).suggest(key.get_ref(), known())
        })
        .collect::<Vec<_>>();
    let strings = known().filter_map(|key| {
        let given = given.remove(&Spanned::new(0..0, key.to_owned()));
        if given.is_none() {
            findings.push(source.at(0..0, MISSING_WORD, format_args!("the string '{key}' is missing")));
        }
        given
    });
    Strings::new(strings.collect()).filter(|_| findings.is_empty()).ok_or(findings)
}
