//! The text of raw HTML: what a person would have read of it.

/// Elements whose content nobody reads.
const UNREAD: [&str; 2] = ["script", "style"];

const ENTITIES: [(&str, &str); 6] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];

/// The lines of text in a piece of HTML.
pub fn lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        let (tag, behind) = after.split_once(end).unwrap_or((after, ""));
        text.push_str(&alternative_text(tag));
        rest = match UNREAD.iter().find(|name| is_called(tag, name)) {
            Some(_) => {
                behind.split_once("</").map_or("", |(_, closing)| closing.split_once('>').map_or("", |(_, rest)| rest))
            }
            None => behind,
        };
    }
    text.push_str(rest);
    for (entity, letter) in ENTITIES {
        text = text.replace(entity, letter);
    }
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Whether a tag is one of `<name …>`.
pub fn is_called(tag: &str, name: &str) -> bool {
    let tag = tag.trim_start_matches('<').to_ascii_lowercase();
    tag.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
}

/// What stands for an image that can't be seen.
pub fn alternative_text(tag: &str) -> String {
    let alt = is_called(tag, "img").then(|| tag.split_once("alt=\"")).flatten();
    alt.and_then(|(_, rest)| rest.split_once('"')).map(|(text, _)| format!(" {text} ")).unwrap_or_default()
}
