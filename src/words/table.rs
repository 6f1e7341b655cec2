//! What the author tool knows of a language's words: how much each tells for which remedy. A file beside the compiled
//! article.

use alloc::{string::String, vec::Vec};

use serde::Serialize;

use super::likeness::Likeness;
use crate::article::{Article, Bytes, FactId, Read, RemedyId, UnreadableArticle, ValueId, body, records, text};

/// What every compiled table begins with.
pub const MAGIC: [u8; 4] = *b"LHW\0";

/// The version of [`Parts`]' shape, and of how words are read: the author tool and the widget must do it alike.
pub const SCHEMA: u8 = 2;

/// What stands in a compiled table.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Parts {
    /// The [`fingerprint`] of the article.
    pub article: u64,
    /// How many points it takes.
    pub caution: Caution,
    /// By remedy, the fewest answers that make the rules conclude it; none where no answers do.
    pub leads: Vec<Vec<(FactId, ValueId)>>,
    /// Each known word once, sorted by its bytes, each with a line break after it.
    #[serde(serialize_with = "text::serialize")]
    pub words: String,
    /// By word, for how many remedies it tells something.
    pub counts: Vec<u16>,
    /// One after the other, for each word, those remedies.
    pub remedies: Vec<RemedyId>,
    /// And how much it tells for each: points, 128 more than they are.
    pub points: Vec<u8>,
}

/// How many points it takes to say something of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Caution {
    /// From here on the first remedy is likely: hardly any text about something else has as many.
    pub likely: u16,
    /// And from here on it is sure,
    pub sure: u16,
    /// if it is so many ahead of the next.
    pub ahead: u16,
}

/// A table, ready to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub(super) parts: Parts,
    words: Vec<String>,
    /// By word, for which remedies it tells something, and how much.
    points: Vec<Vec<(RemedyId, i32)>>,
    pub(super) likeness: Likeness,
}

/// What tells articles apart whose remedies, facts or values have other ids or another order: FNV-1a of these, 64 bits.
pub fn fingerprint(article: &Article) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |id: &str| {
        let mut mix = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        id.bytes().for_each(&mut mix);
        mix(0);
    };
    for remedy in &article.draft().remedies {
        add(article.section(remedy.section).map_or("", |section| &section.id));
    }
    for fact in &article.draft().facts {
        add(&fact.id);
        fact.values.iter().for_each(|value| add(&value.id));
    }
    hash
}

impl Table {
    /// Reads a compiled table for this article.
    ///
    /// # Errors
    /// Says what is wrong with the bytes: [`UnreadableArticle::Damaged`] also where they are another article's. Never
    /// panics, whatever they are.
    pub fn from_bytes(bytes: &[u8], article: &Article) -> Result<Self, UnreadableArticle> {
        let parts = Bytes::all(body(bytes, MAGIC, SCHEMA)?).ok_or(UnreadableArticle::Damaged)?;
        Self::new(parts, article).ok_or(UnreadableArticle::Damaged)
    }

    /// A table of these parts; nothing where they don't fit together, or not to the article.
    pub fn new(parts: Parts, article: &Article) -> Option<Self> {
        let count = article.draft().remedies.len();
        let mut words = Vec::new();
        for word in parts.words.split_terminator('\n') {
            words.push(word.into());
        }
        let (mut remedies, mut all_points) = (parts.remedies.iter(), parts.points.iter());
        let mut points = Vec::new();
        for tells in &parts.counts {
            let mut list = Vec::new();
            for _ in 0..*tells {
                let remedy = remedies.next().filter(|remedy| usize::from(remedy.0) < count)?;
                list.push((*remedy, i32::from(*all_points.next()?) - 128));
            }
            points.push(list);
        }
        for leads in &parts.leads {
            for (fact, value) in leads {
                article.value(*fact, *value)?;
            }
        }
        let fits = parts.article == fingerprint(article)
            && parts.leads.len() == count
            && words.len() == points.len()
            && remedies.next().is_none()
            && all_points.next().is_none();
        let likeness = Likeness::of(&words);
        fits.then_some(Self { parts, words, points, likeness })
    }

    /// A table that knows no word.
    #[cfg(feature = "author")]
    pub(crate) fn empty(article: &Article) -> Self {
        let leads = vec![Vec::new(); article.draft().remedies.len()];
        let parts = Parts { article: fingerprint(article), leads, ..Parts::default() };
        Self { parts, words: Vec::new(), points: Vec::new(), likeness: Likeness::of(&[]) }
    }

    /// What it was made of.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The position of a known word.
    pub(super) fn find(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|known| known.as_str().cmp(word)).ok()
    }

    /// For which remedies a word tells something, and how much.
    pub(super) fn points(&self, word: usize) -> &[(RemedyId, i32)] {
        self.points.get(word).map_or(&[], Vec::as_slice)
    }
}

impl Parts {
    /// Writes the compiled file.
    ///
    /// # Errors
    /// Those of postcard, which for these types means memory has run out.
    #[cfg(feature = "author")]
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        Ok([&MAGIC[..], &[SCHEMA], &text::compiled(|| postcard::to_allocvec(self))?].concat())
    }
}

records! {
    Caution { likely, sure, ahead }
    Parts { article, caution, leads, words, counts, remedies, points }
}
