//! Joining a flow with one language's words: every word that the flow needs, and no word for what it does not have.

use std::ops::Range;

use toml::Spanned;

use super::{
    callout::Callout,
    flow::Flow,
    markdown::{self, Block},
    words::{Front, Words},
};
use crate::{
    article::{self, Channel, Draft, InvalidArticle, Section, SectionId, Support, is_allowed_url},
    author::{
        code::{BAD_LINK, BAD_SOURCE, MISSING_SECTION, MISSING_WORD, UNNEEDED_WORD},
        finding::Finding,
        source::Source,
    },
};

/// Where the parts of a section stand in its file.
pub struct SectionMarks {
    /// Its id.
    pub id: Range<usize>,
    /// The day on which its source was checked.
    pub checked: Option<Range<usize>>,
    /// By block, the first line of a callout.
    pub callouts: Vec<Option<Range<usize>>>,
}

impl SectionMarks {
    /// Of all sections.
    pub(super) fn of(words: &Words) -> Vec<Self> {
        let section = |section: &markdown::Section| {
            let words = words.front.sections.get(section.id.get_ref());
            let callout = |block: &Block| match block {
                Block::Callout(callout) => Some(callout.marker.clone()),
                Block::Plain(_) => None,
            };
            Self {
                id: section.id.span(),
                checked: words.and_then(|words| words.checked.as_ref()).map(Spanned::span),
                callouts: section.blocks.iter().map(callout).collect(),
            }
        };
        words.sections.iter().map(section).collect()
    }
}

/// Joins a flow and its words, each with its file. Where they don't fit, findings say so and the draft is no good.
pub(super) fn join(
    (flow, flow_source): (&Flow, &Source),
    (words, source): (Words, &Source),
    (id, lang, homes): (&str, &str, &[(String, String)]),
    findings: &mut Vec<Finding>,
) -> Draft {
    let front = &words.front;
    let mut joiner = Joiner { flow, flow_source, file: format!("{lang}.md"), source, homes, findings };
    let mut draft = Draft { id: id.into(), lang: lang.into(), ..flow.draft.clone() };
    draft.title = joiner.word(front.title.as_ref(), TOP, "title", "the front matter");
    draft.intro = joiner.word(front.intro.as_ref(), TOP, "intro", "the front matter");
    joiner.questions(&mut draft, front);
    joiner.facts(&mut draft, front);
    joiner.remedies(&mut draft, &words);
    joiner.callouts(&words.sections);
    draft.support = joiner.support(front);
    draft.sections = joiner.sections(words);
    draft
}

/// Where to report what is missing altogether: at the opening fence.
pub(super) const TOP: Range<usize> = 0..3;

/// What a language is joined from, and where to report what doesn't fit.
pub(super) struct Joiner<'a> {
    flow: &'a Flow,
    flow_source: &'a Source,
    /// The words' file's name.
    file: String,
    /// The words' file.
    pub source: &'a Source,
    /// In the original, by callout, its section; nothing where this is the original.
    homes: &'a [(String, String)],
    /// What was found wrong so far.
    pub findings: &'a mut Vec<Finding>,
}

/// By callout, its section.
pub(super) fn homes(words: &Words) -> Vec<(String, String)> {
    let of = |section: &markdown::Section| {
        let callouts = section.blocks.iter().filter_map(named);
        callouts.map(|callout| (callout.get_ref().clone(), section.id.get_ref().clone())).collect::<Vec<_>>()
    };
    words.sections.iter().flat_map(of).collect()
}

impl Joiner<'_> {
    /// A word that must be there: else it is reported at `place`, as missing from the `table`.
    pub fn word(&mut self, word: Option<&Spanned<String>>, place: Range<usize>, key: &str, table: &str) -> String {
        let found = word.map(|word| word.get_ref().trim()).filter(|word| !word.is_empty());
        if found.is_none() {
            let place = word.map_or(place, Spanned::span);
            let finding =
                self.source.at(place, MISSING_WORD, format_args!("there are no words for '{key}' in {table}"));
            self.findings.push(finding.help(format_args!("add {key} = \"…\" to {table}")));
        }
        found.unwrap_or_default().into()
    }

    /// Reports words for what is not there.
    pub fn strangers<'k, 'c>(
        &mut self,
        keys: impl Iterator<Item = &'k Spanned<String>>,
        known: impl Iterator<Item = &'c str> + Clone,
        what: &str,
    ) {
        for key in keys.filter(|key| !known.clone().any(|known| known == key.get_ref())) {
            let message = format_args!("'{}' is no {what}", key.get_ref());
            let finding = self.source.at(key.span(), UNNEEDED_WORD, message);
            self.findings.push(finding.suggest(key.get_ref(), known.clone()));
        }
    }

    fn remedies(&mut self, draft: &mut Draft, words: &Words) {
        let ids = || words.sections.iter().map(|section| section.id.get_ref().as_str());
        let mut acting = Vec::new();
        for (remedy, id) in draft.remedies.iter_mut().zip(&self.flow.sections) {
            let Some(position) = find(&words.sections, id.get_ref()) else {
                let message = format_args!("remedy '{}' has no section in {}", id.get_ref(), self.file).to_string();
                let finding = self.flow_source.at(id.span(), MISSING_SECTION, message);
                self.findings.push(finding.suggest(id.get_ref(), ids()));
                continue;
            };
            remedy.section = position;
            if let Some(action) = &mut remedy.action {
                let entry = words.front.sections.entry(id.get_ref());
                let (place, label) = entry.map_or((TOP, None), |(key, words)| (key.span(), words.action.as_ref()));
                action.label = self.word(label, place, "action", &format!("[sections.{}]", id.get_ref()));
                acting.push(id.get_ref());
            }
        }
        self.strangers(words.front.sections.keys(), ids(), "section");
        for (key, section) in words.front.sections.iter() {
            if let Some(action) = section.action.as_ref().filter(|_| !acting.contains(&key.get_ref())) {
                let message = format_args!("flow.toml has no action for section '{}'", key.get_ref()).to_string();
                self.findings.push(self.source.at(action.span(), UNNEEDED_WORD, message));
            }
        }
    }

    fn callouts(&mut self, sections: &[markdown::Section]) {
        let blocks = sections.iter().flat_map(|section| &section.blocks);
        let named: Vec<&Spanned<String>> = blocks.filter_map(named).collect();
        let known = self.flow.callouts.iter().map(|(id, _)| id.get_ref().as_str());
        self.strangers(named.iter().copied(), known, "callout of flow.toml");
        for (id, _) in &self.flow.callouts {
            if named.iter().any(|named| named.get_ref() == id.get_ref()) {
                continue;
            }
            let id_text = id.get_ref();
            // In a translation the section is known that has it in the original.
            let home = self.homes.iter().find(|(callout, _)| callout == id_text).map(|(_, section)| section);
            let home = home.and_then(|home| sections.iter().find(|section| section.id.get_ref() == home));
            // What another condition is for was not meant.
            let known = |name: &str| self.flow.callouts.iter().any(|(known, _)| known.get_ref() == name);
            let candidates = named.iter().map(|id| id.get_ref().as_str()).filter(|name| !known(name));
            self.findings.push(match home {
                Some(section) => {
                    let message = format_args!("the box '{id_text}' is missing in '{}'", section.id.get_ref());
                    let finding = self.source.at(section.id.span(), MISSING_SECTION, message);
                    finding.help(format_args!("a translation has the boxes of the original: [!…] {{#{id_text}}}"))
                }
                None => {
                    let message = format_args!("there is no callout '{id_text}' in {}", self.file);
                    self.flow_source.at(id.span(), MISSING_SECTION, message).suggest(id_text, candidates)
                }
            });
        }
    }

    fn sections(&mut self, words: Words) -> Vec<Section> {
        let Words { front, sections } = words;
        let section = |section: markdown::Section| {
            let (source, checked) = self.source_of(&front, section.id.get_ref());
            let blocks = section.blocks.into_iter().map(|block| match block {
                Block::Plain(plain) => article::Block::Plain(plain),
                Block::Callout(Callout { kind, id, body, .. }) => {
                    let condition = |id: Spanned<String>| {
                        let mut callouts = self.flow.callouts.iter();
                        callouts.find_map(|(known, condition)| (known.get_ref() == id.get_ref()).then_some(condition))
                    };
                    let when = id.and_then(condition).cloned();
                    article::Block::Callout(article::Callout { kind, when, body })
                }
            });
            let blocks = blocks.collect();
            Section { id: section.id.into_inner(), heading: section.heading, blocks, source, checked }
        };
        sections.into_iter().map(section).collect()
    }

    fn source_of(&mut self, front: &Front, id: &str) -> (String, String) {
        let Some((key, words)) = front.sections.entry(id) else { return Default::default() };
        let link = words.source.as_ref().filter(|source| !is_allowed_url(source.get_ref()));
        let date = words.checked.as_ref();
        let odd_date = date.filter(|date| date.get_ref().time.is_some() || date.get_ref().date.is_none());
        let lonely = words.source.is_some() != words.checked.is_some();
        let faults = [
            link.map(|link| (link.span(), BAD_LINK, InvalidArticle::BadLink(link.get_ref().clone()).to_string())),
            odd_date.map(|date| (date.span(), BAD_SOURCE, "'checked' is a day, as in 2026-11-24".into())),
            lonely.then(|| (key.span(), BAD_SOURCE, "'source' and 'checked' come together".into())),
        ];
        for (span, code, message) in faults.into_iter().flatten() {
            self.findings.push(self.source.at(span, code, message));
        }
        let source = words.source.as_ref().map(|source| source.get_ref().clone());
        (source.unwrap_or_default(), date.map(|date| date.get_ref().to_string()).unwrap_or_default())
    }

    /// The words for channels that some remedy leads to are required; others may be there.
    fn support(&mut self, front: &Front) -> Support {
        let words = front.support.as_ref();
        let place = words.map_or(TOP, Spanned::span);
        let words = words.map(Spanned::get_ref);
        let url = self.flow.draft.support.url.clone();
        let leads = |channel| self.flow.draft.remedies.iter().any(|remedy| remedy.handoff == channel);
        let (reply, none) = (leads(Channel::Reply), leads(Channel::None) || url.is_empty());
        let mut word = |word: Option<&Spanned<String>>, key: &str, required: bool| match word {
            None if !required => String::new(),
            word => self.word(word, place.clone(), key, "[support]"),
        };
        Support {
            label: word(words.and_then(|words| words.label.as_ref()), "label", !url.is_empty()),
            text: word(words.and_then(|words| words.text.as_ref()), "text", !url.is_empty()),
            reply: word(words.and_then(|words| words.reply.as_ref()), "reply", reply),
            none: word(words.and_then(|words| words.none.as_ref()), "none", none),
            url,
        }
    }
}

fn find(sections: &[markdown::Section], id: &str) -> Option<SectionId> {
    let position = sections.iter().position(|section| section.id.get_ref() == id)?;
    Some(SectionId(u16::try_from(position).ok()?))
}

fn named(block: &Block) -> Option<&Spanned<String>> {
    match block {
        Block::Callout(callout) => callout.id.as_ref(),
        Block::Plain(_) => None,
    }
}
