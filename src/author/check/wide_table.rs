//! No table is wider than a phone shows with little scrolling.

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{
    article::{Plain, Table},
    author::code::WIDE_TABLE,
};

/// In columns.
const MOST: u16 = 4;

/// See the module.
pub(super) struct WideTable;

impl Check for WideTable {
    fn code(&self) -> &'static Code {
        WIDE_TABLE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            for (place, section) in language.article.draft().sections.iter().enumerate() {
                for plain in section.plains() {
                    let Plain::Table(Table { columns, .. }) = plain else { continue };
                    if *columns > MOST {
                        let message = format!("the table in '{}' has {columns} columns", section.id);
                        let finding = at_section(language, place, self.code(), message);
                        found.push(finding.help("leave out a column, or write a list"));
                    }
                }
            }
        }
    }
}
