//! A translation's section has the steps and the links of the original's: nothing to do is lost, and no link leads elsewhere.

use super::{Check, Code, Finding, Language, Subject, subject::Translated};
use crate::{
    article::{Block, Plain, Section, Target},
    author::code::CHANGED_SECTION,
};

/// See the module.
pub(super) struct ChangedSection;

impl Check for ChangedSection {
    fn code(&self) -> &'static Code {
        CHANGED_SECTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for translated in subject.translated() {
            let Translated { language, here, original, there, .. } = translated;
            let file = &original.source.file;
            let (blocks, others) = (blocks(here), blocks(there));
            if blocks != others {
                let message = format!("'{}' has {} here, and {} in {file}", here.id, list(&blocks), list(&others));
                let finding = translated.at(self.code(), message);
                found.push(finding.help("a translation has the same paragraphs, steps and lists, in the same order"));
            }
            let (links, others) = (links(language, here), links(original, there));
            if links != others {
                let message =
                    format!("'{}' links to {} here, and to {} in {file}", here.id, list(&links), list(&others));
                let finding = translated.at(self.code(), message);
                found.push(finding.help("a translation's links lead to the sections and hosts of the original's"));
            }
        }
    }
}

/// What stands in a section, one after the other. Whether its boxes are the same is asked elsewhere.
fn blocks(section: &Section) -> Vec<String> {
    let words = |block: &Block| {
        let Block::Plain(plain) = block else { return None };
        Some(match plain {
            Plain::Paragraph(_) => "a paragraph".to_owned(),
            Plain::Steps(steps) if steps.len() == 1 => "one step".to_owned(),
            Plain::Steps(steps) => format!("{} steps", steps.len()),
            Plain::List(items) => format!("a list of {}", items.len()),
            Plain::Code(_) => "code".to_owned(),
            Plain::Heading(_) => "a heading".to_owned(),
            Plain::Table(table) => format!("a table of {} cells", table.cells.len()),
            Plain::Picture(_) => "a picture".to_owned(),
            Plain::Note(..) => "a note".to_owned(),
        })
    };
    section.blocks.iter().filter_map(words).collect()
}

/// Where its links lead, sorted: to which sections, and to which hosts. A host may have a page of its own in each language.
fn links(language: &Language, section: &Section) -> Vec<String> {
    let sections = &language.article.draft().sections;
    let mut links: Vec<_> = section
        .spans()
        .filter_map(|span| span.target.as_ref())
        .map(|target| match target {
            Target::Url(url) => url.split('/').take(3).collect::<Vec<_>>().join("/"),
            Target::Section(id) => {
                sections.get(usize::from(id.0)).map_or_else(String::new, |section| format!("#{}", section.id))
            }
        })
        .collect();
    links.sort();
    links
}

fn list(words: &[String]) -> String {
    if words.is_empty() { "nothing".into() } else { words.join(", ") }
}
