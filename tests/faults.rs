//! A mutation test of the checker: faults of many kinds are put into articles, one at a time, and `check` must see them.
//!
//! Each kind goes into the articles that come with the widget, at random places with a fixed seed. `./dev faults` tries many
//! places and prints how many faults of each kind are seen; here a few are tried. A change that changes no path and no word
//! is no fault, and is not counted. Of a kind that can't always be seen, `kinds` says why.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

#[path = "faults/kinds.rs"]
mod kinds;
#[path = "faults/sources.rs"]
mod sources;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use common::source::fixture;
use kinds::{KINDS, Kind};
use login_help::{
    article::Fact,
    author::{Finding, Freshness, Language, Manuscript, check, check_without_learning, day, read_files, show},
};
use sources::{Random, Sources};

/// The share of the faults that must be seen, in percent.
const GOAL: usize = 95;

/// What is found by what is remembered of translations, which nearly any change in them contradicts.
const OF_THE_RECORD: [&str; 4] = ["LH068", "LH069", "LH070", "LH071"];

/// How many places a kind is tried at in each article; `./dev faults` asks for more.
fn places() -> usize {
    std::env::var("LOGIN_HELP_FAULTS").ok().map_or(1, |places| places.parse().expect("a number of places"))
}

fn own_articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles");
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn freshness() -> Freshness {
    Freshness { today: day("2026-12-01").unwrap(), max_age: 365 }
}

fn read(sources: &Sources) -> Result<Manuscript, Vec<Finding>> {
    Ok(Manuscript { record: sources.record.clone(), ..read_files(&sources.files())? })
}

/// Everything that is found without learning from sentences, which no fault here has to do with.
///
/// That nothing follows a remedy but a person, and that what is allowed is not found any more, most changes bring or take
/// away: they say nothing of a fault.
fn found(sources: &Sources) -> Vec<Finding> {
    let read = read(sources);
    let mut found =
        read.map_or_else(|findings| findings, |manuscript| check_without_learning(&manuscript, freshness()));
    found.retain(|finding| !["LH054", "LH067"].contains(&finding.code.id));
    found
}

/// What a finding is, wherever it stands.
fn name(finding: &Finding) -> (&'static str, String) {
    (finding.code.id, finding.message.clone())
}

/// What people can come to see of an article in each language, and what servers may tell.
fn paths(sources: &Sources) -> Option<Vec<String>> {
    let languages = read(sources).ok()?.languages;
    let told = |fact: &Fact| if fact.server { fact.id.clone() } else { String::new() };
    let shown = |language: &Language| {
        let told: Vec<String> = language.article.draft().facts.iter().map(told).collect();
        format!("{}\n{}", show::paths(&language.article), told.join(" "))
    };
    Some(languages.iter().map(shown).collect())
}

/// What came of one kind in all articles.
#[derive(Default)]
struct Tally {
    put: usize,
    seen: usize,
    /// Of these, how many would be seen if nobody remembered what the translations were made from.
    unaided: usize,
    by: BTreeSet<&'static str>,
    /// Where those are that were not seen.
    missed: Vec<String>,
}

fn tally(kind: &Kind, articles: &[(Sources, Vec<String>)], seed: u64) -> Tally {
    let mut tally = Tally::default();
    for (article, before) in articles {
        let known: BTreeSet<_> = found(article).iter().map(name).collect();
        let mut random = Random::new(seed ^ article.id.len() as u64);
        let mut tried = BTreeSet::new();
        for _ in 0..places() * 4 {
            if tried.len() == places() {
                break;
            }
            let mut faulty = article.clone();
            let Some(place) = (kind.put)(&mut faulty, &mut random) else { continue };
            // A kind that has fewer places than that is tried at each of them.
            if !tried.insert(place.clone()) {
                continue;
            }
            let new: Vec<_> = found(&faulty).into_iter().filter(|finding| !known.contains(&name(finding))).collect();
            let has_other_words = faulty.words != article.words || faulty.spoiled.is_some();
            if new.is_empty() && !has_other_words && paths(&faulty).as_ref() == Some(before) {
                tried.remove(&place);
                continue;
            }
            tally.put += 1;
            tally.unaided += usize::from(new.iter().any(|finding| !OF_THE_RECORD.contains(&finding.code.id)));
            tally.by.extend(new.iter().map(|finding| finding.code.id));
            match new.is_empty() {
                false => tally.seen += 1,
                true => tally.missed.push(format!("{}: {place}", article.id)),
            }
        }
    }
    tally
}

#[test]
fn faults_of_every_kind_are_seen() {
    assert!(KINDS.len() >= 60);
    let articles: Vec<_> = own_articles().iter().map(|folder| Sources::read(folder)).collect();
    let articles: Vec<_> = articles.into_iter().map(|article| (article.clone(), paths(&article).unwrap())).collect();
    let (mut put, mut seen, mut unaided, mut unexplained) = (0, 0, 0, BTreeMap::new());
    for (number, kind) in KINDS.iter().enumerate() {
        let tally = tally(kind, &articles, number as u64);
        assert!(tally.put > 0, "'{}' finds no place in any article", kind.name);
        let codes = tally.by.iter().copied().collect::<Vec<_>>().join(" ");
        println!("{:>3} of {:>3} ({:>3})  {}: {codes}", tally.seen, tally.put, tally.unaided, kind.name);
        tally.missed.iter().for_each(|missed| println!("            not seen at {missed}"));
        (put, seen, unaided) = (put + tally.put, seen + tally.seen, unaided + tally.unaided);
        match (tally.missed.is_empty(), kind.unseen) {
            (false, None) => drop(unexplained.insert(kind.name, tally.missed)),
            (false, Some(why)) => println!("            because {why}"),
            (true, _) => {}
        }
    }
    println!("{seen} of {put} faults of {} kinds are seen; {unaided} without the record of translations", KINDS.len());
    assert!(unexplained.is_empty(), "not seen, and nobody says why: {unexplained:#?}");
    assert!(seen * 100 >= put * GOAL, "{seen} of {put}");
}

#[test]
fn nothing_is_found_in_articles_without_a_fault() {
    let correct = fixture("../correct");
    let mut folders: Vec<_> = fs::read_dir(correct).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(folders.len() >= 10);
    folders.extend(own_articles());
    for folder in folders {
        let manuscript = login_help::author::read(&folder).unwrap();
        let found = check(&manuscript, freshness()).into_iter().filter(Finding::is_wrong);
        let shown: Vec<_> = found.map(|finding| finding.to_string()).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }
}
