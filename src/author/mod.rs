//! The author tool: Markdown and TOML to compiled articles, and to the page that shows an article without the widget.
//!
//! A source file is read ([`Finding`]s have positions in it), its structure becomes types, names become positions
//! (`flow`, `condition`), Markdown becomes sections (`markdown`, `callout`, `inline`), and the two are joined
//! (`join`, `labels`). Nothing is written of articles with a finding.

mod callout;
mod condition;
mod files;
mod finding;
mod flow;
mod inline;
mod join;
mod labels;
mod markdown;
mod page;
mod strings;
mod table;
mod words;

use std::{ffi::OsStr, fs, path::Path};

pub use files::{Built, Failure, build, build_strings, fill_page, print};
pub use finding::Finding;
use finding::{Source, is_id};
pub use page::{MissingPlaceholder, article_html, fill_template};
pub use strings::strings;

use crate::article::Article;

/// Compiles an article's folder: an article per `LANG.md`, sorted by language.
///
/// # Errors
/// Every mistake that was found in the folder's files, sorted by file and line.
pub fn compile(folder: &Path) -> Result<Vec<Article>, Vec<Finding>> {
    let mut findings = Vec::new();
    let articles = compile_folder(folder, &mut findings);
    if findings.is_empty() {
        return Ok(articles);
    }
    // A mistake of the flow's shows once in each language.
    findings.sort();
    findings.dedup();
    Err(findings)
}

fn compile_folder(folder: &Path, findings: &mut Vec<Finding>) -> Vec<Article> {
    let mut report = |finding| findings.push(finding);
    let Ok(path) = fs::canonicalize(folder) else {
        report(Finding::of_file(folder, "the folder is missing"));
        return Vec::new();
    };
    let id = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    if !is_id(id) {
        report(Finding::of_file(folder, "an article's folder is named by its id: lower-case words joined by hyphens"));
    }
    let languages = languages(folder).unwrap_or_else(|finding| {
        report(finding);
        Vec::new()
    });
    let flow_source = Source::read(&folder.join("flow.toml")).map_err(report).ok();
    let before = findings.len();
    let flow = flow_source.as_ref().and_then(|source| flow::read(source, findings));
    // Words are checked against a flow that is right, lest one mistake be reported many times.
    let flow = flow.filter(|_| findings.len() == before).zip(flow_source);
    let mut articles = Vec::new();
    for lang in &languages {
        let before = findings.len();
        let source = Source::read(&folder.join(format!("{lang}.md"))).map_err(|finding| findings.push(finding)).ok();
        let words = source.and_then(|source| Some((words::read(&source, findings)?, source)));
        let (Some((flow, flow_source)), Some((words, source))) = (&flow, words) else { continue };
        let draft = join::join((flow, flow_source), (words, &source), (id, lang), findings);
        if findings.len() > before {
            continue;
        }
        match Article::try_from(draft) {
            Ok(article) => articles.push(article),
            Err(fault) => findings.push(flow.locate(flow_source, &fault)),
        }
    }
    articles
}

/// The languages that a folder has words in, sorted.
fn languages(folder: &Path) -> Result<Vec<String>, Finding> {
    let unreadable = |error| Finding::of_file(folder, format_args!("the folder can't be read: {error}"));
    let mut languages = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let lang = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        if !is_language(lang) {
            return Err(Finding::of_file(&path, "the file is not named by a language, as in en.md or pt-BR.md"));
        }
        languages.push(lang.to_owned());
    }
    if languages.is_empty() {
        return Err(Finding::of_file(folder, "the article has no words: add en.md"));
    }
    languages.sort();
    Ok(languages)
}

/// Whether this has the form of a language's tag: two or three letters, and parts after hyphens.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = language.bytes().all(|letter| letter.is_ascii_lowercase());
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric());
    (2..=3).contains(&language.len()) && letters && parts.all(part)
}
