//! Translators' files: an article's words as units of XLIFF 2.1 or gettext PO, and back.
//!
//! A unit is what stands between marks: a string of the front matter, a heading, a paragraph, an item, a cell. The original's
//! file is the frame that they are put back into, so keys, ids, warnings' marks and blocks of code never reach a translator
//! and can't be lost. What people say, and what each language has as its source, stays as the translation has it.

mod po;
mod units;
mod xliff;

use std::{collections::BTreeMap, fmt, fs, path::Path};

use units::{Piece, kept, marks, pieces};

use super::{
    files::{Failure, file_error},
    finding::Finding,
    read::{Files, Manuscript, Pictures, read, read_files},
    record::{remember, stale_parts},
    source::Source,
};

/// The form of a translators' file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TranslationFormat {
    /// XLIFF 2.1 (OASIS, 2018).
    Xliff,
    /// A gettext catalogue.
    Po,
}

/// What a translator sees of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands, as in `questions.symptom.prompt` or `#reset/2`.
    pub key: String,
    /// The original's words, as Markdown.
    pub source: String,
    /// The translation's; empty where there are none.
    pub target: String,
    /// Whether the translation may be out of date.
    pub is_stale: bool,
    /// The original's line, counted from 1.
    pub line: usize,
}

/// Why nothing was exported or imported.
#[derive(Debug, thiserror::Error)]
pub enum NotTranslated {
    /// The article's mistakes, or those that it would have.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The original is no translation.
    #[error("{0} is the language that the others are translated from")]
    Original(String),
    /// Not a file of this form.
    #[error("the file can't be read: {0}")]
    Unreadable(String),
    /// A file for another language.
    #[error("the file is for {found}, not for {wanted}")]
    OtherLanguage {
        /// What it says.
        found: String,
        /// What was wanted.
        wanted: String,
    },
    /// Translations without what must not be translated.
    #[error("nothing was written, since something is lost or new in these:\n{}", .0.join("\n"))]
    Lost(Vec<String>),
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// How many units have other words now.
    pub changed: usize,
    /// The units that are not translated, or not to be relied on.
    pub open: Vec<String>,
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} units changed", self.changed)?;
        if self.open.is_empty() {
            return write!(f, ", and the translation is remembered as right");
        }
        write!(f, ". Not translated, or from other words:")?;
        self.open.iter().try_for_each(|key| write!(f, "\n  {key}"))?;
        write!(f, "\nWhen it is right, run `login-help translated`.")
    }
}

/// The units of a translation, or of one to be made, as a translators' file.
///
/// # Errors
/// The article's mistakes, or that the language is the original's.
pub fn export(folder: &Path, lang: &str, format: TranslationFormat) -> Result<String, NotTranslated> {
    let both = Both::open(folder, lang)?;
    let units = both.units();
    let (original, id) = (&both.original_lang, &both.id);
    match format {
        TranslationFormat::Xliff => Ok(xliff::write(id, original, lang, &units)),
        TranslationFormat::Po => po::write(id, original, lang, &units).map_err(NotTranslated::Unreadable),
    }
}

/// Puts a translators' file into the translation. Nothing is written where the article would have mistakes then.
///
/// # Errors
/// Says why nothing was written.
pub fn import(folder: &Path, lang: &str, text: &str, format: TranslationFormat) -> Result<Imported, NotTranslated> {
    let both = Both::open(folder, lang)?;
    let (found, given) = match format {
        TranslationFormat::Xliff => xliff::read(text),
        TranslationFormat::Po => po::read(text),
    }
    .map_err(NotTranslated::Unreadable)?;
    if found != lang {
        return Err(NotTranslated::OtherLanguage { found, wanted: lang.into() });
    }
    let given: BTreeMap<&str, &Unit> = given.iter().map(|unit| (unit.key.as_str(), unit)).collect();
    let (mut targets, mut open, mut lost, mut changed) = (BTreeMap::new(), Vec::new(), Vec::new(), 0);
    for unit in both.units() {
        let new = given.get(unit.key.as_str()).filter(|new| new.source == unit.source && !new.target.is_empty());
        if new.is_none_or(|new| new.is_stale) {
            open.push(unit.key.clone());
        }
        let target = new.map_or(unit.target.as_str(), |new| &new.target);
        if target.is_empty() {
            continue;
        }
        let (wanted, has) = (marks(&unit.source), marks(target));
        if wanted != has {
            lost.push(format!(
                "  {}: {} in the original, and {} in the translation",
                unit.key,
                list(&wanted),
                list(&has)
            ));
        }
        changed += usize::from(target != unit.target);
        targets.insert(unit.key, target.to_owned());
    }
    if !lost.is_empty() {
        return Err(NotTranslated::Lost(lost));
    }
    let file = folder.join(format!("{lang}.md"));
    let text = both.filled(&targets);
    both.try_out(&file, lang, &text)?;
    fs::write(&file, text).map_err(file_error(&file))?;
    if open.is_empty() {
        remember(folder, Some(lang))?;
    }
    Ok(Imported { changed, open })
}

fn list(marks: &[String]) -> String {
    if marks.is_empty() { "nothing".into() } else { marks.join(" ") }
}

/// An article's original and a translation of it, as their files are.
struct Both {
    id: String,
    original_lang: String,
    original: Source,
    flow: Source,
    pictures: Pictures,
    translation: Option<Source>,
    /// The parts of the translation that may be out of date.
    stale: Vec<String>,
}

impl Both {
    fn open(folder: &Path, lang: &str) -> Result<Self, NotTranslated> {
        let findings = |findings| NotTranslated::Failure(Failure::Findings(findings));
        let Manuscript { source: flow, languages, pictures, record, .. } = read(folder).map_err(findings)?;
        let tag = |language: &super::Language| language.article.draft().lang.clone();
        let Some((original, others)) = languages.split_first() else {
            return Err(NotTranslated::Failure(Failure::NoArticle(folder.into())));
        };
        if tag(original) == lang {
            return Err(NotTranslated::Original(lang.into()));
        }
        let translation = others.iter().find(|language| tag(language) == lang);
        let stale = translation.map(|translation| stale_parts(record.as_ref(), original, translation));
        // As the files are, with their variables not put in.
        let raw = |lang: &str| {
            Source::read(&folder.join(format!("{lang}.md"))).map_err(|finding: Finding| findings(vec![finding]))
        };
        Ok(Self {
            id: original.article.draft().id.clone(),
            original_lang: tag(original),
            original: raw(&tag(original))?,
            translation: translation.map(|_| raw(lang)).transpose()?,
            stale: stale.unwrap_or_default(),
            flow,
            pictures,
        })
    }

    fn units(&self) -> Vec<Unit> {
        let there = self.translation.as_ref().map(pieces).unwrap_or_default();
        let there: BTreeMap<&str, &Piece> = there.iter().map(|piece| (piece.key.as_str(), piece)).collect();
        let unit = |piece: Piece| Unit {
            target: there.get(piece.key.as_str()).map_or_else(String::new, |there| there.text.clone()),
            is_stale: self.stale.contains(&piece.part),
            line: self.original.line_at(piece.span.start).0,
            source: piece.text,
            key: piece.key,
        };
        pieces(&self.original).into_iter().map(unit).collect()
    }

    /// The original's file with these words in it, and with what the translation keeps of its own.
    fn filled(&self, targets: &BTreeMap<String, String>) -> String {
        let own = self.translation.as_ref().map(kept).unwrap_or_default();
        let own: BTreeMap<&str, &str> = own.iter().map(|(path, _, raw)| (path.as_str(), raw.as_str())).collect();
        let mut changes: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for piece in pieces(&self.original) {
            if let Some(target) = targets.get(&piece.key) {
                changes.push((piece.span.clone(), piece.written(target)));
            }
        }
        for (path, span, raw) in kept(&self.original) {
            // Sentences are each language's own; a source may be the original's.
            let none = if path.ends_with("says") { "[]" } else { raw.as_str() };
            changes.push((span, own.get(path.as_str()).copied().unwrap_or(none).to_owned()));
        }
        changes.sort_by_key(|(span, _)| span.start);
        let mut text = self.original.text.clone();
        for (span, new) in changes.into_iter().rev() {
            text.replace_range(span, &new);
        }
        text
    }

    /// Reads the article as it would be.
    fn try_out(&self, file: &Path, lang: &str, text: &str) -> Result<(), NotTranslated> {
        let findings = |findings| NotTranslated::Failure(Failure::Findings(findings));
        let source = Source::decode(file, text.into()).map_err(|finding| findings(vec![finding]))?;
        let (before, after) = (pieces(&self.original), pieces(&source));
        let keys = |pieces: &[Piece]| pieces.iter().map(|piece| piece.key.clone()).collect::<Vec<_>>();
        if let Some(key) = keys(&before).into_iter().find(|key| !keys(&after).contains(key)) {
            return Err(NotTranslated::Lost(vec![format!("  {key}: its translation is read as something else")]));
        }
        let words = vec![(self.original_lang.clone(), self.original.clone()), (lang.to_owned(), source)];
        let files = Files { id: self.id.clone(), flow: self.flow.clone(), words, pictures: self.pictures.clone() };
        read_files(&files).map(drop).map_err(findings)
    }
}
