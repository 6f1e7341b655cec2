//! Headings and the ids of the sections that they begin, read ahead since a link may point forward.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::inline::{Inline, words};
use crate::{
    article::{RESERVED, UNSURE},
    author::source::is_blank,
};

/// Longer ids make no good addresses.
const LONGEST: usize = 48;

/// The headings that begin a section.
#[derive(Default)]
pub struct Headings {
    /// By where they begin, the id of their section.
    pub ids: HashMap<usize, String>,
    /// Where the title begins: a first heading of the first level.
    pub title: Option<usize>,
    /// By what links to them say.
    anchors: HashMap<String, String>,
    /// What ids there are.
    pub known: Ids,
}

impl Headings {
    /// Of a whole text.
    pub fn of<'a>(events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Self {
        let mut found = Self::default();
        let (mut depth, mut text, mut open) = (0_usize, Inline::default(), None);
        for (event, span) in events {
            match event {
                Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_)) => depth += 1,
                Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition) => {
                    depth = depth.saturating_sub(1);
                }
                Event::Start(Tag::Heading { level, .. }) if depth == 0 => open = Some((span.start, level)),
                Event::Text(words) | Event::Code(words) if open.is_some() => text.push(&words, false),
                Event::SoftBreak | Event::HardBreak if open.is_some() => text.push(" ", false),
                Event::End(TagEnd::Heading(_)) => {
                    let heading = words(&text.take());
                    if let Some((start, level)) = open.take().filter(|_| !is_blank(&heading)) {
                        found.add(start, level, &heading);
                    }
                }
                _ => {}
            }
        }
        found
    }

    fn add(&mut self, start: usize, level: HeadingLevel, heading: &str) {
        if level == HeadingLevel::H1 && self.title.is_none() && self.ids.is_empty() {
            self.title = Some(start);
            return;
        }
        let (text, wanted) = split_id(heading);
        let id = self.known.make(wanted.unwrap_or(text));
        self.anchors.entry(anchor(text)).or_insert_with(|| id.clone());
        self.anchors.extend(wanted.map(|wanted| (wanted.to_owned(), id.clone())));
        self.ids.insert(start, id);
    }

    /// The section that a link to `#anchor` means.
    pub fn find(&self, anchor: &str) -> Option<&str> {
        let id = self.anchors.get(anchor).or_else(|| self.anchors.get(&anchor.to_lowercase()))?;
        Some(id)
    }
}

/// `Heading {#id}` in two.
pub fn split_id(heading: &str) -> (&str, Option<&str>) {
    let parts = heading.strip_suffix('}').and_then(|heading| heading.rsplit_once("{#"));
    let is_id = |id: &str| !id.is_empty() && !id.contains([' ', '{', '}']);
    match parts.filter(|(text, id)| is_id(id) && !text.trim().is_empty()) {
        Some((text, id)) => (text.trim_end(), Some(id)),
        None => (heading, None),
    }
}

/// What most sites make of a heading: small letters, with hyphens for spaces and nothing for punctuation.
fn anchor(heading: &str) -> String {
    let letters = heading.chars().filter(|letter| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter));
    letters.collect::<String>().to_lowercase().replace(' ', "-")
}

/// The ids of an article, each of them given once.
pub struct Ids {
    taken: HashSet<String>,
    /// By words, how often they made an id.
    uses: HashMap<String, usize>,
}

impl Default for Ids {
    fn default() -> Self {
        let reserved = RESERVED.into_iter().chain([UNSURE]).map(str::to_owned);
        Self { taken: reserved.collect(), uses: HashMap::new() }
    }
}

impl Ids {
    /// An id from words, which no other has.
    pub fn make(&mut self, words: &str) -> String {
        let base = kebab_case(words);
        let uses = self.uses.entry(base.clone()).or_default();
        loop {
            *uses += 1;
            let id = if *uses == 1 { base.clone() } else { format!("{base}-{uses}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn kebab_case(words: &str) -> String {
    let mut id = String::new();
    for letter in words.to_lowercase().chars().filter(|letter| !['\'', '’', '‘'].contains(letter)) {
        match plain_letters(letter) {
            Some(letters) => id.push_str(letters),
            None if letter.is_ascii_alphanumeric() => id.push(letter),
            None if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            None => {}
        }
        if id.len() > LONGEST {
            break;
        }
    }
    if id.len() > LONGEST {
        let whole_words = id.rfind('-').filter(|end| *end > 0).unwrap_or(LONGEST);
        id.truncate(whole_words);
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "section".into() } else { id.into() }
}

/// Latin letters beyond ASCII, as people write them without.
fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' => "o",
        'ö' | 'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}
