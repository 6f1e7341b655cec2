//! What shows only in the whole: the introduction, and warnings that come too late.

use std::mem;

use super::Reader;
use crate::{
    article::{CalloutKind, Plain},
    author::starter::outline::{Block, Change, Piece, Section, flatten},
};

impl Reader {
    /// The first paragraph before all sections is the introduction; more than that needs a section.
    pub(super) fn lead(&mut self) {
        let mut pieces = mem::take(&mut self.lead);
        let is_paragraph = |(_, piece): &(usize, &Piece)| matches!(piece.block, Block::Plain(Plain::Paragraph(_)));
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

/// Moves warnings before the steps that they warn about, since a reader acts on steps as they come.
pub(super) fn warn_first(section: &mut Section, changes: &mut Vec<Change>) {
    let is_steps = |piece: &Piece| matches!(piece.block, Block::Plain(Plain::Steps(_)));
    let Some(steps) = section.pieces.iter().position(is_steps) else { return };
    let late = section.pieces.split_off(steps);
    let is_warning = |piece: &Piece| matches!(piece.block, Block::Callout(CalloutKind::Warning, _));
    let (warnings, rest): (Vec<Piece>, Vec<Piece>) = late.into_iter().partition(is_warning);
    let what = || "a warning was moved before the steps of its section".to_owned();
    changes.extend(warnings.iter().map(|warning| Change { line: warning.line, what: what() }));
    section.pieces.extend(warnings);
    section.pieces.extend(rest);
}
