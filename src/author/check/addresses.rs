//! Every address that people may be led to, with where it stands.

use super::{Finding, Subject};
use crate::{
    article::{Section, Target},
    author::{Source, code::Code},
};

/// An address in a source file.
pub(super) struct Address<'a> {
    pub source: &'a Source,
    pub url: &'a str,
}

impl<'a> Address<'a> {
    /// Its host, or what stands behind the `@` of a mail address.
    pub fn host(&self) -> &'a str {
        let rest = self.url.split_once("://").map_or(self.url, |(_, rest)| rest);
        let rest = rest.strip_prefix("mailto:").unwrap_or(rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        host.split(':').next().unwrap_or_default()
    }

    /// Whether it looks like another host's: `https://example.com@elsewhere.example/`.
    pub fn has_a_user(&self) -> bool {
        let authority =
            self.url.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
        authority.is_some_and(|authority| authority.contains('@'))
    }

    /// A finding at the host.
    pub fn at(&self, code: &'static Code, message: String) -> Finding {
        let start = self.source.text.find(self.url).unwrap_or_default();
        self.source.at(start..start + self.url.len(), code, message)
    }
}

/// All of them, each once in a file.
pub(super) fn addresses<'a>(subject: &Subject<'a>) -> Vec<Address<'a>> {
    let mut all: Vec<Address<'a>> = Vec::new();
    let mut add = |source: &'a Source, url: &'a str| {
        if !url.is_empty() && !all.iter().any(|other| other.url == url && other.source == source) {
            all.push(Address { source, url });
        }
    };
    let (draft, flow) = (subject.draft(), &subject.manuscript.source);
    let actions = draft.remedies.iter().filter_map(|remedy| remedy.action.as_ref());
    [draft.support.url.as_str(), &draft.sender].into_iter().for_each(|url| add(flow, url));
    actions.for_each(|action| add(flow, &action.url));
    for language in &subject.manuscript.languages {
        for section in &language.article.draft().sections {
            add(&language.source, &section.source);
            for target in Section::spans(section).filter_map(|span| span.target.as_ref()) {
                if let Target::Url(url) = target {
                    add(&language.source, url);
                }
            }
        }
    }
    all
}
