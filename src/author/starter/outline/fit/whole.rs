//! What shows only in the whole: the introduction, and warnings that come too late.

use super::Fit;
use crate::{
    article::{CalloutKind, Plain},
    author::starter::outline::{Block, Change, Outline, Piece, Section, flatten, heading::Ids},
};

impl Fit<'_> {
    /// The first paragraph before all sections is the introduction; more than that needs a section.
    pub(super) fn introduce(&mut self) {
        let mut pieces = std::mem::take(&mut self.lead);
        // Badges and ways to elsewhere introduce nothing.
        let is_paragraph = |(_, piece): &(usize, &Piece)| match &piece.block {
            Block::Plain(Plain::Paragraph(spans)) => {
                !spans.iter().all(|span| span.target.is_some() || span.text == " ")
            }
            _ => false,
        };
        let mut paragraphs = pieces.iter().enumerate().filter(is_paragraph);
        let behind_title = paragraphs.clone().find(|(place, _)| *place >= self.before_title);
        let place = behind_title.or_else(|| paragraphs.next()).map(|(place, _)| place);
        let intro = place.map(|place| pieces.remove(place));
        if let Some(Piece { line, block: Block::Plain(Plain::Paragraph(spans)) }) = intro {
            let (text, lost) = flatten(&spans);
            let change = |lost| Change { line, what: format!("the introduction lost {lost}") };
            self.outline.changes.extend(lost.map(change));
            self.outline.intro = Some(text);
        }
        let Some(line) = pieces.first().map(|piece| piece.line) else { return };
        let what = "what stands before the first heading became the section 'Introduction'".into();
        self.outline.changes.push(Change { line, what });
        let id = self.headings.known.make("introduction");
        let introduction = Section { id, heading: "Introduction".into(), line, pieces };
        self.outline.sections.insert(0, introduction);
    }
}

/// Moves warnings before the steps that they warn about, since a reader acts on steps as they come. A heading within a
/// section whose warning would come behind the steps of another becomes a section.
pub(super) fn warn_first(outline: &mut Outline, ids: &mut Ids) {
    let mut sections = Vec::new();
    for mut section in std::mem::take(&mut outline.sections) {
        let pieces = std::mem::take(&mut section.pieces);
        let mut has_steps = false;
        for part in parts(pieces) {
            let part = in_order(part, &mut outline.changes);
            let warns = part.iter().any(|piece| matches!(piece.block, Block::Callout(CalloutKind::Warning, _)));
            let heading = part.first().and_then(|piece| match &piece.block {
                Block::Plain(Plain::Heading(heading)) => Some((heading.clone(), piece.line)),
                _ => None,
            });
            match heading {
                Some((heading, line)) if warns && has_steps => {
                    let what = format!("the heading '{heading}' became a section, since there is a warning under it");
                    outline.changes.push(Change { line, what });
                    let next = Section { id: ids.make(&heading), heading, line, pieces: Vec::new() };
                    sections.push(std::mem::replace(&mut section, next));
                    section.pieces.extend(part.into_iter().skip(1));
                    has_steps = false;
                }
                _ => section.pieces.extend(part),
            }
            has_steps |= section.pieces.iter().any(is_steps);
        }
        sections.push(section);
    }
    outline.sections = sections;
}

fn is_steps(piece: &Piece) -> bool {
    matches!(piece.block, Block::Plain(Plain::Steps(_)))
}

/// What stands under each heading within a section, the heading included.
fn parts(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut parts = vec![Vec::new()];
    for piece in pieces {
        if matches!(piece.block, Block::Plain(Plain::Heading(_))) {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(piece);
        }
    }
    parts
}

fn in_order(mut part: Vec<Piece>, changes: &mut Vec<Change>) -> Vec<Piece> {
    let Some(steps) = part.iter().position(is_steps) else { return part };
    let late = part.split_off(steps);
    let is_warning = |piece: &Piece| matches!(piece.block, Block::Callout(CalloutKind::Warning, _));
    let (warnings, rest): (Vec<Piece>, Vec<Piece>) = late.into_iter().partition(is_warning);
    let what = || "a warning was moved before the steps of its section".to_owned();
    changes.extend(warnings.iter().map(|warning| Change { line: warning.line, what: what() }));
    part.extend(warnings);
    part.extend(rest);
    part
}
