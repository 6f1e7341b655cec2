//! No mark of another Markdown dialect is left in a text: what was a box there would be read as words here.

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{article::Span, author::code::FOREIGN_MARKS};

/// What begins a box or a template in MkDocs, in Docusaurus and its like, and in Hugo, Jekyll and theirs.
const MARKS: [&str; 4] = ["!!! ", ":::", "{{", "{%"];

/// See the module.
pub(super) struct ForeignMarks;

impl Check for ForeignMarks {
    fn code(&self) -> &'static Code {
        FOREIGN_MARKS
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            for (place, section) in language.article.draft().sections.iter().enumerate() {
                let lines = section.lines();
                for mark in lines.filter_map(mark) {
                    let message = format!("'{mark}' in '{}' is a mark of another dialect of Markdown", section.id);
                    let finding = at_section(language, place, self.code(), message);
                    found.push(
                        finding.help("write a box as > [!WARNING], > [!TIP] or > [!NOTE], and mark code as code"),
                    );
                }
            }
        }
    }
}

/// The mark that a line of text has.
fn mark(line: &[Span]) -> Option<&'static str> {
    let text: String = line.iter().filter(|span| !span.code).map(|span| span.text.as_str()).collect();
    let has = |mark: &&str| if mark.ends_with(' ') { text.starts_with(*mark) } else { text.contains(*mark) };
    MARKS.into_iter().find(has).map(str::trim_end)
}
