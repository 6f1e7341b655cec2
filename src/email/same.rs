//! Whether two addresses are one. This is the only rule for it. The server goes by it; the widget compares none so far.
//!
//! - Before the `@` the letters are compared in Unicode's normal form C, and ASCII letters without their case. No other
//!   letter has a case here.
//! - After the `@` stands a domain. Two domains are one if UTS 46 makes the same A-labels of them, as a browser does.
//! - What has no such form is compared as it is written, ASCII letters without their case.
//!
//! Mail must never follow this rule: it goes to the address that is stored, and not to one that was found equal to it.
//! Whoever mapped more letters than these once gave a stranger somebody's link (CVE-2019-19844).
//!
//! Unicode's tables are the caller's. A browser has its own, so a widget would have none to fetch.

use alloc::string::String;

use super::Address;

/// What all spellings of one address have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// The key of an address. `nfc` makes normal form C of a text, and `a_labels` makes A-labels of a domain by UTS 46, in
    /// a browser `String.prototype.normalize` and `new URL`.
    pub fn of(address: &Address, nfc: impl Fn(&str) -> String, a_labels: impl FnOnce(&str) -> Option<String>) -> Self {
        let (name, _) = address.as_str().split_once('@').unwrap_or_default();
        // The Kelvin sign is one: its normal form is the letter K.
        let poses = |letter: char| !letter.is_ascii() && nfc(letter.encode_utf8(&mut [0; 4])).is_ascii();
        let mut key = if name.chars().any(poses) { name.into() } else { nfc(name) };
        key.make_ascii_lowercase();
        key.push('@');
        let domain = address.domain();
        key.push_str(&a_labels(&domain).unwrap_or(domain));
        Self(key)
    }

    /// The key as text, which a database can look for.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
