//! Pasted error messages: what a known message tells, however it was copied.

use alloc::{string::String, vec::Vec};

use crate::article::{Article, FactId, Pattern, ValueId};

/// A part of a known message must have this many letters and digits before it counts as that message.
const SHORTEST_PART: usize = 8;

/// Leaves of a message what decides: its words in lower case, one space between them.
pub fn normalise(message: &str) -> String {
    let mut words = String::with_capacity(message.len());
    for letter in message.chars() {
        if is_part_of_word(letter) {
            words.push(lower(letter));
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.trim().into()
}

/// Letters and digits of every script. Only the blocks of punctuation that messages really use are left out, since the
/// standard library's own tables weigh more than the rest of this room.
fn is_part_of_word(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' => matches!(letter, 'ª' | 'µ' | 'º'),
        '×' | '÷' | '\u{2000}'..='\u{206f}' | '\u{2190}'..='\u{2bff}' => false,
        '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{feff}' => false,
        _ => true,
    }
}

/// The small letter of a capital in the Latin, Greek and Cyrillic alphabets; other scripts have one case.
pub(crate) fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let small = match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ϋ' | 'А'..='Я' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        // Capitals and small letters take turns: capitals are even here …
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҿ' => code | 1,
        // … and odd here.
        'Ĺ'..='ň' | 'Ź'..='ž' => (code + 1) & !1,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// What the article's patterns make of a pasted message: the facts that it tells, or nothing where it matches none,
/// or where it is a part of several that tell different things.
pub fn recognise(article: &Article, message: &str) -> Vec<(FactId, ValueId)> {
    let message = normalise(message);
    let patterns = || article.draft().patterns.iter().filter(|pattern| !pattern.text.is_empty());
    let mut longest: Option<&Pattern> = None;
    for pattern in patterns().filter(|pattern| contains_words(&message, &pattern.text)) {
        if longest.is_none_or(|longest| longest.text.len() <= pattern.text.len()) {
            longest = Some(pattern);
        }
    }
    if let Some(longest) = longest {
        return longest.facts.clone();
    }
    if message.chars().fold(0, |count, letter| count + usize::from(letter != ' ')) < SHORTEST_PART {
        return Vec::new();
    }
    let mut parts = patterns().filter(|pattern| contains_words(&pattern.text, &message));
    let first: Option<&Pattern> = parts.next();
    match first {
        Some(first) if parts.all(|other| other.facts == first.facts) => first.facts.clone(),
        _ => Vec::new(),
    }
}

/// Whether `part` stands in `text` with no word cut in two.
fn contains_words(mut text: &str, part: &str) -> bool {
    loop {
        let after = text.strip_prefix(part);
        if after.is_some_and(|after| after.is_empty() || after.starts_with(' ')) {
            return true;
        }
        match text.split_once(' ') {
            Some((_, rest)) => text = rest,
            None => return false,
        }
    }
}
