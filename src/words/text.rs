//! A text taken apart into words that can be compared: in small letters without accents, in one form for each letter,
//! and each with the place where the person wrote it.

use alloc::{string::String, vec::Vec};
use core::{mem, ops::Range};

use super::{letters, letters::Letter, noise};

/// Of a longer text, this many bytes are read at its beginning and as many at its end: there an error stands in a log.
pub const LONGEST: usize = 2048;

/// So many letters of a Latin word are its stem: what comes after is mostly an ending, or the rest of a compound. By
/// cross-validation over all languages 6 to 8 understand more than 9 and than whole words, with smaller tables. Words of
/// larger letters stay whole, as seven bytes end within one of them.
const STEM: usize = 7;

/// So many different words count; of a text with more, the first ones.
const MOST: usize = 200;

/// A word of a text, or two neighbouring letters where a script has no spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The same for all ways to write it.
    pub word: String,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
}

/// The different words of a text, each where it first stands, without what is noise in logs.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader::default();
    let [head, tail] = ends(text);
    reader.part(text, head);
    reader.part(text, tail);
    reader.tokens
}

/// What is read of a text: all of it, or its beginning and its end.
pub(super) fn ends(text: &str) -> [Range<usize>; 2] {
    let length = text.len();
    if length <= 2 * LONGEST {
        return [0..length, length..length];
    }
    let (mut head, mut tail) = (LONGEST, length - LONGEST);
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    [0..head, tail..length]
}

/// How a script joins letters to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Script {
    /// With spaces between words.
    #[default]
    Spaced,
    /// Foreign words of Japanese, which the other letters around them set off.
    Katakana,
    /// Without spaces.
    Dense,
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    word: String,
    script: Script,
    /// Of the word, where each letter begins in it and in the text.
    letters: Vec<(usize, usize)>,
}

impl Reader {
    fn part(&mut self, text: &str, part: Range<usize>) {
        let mut at = part.start;
        for line in text.get(part).unwrap_or_default().split_inclusive('\n') {
            if !noise::is_stack_frame(line) {
                self.line(line, at);
            }
            at += line.len();
        }
    }

    fn line(&mut self, line: &str, start: usize) {
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            let noise = noise::length(rest);
            if noise > 0 {
                self.end(start + at);
                at += noise;
                continue;
            }
            // To the end of what was looked at, or one letter.
            let until = at + noise::run(rest).max(1);
            while at < until {
                let Some((letter, length)) = noise::letter(line.get(at..).unwrap_or_default()) else { break };
                self.letter(letter, start + at);
                at += length;
            }
        }
        self.end(start + line.len());
    }

    fn letter(&mut self, letter: char, place: usize) {
        match letters::folded(letter) {
            Letter::Nothing => {}
            Letter::Space => self.end(place),
            // It cuts off what is short, as in "l'adresse", and else belongs to the word, as in "can't".
            Letter::Apostrophe => {
                if self.word.len() <= 2 {
                    self.end(place);
                }
            }
            Letter::Voiced(by) => {
                let Some(&(at, _)) = self.letters.last() else { return };
                let last = self.word.get(at..).and_then(|last| last.chars().next()).unwrap_or_default();
                self.word.truncate(at);
                self.word.push(char::from_u32(u32::from(last) + by).unwrap_or(last));
            }
            Letter::Of(script, letter) => {
                if script != self.script {
                    self.end(place);
                    self.script = script;
                }
                // "ue" is another way to write "ü", which is an "u" here.
                if letter == 'e' && matches!(self.word.as_bytes().last(), Some(b'a' | b'o' | b'u')) {
                    return;
                }
                self.letters.push((self.word.len(), place));
                if letter == 'ß' {
                    self.word.push_str("ss");
                } else {
                    self.word.push(letter);
                }
            }
        }
    }

    /// Ends the word before a place.
    fn end(&mut self, place: usize) {
        let word = mem::take(&mut self.word);
        let letters = mem::take(&mut self.letters);
        let Some(&(_, start)) = letters.first() else { return };
        if self.script != Script::Dense || letters.len() == 1 {
            if let Some(stem) = letters::stem(&word) {
                self.add(stem.get(..STEM).unwrap_or(stem), start..place);
            }
            return;
        }
        for (number, (at, start)) in letters.iter().enumerate().take(letters.len() - 1) {
            let (until, end) = letters.get(number + 2).copied().unwrap_or((word.len(), place));
            self.add(word.get(*at..until).unwrap_or_default(), *start..end);
        }
    }

    fn add(&mut self, word: &str, place: Range<usize>) {
        if self.tokens.len() < MOST && !self.tokens.iter().any(|token| token.word == word) {
            self.tokens.push(Token { word: word.into(), place });
        }
    }
}
