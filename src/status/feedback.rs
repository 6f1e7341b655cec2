//! Feedback that waits to be sent: kept on the device until a server has it, and sent once.
//!
//! The queue is a text with a line for each: when it was given, until when somebody is sending it, its id, its body. A tab
//! that sends marks its lines first, so that no other tab does; a mark that is out of date belongs to a tab that is gone.

use alloc::{string::String, vec::Vec};

use super::quote;
use crate::locale::number;

/// How much is kept at most; beyond, the oldest goes.
pub const MOST: usize = 50;

/// How long it is kept, in milliseconds: 30 days.
pub const LIFE: f64 = 30.0 * 24.0 * 3600.0 * 1000.0;

/// How long a mark holds, in milliseconds: a call and its second try, and more.
pub const CLAIM: f64 = 15_000.0;

/// What somebody says of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback<'a> {
    /// Made at random, so that what comes twice counts once.
    pub id: &'a str,
    /// The article's id.
    pub article: &'a str,
    /// The section's id; empty where it is about the whole article.
    pub section: &'a str,
    /// Whether it helped, where that is what is said.
    pub helpful: Option<bool>,
    /// In the person's own words; may be empty.
    pub comment: &'a str,
}

impl Feedback<'_> {
    /// What is sent.
    pub fn body(&self) -> String {
        let mut body = ["{\"id\":", &quote(self.id), ",\"article\":", &quote(self.article)].concat();
        if !self.section.is_empty() {
            body.extend([",\"section\":", &quote(self.section)]);
        }
        if let Some(helpful) = self.helpful {
            body.push_str(if helpful { ",\"helpful\":true" } else { ",\"helpful\":false" });
        }
        if !self.comment.is_empty() {
            body.extend([",\"comment\":", &quote(self.comment)]);
        }
        body.push('}');
        body
    }
}

/// What waits to be sent, oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue(Vec<Entry>);

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    /// When it was given, in milliseconds since 1970.
    given: f64,
    /// Until when it is somebody's to send.
    claimed: f64,
    id: String,
    body: String,
}

impl Queue {
    /// Reads the text that [`Queue::to_text`] wrote. What is too old is left out, and so is what is no line of a queue.
    pub fn read(text: &str, now: f64) -> Self {
        let entry = |line: &str| {
            let (given, rest) = line.split_once(' ')?;
            let (claimed, rest) = rest.split_once(' ')?;
            let (id, body) = rest.split_once(' ')?;
            let entry = Entry { given: whole(given)?, claimed: whole(claimed)?, id: id.into(), body: body.into() };
            (now - entry.given < LIFE).then_some(entry)
        };
        let mut queue = Self::default();
        text.split('\n').filter_map(entry).for_each(|entry| queue.0.push(entry));
        queue
    }

    /// The queue as a text.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for Entry { given, claimed, id, body } in &self.0 {
            text.extend([&number(*given as u64), " ", &number(*claimed as u64), " ", id, " ", body, "\n"]);
        }
        text
    }

    /// Puts one more at the end.
    pub fn push(&mut self, id: &str, body: String, now: f64) {
        self.0.push(Entry { given: now, claimed: 0.0, id: id.into(), body });
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// Takes the oldest that nobody is sending: its id and what to send. Whoever `is_alone` need not mind marks: they are
    /// of pages that are gone. Nothing while the server wants to be left alone.
    pub fn claim(&mut self, now: f64, is_alone: bool) -> Option<(String, String)> {
        if self.0.iter().any(|entry| entry.claimed > now + CLAIM) {
            return None;
        }
        let entry = self.0.iter_mut().find(|entry| is_alone || entry.claimed <= now)?;
        entry.claimed = now + CLAIM;
        Some((entry.id.clone(), entry.body.clone()))
    }

    /// Drops one: it is sent, or will never be taken.
    pub fn drop_one(&mut self, id: &str) {
        if let Some(place) = self.0.iter().position(|entry| entry.id == id) {
            self.0.remove(place);
        }
    }

    /// Leaves one for later: for so many milliseconds, all others with it, or where the server asks for none, until it is
    /// claimed again.
    pub fn put_off(&mut self, id: &str, wait: f64, now: f64) {
        let until = if wait > 0.0 { now + wait + CLAIM } else { now };
        self.0.iter_mut().filter(|entry| entry.id == id).for_each(|entry| entry.claimed = until);
    }
}

/// A number of milliseconds. Reading any number at all costs the wasm some kilobytes.
fn whole(text: &str) -> Option<f64> {
    text.parse::<u64>().ok().map(|number| number as f64)
}
