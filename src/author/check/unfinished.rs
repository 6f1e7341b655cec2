//! An article is finished: no mark says that something is yet to be written, no section is empty, and no link leads to
//! where it stands.

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{
    article::Target,
    author::{code::UNFINISHED, source::is_blank},
};

/// What authors write where something is missing.
const MARKS: [&str; 6] = ["TODO", "FIXME", "TBD", "XXX", "Lorem ipsum", "Say here how people reach a person"];

/// See the module.
pub(super) struct Unfinished;

impl Check for Unfinished {
    fn code(&self) -> &'static Code {
        UNFINISHED
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let components: Vec<&str> = subject.draft().components.split('\n').map(str::trim).collect();
        for (place, span) in subject.marks().components.iter().enumerate() {
            let name = components.get(place).copied().unwrap_or_default();
            let message = match components.iter().take(place).find(|before| **before == name) {
                _ if is_blank(name) => "this component has no name".to_owned(),
                Some(_) => format!("the component '{name}' stands here twice"),
                None => continue,
            };
            let finding = subject.in_flow(Some(span), self.code(), message);
            found.push(finding.help("write it as your status page does, or remove it"));
        }
        for language in &subject.manuscript.languages {
            let text = &language.source.text;
            for mark in MARKS {
                let stands_alone = |(start, _): &(usize, &str)| {
                    let before = text.get(..*start).and_then(|before| before.chars().next_back());
                    let after = text.get(start + mark.len()..).and_then(|after| after.chars().next());
                    ![before, after].into_iter().flatten().any(|letter| letter.is_alphanumeric() || letter == '_')
                };
                for (start, _) in text.match_indices(mark).filter(stands_alone) {
                    let message = format!("'{mark}' says that something is yet to be written");
                    found.push(language.source.at(start..start + mark.len(), self.code(), message).help("write it"));
                }
            }
            for (place, section) in language.article.draft().sections.iter().enumerate() {
                if section.blocks.is_empty() {
                    let message = format!("nothing stands under the heading of '{}'", section.id);
                    found.push(at_section(language, place, self.code(), message).help("write it"));
                }
                let to_itself = |target: &Target| matches!(target, Target::Section(to) if usize::from(to.0) == place);
                if section.spans().filter_map(|span| span.target.as_ref()).any(to_itself) {
                    let message = format!("a link in '{}' leads to '{0}' itself", section.id);
                    found
                        .push(at_section(language, place, self.code(), message).help("link to what it should lead to"));
                }
            }
        }
    }
}
