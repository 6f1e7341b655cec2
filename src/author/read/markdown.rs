//! Markdown to sections: the few elements that an article may have, and a finding for every other.

use std::{collections::HashSet, ops::Range};

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use toml::Spanned;

use super::{
    callout::{self, Callout},
    inline::Inline,
};
use crate::{
    article::{Plain, SectionId, Span, Target, is_allowed_url},
    author::{
        code::{BAD_CALLOUT, BAD_HEADING, BAD_LINK, Code, DUPLICATE, HOMELESS_TEXT, LINK_TO_NOWHERE, MARKDOWN},
        finding::Finding,
        source::Source,
    },
};

/// A section as it was read.
pub(crate) struct Section {
    /// What links to it say.
    pub id: Spanned<String>,
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
pub(crate) enum Block {
    /// Running text.
    Plain(Plain),
    /// A marked box.
    Callout(Callout),
}

/// Reads the Markdown that begins at `start`, reporting what an article can't have.
pub(super) fn read(source: &Source, start: usize, findings: &mut Vec<Finding>) -> Vec<Section> {
    // The headings first, since a link may point forward.
    let headings = events(source, start).filter_map(|(event, _)| match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H2, id, .. }) => Some(id),
        _ => None,
    });
    let ids = headings.map(|id| id.map(|id| id.to_string()).unwrap_or_default()).collect();
    let mut reader = Reader {
        source,
        findings,
        ids,
        sections: Vec::new(),
        seen: HashSet::new(),
        heading: None,
        callout: None,
        list: None,
        code: None,
        inline: Inline::default(),
        wordless_link: None,
        refused: 0,
        homeless: false,
    };
    for (event, span) in events(source, start) {
        reader.read(event, span);
    }
    reader.sections
}

fn events(source: &Source, start: usize) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    // What an article can't have is recognised too, so that it is refused and not shown as its own source.
    let options = Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let body = source.text.get(start..).unwrap_or_default();
    let events = Parser::new_ext(body, options).into_offset_iter();
    events.map(move |(event, span)| (event, span.start + start..span.end + start))
}

struct Reader<'a> {
    source: &'a Source,
    findings: &'a mut Vec<Finding>,
    /// Of all sections, in order.
    ids: Vec<String>,
    sections: Vec<Section>,
    /// The ids of the sections so far.
    seen: HashSet<String>,
    /// The id of the heading that is open.
    heading: Option<Spanned<String>>,
    callout: Option<Callout>,
    /// The finished items of the list that is open.
    list: Option<Vec<Vec<Span>>>,
    code: Option<String>,
    inline: Inline,
    /// The link that is open, while it has no words.
    wordless_link: Option<Range<usize>>,
    /// How many elements are open from a refused one inwards: nothing in there is read.
    refused: usize,
    /// Whether text before the first heading was reported.
    homeless: bool,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(_) if self.refused > 0 => self.refused += 1,
            Event::End(_) if self.refused > 0 => self.refused -= 1,
            _ if self.refused > 0 || self.is_marker(&event, &span) => {}
            Event::Text(text) if self.code.is_some() => self.code.iter_mut().for_each(|code| code.push_str(&text)),
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(_) | Event::Code(_) | Event::SoftBreak => {
                self.wordless_link = None;
                self.inline.read(&event);
            }
            other => self.report(span, MARKDOWN, refusal(&other)),
        }
    }

    /// Whether an inline event belongs to a callout's first line, which is read by [`callout::read_marker`].
    fn is_marker(&self, event: &Event<'_>, span: &Range<usize>) -> bool {
        let block = matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_))
                | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_))
        );
        let first_line = |callout: &Callout| {
            let between = self.source.text.get(callout.marker.end..span.start);
            between.is_none_or(|between| !between.contains('\n'))
        };
        !block && self.callout.as_ref().is_some_and(first_line)
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let (in_list, in_callout) = (self.list.is_some(), self.callout.is_some());
        match tag {
            Tag::Paragraph if in_list && !self.inline.is_empty() => {
                self.report(span, MARKDOWN, "an item of a list is one paragraph")
            }
            Tag::Paragraph | Tag::Item => {}
            Tag::Heading { level: HeadingLevel::H2, id, classes, attrs } if !in_list && !in_callout => {
                if !classes.is_empty() || !attrs.is_empty() {
                    self.report(
                        span.clone(),
                        BAD_HEADING,
                        "a heading can't have more than an id: remove what stands beside it",
                    );
                }
                self.heading = Some(self.section_id(id.as_deref(), span));
            }
            Tag::BlockQuote(_) if !in_list && !in_callout => match callout::read_marker(self.source, span.clone()) {
                Ok(callout) => self.callout = Some(callout),
                Err(finding) => {
                    self.findings.push(finding);
                    self.refused = 1;
                }
            },
            Tag::CodeBlock(_) if !in_list => self.code = Some(String::new()),
            Tag::List(first) if !in_list => {
                if first.is_some_and(|first| first != 1) {
                    let finding = self.source.at(span, MARKDOWN, "steps are numbered from 1");
                    let last = self.sections.last().and_then(|section| section.blocks.last());
                    self.findings.push(match last {
                        Some(Block::Callout(_)) => finding.help(
                            "a box can't stand between two steps: put it before the first, and number them through",
                        ),
                        _ => finding.help("steps that go on are one list: nothing can stand between them"),
                    });
                }
                self.list = Some(Vec::new());
            }
            Tag::Strong | Tag::Emphasis => self.inline.read(&Event::Start(tag)),
            Tag::Link { link_type, dest_url, title, .. } => {
                if !title.is_empty() {
                    self.report(span.clone(), MARKDOWN, "a link can't have a title beside its words");
                }
                let target = self.target(link_type, &dest_url, span.clone());
                self.inline.link(target);
                self.wordless_link = Some(span);
            }
            refused => {
                self.report(span, MARKDOWN, refusal(&Event::Start(refused)));
                self.refused = 1;
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            // A callout's first line leaves an empty paragraph behind; a list's item takes its paragraph's text.
            TagEnd::Paragraph if self.list.is_some() || self.inline.is_empty() => {}
            TagEnd::Paragraph => {
                let spans = self.inline.take();
                self.push(Plain::Paragraph(spans), span);
            }
            TagEnd::Heading(_) => self.end_heading(span),
            TagEnd::BlockQuote(_) => {
                let Some(callout) = self.callout.take() else { return };
                if callout.body.is_empty() {
                    self.report(callout.marker.clone(), BAD_CALLOUT, "the callout says nothing");
                }
                self.place(Block::Callout(callout), span);
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.push(Plain::Code(code.trim_end_matches('\n').into()), span);
            }
            TagEnd::Item => {
                let spans = self.inline.take();
                if spans.is_empty() {
                    self.report(span, MARKDOWN, "the item says nothing");
                }
                self.list.iter_mut().for_each(|items| items.push(spans.clone()));
            }
            TagEnd::List(ordered) => {
                let items = self.list.take().unwrap_or_default();
                self.push(if ordered { Plain::Steps(items) } else { Plain::List(items) }, span);
            }
            TagEnd::Link if self.wordless_link.take().is_some() => self.report(span, MARKDOWN, "the link has no words"),
            other => self.inline.read(&Event::End(other)),
        }
    }

    fn section_id(&mut self, id: Option<&str>, span: Range<usize>) -> Spanned<String> {
        let Some(id) = id else {
            let finding = self.source.at(span.clone(), BAD_HEADING, "the section has no id");
            self.findings.push(finding.help("end the heading with {#an-id-of-the-section}"));
            return Spanned::new(span, String::new());
        };
        let line = self.source.text.get(span.clone()).unwrap_or_default();
        let start = span.start + line.rfind(id).unwrap_or_default();
        let id = Spanned::new(start..start + id.len(), id.to_owned());
        self.findings.extend(self.source.check_id(&id));
        if !self.seen.insert(id.get_ref().clone()) {
            self.report(id.span(), DUPLICATE, format_args!("two sections are called '{}'", id.get_ref()));
        }
        id
    }

    fn end_heading(&mut self, span: Range<usize>) {
        let spans = self.inline.take();
        let heading: String = spans.iter().map(|span| span.text.as_str()).collect();
        let plain = |span: &Span| *span == Span { text: span.text.clone(), ..Span::default() };
        if !spans.iter().all(plain) {
            self.report(span, BAD_HEADING, "a heading is plain text");
        } else if heading.is_empty() {
            self.report(span, BAD_HEADING, "the heading says nothing");
        }
        let section = self.heading.take().map(|id| Section { id, heading, blocks: Vec::new() });
        self.sections.extend(section);
    }

    fn target(&mut self, link: LinkType, url: &str, span: Range<usize>) -> Option<Target> {
        if link == LinkType::Email {
            return Some(Target::Url(format!("mailto:{url}")));
        }
        if let Some(id) = url.strip_prefix('#') {
            let found = self.ids.iter().position(|known| known == id);
            if found.is_none() {
                let finding = self.source.at(span, LINK_TO_NOWHERE, format_args!("there is no section '{id}'"));
                self.findings.push(finding.suggest(id, self.ids.iter().map(String::as_str)));
            }
            return Some(Target::Section(SectionId(u16::try_from(found?).ok()?)));
        }
        if !is_allowed_url(url) {
            let finding = self.source.at(span, BAD_LINK, format_args!("an article can't link to '{url}'"));
            self.findings.push(finding.help("a link is https:, http:, mailto: or #section-id"));
        }
        Some(Target::Url(url.into()))
    }

    fn push(&mut self, plain: Plain, span: Range<usize>) {
        match &mut self.callout {
            Some(callout) => callout.body.push(plain),
            None => self.place(Block::Plain(plain), span),
        }
    }

    fn place(&mut self, block: Block, span: Range<usize>) {
        match self.sections.last_mut() {
            Some(section) => section.blocks.push(block),
            None if self.homeless => {}
            None => {
                self.homeless = true;
                let finding = self.source.at(span, HOMELESS_TEXT, "text must stand under a heading");
                self.findings
                    .push(finding.help("begin with '## Heading {#section-id}'; 'intro' is for what comes before"));
            }
        }
    }

    fn report(&mut self, span: Range<usize>, code: &'static Code, message: impl std::fmt::Display) {
        self.findings.push(self.source.at(span, code, message));
    }
}

/// Why an element has no place where it stands.
fn refusal(event: &Event<'_>) -> &'static str {
    match event {
        Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => "an article has no raw HTML",
        Event::Start(Tag::Image { .. }) => "an article has no images",
        Event::Start(Tag::Table(_)) => "an article has no tables",
        Event::Start(Tag::Heading { .. }) => {
            "an article's only headings are '## Heading {#section-id}', outside of callouts and lists"
        }
        Event::Start(Tag::List(_) | Tag::CodeBlock(_)) => "an item of a list holds text only",
        Event::Start(Tag::BlockQuote(_)) => "a callout can't stand in a list or in another callout",
        Event::HardBreak => "a forced line break is not kept; begin a new paragraph",
        Event::Rule => "an article has no rules between its parts; begin a new section",
        Event::TaskListMarker(_) => "an article has no check boxes",
        Event::Start(Tag::Strikethrough) => "an article has no struck-out text",
        _ => "an article has no footnotes",
    }
}
