//! One form for each letter: small, without accents, and whole where a script has forms for different places or widths.
//!
//! After Unicode's NFKC and simple case folding, as far as people's texts need them: the standard library's tables weigh
//! more than this room.

use super::text::Script;
use crate::rules::lower;

/// What a character is for a word.
pub(super) enum Letter {
    /// A part of it.
    Of(Script, char),
    /// A mark that makes the letter before it this much another.
    Voiced(u32),
    /// It ends a word.
    Space,
    /// It stands within a word, or ends it.
    Apostrophe,
    /// It is not there: marks, and what can't be seen.
    Nothing,
}

/// The letters from À to ſ without their accents.
const LATIN: &[u8] =
    b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhh\
                     iiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// The half-width letters of Japanese, in full width.
const HALF_WIDTH: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// One form for each letter.
pub(super) fn folded(letter: char) -> Letter {
    let code = u32::from(letter);
    let script = match code {
        0x30..=0x39 | 0x61..=0x7a => Script::Spaced,
        0x41..=0x5a => return Letter::Of(Script::Spaced, letter.to_ascii_lowercase()),
        0x27 | 0x60 | 0xb4 | 0x2bc | 0x2018 | 0x2019 | 0xff07 => return Letter::Apostrophe,
        // Accents, Arabic vowels and the stretching of a word, soft hyphens, marks of direction, variants.
        0xad | 0x300..=0x36f | 0x640 | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6ed | 0x61c | 0x200b..=0x200f => {
            return Letter::Nothing;
        }
        0x202a..=0x202e | 0x2060..=0x206f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfeff => return Letter::Nothing,
        0xaa | 0xb5 | 0xba => Script::Spaced,
        0..=0xbf => return Letter::Space,
        0xdf => return Letter::Of(Script::Spaced, letter),
        0xc0..=0x17f => {
            let plain = LATIN.get(code as usize - 0xc0).copied().unwrap_or(b' ');
            return if plain == b' ' { Letter::Space } else { Letter::Of(Script::Spaced, plain.into()) };
        }
        0x660..=0x669 => return digit(code - 0x660),
        0x6f0..=0x6f9 => return digit(code - 0x6f0),
        0x600..=0x61f | 0x66a..=0x66d | 0x6d4 => return Letter::Space,
        0x622 | 0x623 | 0x625 | 0x671 => return Letter::Of(Script::Spaced, 'ا'),
        0x624 => return Letter::Of(Script::Spaced, 'و'),
        0x626 | 0x649 | 0x6cc => return Letter::Of(Script::Spaced, 'ي'),
        0x629 => return Letter::Of(Script::Spaced, 'ه'),
        0x6a9 => return Letter::Of(Script::Spaced, 'ك'),
        0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff => Script::Dense,
        0x2000..=0x2bff => return Letter::Space,
        0x3099 | 0xff9e => return Letter::Voiced(1),
        0x309a | 0xff9f => return Letter::Voiced(2),
        0x3005..=0x3007 | 0x3041..=0x309f | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => Script::Dense,
        0x30a1..=0x30fa | 0x30fc..=0x30ff => Script::Katakana,
        0xff01..=0xff5e => return char::from_u32(code - 0xfee0).map_or(Letter::Space, folded),
        0xff66..=0xff9d => {
            // Each is of three bytes.
            let full = HALF_WIDTH.get(3 * (code as usize - 0xff66)..).and_then(|from| from.chars().next());
            return full.map_or(Letter::Space, |full| Letter::Of(Script::Katakana, full));
        }
        0x3000..=0x30ff | 0xfe10..=0xfe6f | 0xff00..=0xffef | 0x1f000.. => return Letter::Space,
        _ => Script::Spaced,
    };
    Letter::Of(script, lower(letter))
}

fn digit(value: u32) -> Letter {
    char::from_digit(value, 10).map_or(Letter::Space, |digit| Letter::Of(Script::Spaced, digit))
}

/// A word without its commonest endings and beginnings; nothing where it is a number that tells nothing.
pub(super) fn stem(word: &str) -> Option<&str> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits == word.len() {
        let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        return (word.len() == 3 || word.len() == 4 && !is_year).then_some(word);
    }
    if digits > 1 {
        return None;
    }
    // The Arabic article, and what is written with it.
    for article in ["وال", "بال", "فال", "كال", "ال", "لل"] {
        if let Some(rest) = word.strip_prefix(article).filter(|rest| rest.len() > 4) {
            return Some(rest);
        }
    }
    match word.strip_suffix('s') {
        Some(single) if single.len() > 2 && single.is_ascii() && !single.ends_with('s') => Some(single),
        _ => Some(word),
    }
}
