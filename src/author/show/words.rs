//! An article's words, as they are quoted in what is shown of it.

use super::{dialogue::Given, expectation::Expectation};
use crate::{
    article::{Article, Callout, Channel, Condition, FactId, Plain, RemedyId, Test, ValueId, Values},
    rules::Source,
};

/// What an author reads for "I'm not sure", whatever the widget's language.
pub(super) const UNSURE: &str = "I’m not sure";

/// As much of a callout as tells it from others.
const FIRST_WORDS: usize = 12;

/// Quotes an article.
#[derive(Clone, Copy)]
pub(super) struct Words<'a>(pub &'a Article);

impl<'a> Words<'a> {
    /// A fact's id.
    pub fn fact(self, fact: FactId) -> &'a str {
        self.0.fact(fact).map_or("", |fact| &fact.id)
    }

    /// A value's id.
    pub fn value(self, fact: FactId, value: ValueId) -> &'a str {
        self.0.value(fact, value).map_or("", |value| &value.id)
    }

    /// A value as an answer's label.
    pub fn label(self, fact: FactId, value: ValueId) -> &'a str {
        self.0.value(fact, value).map_or("", |value| if value.label.is_empty() { UNSURE } else { &value.label })
    }

    /// What a question asks; of a fact that nobody asks, its id.
    pub fn prompt(self, fact: FactId) -> &'a str {
        self.0.question(fact).map_or_else(|| self.fact(fact), |question| &question.prompt)
    }

    /// A remedy's heading.
    pub fn heading(self, remedy: RemedyId) -> &'a str {
        self.0.section_of(remedy).map_or("", |section| &section.heading)
    }

    /// A remedy's id, which is its section's.
    pub fn remedy(self, remedy: RemedyId) -> &'a str {
        self.0.section_of(remedy).map_or("", |section| &section.id)
    }

    /// An answer to the question for a fact.
    pub fn answer(self, fact: FactId, given: &Given) -> String {
        match given {
            Given::Value(value) => self.label(fact, *value).into(),
            Given::Unsure => UNSURE.into(),
            Given::Message(told) => format!("a message: {}", self.told(told)),
        }
    }

    /// Facts with their values, by their labels.
    pub fn told(self, told: &[(FactId, ValueId)]) -> String {
        told.iter().map(|(fact, value)| self.label(*fact, *value)).collect::<Vec<_>>().join(" + ")
    }

    /// The ids of a fact's values.
    pub fn values(self, fact: FactId) -> Vec<&'a str> {
        self.0.fact(fact).into_iter().flat_map(|fact| &fact.values).map(|value| value.id.as_str()).collect()
    }

    /// `symptom = rejected|error and login = direct or account = frozen`.
    pub fn condition(self, condition: &Condition) -> String {
        let tests = |tests: &Vec<Test>| tests.iter().map(|test| self.test(test)).collect::<Vec<_>>().join(" and ");
        condition.0.iter().map(tests).collect::<Vec<_>>().join(" or ")
    }

    /// `symptom = rejected|error`.
    pub fn test(self, test: &Test) -> String {
        let values = self.values(test.fact).into_iter().enumerate();
        let meant = values.filter(|(place, _)| !test.values.is_disjoint(Values::one(ValueId(*place as u8))));
        let meant: Vec<&str> = meant.map(|(_, value)| value).collect();
        format!("{} = {}", self.fact(test.fact), meant.join("|"))
    }
}

/// How a callout begins.
pub(super) fn first_words(callout: &Callout) -> String {
    let mut text = String::new();
    for plain in &callout.body {
        if let Plain::Code(code) = plain {
            text.push_str(code);
        }
        for line in plain.lines() {
            line.iter().for_each(|span| text.push_str(&span.text));
            text.push(' ');
        }
    }
    let mut words = text.split_whitespace();
    let first = words.by_ref().take(FIRST_WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() { format!("{first} …") } else { first }
}

/// A channel, as an author reads it.
pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Support => "support",
        Channel::Reply => "a reply to the notice",
        Channel::None => "nobody who can help",
    }
}

/// Who said something, as an author reads it.
pub(super) fn source(source: Source) -> &'static str {
    match source {
        Source::Person => "the person says",
        Source::Server => "the server says",
        Source::Host => "the page knows",
    }
}

/// `1 question`, `2 questions`.
pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// `1 remedy`, `2 remedies`.
pub(super) fn remedies_count(number: usize) -> String {
    if number == 1 { "1 remedy".into() } else { format!("{number} remedies") }
}

/// The numbers under a picture's title.
pub(super) fn numbers(article: &Article, expected: &Expectation) -> String {
    let draft = article.draft();
    format!(
        "{} · {} · {} · {} · {:.1} questions on average, {} at most",
        draft.id,
        draft.lang,
        remedies_count(draft.remedies.len()),
        count(draft.questions.len(), "question"),
        expected.questions,
        expected.longest
    )
}
