//! How well what people say is understood, by the half of the labelled sentences that nobody wrote the article with; and
//! that the two halves stay apart. `./dev bench words` prints the same figures beside those of search libraries.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

#[path = "common/sayings.rs"]
mod sayings;

use std::collections::{BTreeMap, BTreeSet};

use login_help::words::tokens;
use sayings::{Figures, Half, LANGUAGES, READERS, half, measure, origins, sayings as all_sayings};

/// Least that is right first and right among three, in percent, and most sentences that are wrong though sure, as reached.
const REACHED: [(&str, f64, f64, usize); 7] = [
    ("en", 87.0, 92.8, 0),
    ("de", 87.0, 93.0, 0),
    ("es", 88.0, 88.0, 0),
    ("fr", 86.0, 90.0, 0),
    ("pt-BR", 82.0, 86.0, 0),
    ("ja", 87.0, 90.0, 0),
    ("ar", 81.0, 87.0, 0),
];

/// Most of all nonsense that may be taken for sense.
const NONSENSE: usize = 2;

/// Most bytes of a table in brotli.
const BYTES: usize = 6 * 1024;

#[test]
fn what_people_say_is_understood_as_well_as_it_was() {
    let (mut nonsense, mut missed) = (0, Vec::new());
    for reader in READERS.iter() {
        let lang = reader.rules.article().draft().lang.as_str();
        let (_, first, among_three, wrong) = REACHED.into_iter().find(|reached| reached.0 == lang).unwrap();
        let figures = measure(reader, Half::Measure, |_, _, _| {});
        println!("{}", figures.line(lang));
        nonsense += figures.nonsense_taken;
        let percent = |part| Figures::percent(part, figures.tried);
        let holds = figures.bytes <= BYTES
            && figures.wrong_though_sure <= wrong
            && percent(figures.first) >= first
            && percent(figures.among_three) >= among_three;
        if !holds {
            missed.push(figures.line(lang));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(nonsense <= NONSENSE, "{nonsense} pieces of nonsense are taken for sense");
}

#[test]
fn every_source_is_in_one_half_and_every_sentence_has_a_source() {
    let mut halves: BTreeMap<String, Half> = BTreeMap::new();
    for origin in origins() {
        assert!(halves.insert(origin.id.clone(), origin.half).is_none(), "{} stands there twice", origin.id);
    }
    for lang in LANGUAGES {
        let all = all_sayings(lang);
        for saying in &all {
            assert!(halves.contains_key(&saying.source), "{}: {}", saying.source, saying.text);
            assert!((1..=3).contains(&saying.leads.len()), "{}", saying.text);
        }
        assert_eq!(half(lang, Half::Write).len() + half(lang, Half::Measure).len(), all.len());
    }
}

/// Words alone are everybody's: "sso" or "account banned" may stand in both.
const MANY_WORDS: usize = 4;

#[test]
fn no_sentence_of_the_article_is_one_to_measure_with() {
    let words = |text: &str| tokens(text).into_iter().map(|token| token.word).collect::<BTreeSet<_>>();
    for reader in READERS.iter() {
        let article = reader.rules.article();
        let patterns: Vec<_> = article.draft().patterns.iter().map(|pattern| words(&pattern.text)).collect();
        let measured: Vec<_> = half(&article.draft().lang, Half::Measure);
        for said in &reader.says {
            let own = words(&said.text);
            // A message that software prints is a fact, and has its source in both.
            let is_message = patterns.iter().any(|pattern| !pattern.is_empty() && pattern.is_subset(&own));
            if own.len() < MANY_WORDS || is_message {
                continue;
            }
            for saying in &measured {
                let other = words(&saying.text);
                let (shared, all) = (own.intersection(&other).count(), own.union(&other).count());
                assert!(shared * 10 < all * 9, "{} is to measure with: {}", said.text, saying.text);
            }
        }
    }
}
