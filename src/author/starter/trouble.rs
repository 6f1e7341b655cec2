//! Which sections read like a trouble that somebody has, which like the way to a person, and which like neither.
//!
//! It goes by words, in the languages that help articles are mostly written in. The report names what it passed over.

use super::outline::{Block, Section, words};
use crate::article::Plain;

/// Words for what keeps people out.
const TROUBLE: &str = "
    can't cannot couldn't unable forgot forgotten lost locked blocked banned suspended disabled frozen expired invalid
    incorrect wrong denied rejected refused failed fails failing failure error errors problem problems issue issues
    trouble missing stuck stolen hacked compromised
    vergessen gesperrt fehler probleme falsch abgelaufen oublié erreur bloqué problème olvidé olvidaste bloqueada problema
";

/// Words that tell of a trouble in a heading, though they are everywhere in a text.
const TROUBLE_IN_HEADING: &str = "
    cant won't doesn't didn't don't isn't not never no closed reset recover unlock change confirm verify
    nicht kein keine zurücksetzen pas réinitialiser restablecer
";

/// How headings begin of what is worth knowing, but no remedy.
const BACKGROUND: &str = "
    about, overview, introduction, background, related, see also, further, references, resources, glossary, contents,
    table of contents, in this article, on this page, before you, prerequisites, requirements, what is, what are,
    how it works, how does, why, changelog, license, feedback, next steps, was this, learn more, more information,
    summary, notes, übersicht, überblick, siehe auch, weitere, à propos, voir aussi, acerca, véase
";

/// What headings say under which one finds a person.
const CONTACT: &str = "
    contact, contacting, support, helpdesk, help desk, write to us, still need help, need more help, more help, get help,
    get in touch, talk to, kontakt, kontaktieren, contacter, contactez, contacto, contactar, soporte, assistance
";

/// Whether a section reads like a trouble: by its heading, its first paragraph, or since it has steps.
pub fn is_trouble(section: &Section) -> bool {
    let blocks = || section.pieces.iter().map(|piece| &piece.block);
    let first = blocks().find_map(|block| match block {
        Block::Plain(Plain::Paragraph(spans)) => Some(words(spans)),
        _ => None,
    });
    let steps = blocks().any(|block| matches!(block, Block::Plain(Plain::Steps(_))));
    let heading = Words::of(&section.heading);
    let says_so =
        [TROUBLE, TROUBLE_IN_HEADING].iter().any(|known| known.split_whitespace().any(|word| heading.have(word)))
            || first.is_some_and(|text| {
                let text = Words::of(&text);
                TROUBLE.split_whitespace().any(|word| text.have(word))
            });
    let background = BACKGROUND.split(',').any(|begin| heading.begin_with(begin.trim()));
    !section.pieces.is_empty() && !background && (steps || says_so)
}

/// The section that leads to a person: the last whose heading says so, if there is one.
pub fn contact(sections: &[Section]) -> Option<&Section> {
    sections.iter().rfind(|section| {
        let heading = Words::of(&section.heading);
        CONTACT.split(',').any(|known| heading.have(known.trim()))
    })
}

/// The words of a text in small letters, a space around each.
struct Words(String);

impl Words {
    fn of(text: &str) -> Self {
        let text = text.to_lowercase().replace('’', "'");
        let words =
            text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').filter(|word| !word.is_empty());
        Self(words.fold(" ".into(), |text, word| text + word + " "))
    }

    /// Whether these words are among them, one after the other.
    fn have(&self, words: &str) -> bool {
        self.0.contains(&format!(" {words} "))
    }

    fn begin_with(&self, words: &str) -> bool {
        self.0.starts_with(&format!(" {words} "))
    }
}
