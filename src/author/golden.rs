//! Every path of every article, kept in files: what a reviewer reads to see what a change does to people.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use super::{
    files::{Built, Failure, articles, file_error},
    show,
};
use crate::article::Article;

/// A file of paths that is not as the paths are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which one.
    pub file: PathBuf,
    /// What it has, line by line, that the paths have not, and the other way round; all of it if there is no such file.
    pub lines: Vec<String>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More is for a tool that compares files.
        const SHOWN: usize = 20;
        write!(f, "{}:", self.file.display())?;
        self.lines.iter().take(SHOWN).try_for_each(|line| write!(f, "\n{line}"))?;
        match self.lines.len().checked_sub(SHOWN) {
            Some(more @ 1..) => write!(f, "\n… and {more} lines more"),
            _ => Ok(()),
        }
    }
}

/// Writes the paths of the articles at a path to `out/ID.LANG.txt`, for every language.
///
/// # Errors
/// The articles' mistakes, or what can't be read or written.
pub fn write_paths(path: &Path, out: &Path) -> Result<Vec<Built>, Failure> {
    fs::create_dir_all(out).map_err(file_error(out))?;
    let write = |article: &Article| {
        let (file, paths) = (file_of(article, out), show::paths(article));
        fs::write(&file, &paths).map_err(file_error(&file))?;
        Ok(Built { file, bytes: paths.len() })
    };
    articles(path, None)?.iter().map(write).collect()
}

/// The files in `golden` that are not as [`write_paths`] would write them.
///
/// # Errors
/// The articles' mistakes, or what can't be read.
pub fn changed_paths(path: &Path, golden: &Path) -> Result<Vec<Change>, Failure> {
    let mut changes = Vec::new();
    for article in articles(path, None)? {
        let file = file_of(&article, golden);
        let before = match fs::read_to_string(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read.map_err(file_error(&file))?,
        };
        let lines = difference(&before, &show::paths(&article));
        changes.extend((!lines.is_empty()).then_some(Change { file, lines }));
    }
    Ok(changes)
}

fn file_of(article: &Article, folder: &Path) -> PathBuf {
    let draft = article.draft();
    folder.join(format!("{}.{}.txt", draft.id, draft.lang))
}

fn difference(before: &str, now: &str) -> Vec<String> {
    let line = |change: similar::Change<&str>| match change.tag() {
        similar::ChangeTag::Delete => Some(format!("- {}", change.value().trim_end())),
        similar::ChangeTag::Insert => Some(format!("+ {}", change.value().trim_end())),
        similar::ChangeTag::Equal => None,
    };
    similar::TextDiff::from_lines(before, now).iter_all_changes().filter_map(line).collect()
}
