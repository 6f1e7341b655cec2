//! What somebody probably meant.

/// A longer list helps nobody.
const LISTED: usize = 12;

/// Asks whether the candidate most like `word` was meant, or names them all.
pub fn suggestion<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let distance = |candidate: &&str| strsim::damerau_levenshtein(word, candidate);
    let near = |candidate: &&&str| distance(candidate) <= word.chars().count().max(3) / 3;
    match candidates.iter().filter(near).min_by_key(|candidate| distance(candidate)) {
        Some(nearest) => Some(format!("did you mean '{nearest}'?")),
        None if (1..=LISTED).contains(&candidates.len()) => Some(format!("there are: {}", candidates.join(", "))),
        None => None,
    }
}
