//! The author tool: what makes an article of Markdown and TOML, and makes sure that nobody gets lost in it.
//!
//! [`read`] makes a [`Manuscript`] of the files or says what is wrong with them; [`check`] proves what must be true of
//! every case; what is shown of an article (page, graph, paths, explanation) is made from it. Nothing is built of an
//! article with an error.

mod check;
mod code;
mod files;
mod finding;
mod first;
mod golden;
mod links;
mod page;
pub mod preview;
pub mod proof;
mod read;
mod record;
mod report;
pub mod schema;
pub mod show;
mod source;
pub mod starter;
mod suggestion;
mod translate;
mod understanding;
pub mod watch;

use std::path::Path;

pub use check::{Freshness, check, check_without_learning, day};
pub use code::{ALL as CODES, Code, Level};
pub use files::{
    Built, Checked, Failure, PageFiles, article, articles, build, build_strings, check_all, fill_page, language,
    missing_strings, print,
};
pub use finding::Finding;
pub use first::{first_file, first_screen};
pub use golden::{Change, changed_paths, write_paths};
pub use links::{Asking, Leads, Link, Report, links};
pub use page::{MissingPlaceholder, Parts, Translation, article_html, fill_template};
pub use read::{
    Files, Language, Manuscript, PictureFile, Pictures, Said, Says, check_strings, read, read_files, strings,
};
pub use record::{Part, Record, Remembered, remember};
pub use report::{Format, list, report};
pub use source::{Place, Source};
pub use translate::{Imported, NotTranslated, TranslationFormat, export, import};
pub use understanding::table;

use crate::article::Article;

/// Compiles an article's folder: an article per `LANG.md`, English first.
///
/// # Errors
/// Every mistake of form that was found in the folder's files, sorted by file and line.
pub fn compile(folder: &Path) -> Result<Vec<Article>, Vec<Finding>> {
    Ok(read(folder)?.languages.into_iter().map(|language| language.article).collect())
}
