//! Articles' sources for tests: those in `fixtures/author`, and changed copies of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use login_help::author::{Finding, Freshness, check, day, read};

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/author").join(name)
}

/// The good article's folder under another name, with its words changed.
pub fn changed(name: &str, change: impl Fn(String) -> Vec<u8>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("author").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(fixture("good").join("flow.toml"), folder.join("flow.toml")).unwrap();
    fs::write(folder.join("en.md"), change(fs::read_to_string(fixture("good").join("en.md")).unwrap())).unwrap();
    folder
}

/// What is wrong, and what could be better.
pub fn found_with_hints(folder: &Path) -> Vec<Finding> {
    let freshness = Freshness { today: day("2026-11-25").unwrap(), max_age: 365 };
    read(folder).map_or_else(|findings| findings, |manuscript| check(&manuscript, freshness))
}

pub fn found(folder: &Path) -> Vec<Finding> {
    let mut findings = found_with_hints(folder);
    findings.retain(Finding::is_wrong);
    findings
}

pub fn findings(folder: &Path) -> Vec<Finding> {
    let findings = found(folder);
    assert!(!findings.is_empty(), "the article has a mistake");
    findings
}

pub fn is_at(finding: &Finding, file: &str, line: usize, word: &str) -> bool {
    let said = format!("{} {}", finding.message, finding.help.as_deref().unwrap_or_default());
    let place = &finding.place;
    place.source.file.ends_with(file) && place.start().0 == line && said.contains(word)
}
