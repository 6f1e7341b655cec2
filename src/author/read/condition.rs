//! Conditions: lists of alternatives, each a table of `fact = value`, whose names become positions.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};
use toml::Spanned;

use super::table::Table;
use crate::{
    article::{Condition, Fact, FactId, Test, ValueId, Values},
    author::{
        code::{Code, EMPTY_CONDITION, UNDECLARED},
        finding::Finding,
        source::Source,
    },
};

/// `when = [{ symptom = "rejected" }, { symptom = ["rejected", "blocked"], account = "banned" }]`
pub(super) type When = Spanned<Vec<Spanned<Table<Names>>>>;

/// The facts that names are looked up among, and where to report those that are not there.
pub(super) struct Scope<'a> {
    /// The file that the names stand in.
    pub source: &'a Source,
    /// All that the article declares.
    pub facts: &'a [Fact],
    /// What was found wrong so far.
    pub findings: &'a mut Vec<Finding>,
}

impl Scope<'_> {
    /// The fact of this name.
    pub fn fact(&mut self, name: &Spanned<String>) -> Option<FactId> {
        let found = self.facts.iter().position(|fact| fact.id == *name.get_ref());
        if found.is_none() {
            let message = format_args!("there is no fact '{}'", name.get_ref()).to_string();
            let facts = self.facts.iter().map(|fact| fact.id.as_str());
            self.findings.push(self.source.at(name.span(), UNDECLARED, message).suggest(name.get_ref(), facts));
        }
        Some(FactId(u16::try_from(found?).ok()?))
    }

    /// The value of this name, which the fact may have.
    pub fn value(&mut self, id: FactId, name: &Spanned<String>) -> Option<ValueId> {
        let fact = self.facts.get(usize::from(id.0))?;
        let found = fact.values.iter().position(|value| value.id == *name.get_ref());
        if found.is_none() {
            let message = format_args!("fact '{}' has no value '{}'", fact.id, name.get_ref()).to_string();
            let values = fact.values.iter().map(|value| value.id.as_str());
            self.findings.push(self.source.at(name.span(), UNDECLARED, message).suggest(name.get_ref(), values));
        }
        Some(ValueId(u8::try_from(found?).ok()?))
    }

    /// What holds when either does; nothing where there is neither.
    pub fn either(&mut self, one: Option<&When>, other: Option<&When>) -> Option<Condition> {
        let mut alternatives = Vec::new();
        for when in one.into_iter().chain(other) {
            alternatives.extend(self.condition(when).0);
        }
        (one.is_some() || other.is_some()).then_some(Condition(alternatives))
    }

    /// A whole condition.
    pub fn condition(&mut self, when: &When) -> Condition {
        if when.get_ref().is_empty() {
            self.report(when, EMPTY_CONDITION, "a condition without alternatives never holds");
        }
        Condition(when.get_ref().iter().map(|alternative| self.alternative(alternative)).collect())
    }

    fn alternative(&mut self, alternative: &Spanned<Table<Names>>) -> Vec<Test> {
        if alternative.get_ref().iter().len() == 0 {
            self.report(alternative, EMPTY_CONDITION, "an alternative without facts always holds");
        }
        let tests = alternative.get_ref().iter().filter_map(|(fact, names)| self.test(fact, names));
        tests.collect()
    }

    fn test(&mut self, name: &Spanned<String>, names: &Names) -> Option<Test> {
        let fact = self.fact(name)?;
        if names.0.is_empty() {
            self.report(name, EMPTY_CONDITION, "an empty list of values never holds");
        }
        let values = names.0.iter().filter_map(|name| self.value(fact, name)).map(Values::one);
        Some(Test { fact, values: values.fold(Values::NONE, Values::union) })
    }

    /// Reports what is wrong with a part of the file.
    pub fn report<T>(&mut self, part: &Spanned<T>, code: &'static Code, message: impl fmt::Display) {
        self.findings.push(self.source.at(part.span(), code, message));
    }
}

/// One name or a list of names.
pub(super) struct Names(pub Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        enum OneOrMany {
            One(String),
            Many(Vec<Spanned<String>>),
        }

        struct NamesVisitor;

        impl<'de> Visitor<'de> for NamesVisitor {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or a list of values")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany::One(name.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(OneOrMany::Many(names))
            }
        }

        impl<'de> Deserialize<'de> for OneOrMany {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(NamesVisitor)
            }
        }

        let names = Spanned::<OneOrMany>::deserialize(deserializer)?;
        let span = names.span();
        Ok(Self(match names.into_inner() {
            OneOrMany::One(name) => vec![Spanned::new(span, name)],
            OneOrMany::Many(names) => names,
        }))
    }
}
