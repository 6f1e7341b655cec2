//! What a person writes in their own words, and which remedies it speaks of.
//!
//! A sentence, a log, one word: `text` takes out of it what may tell something, `table` knows from the author tool
//! how much each word tells for which remedy, and `understanding` decides how much to say of it: one remedy for sure, up
//! to three that are likely, or nothing. Messages that an article knows exactly come before all this
//! ([`crate::rules::recognise`]). `secrets` takes out what must not be kept.

mod letters;
mod likeness;
mod noise;
mod secrets;
mod table;
mod text;
mod understanding;

pub use secrets::{Marks, redact};
pub use table::{Caution, MAGIC, Parts, SCHEMA, Table, fingerprint};
pub use text::{LONGEST, Token, tokens};
#[cfg(feature = "author")]
pub(crate) use understanding::SCALE;
pub use understanding::{Guess, Understanding, known_message};
