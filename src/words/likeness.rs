//! Which known words a word is like: one with a slip in it, another ending, a part of a compound.
//!
//! By the pairs and triples of neighbouring letters that both have, the word's two ends among them, over all that they
//! have: Dice's coefficient, 1945. A list by triple answers it without a look at each known word.

use alloc::{string::String, vec, vec::Vec};

/// Shorter words, in letters, are like too many.
const SHORTEST: usize = 4;

/// From here on, in 256ths, words are alike.
const ALIKE: i32 = 150;

/// So many count of those that are most like something.
pub(super) const MOST: usize = 3;

/// How many lists there are. Groups of letters that share one are rarely in the same two words.
const LISTS: usize = 4096;

/// The groups of letters of all known words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likeness {
    /// By group, the words that have it.
    lists: Vec<Vec<u32>>,
    /// By word, how many groups it has.
    sizes: Vec<u8>,
}

impl Likeness {
    /// Of these words.
    pub fn of(words: &[String]) -> Self {
        let mut lists = vec![Vec::new(); LISTS];
        let mut sizes = Vec::new();
        for (number, word) in words.iter().enumerate() {
            let mut size = 0_u8;
            groups(word, &mut |list| {
                size = size.saturating_add(1);
                if let Some(list) = lists.get_mut(list) {
                    list.push(number as u32);
                }
            });
            sizes.push(size);
        }
        Self { lists, sizes }
    }

    /// The known words that a word is like, and how much, in 256ths; the most like first.
    pub fn like(&self, word: &str) -> Vec<(usize, i32)> {
        let mut shared = vec![0_u8; self.sizes.len()];
        let mut size = 0;
        groups(word, &mut |list| {
            size += 1;
            for number in self.lists.get(list).map_or(&[][..], Vec::as_slice) {
                if let Some(count) = shared.get_mut(*number as usize) {
                    *count = count.saturating_add(1);
                }
            }
        });
        let mut found = Vec::new();
        for (number, (shared, other)) in shared.into_iter().zip(&self.sizes).enumerate() {
            let alike = (2 * 256 * i32::from(shared) / (size + i32::from(*other)).max(1)).min(256);
            if alike >= ALIKE {
                rank(&mut found, number, alike);
            }
        }
        found
    }
}

/// Puts one more among the few that have most, most first.
pub(super) fn rank(best: &mut Vec<(usize, i32)>, number: usize, points: i32) {
    let place = best.iter().position(|(_, less)| *less < points).unwrap_or(best.len());
    best.insert(place, (number, points));
    best.truncate(MOST);
}

/// Whether a word has too few letters to be like another.
pub(super) fn is_short(word: &str) -> bool {
    word.chars().fold(0, |count, _| count + 1) < SHORTEST
}

/// Calls back with the list of each group of a word that is not short.
fn groups(word: &str, each: &mut dyn FnMut(usize)) {
    if is_short(word) {
        return;
    }
    let (mut before, mut last) = ('\0', '\0');
    for letter in ["^", word, "$"].concat().chars() {
        if last != '\0' {
            each(list('\0', last, letter));
        }
        if before != '\0' {
            each(list(before, last, letter));
        }
        (before, last) = (last, letter);
    }
}

/// Spreads groups over the lists.
fn list(a: char, b: char, c: char) -> usize {
    let [a, b, c] = [a, b, c].map(u32::from);
    let mixed = a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca77) ^ c.wrapping_mul(0xc2b2_ae3d);
    (mixed.wrapping_mul(0x27d4_eb2f) >> 20) as usize % LISTS
}
