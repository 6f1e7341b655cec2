//! A translation's paragraphs and steps come in the order of the original's, as far as numbers, code and links tell.

use super::{Check, Code, Finding, Language, Subject, subject::Translated};
use crate::{
    article::{Section, Span, Target},
    author::code::CHANGED_ORDER,
};

/// What stands for bold words.
const BOLD: &str = "bold words";

/// See the module.
pub(super) struct ChangedOrder;

impl Check for ChangedOrder {
    fn code(&self) -> &'static Code {
        CHANGED_ORDER
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for translated in subject.translated() {
            let Translated { language, here, original, there, .. } = translated;
            let (order, others) = (order(language, here), order(original, there));
            // What is lost altogether, other checks say.
            if order.len() != others.len() || kept(&order) != kept(&others) {
                continue;
            }
            let different = order.iter().zip(&others).position(|(one, other)| one != other);
            if let Some(place) = different {
                let list = |marks: Option<&Vec<String>>| match marks.map(Vec::as_slice) {
                    None | Some([]) => "nothing of the kind".to_owned(),
                    Some(marks) => marks.join(", "),
                };
                let file = &original.source.file;
                let message = format!(
                    "in line {} of '{}' is {} here, and {} in {file}",
                    place + 1,
                    here.id,
                    list(order.get(place)),
                    list(others.get(place))
                );
                let finding = translated.at(self.code(), message);
                found.push(finding.help("a translation has the same steps in the same order"));
            }
        }
    }
}

/// All links and code, wherever they stand.
fn kept(order: &[Vec<String>]) -> Vec<&String> {
    let mut all: Vec<&String> = order.iter().flatten().filter(|mark| *mark != BOLD).collect();
    all.sort();
    all
}

/// By line, what must be the same in every language.
fn order(language: &Language, section: &Section) -> Vec<Vec<String>> {
    let lines = section.lines();
    lines.map(|line| marks(language, line)).collect()
}

fn marks(language: &Language, line: &[Span]) -> Vec<String> {
    let sections = &language.article.draft().sections;
    let mut marks = Vec::new();
    for span in line {
        match &span.target {
            Some(Target::Section(id)) => {
                marks.extend(sections.get(usize::from(id.0)).map(|section| format!("a link to #{}", section.id)));
            }
            Some(Target::Url(_)) => marks.push("a link that leads away".into()),
            None if span.code => marks.push(format!("`{}`", span.text)),
            None if span.strong => marks.push(BOLD.into()),
            None => {}
        }
    }
    marks.sort();
    marks
}
