//! What people say, labelled (`fixtures/words`), and how well a table of words understands it.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "each user takes its own part of this")]

use std::{fs, path::Path, sync::LazyLock};

use login_help::{
    article::{Remedy, RemedyId},
    author::{Said, Says, read, table},
    rules::Rules,
    words::Table,
};
use serde::{Deserialize, Serialize};

pub const LANGUAGES: [&str; 7] = ["en", "de", "es", "fr", "pt-BR", "ja", "ar"];

/// A sentence with the sections that help.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Saying {
    pub text: String,
    pub leads: Vec<String>,
    pub source: String,
}

/// Where a sentence comes from, and what it may be used for.
#[derive(Debug, Clone, Deserialize)]
pub struct Origin {
    pub id: String,
    pub half: Half,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Half {
    Write,
    Measure,
}

/// What is about no login.
#[derive(Debug, Clone, Deserialize)]
pub struct Nonsense {
    pub text: String,
    pub lang: String,
}

fn fixture<T: for<'a> Deserialize<'a>>(name: &str, key: &str) -> Vec<T> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/words").join(name).with_extension("toml");
    let mut file: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    file.remove(key).unwrap().try_into().unwrap()
}

pub fn origins() -> Vec<Origin> {
    fixture("sources", "source")
}

pub fn sayings(lang: &str) -> Vec<Saying> {
    fixture(lang, "said")
}

/// The sentences of one half.
pub fn half(lang: &str, half: Half) -> Vec<Saying> {
    let origins = origins();
    let is_of = |saying: &Saying| origins.iter().any(|origin| origin.id == saying.source && origin.half == half);
    sayings(lang).into_iter().filter(is_of).collect()
}

/// What is about no login: every second of the list, the first among them, is to measure with; the thresholds were looked
/// at with the others.
pub fn nonsense(lang: &str, half: Half) -> Vec<String> {
    let all = fixture::<Nonsense>("nonsense", "nonsense").into_iter().enumerate();
    let is_of = |(place, _): &(usize, Nonsense)| (place % 2 == 0) == (half == Half::Measure);
    all.filter(is_of).map(|(_, nonsense)| nonsense).filter(|one| one.lang == lang).map(|one| one.text).collect()
}

/// An article in a language, ready to understand.
pub struct Reader {
    pub rules: Rules,
    pub table: Table,
    pub says: Vec<Said>,
}

/// The default article's readers, one for each language.
pub static READERS: LazyLock<Vec<Reader>> = LazyLock::new(readers);

fn readers() -> Vec<Reader> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles/sendgrid-login");
    let manuscript = read(&folder).map_err(|findings| findings[0].to_string()).unwrap();
    let reader = |language: &login_help::author::Language| Reader {
        rules: Rules::new(language.article.clone()),
        table: table(&language.article, &language.says),
        says: language.says.clone(),
    };
    manuscript.languages.iter().map(reader).collect()
}

/// What a search library is given of an article: each remedy's heading, text and sentences.
#[derive(Serialize)]
pub struct Document {
    pub id: String,
    pub heading: String,
    pub text: String,
    pub says: Vec<String>,
}

impl Reader {
    pub fn documents(&self) -> Vec<Document> {
        let article = self.rules.article();
        let document = |(place, _): (usize, &Remedy)| {
            let remedy = RemedyId(place as u16);
            let section = article.section_of(remedy).unwrap();
            let says = self.says.iter().filter(|said| said.says == Says::Remedy(remedy)).map(|said| said.text.clone());
            Document {
                id: section.id.clone(),
                heading: section.heading.clone(),
                text: section.spans().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" "),
                says: says.collect(),
            }
        };
        article.draft().remedies.iter().enumerate().map(document).collect()
    }
}

/// How well sentences are understood.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// How many sentences were tried.
    pub tried: usize,
    /// Of how many the article lacks every section.
    pub left_out: usize,
    pub first: usize,
    pub among_three: usize,
    pub sure: usize,
    pub wrong_though_sure: usize,
    pub nonsense: usize,
    pub nonsense_taken: usize,
    /// Bytes of the compiled table in brotli.
    pub bytes: usize,
}

impl Figures {
    /// Counts others in; the bytes stay the most of any.
    pub fn add(&mut self, other: &Self) {
        self.tried += other.tried;
        self.left_out += other.left_out;
        self.first += other.first;
        self.among_three += other.among_three;
        self.sure += other.sure;
        self.wrong_though_sure += other.wrong_though_sure;
        self.nonsense += other.nonsense;
        self.nonsense_taken += other.nonsense_taken;
        self.bytes = self.bytes.max(other.bytes);
    }

    pub fn percent(part: usize, of: usize) -> f64 {
        if of == 0 { 0.0 } else { 100.0 * part as f64 / of as f64 }
    }

    pub fn line(&self, lang: &str) -> String {
        format!(
            "{lang:6} {:4} ({} left out)  first {:5.1} %  among three {:5.1} %  sure {:5.1} %  wrong though sure {:4.1} %  nonsense {} of {}  {} bytes",
            self.tried,
            self.left_out,
            Self::percent(self.first, self.tried),
            Self::percent(self.among_three, self.tried),
            Self::percent(self.sure, self.tried),
            Self::percent(self.wrong_though_sure, self.tried),
            self.nonsense_taken,
            self.nonsense,
            self.bytes,
        )
    }
}

/// Tries all sentences of a half; `see` is told of each with its guesses, best first, and whether the first is sure.
pub fn measure(reader: &Reader, half_of: Half, mut see: impl FnMut(&Saying, &[String], bool)) -> Figures {
    let lang = reader.rules.article().draft().lang.as_str();
    let article = reader.rules.article();
    let mut figures = Figures { bytes: compressed(&reader.table.parts().to_bytes().unwrap()), ..Figures::default() };
    for saying in half(lang, half_of) {
        let leads: Vec<&String> = saying.leads.iter().filter(|lead| article.find_remedy(lead).is_some()).collect();
        if leads.is_empty() {
            figures.left_out += 1;
            continue;
        }
        let understood = reader.table.understand(&reader.rules, &saying.text);
        let guesses: Vec<String> =
            understood.guesses.iter().map(|guess| article.section_of(guess.remedy).unwrap().id.clone()).collect();
        let is_first = guesses.first().is_some_and(|guess| leads.contains(&guess));
        figures.tried += 1;
        figures.first += usize::from(is_first);
        figures.among_three += usize::from(guesses.iter().any(|guess| leads.contains(&guess)));
        figures.sure += usize::from(understood.is_sure);
        figures.wrong_though_sure += usize::from(understood.is_sure && !is_first);
        see(&saying, &guesses, understood.is_sure);
    }
    for text in nonsense(lang, half_of) {
        figures.nonsense += 1;
        let understood = reader.table.understand(&reader.rules, &text);
        figures.nonsense_taken += usize::from(!understood.guesses.is_empty());
    }
    figures
}

/// What bytes weigh as a server sends them.
pub fn compressed(mut bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut out, &parameters).unwrap();
    out.len()
}
