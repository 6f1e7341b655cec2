//! Text in a picture: how wide it is, where it breaks, how it is escaped.

/// Breaks a text into lines no wider than `width`, as set in a sans-serif of this size.
pub(super) fn wrap(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        for part in fitting(word, size, width) {
            let longer = if line.is_empty() { part.clone() } else { format!("{line} {part}") };
            if line.is_empty() || measure(&longer, size) <= width {
                line = longer;
            } else {
                lines.push(core::mem::replace(&mut line, part));
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// At most so many lines, the last with a mark where there were more.
pub(super) fn shorten(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    lines
}

/// A word, or the parts of one that is too long for a line; many scripts have no spaces.
fn fitting(word: &str, size: f64, width: f64) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut used = 0.0;
    for letter in word.chars() {
        let wide = advance(letter) * size;
        if used + wide > width
            && let Some(last) = parts.last()
            && !last.is_empty()
        {
            parts.push(String::new());
            used = 0.0;
        }
        if let Some(last) = parts.last_mut() {
            last.push(letter);
        }
        used += wide;
    }
    parts
}

/// How wide a text is. Estimated after a wide typeface, since nobody knows which one it will be set in.
pub(super) fn measure(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | ' ' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 0.95,
        'A'..='Z' | 'Ä' | 'Ö' | 'Ü' | '+' | '=' | '<' | '>' | '&' | '#' => 0.72,
        '\0'..='\u{2fff}' => 0.61,
        // Ideographs, kana and Hangul are as wide as they are high.
        _ => 1.0,
    }
}

/// A text as it may stand in XML, in an attribute too.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML has no place for these, escaped or not.
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
