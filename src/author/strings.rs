//! The widget's own strings in one language, from their flat TOML file.

use std::path::Path;

use super::{Finding, finding::Source};
use crate::locale::Strings;

/// Reads one language's file, `en.toml`.
///
/// # Errors
/// The first mistake in it: a key that the widget does not have, or one that is missing.
pub fn strings(file: &Path) -> Result<Strings, Vec<Finding>> {
    let source = Source::read(file).map_err(|finding| vec![finding])?;
    source.toml(&source.text).map_err(|finding| vec![finding])
}
