//! Facts, conditions and diagnosis: what an article makes of what is known about a person's case.
//!
//! A [`Case`] is the list of what was learned. Replayed it gives what is [`Known`]; [`Rules`] make a [`Diagnosis`] of
//! that, and the case's [`Screen`] is what the person sees. Nothing here knows of the web.

mod case;
mod diagnosis;
mod known;
mod message;
mod question;
mod relevance;
pub mod summary;
pub mod trail;
pub(crate) mod truth;

pub use case::{Case, Screen, Step};
pub use diagnosis::{Diagnosis, Reason, Rules};
pub use known::{Knowledge, Known, Source};
pub(crate) use message::lower;
pub use message::{normalise, recognise};
pub use truth::Truth;
