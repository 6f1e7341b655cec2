//! Which paragraphs and quotes are callouts: by their mark, as in `[!WARNING]`, or by their first word, as in **Note:**.

use pulldown_cmark::BlockQuoteKind;

use crate::article::{CalloutKind, Span};

/// The words for a callout in the languages that help articles are mostly written in.
const WORDS: [(&str, CalloutKind); 21] = [
    ("warning", CalloutKind::Warning),
    ("caution", CalloutKind::Warning),
    ("danger", CalloutKind::Warning),
    ("attention", CalloutKind::Warning),
    ("warnung", CalloutKind::Warning),
    ("achtung", CalloutKind::Warning),
    ("vorsicht", CalloutKind::Warning),
    ("avertissement", CalloutKind::Warning),
    ("advertencia", CalloutKind::Warning),
    ("important", CalloutKind::Info),
    ("note", CalloutKind::Info),
    ("info", CalloutKind::Info),
    ("hinweis", CalloutKind::Info),
    ("wichtig", CalloutKind::Info),
    ("remarque", CalloutKind::Info),
    ("nota", CalloutKind::Info),
    ("importante", CalloutKind::Info),
    ("tip", CalloutKind::Advice),
    ("tipp", CalloutKind::Advice),
    ("astuce", CalloutKind::Advice),
    ("consejo", CalloutKind::Advice),
];

/// What the five kinds of other Markdown are here.
pub fn of_alert(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Warning | BlockQuoteKind::Caution => CalloutKind::Warning,
        BlockQuoteKind::Note | BlockQuoteKind::Important => CalloutKind::Info,
        BlockQuoteKind::Tip => CalloutKind::Advice,
    }
}

/// A paragraph that says of itself which kind of callout it is.
pub struct Marked {
    /// Which kind.
    pub kind: CalloutKind,
    /// The word that says so.
    pub word: String,
    /// What is left without it.
    pub text: Vec<Span>,
}

impl Marked {
    /// Reads a paragraph's first word.
    pub fn read(spans: &[Span]) -> Option<Self> {
        let (first, rest) = spans.split_first()?;
        let text = &first.text;
        let colon_behind = rest.first().is_some_and(|next| next.text.trim_start().starts_with(':'));
        let (word, after) = match text.strip_prefix("[!").and_then(|text| text.split_once(']')) {
            Some((word, after)) => (word, without_id(after)),
            None if first.strong && colon_behind => (text.as_str(), ""),
            None if first.strong => text.split_once([':', '!'])?,
            None => return None,
        };
        let kind = WORDS.iter().find(|(known, _)| *known == word.trim().to_lowercase())?.1;
        let first = Span { text: after.trim_start().into(), ..first.clone() };
        let mut left: Vec<Span> = std::iter::once(first).filter(|span| !span.text.is_empty()).collect();
        left.extend(rest.iter().cloned());
        if let Some(begin) = left.first_mut() {
            // The colon may stand behind the strong word.
            begin.text = begin.text.trim_start_matches([':', ' ']).into();
        }
        left.retain(|span| !span.text.is_empty());
        (!left.is_empty()).then(|| Self { kind, word: word.trim().into(), text: left })
    }
}

/// A callout of this format may have an id, which means nothing without its flow.toml.
fn without_id(text: &str) -> &str {
    match text.trim_start().strip_prefix("{#").and_then(|text| text.split_once('}')) {
        Some((_, after)) => after,
        None => text,
    }
}
