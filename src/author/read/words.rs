//! `LANG.md`: every word of an article in one language, as TOML between two lines `+++` and Markdown below.

use std::{fmt, ops::Range};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};
use toml::{Spanned, value::Datetime};

use super::{
    markdown::{self, Section},
    table::Table,
};
use crate::author::{code::FRONT_MATTER, finding::Finding, source::Source};

const FENCE: &str = "+++";

/// Words, waiting to be joined with the flow.
pub(super) struct Words {
    /// What stands between the fences.
    pub front: Front,
    /// What stands below them.
    pub sections: Vec<Section>,
}

/// Words that are no part of the text.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Front {
    /// The article's title.
    pub title: Option<Spanned<String>>,
    /// What it helps with.
    pub intro: Option<Spanned<String>>,
    /// By the fact that they ask.
    pub questions: Table<QuestionWords>,
    /// By fact that no question asks, its values' labels.
    pub facts: Table<Table<Spanned<String>>>,
    /// By section.
    pub sections: Table<SectionWords>,
    /// The words around the help of a person.
    pub support: Option<Spanned<SupportWords>>,
}

/// The words of a question.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct QuestionWords {
    /// The question itself.
    pub prompt: Option<Spanned<String>>,
    /// A line under it.
    pub hint: String,
    /// By value.
    pub answers: Table<Answer>,
}

/// The words of an answer: a string that is its label, or a table.
pub(super) struct Answer {
    /// What it says.
    pub label: Spanned<String>,
    /// A line under it.
    pub hint: String,
}

/// What a section has beside its text.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SectionWords {
    /// The label of its remedy's action.
    pub action: Option<Spanned<String>>,
    /// The page that its facts come from.
    pub source: Option<Spanned<String>>,
    /// The day they were checked.
    pub checked: Option<Spanned<Datetime>>,
}

/// The words around the help of a person.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SupportWords {
    /// What the link says.
    pub label: Option<Spanned<String>>,
    /// What to expect of it.
    pub text: Option<Spanned<String>>,
    /// How to reply to a notice instead.
    pub reply: Option<Spanned<String>>,
    /// What is left where no channel can help.
    pub none: Option<Spanned<String>>,
}

/// Reads a language's words; nothing where their structure is too broken to go on.
pub(super) fn read(source: &Source, findings: &mut Vec<Finding>) -> Option<Words> {
    let (front, body) = split(source).map_err(|finding| findings.push(finding)).ok()?;
    let sections = markdown::read(source, body, findings);
    // The opening fence becomes a comment, so that positions in the front matter are positions in the file.
    let toml = format!("#{}", source.text.get(1..front.end).unwrap_or_default());
    let front = source.toml(&toml).map_err(|finding| findings.push(finding)).ok()?;
    Some(Words { front, sections })
}

/// Where the front matter is, its opening fence included, and where the Markdown begins.
fn split(source: &Source) -> Result<(Range<usize>, usize), Finding> {
    let mut end = 0;
    for line in source.text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        match (start, line.trim_end() == FENCE) {
            (0, false) => break,
            (0, true) | (_, false) => {}
            (_, true) => return Ok((0..start, end)),
        }
    }
    let help = "put the title, the questions' words and so on between two lines '+++'";
    if source.text.starts_with(FENCE) {
        return Err(source.at(0..FENCE.len(), FRONT_MATTER, "the front matter is not closed").help(help));
    }
    Err(source.at(0..0, FRONT_MATTER, "the file does not begin with front matter").help(help))
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct InFull {
            label: Spanned<String>,
            #[serde(default)]
            hint: String,
        }

        enum StringOrTable {
            String(String),
            Table(InFull),
        }

        struct AnswerVisitor;

        impl<'de> Visitor<'de> for AnswerVisitor {
            type Value = StringOrTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a label, or { label = \"…\", hint = \"…\" }")
            }

            fn visit_str<E: de::Error>(self, label: &str) -> Result<StringOrTable, E> {
                Ok(StringOrTable::String(label.into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<StringOrTable, A::Error> {
                InFull::deserialize(MapAccessDeserializer::new(map)).map(StringOrTable::Table)
            }
        }

        impl<'de> Deserialize<'de> for StringOrTable {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(AnswerVisitor)
            }
        }

        let answer = Spanned::<StringOrTable>::deserialize(deserializer)?;
        let span = answer.span();
        Ok(match answer.into_inner() {
            StringOrTable::String(label) => Self { label: Spanned::new(span, label), hint: String::new() },
            StringOrTable::Table(InFull { label, hint }) => Self { label, hint },
        })
    }
}
