//! Articles far larger than any that people read: what is proved of them is proved in time.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that can't go on has failed, and the figure is for whoever runs it"
)]

mod common;

use std::{collections::BTreeMap, fs, path::Path, time::Instant};

use common::tool::{login_help, room, said};
use serde_json::Value;

/// The source of an article with 300 facts and 1,000 remedies: areas with questions that lead on from one another,
/// remedies with two alternatives that cross areas, and an interruption with a warning for every tenth.
fn write_large_article(folder: &Path) {
    let (mut flow, mut words) = (String::from("support = \"https://example.com/\"\n"), String::from("+++\n"));
    words.push_str("title = \"Large\"\nintro = \"Large.\"\nsupport = { label = \"Write\", text = \"They answer.\" }\n");
    let mut declare = |id: &str, values: &[String], gate: &str| {
        let list = values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ");
        let labels = values.iter().map(|value| format!("{value} = {value:?}")).collect::<Vec<_>>().join(", ");
        words.push_str(&format!("[questions.{id}]\nprompt = \"{id}?\"\nanswers = {{ {labels} }}\n"));
        (format!("[facts.{id}]\nvalues = [{list}]\n"), format!("[[questions]]\nfact = {id:?}\n{gate}\n"))
    };
    let letters = ["a", "b", "c", "d", "e"].map(String::from);
    let mut parts = vec![declare("area", &(0..30).map(|area| format!("a{area}")).collect::<Vec<_>>(), "")];
    parts.push(declare("sends", &letters, ""));
    for number in 2..300 {
        let gate = match number {
            2..32 => format!("when = [{{ area = \"a{}\" }}]", number - 2),
            _ => format!("when = [{{ f{} = \"e\" }}]", number - 30),
        };
        parts.push(declare(&format!("f{number}"), &letters, &gate));
    }
    parts.iter().for_each(|(fact, _)| flow.push_str(fact));
    parts.iter().for_each(|(_, question)| flow.push_str(question));
    words.push_str("+++\n");
    for number in 0..999 {
        let (fact, value) = (2 + number % 298, letters[number / 298].as_str());
        let other = 2 + (fact * 7 + 11) % 298;
        let area = if fact < 32 { fact - 2 } else { (fact - 2) % 30 };
        flow.push_str(&format!(
            "[[remedies]]\nsection = \"s{number}\"\nwhen = [{{ f{fact} = {value:?}, area = \"a{area}\" }}, {{ f{fact} = {value:?}, f{other} = \"a\" }}]\n"
        ));
        words.push_str(&format!("## Section {number} {{#s{number}}}\n"));
        if number % 10 == 0 {
            flow.push_str("interruption = \"sends\"\n");
            words.push_str(&format!("> [!WARNING] {{#c{number}}}\n> It breaks.\n\n"));
        }
        words.push_str("1. Do it.\n\n");
    }
    flow.push_str("[[remedies]]\nsection = \"rest\"\n");
    words.push_str("## Rest {#rest}\n\nWrite.\n");
    (0..999)
        .step_by(10)
        .for_each(|number| flow.push_str(&format!("[callouts.c{number}]\nwhen = [{{ sends = \"a\" }}]\n")));
    fs::write(folder.join("flow.toml"), flow).unwrap();
    fs::write(folder.join("en.md"), words).unwrap();
}

#[test]
fn an_article_of_300_facts_and_1_000_remedies_is_checked_in_ten_seconds() {
    let folder = room("large");
    write_large_article(&folder);
    let started = Instant::now();
    let found = login_help(&["check".as_ref(), folder.as_path(), "--format".as_ref(), "json".as_ref()]);
    let seconds = started.elapsed().as_secs_f32();
    let found: Value = serde_json::from_str(&said(&found)).unwrap();
    let codes = found.as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap());
    let codes = codes.fold(BTreeMap::new(), |mut counts: BTreeMap<&str, usize>, code| {
        *counts.entry(code).or_default() += 1;
        counts
    });
    println!("300 facts and 1,000 remedies checked in {seconds:.1} s; found {codes:?}");
    // Two areas never come together, so all second alternatives are impossible; the hundredth says how many more.
    assert_eq!(codes, BTreeMap::from([("LH054", 1), ("LH076", 33), ("LH090", 100)]));
    assert!(seconds < 10.0, "{seconds}");
}
