//! What becomes of an article's source, whatever stands in it.

#![allow(dead_code, reason = "each target takes one of the two files as it is")]

use std::path::Path;

use login_help::{
    article::Article,
    author::{Files, Freshness, Pictures, Source, check, read_files},
};

/// A good flow.
pub const FLOW: &[u8] = include_bytes!("../../fixtures/author/sound/flow.toml");
/// Its words.
pub const WORDS: &[u8] = include_bytes!("../../fixtures/author/sound/en.md");

/// Reads, checks and compiles; shows what is found.
pub fn read_and_use(flow: &[u8], words: &[u8]) {
    let source = |name: &str, bytes: &[u8]| Source::decode(Path::new(name), bytes.to_vec());
    let (flow, words) = match (source("flow.toml", flow), source("en.md", words)) {
        (Ok(flow), Ok(words)) => (flow, words),
        (flow, words) => return flow.err().into_iter().chain(words.err()).for_each(|finding| drop(finding.render(true))),
    };
    let findings = match read_files(&Files { id: "article".into(), flow, words: vec![("en".into(), words)], pictures: Pictures::default() }) {
        Ok(manuscript) => {
            let article = &manuscript.languages.first().expect("one language was given").article;
            let bytes = article.to_bytes().expect("memory for a small article");
            assert_eq!(Article::from_bytes(&bytes).as_ref(), Ok(article));
            check(&manuscript, Freshness::default())
        }
        Err(findings) => {
            assert!(!findings.is_empty(), "an article that can't be read has a finding");
            findings
        }
    };
    for finding in findings {
        assert!(!finding.render(false).is_empty());
    }
}
