//! Small articles for tests, written as a flow is: facts with their values, questions, remedies with conditions.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "each test file uses its own part of this")]

#[cfg(feature = "server")]
pub mod postgres;
#[cfg(feature = "server")]
pub mod program;
#[cfg(not(target_arch = "wasm32"))]
pub mod random;
#[cfg(feature = "server")]
pub mod site;
#[cfg(feature = "author")]
pub mod source;
#[cfg(feature = "server")]
pub mod timing;
#[cfg(feature = "author")]
pub mod tool;

use login_help::article::{
    Article, Block, Channel, Condition, Draft, Fact, FactId, Kind, Pattern, Plain, Question, Remedy, Section,
    SectionId, Span, Test, Value, ValueId, Values,
};

/// A condition by positions: alternatives of (fact, its values).
pub type When<'a> = &'a [&'a [(u16, &'a [u8])]];

pub fn condition(when: When) -> Condition {
    let test = |(fact, values): &(u16, &[u8])| Test {
        fact: FactId(*fact),
        values: values.iter().fold(Values::NONE, |set, value| set.union(Values::one(ValueId(*value)))),
    };
    Condition(when.iter().map(|tests| tests.iter().map(test).collect()).collect())
}

pub fn fact(id: &str, values: &[&str]) -> Fact {
    let value = |id: &&str| Value { id: (*id).into(), label: format!("label {id}"), hint: String::new() };
    Fact { id: id.into(), values: values.iter().map(value).collect(), server: false }
}

pub fn question(fact: u16, when: Option<When>) -> Question {
    Question {
        fact: FactId(fact),
        kind: Kind::Choice,
        when: when.map(condition),
        prompt: format!("prompt {fact}?"),
        hint: String::new(),
    }
}

pub fn remedy(section: u16, when: Option<When>) -> Remedy {
    Remedy {
        section: SectionId(section),
        when: when.map(condition),
        weight: 1,
        interruption: None,
        handoff: Channel::Support,
        action: None,
        inbox: false,
        explains: false,
    }
}

pub fn sections(count: usize) -> Vec<Section> {
    let section = |number| Section {
        id: format!("s{number}"),
        heading: format!("heading {number}"),
        blocks: vec![Block::Plain(Plain::Paragraph(vec![Span { text: "text".into(), ..Span::default() }]))],
        source: String::new(),
        checked: String::new(),
    };
    (0..count).map(section).collect()
}

pub fn pattern(text: &str, facts: &[(u16, u8)]) -> Pattern {
    Pattern {
        text: login_help::rules::normalise(text),
        facts: facts.iter().map(|(fact, value)| (FactId(*fact), ValueId(*value))).collect(),
    }
}

pub fn draft(facts: Vec<Fact>, questions: Vec<Question>, remedies: Vec<Remedy>) -> Draft {
    let sections = sections(remedies.len());
    Draft { id: "test".into(), lang: "en".into(), facts, questions, remedies, sections, ..Draft::default() }
}

/// Two facts and a gated third: `trouble` is asked first, `notice` only when it is `blocked`, `device` always.
///
/// Remedies: 0 for a banned notice, 1 for an unpaid one, 2 for a forgotten password, 3 the fallback.
pub fn blocked_or_forgot() -> Draft {
    draft(
        vec![
            fact("trouble", &["forgot", "blocked", "other"]),
            fact("notice", &["banned", "unpaid"]),
            fact("device", &["phone", "computer"]),
        ],
        vec![question(0, None), question(1, Some(&[&[(0, &[1])]])), question(2, None)],
        vec![
            remedy(0, Some(&[&[(1, &[0])]])),
            remedy(1, Some(&[&[(1, &[1])]])),
            remedy(2, Some(&[&[(0, &[0])]])),
            remedy(3, None),
        ],
    )
}

pub fn article(draft: Draft) -> Article {
    Article::try_from(draft).unwrap()
}

/// Strings that are their own keys.
pub fn strings() -> login_help::locale::Strings {
    login_help::locale::Strings::new(&login_help::locale::Strings::KEYS.map(String::from)).unwrap()
}
