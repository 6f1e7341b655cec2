//! The texts of a compiled file: all of them come first, each with a zero after it, and then everything else.
//!
//! Postcard would put each text's length first and leave it among the numbers. Lengths are what compresses worst: they
//! make an article a tenth larger. Words compress best beside words: among numbers they take 2 % more.
//!
//! For fields, as in `#[serde(serialize_with = "text::serialize")]`. Written as JSON, for people, it is a plain string.

use alloc::vec::Vec;
use core::cell::RefCell;

use serde::Serializer;

/// Ends the texts. No text in UTF-8 has this byte.
pub(super) const END: u8 = 0xff;

std::thread_local! {
    /// The texts of what is being written: serde has no place of its own for what is written apart.
    static TEXTS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes a text.
///
/// # Errors
/// Those of the serializer, and where the text has a zero in it.
pub fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return serializer.serialize_str(text);
    }
    if text.contains('\0') {
        return Err(serde::ser::Error::custom("a text has a zero in it"));
    }
    TEXTS.with_borrow_mut(|texts| texts.extend(text.bytes().chain([0])));
    serializer.serialize_unit()
}

/// What a compiled file has after the schema's version: the texts of what `write` serializes, and what it returns.
///
/// # Errors
/// Those of `write`.
pub fn compiled<E>(write: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
    TEXTS.take();
    let rest = write()?;
    Ok([&TEXTS.take()[..], &[END], &rest].concat())
}
