//! What an article is: the help text, and the facts, questions and remedies that lead to its sections.
//!
//! The author tool builds a [`Draft`] from `flow.toml` and one language's Markdown; [`Article::try_from`] proves that
//! every index in it leads somewhere, so that nobody who holds an [`Article`] needs to ask again.

mod encoding;
mod flow;
mod reading;
pub(crate) mod text;
mod verify;
mod words;

pub(crate) use encoding::body;
pub use encoding::{MAGIC, SCHEMA, UnreadableArticle};
pub use flow::{
    Action, Alternative, Channel, Condition, Draft, Fact, FactId, Kind, Pattern, Question, Remedy, RemedyId, SectionId,
    Support, Test, UNSURE, Value, ValueId, Values,
};
pub(crate) use reading::{Bytes, Read, records};
pub use text::compiled;
pub use verify::{Article, InvalidArticle, RESERVED, is_allowed_picture, is_allowed_url};
pub use words::{Block, Callout, CalloutKind, Item, Picture, Plain, Section, Span, Table, Target};
