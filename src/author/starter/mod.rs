//! New articles: one to learn the format from, or the skeleton of one from any text in Markdown or HTML.
//!
//! [`create`] writes the templates beside this file. [`from_file`] reads the text into what an article can have
//! (`outline`), with its pictures (`pictures`), finds the sections that read like a trouble (`trouble`), and writes it all in the format (`write`).

mod escape;
mod outline;
mod pictures;
mod skeleton;
mod trouble;
mod write;

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

pub use outline::Change;
pub use skeleton::{Skeleton, Unreached, from_file};

use super::{finding::Finding, read::is_language, schema, source::is_id};

/// Why no article was started.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// The folder's name is the article's id, which goes into addresses.
    #[error("{}: an article's folder is named by its id: lower-case words joined by hyphens, as in cant-log-in", .0.display())]
    BadName(PathBuf),
    /// The language's tag names the file of its words.
    #[error("'{0}' is not the tag of a language, as in en or pt-BR")]
    BadLanguage(String),
    /// Something is there, and nothing is overwritten.
    #[error("{}: the folder is not empty", .0.display())]
    NotEmpty(PathBuf),
    /// A text without a word.
    #[error("{}: there is no text to begin with", .0.display())]
    NoText(PathBuf),
    /// A text that can't be read, or is more than an article can hold.
    #[error("{}", .0.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n\n"))]
    Findings(Vec<Finding>),
    /// A file or folder that can't be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

/// Writes a new article's folder: a small but whole article whose comments explain the format, and the schemas for
/// editors. Gives the files that were written.
///
/// # Errors
/// Says why nothing was written: a bad name or language, or a folder that has something in it.
pub fn create(folder: &Path, lang: &str) -> Result<Vec<PathBuf>, NotStarted> {
    let flow = include_str!("flow.toml").replace("en.md", &format!("{lang}.md"));
    Home::new(folder, lang)?.write(&flow, include_str!("words.md"), &BTreeMap::new())
}

/// Where a new article is going to live.
struct Home<'a> {
    folder: &'a Path,
    /// The article's id: the folder's name.
    id: String,
    lang: &'a str,
}

impl<'a> Home<'a> {
    /// A folder that has a good name and nothing in it, if it is there at all.
    fn new(folder: &'a Path, lang: &'a str) -> Result<Self, NotStarted> {
        if !is_language(lang) {
            return Err(NotStarted::BadLanguage(lang.into()));
        }
        let real = fs::canonicalize(folder);
        let id = real.as_deref().unwrap_or(folder).file_name().and_then(OsStr::to_str).unwrap_or_default();
        if !is_id(id) {
            return Err(NotStarted::BadName(folder.into()));
        }
        match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
            Ok(true) => Err(NotStarted::NotEmpty(folder.into())),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(file_error(folder)(error)),
            _ => Ok(Self { folder, id: id.into(), lang }),
        }
    }

    /// The file of its words.
    fn words(&self) -> PathBuf {
        self.folder.join(format!("{}.md", self.lang))
    }

    /// Writes an article and its schemas, and copies its pictures from where they are, by their name.
    fn write(&self, flow: &str, words: &str, pictures: &BTreeMap<String, PathBuf>) -> Result<Vec<PathBuf>, NotStarted> {
        let files = [
            (self.folder.join("flow.toml"), flow.to_owned()),
            (self.words(), words.to_owned()),
            (self.folder.join("flow.schema.json"), format!("{:#}\n", schema::flow())),
            (self.folder.join("front-matter.schema.json"), format!("{:#}\n", schema::front_matter())),
        ];
        fs::create_dir_all(self.folder).map_err(file_error(self.folder))?;
        for (path, text) in &files {
            // Not `fs::write`, which would overwrite a file that came meanwhile.
            let file = OpenOptions::new().write(true).create_new(true).open(path);
            file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(file_error(path))?;
        }
        let mut written: Vec<PathBuf> = files.into_iter().map(|(path, _)| path).collect();
        for (name, from) in pictures {
            let path = self.folder.join(name);
            fs::copy(from, &path).map_err(file_error(from))?;
            written.push(path);
        }
        Ok(written)
    }
}

fn file_error(path: &Path) -> impl FnOnce(io::Error) -> NotStarted {
    move |error| NotStarted::File { path: path.into(), error }
}
