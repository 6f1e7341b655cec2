//! What the scripts in the browser report: the screen of a widget (look.js), and what its page let happen (record.js).

use serde::Deserialize;
use serde_json::Value;

/// What is on screen in a widget.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Screen {
    /// `question`, `remedy`, `guesses`, `possible`, `handoff`, `done`, `article`; `none` where the page's own content shows.
    pub kind: String,
    /// The fact that is asked, or the section that is shown.
    pub id: String,
    /// The answers that can be pressed.
    pub answers: Vec<String>,
    /// The facts whose answers can be changed.
    pub changes: Vec<String>,
    /// What is in the box for messages, where there is one.
    pub message: Option<String>,
    /// The callouts, in order.
    pub callouts: Vec<Callout>,
    /// Whether every warning stands before the action and before the first numbered step.
    pub warnings_first: bool,
    /// Where the action leads.
    pub action: Option<String>,
    /// Where support is.
    pub support: Option<String>,
    /// The summary of the case.
    pub summary: Option<String>,
    /// What the live region says.
    pub notice: String,
    /// Whether the screen's heading has the focus.
    pub is_focused: bool,
    /// What stands after the `#` of the page's address.
    pub hash: String,
}

/// A callout on screen.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Callout {
    /// `info`, `advice` or `warning`.
    pub kind: String,
    /// Its words.
    pub text: String,
}

impl Screen {
    /// Kind and id: what a test usually asks about.
    pub fn is(&self) -> (&str, &str) {
        (&self.kind, &self.id)
    }

    /// The kinds of its callouts, in order.
    pub fn callout_kinds(&self) -> Vec<&str> {
        self.callouts.iter().map(|callout| callout.kind.as_str()).collect()
    }
}

/// What a page let happen since it was opened.
#[derive(Debug, Deserialize)]
pub struct Seen {
    /// The widget's events as they arrive at the window.
    pub events: Vec<Event>,
    /// Warnings and errors on the console, each after its level.
    pub console: Vec<String>,
    /// What the page's policy refused.
    pub violations: Vec<String>,
    /// Errors that nobody caught.
    pub errors: Vec<String>,
}

/// An event of the widget's.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Event {
    /// The name after `login-help-`.
    pub name: String,
    /// What it carries.
    pub detail: Value,
    /// Whether it bubbles.
    pub bubbles: bool,
    /// Whether it leaves shadow roots.
    pub composed: bool,
    /// The id of the element that it comes from.
    pub from: String,
}
