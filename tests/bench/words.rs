//! How well and how fast what people write is understood, by the half of the sentences that nobody wrote the article with.
//! `./dev bench words` runs it, and `words.mjs` prints the same of search libraries, which it is handed here.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench that can't go on has failed, and the figures are for whoever runs it"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/sayings.rs"]
mod sayings;

use std::{fs, hint::black_box, path::Path, time::Instant};

use common::{draft, remedy};
use login_help::{
    article::Article,
    author::{Said, Says, table},
    rules::Rules,
};
use sayings::{Figures, Half, READERS, half, measure, nonsense};
use serde_json::json;

/// How often a text is read to see how long that takes.
const TIMES: u32 = 50;

fn main() {
    println!("ours, by language");
    let (mut all, mut bundle) = (Figures::default(), Vec::new());
    for reader in READERS.iter() {
        let lang = reader.rules.article().draft().lang.as_str();
        let figures = measure(reader, Half::Measure, |_, _, _| {});
        let texts = half(lang, Half::Measure);
        let started = Instant::now();
        for _ in 0..TIMES {
            texts.iter().for_each(|saying| {
                black_box(reader.table.understand(&reader.rules, &saying.text));
            });
        }
        let micros = started.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES) / texts.len() as f64;
        println!("{}  {micros:.0} µs a text", figures.line(lang));
        all.add(&figures);
        bundle.push(json!({
            "lang": lang, "documents": reader.documents(), "sayings": texts, "nonsense": nonsense(lang, Half::Measure),
        }));
    }
    println!("{}", all.line("all"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(folder.join("words.json"), json!(bundle).to_string()).unwrap();
    growth();
}

/// How long a text takes as an article grows. A table of 1,000 remedies is learned from two sentences for each, in minutes
/// rather than hours: it knows 4,000 words all the same.
fn growth() {
    for (count, sentences) in [(20, 20), (1_000, 2)] {
        let remedies = (0..count).map(|place| remedy(place, None)).collect::<Vec<_>>();
        let mut draft = draft(Vec::new(), Vec::new(), remedies);
        // Only the last may be without a condition; none is ever tried here.
        draft.remedies.iter_mut().rev().skip(1).for_each(|remedy| remedy.when = Some(Default::default()));
        let article = Article::try_from(draft).unwrap();
        let says = (0..u32::from(count) * sentences).map(|number| Said {
            says: Says::Remedy(login_help::article::RemedyId((number / sentences) as u16)),
            text: format!("word{} thing{} login{} trouble", number % 977, number % 3_001, number / sentences),
            span: 0..0,
        });
        let table = table(&article, &says.collect::<Vec<_>>());
        let rules = Rules::new(article);
        let text =
            "i can't get past the login7 trouble with thing40 and wrod12, what is to be done about it today please";
        let started = Instant::now();
        for _ in 0..TIMES {
            black_box(table.understand(&rules, text));
        }
        let micros = started.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES);
        println!("{count} remedies of {sentences} sentences: {micros:.0} µs a text");
    }
}
