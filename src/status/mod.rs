//! What servers say, and what they are told: parsing and writing alone. `embed` does the calls.

pub mod account;
pub mod feedback;
mod json;
pub mod service;

pub use json::{Json, quote, quote_into};

/// A server's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body; nothing in it where there was none to read.
    pub body: Json,
    /// How many seconds the server asks to be left alone for (RFC 9110, 10.2.3).
    pub wait: Option<u32>,
}
