//! No host is nearly another one: a slip in an address leads people to a stranger.

use std::collections::BTreeMap;

use super::{
    Check, Code, Finding, Subject,
    addresses::{Address, addresses},
};
use crate::author::code::NEAR_HOST;

/// Shorter names may differ in a letter and mean it.
const SHORTEST: usize = 4;

/// See the module.
pub(super) struct NearHost;

impl Check for NearHost {
    fn code(&self) -> &'static Code {
        NEAR_HOST
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let addresses = addresses(subject);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        addresses.iter().for_each(|address| *counts.entry(address.host()).or_default() += 1);
        for address in &addresses {
            let (host, count) = (address.host(), counts.get(address.host()).copied().unwrap_or_default());
            let is_near = |(other, others): &(&&str, &usize)| {
                **other != host && (**others, **other) > (count, host) && differ_by_one(host, other)
            };
            if let Some((other, _)) = counts.iter().find(is_near) {
                let message = format!("'{host}' is nearly '{other}', which the article leads to as well");
                found.push(Address::at(address, self.code(), message).help("is it a slip?"));
            }
        }
    }
}

/// Whether one name in them differs, and that by a letter.
fn differ_by_one(one: &str, other: &str) -> bool {
    let (ones, others): (Vec<_>, Vec<_>) = (one.split('.').collect(), other.split('.').collect());
    let different: Vec<_> = ones.iter().zip(&others).filter(|(one, other)| one != other).collect();
    match different.as_slice() {
        [(one, other)] if ones.len() == others.len() => {
            let length = one.chars().count().min(other.chars().count());
            // What differs in a number is a series: eu1, eu2.
            let has_digit = |name: &str| name.contains(|letter: char| letter.is_ascii_digit());
            length >= SHORTEST && !has_digit(one) && strsim::damerau_levenshtein(one, other) == 1
        }
        _ => false,
    }
}
