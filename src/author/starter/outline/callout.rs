//! What is a callout, and of which kind: by its mark, as in `[!WARNING]`, by its first word, as in **Note:**, or by the name
//! that a site generator or a style sheet has for it.

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

/// What else generators call them.
const NAMES: [(&str, CalloutKind); 25] = [
    ("warn", CalloutKind::Warning),
    ("error", CalloutKind::Warning),
    ("critical", CalloutKind::Warning),
    ("bug", CalloutKind::Warning),
    ("failure", CalloutKind::Warning),
    ("fail", CalloutKind::Warning),
    ("deprecated", CalloutKind::Warning),
    ("information", CalloutKind::Info),
    ("abstract", CalloutKind::Info),
    ("summary", CalloutKind::Info),
    ("tldr", CalloutKind::Info),
    ("todo", CalloutKind::Info),
    ("question", CalloutKind::Info),
    ("help", CalloutKind::Info),
    ("faq", CalloutKind::Info),
    ("example", CalloutKind::Info),
    ("quote", CalloutKind::Info),
    ("seealso", CalloutKind::Info),
    ("disclaimer", CalloutKind::Info),
    ("primary", CalloutKind::Info),
    ("secondary", CalloutKind::Info),
    ("success", CalloutKind::Advice),
    ("hint", CalloutKind::Advice),
    ("check", CalloutKind::Advice),
    ("done", CalloutKind::Advice),
];

/// Names of boxes that say nothing of their kind.
const ANY: [&str; 9] =
    ["alert", "callout", "admonition", "notice", "panel", "infobox", "aside", "macro", "confluence-information-macro"];

/// What a class may have beside its kind, where it is that of a box.
const OF_A_BOX: [&str; 11] =
    ["note", "alert", "callout", "admonition", "notice", "panel", "box", "macro", "message", "hint", "style"];

/// What a class has that is of a part of a box.
const OF_A_PART: [&str; 13] = [
    "icon", "title", "heading", "header", "link", "body", "content", "text", "label", "image", "close", "name", "list",
];

/// The kind of a box by its name; nothing where no box is called so, and no kind where it could be any.
pub fn of_name(name: &str) -> Option<Option<CalloutKind>> {
    let name = name.to_lowercase();
    let found = WORDS.iter().chain(&NAMES).find(|(known, _)| *known == name);
    found.map(|(_, kind)| Some(*kind)).or_else(|| ANY.contains(&name.as_str()).then_some(None))
}

/// The kind of the box that an element of this class is.
pub fn of_class(class: &str) -> Option<Option<CalloutKind>> {
    let class = class.to_lowercase();
    if ANY.contains(&class.as_str()) {
        return Some(None);
    }
    let found = WORDS.iter().chain(NAMES.iter().take(8)).find(|(known, _)| *known == class);
    if let Some((_, kind)) = found {
        return Some(Some(*kind));
    }
    let words: Vec<&str> = class.split(|letter: char| !letter.is_alphanumeric()).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if !has(&OF_A_BOX) || has(&OF_A_PART) {
        return None;
    }
    let kind = words.iter().rev().find_map(|word| of_name(word).flatten());
    let is_any = words.last().is_some_and(|last| ["callout", "alert", "admonition", "infobox"].contains(last));
    kind.map(Some).or(is_any.then_some(None))
}

/// Signs that boxes begin with in place of a word.
const SIGNS: [(char, CalloutKind); 11] = [
    ('⚠', CalloutKind::Warning),
    ('❗', CalloutKind::Warning),
    ('🚨', CalloutKind::Warning),
    ('⛔', CalloutKind::Warning),
    ('🛑', CalloutKind::Warning),
    ('💡', CalloutKind::Advice),
    ('✅', CalloutKind::Advice),
    ('ℹ', CalloutKind::Info),
    ('📌', CalloutKind::Info),
    ('📝', CalloutKind::Info),
    ('🔔', CalloutKind::Info),
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
    /// Reads a paragraph's first word, behind which no colon need stand in a box.
    pub fn read(spans: &[Span], in_box: bool) -> Option<Self> {
        let (first, rest) = spans.split_first()?;
        let text = &first.text;
        if in_box && let Some((sign, kind)) = SIGNS.iter().find(|(sign, _)| text.starts_with(*sign)) {
            let after = text.trim_start_matches([*sign, '\u{fe0f}', ' ']);
            let first = Span { text: after.into(), ..first.clone() };
            let left = std::iter::once(first).chain(rest.iter().cloned()).filter(|span| !span.text.is_empty());
            return Some(Self { kind: *kind, word: sign.to_string(), text: left.collect() });
        }
        let colon_behind = rest.first().is_some_and(|next| next.text.trim_start().starts_with(':'));
        let (word, after) = match text.strip_prefix("[!").and_then(|text| text.split_once(']')) {
            Some((word, after)) => (word, without_id(after)),
            None if first.strong && colon_behind => (text.as_str(), ""),
            None if first.strong && text.contains([':', '!']) => text.split_once([':', '!'])?,
            None if first.strong && in_box => (text.as_str(), ""),
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
        (in_box || !left.is_empty()).then(|| Self { kind, word: word.trim().into(), text: left })
    }
}

/// A callout of this format may have an id, which means nothing without its flow.toml.
fn without_id(text: &str) -> &str {
    match text.trim_start().strip_prefix("{#").and_then(|text| text.split_once('}')) {
        Some((_, after)) => after,
        None => text,
    }
}
