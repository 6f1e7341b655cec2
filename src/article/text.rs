//! A text in a compiled file: its bytes, then a zero.
//!
//! Postcard would put its length first, and lengths are what compresses worst: without them an article is a tenth smaller.
//! For fields, as in `#[serde(serialize_with = "text::serialize")]`. Written as JSON, for people, it is a plain string.

use serde::Serializer;

/// Writes a text.
///
/// # Errors
/// Those of the serializer, and where the text has a zero in it.
pub fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    use serde::ser::{Error, SerializeTuple};

    if serializer.is_human_readable() {
        return serializer.serialize_str(text);
    }
    if text.contains('\0') {
        return Err(S::Error::custom("a text has a zero in it"));
    }
    let mut tuple = serializer.serialize_tuple(text.len() + 1)?;
    text.bytes().chain([0]).try_for_each(|byte| tuple.serialize_element(&byte))?;
    tuple.end()
}
