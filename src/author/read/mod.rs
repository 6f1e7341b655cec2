//! Reading an article's source: its files become a [`Manuscript`], or findings say why not.
//!
//! Structure becomes types, names become positions (`flow`, `condition`), Markdown becomes sections (`markdown`,
//! `callout`, `inline`), and each language is joined with the flow (`join`, `labels`). What is read is whole: an
//! undeclared fact or a missing word has no place in these types, so nobody who holds a manuscript checks again.

mod allow;
mod callout;
mod condition;
mod entries;
mod flow;
mod inline;
mod join;
mod labels;
mod list;
mod markdown;
mod picture;
mod says;
mod shared;
mod strings;
mod table;
mod words;

use std::{ffi::OsStr, fs, path::Path};

pub use entries::Marks;
pub use flow::Flow;
pub use join::SectionMarks;
pub(super) use markdown::{Block, Section};
use picture::Gallery;
pub use picture::{PictureFile, Pictures, is_picture, size};
pub use says::{Said, Says};
use schemars::{Schema, SchemaGenerator};
pub use strings::{check_strings, strings};
pub(super) use words::{Words, front_of};

use super::{
    code::{FILE_NAME, TOO_MANY, UNREADABLE},
    finding::{Finding, in_order},
    record::{self, Part, Record},
    source::{Source, is_id},
};
use crate::article::{Article, InvalidArticle};

/// An article as its author wrote it, whole and without a mistake of form.
pub struct Manuscript {
    /// `flow.toml`, read.
    pub flow: Flow,
    /// `flow.toml` itself.
    pub source: Source,
    /// By language, sorted; at least one.
    pub languages: Vec<Language>,
    /// The pictures in its folder.
    pub pictures: Pictures,
    /// What the translations were made from, where that is remembered.
    pub record: Option<Record>,
}

/// An article in one language.
pub struct Language {
    /// `LANG.md` itself.
    pub source: Source,
    /// What is compiled.
    pub article: Article,
    /// By section, where it stands in the file.
    pub sections: Vec<SectionMarks>,
    /// How people put it whom a section helps, or whose answer something is.
    pub says: Vec<Said>,
    /// What is translated of it, piece by piece.
    pub parts: Vec<Part>,
}

/// An article's files, not yet read.
pub struct Files {
    /// The folder's name.
    pub id: String,
    /// `flow.toml`
    pub flow: Source,
    /// By language, `LANG.md`.
    pub words: Vec<(String, Source)>,
    /// The pictures beside them.
    pub pictures: Pictures,
}

/// Reads an article's folder.
///
/// # Errors
/// Every mistake of form in the folder's files, sorted by file and line.
pub fn read(folder: &Path) -> Result<Manuscript, Vec<Finding>> {
    let mut findings = Vec::new();
    let files = open(folder, &mut findings);
    let record = Record::read(folder).unwrap_or_else(|finding| {
        findings.push(finding);
        None
    });
    let read = files.map(|files| read_files(&files));
    match read {
        Some(Ok(manuscript)) if findings.is_empty() => Ok(Manuscript { record, ..manuscript }),
        Some(Err(more)) => {
            findings.extend(more);
            Err(in_order(findings))
        }
        _ => Err(findings),
    }
}

/// Reads an article's files.
///
/// # Errors
/// Every mistake of form in them, sorted by file and line.
pub fn read_files(files: &Files) -> Result<Manuscript, Vec<Finding>> {
    let mut findings = Vec::new();
    let read = read_all(files, &mut findings);
    match read {
        Some(manuscript) if findings.is_empty() => Ok(manuscript),
        // A mistake of the flow's shows once in each language.
        _ => Err(in_order(findings)),
    }
}

fn read_all(files: &Files, findings: &mut Vec<Finding>) -> Option<Manuscript> {
    let flow = flow::read(&files.flow, findings);
    // Words are checked against a flow that is right, lest one mistake be reported many times.
    let flow = flow.filter(|_| findings.is_empty());
    let origins = flow.as_ref().map_or(&[][..], |flow| &flow.pictures);
    let gallery = Gallery { files: Some(&files.pictures), origins };
    let mut languages = Vec::new();
    let mut homes = Vec::new();
    for (lang, source) in &files.words {
        let before = findings.len();
        let source = &shared::with_variables(source, findings);
        let (Some(words), Some(flow)) = (words::read(source, &gallery, findings), &flow) else { continue };
        let (sections, says) = (SectionMarks::of(&words), says::read(flow, &words, source, findings));
        let parts = record::parts(&words);
        let here = join::homes(&words);
        let mut draft = join::join((flow, &files.flow), (words, source), (&files.id, lang, &homes), findings);
        if homes.is_empty() {
            homes = here;
        }
        draft.has_sentences = !says.is_empty();
        if findings.len() > before {
            continue;
        }
        match Article::try_from(draft) {
            Ok(article) => languages.push(Language { source: source.clone(), article, sections, says, parts }),
            Err(InvalidArticle::TooMany("sections")) => {
                findings.push(source.at(0..0, TOO_MANY, InvalidArticle::TooMany("sections")));
            }
            Err(fault) => findings.push(flow.locate(&files.flow, &fault)),
        }
    }
    let pictures = files.pictures.clone();
    Some(Manuscript { flow: flow?, source: files.flow.clone(), languages, pictures, record: None })
}

/// A file's words, whatever is wrong with them; nothing where they can't be read at all.
pub(super) fn words_of(source: &Source) -> Option<Words> {
    let findings = &mut Vec::new();
    words::read(&shared::with_variables(source, findings), &Gallery::default(), findings)
}

fn open(folder: &Path, findings: &mut Vec<Finding>) -> Option<Files> {
    let mut report = |finding| findings.push(finding);
    let Ok(path) = fs::canonicalize(folder) else {
        report(Source::without_text(folder).at(0..0, UNREADABLE, "the folder is missing"));
        return None;
    };
    let id = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    if !is_id(id) {
        let message = "an article's folder is named by its id: lower-case words joined by hyphens";
        report(Source::without_text(folder).at(0..0, FILE_NAME, message));
    }
    let languages = languages(folder).unwrap_or_else(|finding| {
        report(finding);
        Vec::new()
    });
    let flow = Source::read(&folder.join("flow.toml")).map_err(&mut report).ok();
    let words = languages.into_iter().filter_map(|lang| {
        let source = Source::read(&folder.join(format!("{lang}.md"))).map_err(&mut report).ok()?;
        Some((lang, source))
    });
    let words = words.collect();
    Some(Files { id: id.into(), flow: flow?, words, pictures: Pictures::of(folder) })
}

/// The languages that a folder has words in: English, which others are translated from, then the rest, sorted.
fn languages(folder: &Path) -> Result<Vec<String>, Finding> {
    let mut languages = Vec::new();
    let unreadable = |error| {
        let message = format_args!("the folder can't be read: {error}");
        Source::without_text(folder).at(0..0, UNREADABLE, message)
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let lang = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        if !is_language(lang) {
            let message = "the file is not named by a language, as in en.md or pt-BR.md";
            return Err(Source::without_text(&path).at(0..0, FILE_NAME, message));
        }
        languages.push(lang.to_owned());
    }
    if languages.is_empty() {
        return Err(Source::without_text(folder).at(0..0, FILE_NAME, "the article has no words: add en.md"));
    }
    languages.sort_by_key(|lang| (lang != "en", lang.clone()));
    Ok(languages)
}

/// What `flow.toml` may have.
pub(super) fn flow_schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<entries::FlowFile>()
}

/// What the front matter of `LANG.md` may have.
pub(super) fn front_matter_schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<words::Front>()
}

/// Whether this has the form of a language's tag: two or three letters, and parts after hyphens.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = language.bytes().all(|letter| letter.is_ascii_lowercase());
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric());
    (2..=3).contains(&language.len()) && letters && parts.all(part)
}
