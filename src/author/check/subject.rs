//! What the checks look at.

use std::{collections::BTreeMap, path::Path};

use similar::{ChangeTag, TextDiff};

use super::{Code, Finding, Freshness, Language, Manuscript};
use crate::{
    article::{Article, Condition, Draft, FactId, RemedyId, Section},
    author::{
        proof::{Outcome, Proof, Shadow},
        read::Marks,
        record::{History, Part, Standing, standings},
    },
};

/// A finding at a section, by its position in a language.
pub(super) fn at_section(language: &Language, section: usize, code: &'static Code, message: String) -> Finding {
    let mark = language.sections.get(section).map(|marks| marks.id.clone()).unwrap_or_default();
    language.source.at(mark, code, message)
}

/// A section in another language than the one that it is translated from: English, or the first.
pub(super) struct Translated<'a> {
    /// The translation, and the section in it.
    pub language: &'a Language,
    pub here: &'a Section,
    /// The original, and the section in it.
    pub original: &'a Language,
    pub there: &'a Section,
    place: usize,
}

impl Translated<'_> {
    /// A finding at the translated section.
    pub fn at(&self, code: &'static Code, message: String) -> Finding {
        at_section(self.language, self.place, code, message)
    }
}

/// A part of a translation that is not as it is remembered.
pub(super) struct Remembered<'a> {
    /// The translation, and the part in it.
    pub translation: &'a Language,
    pub here: &'a Part,
    /// The original, and the part in it.
    pub original: &'a Language,
    pub there: &'a Part,
    /// What is so of it.
    pub standing: Standing,
}

impl Remembered<'_> {
    /// A finding at the part.
    pub fn at(&self, code: &'static Code, message: String) -> Finding {
        self.translation.source.at(self.here.span.clone(), code, message)
    }
}

/// A manuscript, and what is proved of it.
pub(super) struct Subject<'a> {
    /// All of it.
    pub manuscript: &'a Manuscript,
    /// Its logic, which is the same in every language.
    pub article: &'a Article,
    /// The same, to be asked what can be.
    pub proof: Proof<'a>,
    /// When this is.
    pub freshness: Freshness,
    shadows: Option<Vec<Vec<Option<Shadow>>>>,
    narrowed: Option<Narrowed>,
    /// What the original said before.
    history: History,
}

/// By fact, the alternatives, by remedy and number, that can't hold only because its question is not asked there.
type Narrowed = BTreeMap<FactId, Vec<(RemedyId, usize)>>;

/// As many remedies have one root.
const SEVERAL: usize = 2;

impl<'a> Subject<'a> {
    pub fn new(manuscript: &'a Manuscript, any: &'a Language, freshness: Freshness) -> Self {
        let article = &any.article;
        Self {
            manuscript,
            article,
            proof: Proof::new(article),
            freshness,
            shadows: None,
            narrowed: None,
            history: History::default(),
        }
    }

    /// Facts, questions and remedies.
    pub fn draft(&self) -> &'a Draft {
        self.article.draft()
    }

    /// Where they stand.
    pub fn marks(&self) -> &'a Marks {
        &self.manuscript.flow.marks
    }

    /// A finding in flow.toml.
    pub fn in_flow(&self, span: Option<&std::ops::Range<usize>>, code: &'static Code, message: String) -> Finding {
        self.manuscript.source.at(span.cloned().unwrap_or_default(), code, message)
    }

    /// Every remedy with its position.
    pub fn remedies(&self) -> impl Iterator<Item = RemedyId> + use<> {
        (0..self.draft().remedies.len()).map(|place| RemedyId(place as u16))
    }

    /// A remedy's id: that of its section.
    pub fn name(&self, remedy: RemedyId) -> &'a str {
        self.article.section_of(remedy).map_or("", |section| &section.id)
    }

    /// A fact's id.
    pub fn fact(&self, fact: FactId) -> &'a str {
        self.article.fact(fact).map_or("", |fact| &fact.id)
    }

    /// By remedy and alternative, why it never decides anything, where it never does.
    pub fn shadows(&mut self) -> &[Vec<Option<Shadow>>] {
        let Self { article, proof, shadows, .. } = self;
        shadows.get_or_insert_with(|| {
            let remedies = article.draft().remedies.iter().enumerate();
            let of = |(place, when): (usize, Option<&Condition>)| {
                let count = when.map_or(0, |when| when.0.len());
                (0..count).map(|number| proof.shadow(RemedyId(place as u16), number)).collect()
            };
            remedies.map(|(place, remedy)| (place, remedy.when.as_ref())).map(of).collect()
        })
    }

    /// The questions whose condition keeps several alternatives from ever holding.
    pub fn narrowed(&mut self) -> &Narrowed {
        if self.narrowed.is_none() {
            let impossible = self.shadows().iter().enumerate().flat_map(|(place, shadows)| {
                let numbers = shadows.iter().enumerate().filter(|(_, why)| **why == Some(Shadow::Impossible));
                numbers.map(move |(number, _)| (RemedyId(place as u16), number))
            });
            let mut narrowed = Narrowed::new();
            for (remedy, number) in impossible.collect::<Vec<_>>() {
                let when = self.article.remedy(remedy).and_then(|remedy| remedy.when.as_ref());
                let tests = when.and_then(|when| when.0.get(number)).map_or(&[][..], Vec::as_slice);
                if let Some(fact) = self.proof.unasked(tests) {
                    narrowed.entry(fact).or_default().push((remedy, number));
                }
            }
            narrowed.retain(|_, alternatives| alternatives.len() >= SEVERAL);
            self.narrowed = Some(narrowed);
        }
        self.narrowed.get_or_insert_default()
    }

    /// Whether this alternative can't hold for a reason that is said of a question.
    pub fn is_narrowed(&mut self, remedy: RemedyId, alternative: usize) -> bool {
        self.narrowed().values().flatten().any(|other| *other == (remedy, alternative))
    }

    /// The remedies of which no alternative ever decides anything.
    pub fn unreachable(&mut self) -> Vec<RemedyId> {
        let none =
            |(_, shadows): &(usize, &Vec<Option<Shadow>>)| !shadows.is_empty() && shadows.iter().all(Option::is_some);
        let shadows = self.shadows().iter().enumerate();
        shadows.filter(none).map(|(place, _)| RemedyId(place as u16)).collect()
    }

    /// Points a finding at the earlier alternatives to blame.
    pub fn blame(&self, finding: Finding, shadow: &Shadow) -> Finding {
        /// Enough to understand it by.
        const SHOWN: usize = 4;
        let Shadow::Earlier(earlier) = shadow else { return finding };
        earlier.iter().take(SHOWN).fold(finding, |finding, (remedy, number)| {
            let spans = self.marks().alternatives.get(usize::from(remedy.0));
            let span = spans.and_then(|spans| spans.get(*number)).cloned().unwrap_or_default();
            let what = format!("this leads to '{}'", self.name(*remedy));
            finding.relate(self.manuscript.source.place(span), what)
        })
    }

    /// A complete set of facts in words.
    pub fn describe(&self, outcome: &Outcome) -> String {
        let known = outcome.iter().enumerate().filter_map(|(place, value)| {
            let fact = FactId(place as u16);
            Some(format!("{} = {}", self.fact(fact), self.article.value(fact, (*value)?)?.id))
        });
        let known: Vec<String> = known.collect();
        if known.is_empty() { "nothing at all is known".into() } else { known.join(", ") }
    }

    /// Every language's callouts that have a condition: the language, the section's position, the callout's position in
    /// it, and the condition.
    pub fn callouts(&self) -> impl Iterator<Item = (&'a Language, usize, usize, &'a Condition)> + use<'a> {
        self.manuscript.languages.iter().flat_map(|language| {
            let sections = language.article.draft().sections.iter().enumerate();
            sections.flat_map(move |(section, text)| {
                text.blocks.iter().enumerate().filter_map(move |(block, text)| match text {
                    crate::article::Block::Callout(callout) => Some((language, section, block, callout.when.as_ref()?)),
                    crate::article::Block::Plain(_) => None,
                })
            })
        })
    }

    /// A finding at a callout.
    pub fn at_callout(
        &self,
        (language, section, block): (&Language, usize, usize),
        code: &'static Code,
        message: &str,
    ) -> Finding {
        let marks = language.sections.get(section).and_then(|section| section.callouts.get(block));
        language.source.at(marks.cloned().flatten().unwrap_or_default(), code, message)
    }

    /// Every section of every translation that the original has too.
    pub fn translated(&self) -> impl Iterator<Item = Translated<'a>> + use<'a> {
        let languages = self.manuscript.languages.split_first();
        languages.into_iter().flat_map(|(original, others)| {
            others.iter().flat_map(move |language| {
                let sections = language.article.draft().sections.iter().enumerate();
                sections.filter_map(move |(place, here)| {
                    let there = original.article.draft().sections.iter().find(|there| there.id == here.id)?;
                    Some(Translated { language, here, original, there, place })
                })
            })
        })
    }

    /// Every part of every translation that is not as it is remembered.
    pub fn remembered(&self) -> Vec<Remembered<'a>> {
        let manuscript = self.manuscript;
        let Some((original, translations)) = manuscript.languages.split_first() else { return Vec::new() };
        let parts = translations.iter().zip(std::iter::repeat(manuscript.record.as_ref()));
        let parts = parts.filter_map(|(translation, record)| Some((translation, record?)));
        let parts = parts.flat_map(|(translation, record)| {
            standings(record, original, translation).map(move |(here, there, standing)| Remembered {
                translation,
                here,
                original,
                there,
                standing,
            })
        });
        parts.collect()
    }

    /// Says what has changed in the original since a part had this digest.
    pub fn since(&mut self, finding: Finding, part: &Remembered<'_>, before: &str) -> Finding {
        let file = &part.original.source.file;
        let what_to_do = "bring the translation up to date, and then run `login-help translated`";
        match self.history.text(Path::new(file), &part.there.key, before) {
            Some(old) => {
                let diff = TextDiff::from_lines(&old, &part.there.text);
                let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
                let lines = changes.map(|change| format!("{} {}", change.tag(), change.value().trim_end()));
                finding.help(format_args!("{what_to_do}\n{}", lines.collect::<Vec<_>>().join("\n")))
            }
            None => {
                let place = part.original.source.place(part.there.span.clone());
                finding.relate(place, "what it said before is not known to git").help(what_to_do)
            }
        }
    }

    /// The remedy that shows a language's section.
    pub fn remedy_of(&self, language: &Language, section: usize) -> Option<RemedyId> {
        let shows = |remedy: &crate::article::Remedy| usize::from(remedy.section.0) == section;
        let place = language.article.draft().remedies.iter().position(shows)?;
        Some(RemedyId(place as u16))
    }
}
