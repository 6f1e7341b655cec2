//! Callouts: block quotes whose first line says what they are, as in `> [!WARNING] {#reset-breaks}`.

use std::ops::Range;

use toml::Spanned;

use crate::{
    article::{CalloutKind, Plain},
    author::{code::BAD_CALLOUT, finding::Finding, source::Source},
};

const KINDS: [(&str, CalloutKind); 3] =
    [("WARNING", CalloutKind::Warning), ("NOTE", CalloutKind::Info), ("TIP", CalloutKind::Advice)];

/// A callout as it was read.
pub(crate) struct Callout {
    /// Its first line.
    pub marker: Range<usize>,
    /// How urgent it is.
    pub kind: CalloutKind,
    /// The name of its condition, if it has one.
    pub id: Option<Spanned<String>>,
    /// Its text.
    pub body: Vec<Plain>,
}

/// Reads the first line of the block quote at `quote`.
pub(super) fn read_marker(source: &Source, quote: Range<usize>) -> Result<Callout, Finding> {
    let text = source.text.get(quote.clone()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    let marker = quote.start..quote.start + line.len();
    let content = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    let Some((word, rest)) = content.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
        let finding = source.at(marker, BAD_CALLOUT, "a block quote must be a callout");
        return Err(finding.help("let its first line be '> [!WARNING]', '> [!NOTE]' or '> [!TIP]'"));
    };
    let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == word) else {
        let finding = source.at(marker, BAD_CALLOUT, format_args!("there is no kind of callout '{word}'"));
        return Err(finding.suggest(&word.to_uppercase(), KINDS.map(|(name, _)| name)));
    };
    let rest = rest.trim();
    let id = rest.strip_prefix("{#").and_then(|rest| rest.strip_suffix('}'));
    if id.is_none() && !rest.is_empty() {
        let message = "a callout's first line has only its kind and, if need be, its id";
        let finding = source.at(marker, BAD_CALLOUT, message);
        return Err(finding.help("begin the text on the next line; an id is written {#like-this}"));
    }
    let id = id.map(|id| {
        let start = marker.start + line.rfind(id).unwrap_or_default();
        Spanned::new(start..start + id.len(), id.to_owned())
    });
    if let Some(finding) = id.as_ref().and_then(|id| source.check_id(id)) {
        return Err(finding);
    }
    Ok(Callout { marker, kind: *kind, id, body: Vec::new() })
}
