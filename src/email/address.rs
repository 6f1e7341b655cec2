//! An email address, parsed only as far as a form can know: what has no `@` or no domain is none.

use alloc::string::String;

use super::letters;

/// The longest address that mail can be sent to (RFC 5321, 4.5.3.1.3, less the angle brackets). It is counted in letters,
/// as people, HTML's `maxlength` and JSON Schema count; mail counts bytes, so of other scripts it takes fewer.
pub const LONGEST: usize = 254;

/// An email address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    text: String,
    at: usize,
}

/// Why a text is no email address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAddress {
    /// Nothing was entered.
    #[error("there is no address")]
    Empty,
    /// No `@`, or two.
    #[error("an address has one @")]
    NotOneAt,
    /// Nothing before the `@`.
    #[error("there is nothing before the @")]
    NoName,
    /// No domain with a dot after the `@`.
    #[error("after the @ comes a domain like example.com")]
    NoDomain,
    /// A space, a comma or another character that no address has.
    #[error("an address has no spaces, commas or brackets")]
    BadCharacter,
    /// Longer than [`LONGEST`].
    #[error("an address has at most 254 characters")]
    TooLong,
}

impl Address {
    /// Parses what was typed or pasted; space around it is no part of it.
    ///
    /// # Errors
    /// Says what an address would need.
    pub fn parse(text: &str) -> Result<Self, InvalidAddress> {
        let text = text.trim();
        if text.is_empty() {
            return Err(InvalidAddress::Empty);
        }
        if letters(text) > LONGEST {
            return Err(InvalidAddress::TooLong);
        }
        let is_bad = |letter: char| {
            let is_mark = matches!(letter, '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | '\\' | ']');
            letter.is_whitespace() || letter.is_control() || is_mark
        };
        if text.contains(is_bad) {
            return Err(InvalidAddress::BadCharacter);
        }
        let (name, domain) = text.split_once('@').ok_or(InvalidAddress::NotOneAt)?;
        if domain.split_once('@').is_some() {
            return Err(InvalidAddress::NotOneAt);
        }
        if name.is_empty() {
            return Err(InvalidAddress::NoName);
        }
        let mut labels = domain.split('.');
        let sound = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
        if domain.split_once('.').is_none() || !labels.all(sound) {
            return Err(InvalidAddress::NoDomain);
        }
        Ok(Self { text: text.into(), at: name.len() })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What comes after the `@`, in small letters.
    pub fn domain(&self) -> String {
        self.text.get(self.at + 1..).unwrap_or_default().to_ascii_lowercase()
    }
}
