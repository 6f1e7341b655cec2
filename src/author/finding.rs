//! What is wrong with an article's source, said as a compiler says it: where, what, and what to do about it.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    ops::Range,
    path::Path,
};

use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::rules::trail::{CHOSE, TRIED};

/// No help article comes near it, and below it every position fits the compiled article's 16-bit indices.
const LARGEST_SOURCE: usize = 256 * 1024;

/// A longer list helps nobody.
const LISTED: usize = 12;

/// A longer line is shown in part.
const SHOWN_COLUMNS: usize = 120;

/// One mistake in an article's source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The path of the file.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it, where there is more to say.
    pub help: Option<String>,
    /// The line, or the part of it around the column, and carets on a line below; empty where there is none to show.
    excerpt: String,
}

impl Finding {
    /// A mistake of a whole file or folder.
    pub(super) fn of_file(path: &Path, message: impl fmt::Display) -> Self {
        Source { file: path.display().to_string(), text: String::new() }.at(0..0, message)
    }

    /// Says what to do about it.
    pub(super) fn help(self, help: impl fmt::Display) -> Self {
        Self { help: Some(help.to_string()), ..self }
    }

    /// Proposes the candidate that `word` was probably meant to be, or names them all.
    pub(super) fn suggest<'a>(self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        let distance = |candidate: &&str| strsim::damerau_levenshtein(word, candidate);
        let near = |candidate: &&&str| distance(candidate) <= word.chars().count().max(3) / 3;
        match candidates.iter().filter(near).min_by_key(|candidate| distance(candidate)) {
            Some(nearest) => self.help(format_args!("did you mean '{nearest}'?")),
            None if (1..=LISTED).contains(&candidates.len()) => {
                self.help(format_args!("there are: {}", candidates.join(", ")))
            }
            None => self,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        if let Some((line, carets)) = self.excerpt.split_once('\n') {
            write!(f, "\n{gutter} |\n{number} | {line}\n{gutter} | {carets}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n{gutter} = help: {help}")?;
        }
        Ok(())
    }
}

/// A source file: the text that positions refer to.
pub(super) struct Source {
    /// Its path, as findings show it.
    pub file: String,
    /// All of it.
    pub text: String,
}

impl Source {
    /// Reads a file that people wrote.
    pub fn read(path: &Path) -> Result<Self, Finding> {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(LARGEST_SOURCE as u64 + 1).read_to_end(&mut bytes));
        match read {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Finding::of_file(path, "the file is missing")),
            Err(error) => Err(Finding::of_file(path, format_args!("the file can't be read: {error}"))),
            Ok(size) if size > LARGEST_SOURCE => {
                Err(Finding::of_file(path, format_args!("the file has more than {} KiB", LARGEST_SOURCE / 1024)))
            }
            Ok(_) => Self::decode(path, bytes),
        }
    }

    fn decode(path: &Path, bytes: Vec<u8>) -> Result<Self, Finding> {
        let file = path.display().to_string();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { file, text: text.strip_prefix('\u{feff}').map(String::from).unwrap_or(text) }),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Err(Self { file, text }.at(valid..valid, "this is not UTF-8").help("save the file as UTF-8"))
            }
        }
    }

    /// A mistake at these bytes of the text.
    pub fn at(&self, span: Range<usize>, message: impl fmt::Display) -> Finding {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        let width = self.text.get(span).map_or(0, |text| text.lines().next().unwrap_or_default().chars().count());
        Finding {
            file: self.file.clone(),
            line: before.matches('\n').count() + 1,
            column: column + 1,
            message: message.to_string(),
            help: None,
            excerpt: excerpt(line, column, width),
        }
    }

    /// Reads TOML whose positions are those of this file's text.
    pub fn toml<T: DeserializeOwned>(&self, toml: &str) -> Result<T, Finding> {
        toml::from_str(toml).map_err(|error| self.at(error.span().unwrap_or_default(), error.message()))
    }

    /// Refuses an id that would not do in an address, an attribute and a page's ids alike.
    pub fn check_id(&self, id: &Spanned<String>) -> Option<Finding> {
        let id_text = id.get_ref();
        if [CHOSE, TRIED].contains(&id_text.as_str()) {
            return Some(self.at(id.span(), format_args!("'{id_text}' can't be an id: it has a meaning in links")));
        }
        let help = "an id is lower-case letters and digits, its words joined by single hyphens";
        (!is_id(id_text)).then(|| self.at(id.span(), format_args!("'{id_text}' is not an id")).help(help))
    }
}

/// A line, or the part of it around the column, with carets below `width` characters.
fn excerpt(line: &str, column: usize, width: usize) -> String {
    if line.is_empty() {
        return String::new();
    }
    let hidden = if column < SHOWN_COLUMNS { 0 } else { column - SHOWN_COLUMNS / 2 };
    let shown: String = line.chars().skip(hidden).take(SHOWN_COLUMNS).collect();
    // Tabs stay tabs, so that the caret stands below its letter whatever their width.
    let before = shown.chars().take(column - hidden);
    let indent: String = before.map(|letter| if letter == '\t' { '\t' } else { ' ' }).collect();
    let room = shown.chars().count().saturating_sub(column - hidden);
    let carets = "^".repeat(width.min(room).max(1));
    format!("{shown}\n{indent}{carets}")
}

/// Whether these are kebab-case words of ASCII letters and digits.
pub(super) fn is_id(id: &str) -> bool {
    id.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    })
}
