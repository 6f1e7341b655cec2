//! A run of text while it is read: nested styles become spans, and whatever space there is becomes one space.

use super::tree::{Bit, Image};
use crate::article::{Span, Target};

/// The run of text that is open.
#[derive(Default)]
pub struct Inline {
    bits: Vec<Bit>,
    /// How many elements of strong importance are open.
    pub strong: usize,
    /// How many elements of stress are open.
    pub emphasis: usize,
    /// How many elements of code are open.
    pub code: usize,
    /// How many keys are open.
    pub key: usize,
    /// Where the open link leads.
    pub target: Option<Target>,
    letters: usize,
}

impl Inline {
    /// Adds text in the styles that are open.
    pub fn push(&mut self, text: &str, code: bool) {
        self.letters += text.chars().filter(|letter| !letter.is_whitespace()).count();
        let target = self.target.clone();
        let (strong, emphasis, key) = (self.strong > 0, self.emphasis > 0, self.key > 0);
        let code = (code || self.code > 0) && !key;
        self.bits.push(Bit::Text(Span { text: text.into(), strong, emphasis, code, key, target }));
    }

    /// Adds what is no words.
    pub fn add(&mut self, bit: Bit) {
        self.letters += 1;
        self.bits.push(match bit {
            Bit::Picture(image) => Bit::Picture(Image { target: self.target.clone(), ..image }),
            other => other,
        });
    }

    /// How much was read so far, by which one knows whether an element had any words.
    pub fn letters(&self) -> usize {
        self.letters
    }

    /// Whether nothing stands in the run.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|bit| matches!(bit, Bit::Text(span) if span.text.trim().is_empty()))
    }

    /// Ends the run, but not what styles are open.
    pub fn take(&mut self) -> Vec<Bit> {
        std::mem::take(&mut self.bits)
    }
}

/// Leaves one space between words and none around them, and joins what has one style. A picture is its words here.
pub fn tidy(bits: impl IntoIterator<Item = Bit>) -> Vec<Span> {
    let mut tidy: Vec<Span> = Vec::new();
    let mut space = false;
    for bit in bits {
        let span = match bit {
            Bit::Text(span) => span,
            Bit::Picture(Image { alternative, target, .. }) => {
                Span { text: format!(" {alternative} "), target, ..Span::default() }
            }
            Bit::Break => Span { text: " ".into(), ..Span::default() },
        };
        let raw: String = span.text.chars().filter(|letter| is_gap(*letter) || !letter.is_control()).collect();
        let words: Vec<&str> = raw.split(is_gap).filter(|word| !word.is_empty()).collect();
        // Of code, only the space around it is of no importance.
        let text = if span.code { raw.trim().replace(['\n', '\r'], " ") } else { words.join(" ") };
        space |= raw.starts_with(is_gap);
        if text.is_empty() {
            continue;
        }
        if let Some(last) = tidy.last().filter(|_| space) {
            let (strong, emphasis) = (last.strong && span.strong, last.emphasis && span.emphasis);
            let key = last.key && span.key;
            let target = span.target.clone().filter(|target| last.target.as_ref() == Some(target));
            put(&mut tidy, Span { text: " ".into(), strong, emphasis, key, target, ..Span::default() });
        }
        put(&mut tidy, Span { text, ..span });
        space = raw.ends_with(is_gap);
    }
    trim(&mut tidy);
    tidy
}

/// Space that is written as it happens to fit. What French writes before a colon is none.
fn is_gap(letter: char) -> bool {
    letter.is_ascii_whitespace() || ['\u{b}', '\u{85}', '\u{2028}', '\u{2029}'].contains(&letter)
}

fn trim(spans: &mut Vec<Span>) {
    while let Some(last) = spans.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        spans.pop();
    }
    let blank = spans.iter().take_while(|span| span.text.trim().is_empty()).count();
    spans.drain(..blank);
    if let Some(first) = spans.first_mut() {
        first.text = first.text.trim_start().into();
    }
}

fn put(spans: &mut Vec<Span>, span: Span) {
    let style = |span: &Span| (span.strong, span.emphasis, span.code, span.key);
    match spans.last_mut().filter(|last| style(last) == style(&span) && last.target == span.target) {
        Some(last) => last.text.push_str(&span.text),
        None => spans.push(span),
    }
}

/// Only the words.
pub fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
