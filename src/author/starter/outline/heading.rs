//! Headings and the ids of the sections that they begin, read ahead since a link may point forward.

use std::collections::{HashMap, HashSet};

use super::{
    inline::{tidy, words},
    tree::{Node, What},
};
use crate::{
    article::{RESERVED, UNSURE},
    author::source::is_blank,
};

/// Longer ids make no good addresses.
const LONGEST: usize = 48;

/// The level of headings that begin a section, where a text has any of it.
const OF_SECTIONS: u8 = 2;

/// What a heading is in the article.
pub enum Role {
    /// Its title: a first heading of the first level.
    Title,
    /// It begins the section with this id.
    Section(String),
    /// It stands within a section.
    Within,
}

/// The headings of a text.
#[derive(Default)]
pub struct Headings {
    /// By their place among what stands in nothing else.
    pub roles: HashMap<usize, Role>,
    /// By what links to them say, the section, and whether the heading stands within it.
    anchors: HashMap<String, (String, bool)>,
    /// What ids there are.
    pub known: Ids,
}

impl Headings {
    /// Of a whole text.
    pub fn of(nodes: &[Node]) -> Self {
        let mut found = Self::default();
        let headings = nodes.iter().enumerate().filter_map(|(at, node)| match &node.what {
            What::Heading { level, text, anchors } => Some((at, *level, words(&tidy(text.clone())), anchors)),
            _ => None,
        });
        let mut headings: Vec<_> = headings.filter(|(_, _, text, _)| !is_blank(text)).collect();
        if headings.first().is_some_and(|(_, level, ..)| *level == 1) {
            found.roles.insert(headings.remove(0).0, Role::Title);
        }
        let highest = headings.iter().map(|(_, level, ..)| *level).min().unwrap_or_default();
        let mut section = None;
        for (at, level, heading, anchors) in headings {
            let (text, wanted) = split_id(&heading);
            let is_within = level > highest.max(OF_SECTIONS);
            let role = if is_within { Role::Within } else { Role::Section(found.known.make(wanted.unwrap_or(text))) };
            if let Role::Section(id) = &role {
                section = Some(id.clone());
            }
            found.roles.insert(at, role);
            let Some(section) = &section else { continue };
            let said = wanted.map(str::to_owned).into_iter().chain(anchors.iter().cloned());
            for anchor in said.chain([anchor(text)]) {
                found.anchors.entry(anchor).or_insert_with(|| (section.clone(), is_within));
            }
        }
        found
    }

    /// The section that a link to `#anchor` means, and whether it means a heading within.
    pub fn find(&self, anchor: &str) -> Option<(String, bool)> {
        self.anchors.get(anchor).or_else(|| self.anchors.get(&anchor.to_lowercase())).cloned()
    }
}

/// `Heading {#id}` in two, and `Heading { #id .class }`.
pub fn split_id(heading: &str) -> (&str, Option<&str>) {
    let parts = heading.strip_suffix('}').and_then(|heading| heading.rsplit_once('{'));
    let parts = parts.and_then(|(text, inner)| Some((text, inner.trim().strip_prefix('#')?.split(' ').next()?)));
    let is_id = |id: &str| !id.is_empty() && !id.contains(['{', '}']);
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
