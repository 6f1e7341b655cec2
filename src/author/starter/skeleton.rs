//! The skeleton of an article, from any text in Markdown or HTML, and the report of what is left to do.

use std::{
    collections::HashSet,
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
};

use super::{Home, NotStarted, outline, outline::Change, pictures::Gallery, write};
use crate::author::{
    check::{Freshness, check},
    code::UNREACHED_SECTION,
    read::{Files, Pictures, read_files},
    source::Source,
};

/// What was made of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// What of the text changed, and what was made up, by line of the text.
    pub changes: Vec<Change>,
    /// The sections that no path reaches yet, by line of the written file.
    pub unreached: Vec<Unreached>,
}

/// A section that no path reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreached {
    /// Its id.
    pub section: String,
    /// Its heading.
    pub heading: String,
    /// The line of its heading in the written file of words, counted from 1.
    pub line: usize,
}

/// Makes an article's folder from a text in Markdown or HTML: a section for each heading, a remedy for each section that reads like
/// a trouble, and one question that tells them apart.
///
/// # Errors
/// Says why nothing was written: as for [`super::create`], or a text that can't be read or has no words.
pub fn from_file(text: &Path, folder: &Path, lang: &str) -> Result<Skeleton, NotStarted> {
    let home = Home::new(folder, lang)?;
    let source = Source::read(text).map_err(|finding| NotStarted::Findings(vec![finding]))?;
    let mut gallery = Gallery::of(text.parent().unwrap_or(Path::new(".")));
    let mut outline = outline::read(&source, &mut gallery);
    if outline.title.is_none() && outline.intro.is_none() && outline.sections.is_empty() {
        return Err(NotStarted::NoText(text.into()));
    }
    let from = text.file_name().and_then(OsStr::to_str).unwrap_or("a text").replace(char::is_control, " ");
    let written = write::files(&mut outline, &gallery.origins, &home.id, &from);
    let unreached = unreached(&home, &written, gallery.pictures())?;
    let files = home.write(&written.flow, &written.words, &gallery.files)?;
    let mut changes = outline.changes;
    changes.sort_by_key(|change| change.line);
    changes.dedup();
    Ok(Skeleton { files, changes, unreached })
}

/// Reads the article before it is written, and asks the check what is never reached.
fn unreached(home: &Home<'_>, written: &write::Files, pictures: Pictures) -> Result<Vec<Unreached>, NotStarted> {
    let source = |path: &Path, text: &str| {
        Source::decode(path, text.into()).map_err(|finding| NotStarted::Findings(vec![finding]))
    };
    let flow = source(&home.folder.join("flow.toml"), &written.flow)?;
    let words = source(&home.words(), &written.words)?;
    let files = Files { id: home.id.clone(), flow, words: vec![(home.lang.into(), words)], pictures };
    let manuscript = read_files(&files).map_err(NotStarted::Findings)?;
    let findings = check(&manuscript, Freshness::default());
    let findings = findings.iter().filter(|finding| finding.code == UNREACHED_SECTION);
    let places: HashSet<usize> = findings.map(|finding| finding.place.span.start).collect();
    let mut unreached = Vec::new();
    for language in &manuscript.languages {
        let (mut line, mut at) = (1, 0);
        for (section, marks) in language.article.draft().sections.iter().zip(&language.sections) {
            let before = language.source.text.get(at..marks.id.start).unwrap_or_default();
            (line, at) = (line + before.matches('\n').count(), marks.id.start);
            if places.contains(&at) {
                unreached.push(Unreached { section: section.id.clone(), heading: section.heading.clone(), line });
            }
        }
    }
    Ok(unreached)
}

/// The report, for the command line.
impl fmt::Display for Skeleton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for file in &self.files {
            writeln!(f, "{}", file.display())?;
        }
        if !self.changes.is_empty() {
            writeln!(f, "\nChanged or made up, by line of the text:")?;
        }
        for change in &self.changes {
            writeln!(f, "  {change}")?;
        }
        if self.unreached.is_empty() {
            return write!(f, "\nEvery section is reached.");
        }
        write!(f, "\nNo path reaches these sections yet:")?;
        for Unreached { section, heading, line } in &self.unreached {
            write!(f, "\n  line {line}: {heading} ({section})")?;
        }
        Ok(())
    }
}
