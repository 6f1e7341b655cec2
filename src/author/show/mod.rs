//! What an article does to people, shown to its author: every path, a picture, an explanation.
//!
//! [`dialogue()`] goes through the widget's screens as a person would. [`paths()`] writes them down, to be kept and
//! compared; [`svg()`] and [`mermaid()`] draw them; [`explain()`] says of one case why it stands where it stands. What is
//! said here is in the article's language, and around it in the tool's own, English.

mod case;
mod chart;
mod dialogue;
mod expectation;
mod explain;
mod explanation;
mod likeness;
mod mermaid;
mod paths;
mod shortest;
mod svg;
mod verdict;
mod walk;
mod words;

pub use case::{BadFact, case};
pub use dialogue::{Answer, Dialogue, Given, Node, NodeId, Pick};
pub use expectation::Expectation;
pub use explain::{explain, explain_trail};
pub use explanation::{Asking, Explanation, KnownFact, OpenQuestion, Shown, ShownCallout, Standing, Told, Weighed};
pub use mermaid::mermaid;
pub use paths::paths;
pub use svg::svg;
pub use walk::dialogue;
