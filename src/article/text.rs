//! A text in a compiled file: its bytes, then a zero.
//!
//! Postcard would put its length first, and lengths are what compresses worst: without them an article is a tenth smaller.
//! For fields, as in `#[serde(with = "text")]`. Written as JSON, for people, it is a plain string.

use alloc::{string::String, vec::Vec};
use core::fmt;

use serde::{
    Deserializer, Serializer,
    de::{Error as _, SeqAccess, Visitor},
};

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

/// Reads a text.
///
/// # Errors
/// Those of the deserializer, and where the bytes are no UTF-8.
#[inline(never)]
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_tuple(usize::MAX, Bytes)
}

struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a text that ends in a zero")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<String, A::Error> {
        let mut text = Vec::new();
        while let Some(byte @ 1..) = bytes.next_element()? {
            text.push(byte);
        }
        String::from_utf8(text).map_err(|_| A::Error::custom(""))
    }
}
