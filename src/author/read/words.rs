//! `LANG.md`: every word of an article in one language, as TOML between two lines `+++` and Markdown below.

use std::{fmt, ops::Range};

use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};
use toml::{Spanned, value::Datetime};

use super::{
    markdown::{self, Names, Section},
    picture::Gallery,
    shared::parts,
    table::Table,
};
use crate::author::{
    code::FRONT_MATTER,
    finding::Finding,
    schema::{AnswerForm, Day, FactWords, Link, TableOf, Text},
    source::Source,
};

const FENCE: &str = "+++";

/// Words, waiting to be joined with the flow.
pub(crate) struct Words {
    /// What stands between the fences.
    pub front: Front,
    /// What stands below them.
    pub sections: Vec<Section>,
}

/// Every word of an article that is no part of its text: the title, what questions and answers say, labels.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Front matter of LANG.md", extend("required" = ["title", "intro"]))]
pub(crate) struct Front {
    /// The article's title, as in `Trouble logging in`.
    #[schemars(with = "Text", title = "Title")]
    pub title: Option<Spanned<String>>,
    /// What the article helps with, in a sentence or two of plain text.
    #[schemars(with = "Text", title = "Introduction")]
    pub intro: Option<Spanned<String>>,
    /// What each question of `flow.toml` says, by the fact that it asks: `[questions.symptom]`.
    #[schemars(with = "TableOf<QuestionWords>", title = "Questions")]
    pub questions: Table<QuestionWords>,
    /// What the values of facts say that no question asks, since a server or the page tells them: `[facts.account]`.
    #[schemars(with = "TableOf<FactWords>", title = "Facts that are not asked")]
    pub facts: Table<Table<Spanned<String>>>,
    /// What a section has beside its text, by its id: `[sections.reset]`.
    #[schemars(with = "TableOf<SectionWords>", title = "Sections")]
    pub sections: Table<SectionWords>,
    /// What is said when the case goes to a person.
    #[schemars(with = "Option<SupportWords>", title = "Support")]
    pub support: Option<Spanned<SupportWords>>,
    /// What is written once and said in many places: `product = "Quillnote"` is put in wherever the file says
    /// `{{product}}`.
    #[schemars(with = "TableOf<Text>", title = "Variables")]
    pub variables: Table<String>,
    /// Markdown that several sections include, between two lines `'''`: `> [!INCLUDE reset-warning]` is `reset-warning`
    /// here.
    #[schemars(with = "TableOf<Text>", title = "Shared parts")]
    pub parts: Table<Spanned<String>>,
}

/// What one question says.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Question", extend("required" = ["prompt", "answers"]))]
pub(crate) struct QuestionWords {
    /// The question itself, as in `What keeps you out?`
    #[schemars(with = "Text", title = "Prompt")]
    pub prompt: Option<Spanned<String>>,
    /// A line under the question, where it helps to answer.
    #[schemars(title = "Hint")]
    pub hint: String,
    /// What each value of the fact says: `locked = "My account is locked"`.
    #[schemars(with = "TableOf<AnswerForm>", title = "Answers", extend("minProperties" = 1))]
    pub answers: Table<Answer>,
}

/// The words of an answer: a string that is its label, or a table.
pub(crate) struct Answer {
    /// What it says.
    pub label: Spanned<String>,
    /// A line under it.
    pub hint: String,
    /// How people put it who have it.
    pub says: Vec<Spanned<String>>,
}

/// What one section has beside its text.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Section", extend("dependentRequired" = { "source": ["checked"], "checked": ["source"] }))]
pub(crate) struct SectionWords {
    /// What the button of the remedy's action says, as in `Open the login page`. Needed where `flow.toml` has an
    /// `action` for the section.
    #[schemars(with = "Option<Text>", title = "Label of the action")]
    pub action: Option<Spanned<String>>,
    /// The page that the section's facts come from. It needs `checked`, too.
    #[schemars(with = "Option<Link>", title = "Source")]
    pub source: Option<Spanned<String>>,
    /// The day on which the section was last compared with its source: `2026-11-24`, without quotation marks.
    #[schemars(with = "Option<Day>", title = "Day of the check")]
    pub checked: Option<Spanned<Datetime>>,
    /// How people put it whom the section helps, each sentence as somebody would write it: `says = ["the reset mail never
    /// came"]`. Whoever writes something like it is led here. Only for a section that is a remedy.
    #[schemars(with = "Vec<Text>", title = "What people say")]
    pub says: Vec<Spanned<String>>,
}

/// What is said when the case goes to a person.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Support")]
pub(crate) struct SupportWords {
    /// What the link to support says, as in `Write to us`. Needed where `flow.toml` has a `support` address.
    #[schemars(with = "Option<Text>", title = "Label of the link")]
    pub label: Option<Spanned<String>>,
    /// What to have ready, and what to expect. Needed where `flow.toml` has a `support` address.
    #[schemars(with = "Option<Text>", title = "What to expect")]
    pub text: Option<Spanned<String>>,
    /// How to reply to a notice instead. Needed where some remedy has `handoff = "reply"`.
    #[schemars(with = "Option<Text>", title = "Reply to a notice")]
    pub reply: Option<Spanned<String>>,
    /// What is left where nobody here can help. Needed where some remedy has `handoff = "none"`, or `flow.toml` no
    /// `support` address.
    #[schemars(with = "Option<Text>", title = "Nobody can help")]
    pub none: Option<Spanned<String>>,
}

/// Reads a language's words; nothing where their structure is too broken to go on.
pub(crate) fn read(source: &Source, gallery: &Gallery, findings: &mut Vec<Finding>) -> Option<Words> {
    let (front, body) = split(source).map_err(|finding| findings.push(finding)).ok()?;
    let front: Option<Front> = source.toml(&commented(source, &front)).map_err(|finding| findings.push(finding)).ok();
    let parts = front.as_ref().map(|front| parts(source, &front.parts, findings)).unwrap_or_default();
    let variables: Vec<&str> =
        front.iter().flat_map(|front| front.variables.keys()).map(|key| key.get_ref().as_str()).collect();
    let names = Names { pictures: gallery, parts: &parts, variables: &variables };
    let sections = markdown::read(source, body, &names, findings);
    Some(Words { front: front?, sections })
}

/// The front matter of a file that has been read, with the positions of the file.
pub(crate) fn front_of(source: &Source) -> String {
    split(source).map(|(front, _)| commented(source, &front)).unwrap_or_default()
}

/// The opening fence becomes a comment, so that positions in the front matter are positions in the file.
fn commented(source: &Source, front: &Range<usize>) -> String {
    format!("#{}", source.text.get(1..front.end).unwrap_or_default())
}

/// Where the front matter is, its opening fence included, and where the Markdown begins.
pub(super) fn split(source: &Source) -> Result<(Range<usize>, usize), Finding> {
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
            #[serde(default)]
            says: Vec<Spanned<String>>,
        }

        enum StringOrTable {
            String(String),
            Table(InFull),
        }

        struct AnswerVisitor;

        impl<'de> Visitor<'de> for AnswerVisitor {
            type Value = StringOrTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a label, or { label = \"…\", hint = \"…\", says = [\"…\"] }")
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
            StringOrTable::String(label) => {
                Self { label: Spanned::new(span, label), hint: String::new(), says: Vec::new() }
            }
            StringOrTable::Table(InFull { label, hint, says }) => Self { label, hint, says },
        })
    }
}
