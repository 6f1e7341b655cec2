//! A source file that people wrote, and places in it.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    ops::{Deref, Range},
    path::Path,
    sync::Arc,
};

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::{
    code::{BAD_ID, BROKEN_TOML, Code, NOT_UTF8, UNKNOWN_KEY, UNREADABLE},
    finding::Finding,
};
use crate::article::RESERVED;

/// No help article comes near it, and a thousand remedies with their words fit.
const LARGEST: usize = 1024 * 1024;

/// A source file, shared by all that refers to places in it.
#[derive(Debug, Clone)]
pub struct Source(Arc<Text>);

/// What a [`Source`] shares.
#[derive(Debug)]
pub struct Text {
    /// Its path, as findings show it.
    pub file: String,
    /// All of it.
    pub text: String,
    /// Where its lines begin.
    lines: Vec<usize>,
}

impl Deref for Source {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

impl PartialEq for Source {
    /// A file is read once, so the same path is the same text.
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file
    }
}

impl Eq for Source {}

impl Source {
    /// What stands for a file or folder that has no text to point at.
    pub fn without_text(path: &Path) -> Self {
        Self::new(path, "")
    }

    fn new(path: &Path, text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(newline, _)| newline + 1));
        Self(Arc::new(Text { file: path.display().to_string(), text: text.into(), lines: lines.collect() }))
    }

    /// The same file with another text.
    pub(super) fn with_text(&self, text: &str) -> Self {
        Self::new(Path::new(&self.file), text)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Says why it can't be read: it is missing, too large, or not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Finding> {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(LARGEST as u64 + 1).read_to_end(&mut bytes));
        let unreadable = |why: &dyn fmt::Display| Self::without_text(path).at(0..0, UNREADABLE, why);
        match read {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(unreadable(&"the file is missing")),
            Err(error) => Err(unreadable(&format_args!("the file can't be read: {error}"))),
            Ok(_) => Self::decode(path, bytes),
        }
    }

    /// Takes a file's bytes.
    ///
    /// # Errors
    /// Says why they are no source: too many, or not UTF-8.
    pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<Self, Finding> {
        if bytes.len() > LARGEST {
            let message = format_args!("the file has more than {} KiB", LARGEST / 1024);
            return Err(Self::without_text(path).at(0..0, UNREADABLE, message));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text.strip_prefix('\u{feff}').unwrap_or(&text))),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes());
                let finding = Self::new(path, &text).at(valid..valid, NOT_UTF8, "this is not UTF-8");
                Err(finding.help("save the file as UTF-8"))
            }
        }
    }

    /// A mistake at these bytes of the text.
    pub(super) fn at(&self, span: Range<usize>, code: &'static Code, message: impl fmt::Display) -> Finding {
        Finding::new(code, self.place(span), message.to_string())
    }

    /// These bytes of the text, or as many of them as there are.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        let start = self.boundary(span.start);
        Place { source: self.clone(), span: start..self.boundary(span.end).max(start) }
    }

    /// The line that a byte is in, counted from 1, and where it begins.
    pub(super) fn line_at(&self, byte: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        (line, self.lines.get(line - 1).copied().unwrap_or_default())
    }

    fn boundary(&self, byte: usize) -> usize {
        (0..=byte.min(self.text.len())).rev().find(|byte| self.text.is_char_boundary(*byte)).unwrap_or_default()
    }

    /// Reads TOML whose positions are those of this file's text.
    pub(super) fn toml<T: DeserializeOwned>(&self, toml: &str) -> Result<T, Finding> {
        toml::from_str(toml).map_err(|error| {
            let span = error.span().unwrap_or_default();
            // As serde says it: unknown field `inbx`, expected one of `section`, `when`
            match error.message().strip_prefix("unknown field `").and_then(|rest| rest.split_once('`')) {
                Some((key, rest)) => {
                    let finding = self.at(span, UNKNOWN_KEY, format_args!("there is no key '{key}' here"));
                    finding.suggest(key, rest.split('`').skip(1).step_by(2))
                }
                None => {
                    let finding = self.at(span, BROKEN_TOML, plain(error.message()));
                    // unknown variant `chioce`, expected one of `choice`, `message`, `email`
                    match error.message().strip_prefix("unknown variant `").and_then(|rest| rest.split_once('`')) {
                        Some((variant, rest)) => finding.suggest(variant, rest.split('`').skip(1).step_by(2)),
                        None => finding,
                    }
                }
            }
        })
    }

    /// Refuses an id that would not do in an address, an attribute and a page's ids alike.
    pub(super) fn check_id(&self, id: &Spanned<String>) -> Option<Finding> {
        let id_text = id.get_ref();
        let shown = seen(id_text);
        if RESERVED.contains(&id_text.as_str()) {
            let message = format_args!("'{id_text}' can't be an id: it has a meaning in links");
            return Some(self.at(id.span(), BAD_ID, message));
        }
        let help = "an id is lower-case letters and digits, its words joined by single hyphens";
        (!is_id(id_text)).then(|| self.at(id.span(), BAD_ID, format_args!("'{shown}' is not an id")).help(help))
    }
}

/// What the reader of TOML says in words of programming, in an author's.
fn plain(message: &str) -> String {
    const WORDS: [(&str, &str); 8] = [
        ("expected u16", "expected a whole number from 0 to 65,535"),
        ("expected a boolean", "expected true or false"),
        ("expected a string", "expected text in quotation marks"),
        ("expected a sequence", "expected a list, as in [\"…\"]"),
        ("expected a map", "expected a table"),
        ("invalid type: map", "this is a table"),
        ("invalid type: sequence", "this is a list"),
        ("invalid type: ", "this is "),
    ];
    WORDS.iter().fold(message.to_owned(), |message, (said, meant)| message.replace(said, meant))
}

/// A text in which what can't be seen is written as its escape.
pub(super) fn seen(text: &str) -> String {
    let is_hidden = |letter: char| letter != ' ' && (letter.is_control() || is_blank(letter.encode_utf8(&mut [0; 4])));
    let shown = |letter: char| if is_hidden(letter) { letter.escape_unicode().to_string() } else { letter.into() };
    text.chars().map(shown).collect()
}

/// Whether these are kebab-case words of ASCII letters and digits.
pub(super) fn is_id(id: &str) -> bool {
    id.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    })
}

/// Whether nothing of a text can be seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| {
        letter.is_whitespace()
            || turns(letter)
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}')
            || matches!(letter, '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
    })
}

/// Whether a character turns the direction of what follows: embeddings, overrides and isolates, and their ends.
pub(super) fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Some of a source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Source,
    /// Its bytes, on boundaries of characters.
    pub span: Range<usize>,
}

impl Place {
    /// Where it begins: the line, and the column in characters, both counted from 1.
    pub fn start(&self) -> (usize, usize) {
        self.position(self.span.start)
    }

    /// Where the character after it stands, counted as [`Self::start`] is.
    pub fn end(&self) -> (usize, usize) {
        self.position(self.span.end)
    }

    fn position(&self, byte: usize) -> (usize, usize) {
        let (line, start) = self.source.line_at(byte);
        (line, self.source.text.get(start..byte).unwrap_or_default().chars().count() + 1)
    }
}
