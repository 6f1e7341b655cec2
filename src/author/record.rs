//! What each translation was made from: a short digest of the original's text and of the translation's, part by part.
//!
//! `login-help translated` writes it to `translated.toml` beside the words, and nobody else does. Where the original has
//! another digest now, the translation is stale; where the translation has, somebody has changed it and not said so. Neither
//! is a part of the compiled article.

mod history;
mod parts;

use std::{collections::BTreeMap, fs, io, path::Path};

pub(super) use history::History;
pub use parts::Part;
pub(super) use parts::parts;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::{
    files::{Failure, file_error, folders},
    finding::Finding,
    read::{Language, Manuscript, read},
    source::Source,
};

/// The file's name.
pub(super) const FILE: &str = "translated.toml";

const HEADING: &str = "# What each translation was made from: digests of the original's words and of the translation's.\n\
                       # `login-help translated` writes this file, and nobody else.\n";

/// What is remembered of an article: by language and part, the digests of the original and of the translation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record(BTreeMap<String, BTreeMap<String, Pair>>);

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Pair {
    original: String,
    translation: String,
}

#[derive(Debug, thiserror::Error)]
#[error("these are no two digests: write the file anew, with `login-help translated`")]
struct NoPair;

impl TryFrom<String> for Pair {
    type Error = NoPair;

    fn try_from(text: String) -> Result<Self, NoPair> {
        let (original, translation) = text.split_once(' ').ok_or(NoPair)?;
        Ok(Self { original: original.into(), translation: translation.into() })
    }
}

/// What is so of a part of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing is remembered of it.
    Unknown,
    /// The original has changed since: the digest that it had.
    Stale(String),
    /// It has changed since, and the original has not.
    Changed,
    /// It has the words that another part had: that part's key.
    Swapped(String),
}

/// Each part of a translation that is not as it is remembered.
pub(super) fn standings<'a>(
    record: &'a Record,
    original: &'a Language,
    translation: &'a Language,
) -> impl Iterator<Item = (&'a Part, &'a Part, Standing)> {
    let known = record.0.get(&translation.article.draft().lang);
    translation.parts.iter().filter_map(move |here| {
        let there = original.parts.iter().find(|there| there.key == here.key)?;
        let Some(pair) = known.and_then(|known| known.get(&here.key)) else {
            return Some((here, there, Standing::Unknown));
        };
        let now = digest(&here.text);
        let other =
            known.into_iter().flatten().find(|(key, pair)| is_beside(key, &here.key) && pair.translation == now);
        let standing = match other {
            _ if now == pair.translation && digest(&there.text) == pair.original => return None,
            Some((other, _)) if now != pair.translation => Standing::Swapped(other.clone()),
            _ if digest(&there.text) != pair.original => Standing::Stale(pair.original.clone()),
            _ => Standing::Changed,
        };
        Some((here, there, standing))
    })
}

/// The parts of a translation whose original has changed since; none where nothing is remembered.
pub(super) fn stale_parts(record: Option<&Record>, original: &Language, translation: &Language) -> Vec<String> {
    let standings = record.into_iter().flat_map(|record| standings(record, original, translation));
    let stale = standings.filter(|(_, _, standing)| matches!(standing, Standing::Stale(_)));
    stale.map(|(here, ..)| here.key.clone()).collect()
}

/// Whether people choose between these parts, or could take one for the other.
fn is_beside(one: &str, other: &str) -> bool {
    let family = |key: &str| match key.split_once('/') {
        Some((fact, _)) => format!("{fact}/"),
        None if key.starts_with('#') => "#".into(),
        None => String::new(),
    };
    one != other && family(one) == family(other)
}

/// As many letters of SHA-256 as tell an article's parts apart.
pub(super) fn digest(text: &str) -> String {
    Sha256::digest(text).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

impl Record {
    /// Whether nothing is remembered of a language.
    pub(super) fn knows(&self, lang: &str) -> bool {
        self.0.contains_key(lang)
    }

    /// Reads the record of an article's folder; nothing where there is none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Finding> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let source = Source::read(&path)?;
        Ok(Some(Self(source.toml(&source.text)?)))
    }

    /// What would be remembered of an article if all its translations were right now.
    pub fn of(manuscript: &Manuscript) -> Self {
        let mut record = Self::default();
        if let Some((original, translations)) = manuscript.languages.split_first() {
            translations.iter().for_each(|translation| drop(record.take_up(original, translation)));
        }
        record
    }

    /// Takes in that a translation is right as it is now, and says which of its parts are remembered otherwise.
    fn take_up(&mut self, original: &Language, translation: &Language) -> Vec<String> {
        let pairs = translation.parts.iter().filter_map(|here| {
            let there = original.parts.iter().find(|there| there.key == here.key)?;
            Some((here.key.clone(), Pair { original: digest(&there.text), translation: digest(&here.text) }))
        });
        let pairs: BTreeMap<String, Pair> = pairs.collect();
        let before = self.0.insert(translation.article.draft().lang.clone(), pairs.clone()).unwrap_or_default();
        pairs.iter().filter(|(key, pair)| before.get(*key) != Some(pair)).map(|(key, _)| key.clone()).collect()
    }

    fn text(&self) -> String {
        let mut text = HEADING.to_owned();
        for (lang, pairs) in &self.0 {
            text.push_str(&format!("\n[{lang}]\n"));
            for (key, Pair { original, translation }) in pairs {
                text.push_str(&format!("\"{key}\" = \"{original} {translation}\"\n"));
            }
        }
        text
    }
}

/// What was remembered anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The article's id.
    pub article: String,
    /// The translation.
    pub lang: String,
    /// The parts of it that were remembered otherwise, or not at all.
    pub parts: Vec<String>,
}

/// Remembers that the translations of every article at a path, or those in one language, are right as they are now.
///
/// # Errors
/// The mistakes of the first article that can't be read, or what can't be read or written.
pub fn remember(path: &Path, lang: Option<&str>) -> Result<Vec<Remembered>, Failure> {
    let mut all = Vec::new();
    for folder in folders(path)? {
        let manuscript = read(&folder).map_err(Failure::Findings)?;
        let Some((original, translations)) = manuscript.languages.split_first() else { continue };
        let mut record = manuscript.record.clone().unwrap_or_default();
        let tag = |language: &Language| language.article.draft().lang.clone();
        record.0.retain(|known, _| translations.iter().any(|language| tag(language) == *known));
        for translation in translations.iter().filter(|language| lang.is_none_or(|lang| tag(language) == lang)) {
            let parts = record.take_up(original, translation);
            all.push(Remembered { article: original.article.draft().id.clone(), lang: tag(translation), parts });
        }
        if Some(&record) != manuscript.record.as_ref() && !record.0.is_empty() {
            write(&folder.join(FILE), &record.text()).map_err(file_error(&folder.join(FILE)))?;
        }
    }
    Ok(all)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)
}
