//! A text as a link that opens it, ready to be sent: as a mail, or in a support form that takes it in its address.

use alloc::string::String;

use super::{letters, percent_encode};
use crate::locale::fill;

/// The longest link, in characters: mail programs cut or refuse longer ones.
pub const LONGEST_LINK: usize = 2_000;

/// What stands in the place of what was cut.
const CUT: &str = " […]";

/// Where a support form's address takes the text.
const PLACE: &str = "{summary}";

/// A support address with the text filled in, cut at its end where the link would be too long: `mailto:` gets a subject and
/// a body (RFC 6068), and another address the text in the place of `{summary}`, if it has that.
pub fn letter(support: &str, subject: &str, text: &str) -> String {
    let template = if support.starts_with("mailto:") {
        let mark = if support.split_once('?').is_some() { "&" } else { "?" };
        let mut template = String::from(support);
        template.extend([mark, "subject=", &percent_encode(subject), "&body=", PLACE]);
        template
    } else {
        support.into()
    };
    let room = (LONGEST_LINK + PLACE.len()).saturating_sub(letters(&template));
    fill(&template, "summary", &encode_within(text, room))
}

/// The text percent-encoded in at most so many characters, its lines ended as mail ends them.
fn encode_within(text: &str, room: usize) -> String {
    let end = percent_encode(CUT);
    let mut encoded = String::new();
    let mut kept = 0;
    for letter in text.chars() {
        let mut buffer = [0; 4];
        let next = if letter == '\n' { "%0D%0A".into() } else { percent_encode(letter.encode_utf8(&mut buffer)) };
        if encoded.len() + next.len() > room {
            encoded.truncate(kept);
            return encoded + &end;
        }
        encoded.push_str(&next);
        if encoded.len() + end.len() <= room {
            kept = encoded.len();
        }
    }
    encoded
}
