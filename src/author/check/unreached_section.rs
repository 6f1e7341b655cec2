//! Every section is some remedy's, or links lead to it from one that is.

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{
    article::{Section, Span, Target},
    author::code::UNREACHED_SECTION,
};

/// See the module.
pub(super) struct UnreachedSection;

impl Check for UnreachedSection {
    fn code(&self) -> &'static Code {
        UNREACHED_SECTION
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            let draft = language.article.draft();
            let mut todo: Vec<usize> = draft.remedies.iter().map(|remedy| usize::from(remedy.section.0)).collect();
            let mut reached = vec![false; draft.sections.len()];
            while let Some(place) = todo.pop() {
                let Some(slot) = reached.get_mut(place).filter(|reached| !**reached) else { continue };
                *slot = true;
                todo.extend(draft.sections.get(place).into_iter().flat_map(links));
            }
            for (place, section) in
                draft.sections.iter().enumerate().filter(|(place, _)| reached.get(*place) == Some(&false))
            {
                let message = format!("no path reaches the section '{}'", section.id);
                let help = format!("add a remedy for it to flow.toml: section = \"{}\" and when it helps", section.id);
                found.push(at_section(language, place, self.code(), message).help(help));
            }
        }
    }
}

fn links(section: &Section) -> Vec<usize> {
    let target = |span: &Span| match span.target {
        Some(Target::Section(section)) => Some(usize::from(section.0)),
        _ => None,
    };
    section.spans().filter_map(target).collect()
}
