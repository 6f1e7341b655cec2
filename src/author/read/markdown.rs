//! Markdown to sections: the few elements that an article may have, and a finding for every other.

use std::{collections::HashSet, ops::Range};

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use toml::Spanned;

use super::{
    callout::{self, Callout},
    inline::Inline,
    list::List,
    picture::Gallery,
    shared::{Part, included, unknown},
};
use crate::{
    article::{CalloutKind, Picture, Plain, SectionId, Span, Table, Target, is_allowed_url},
    author::{
        code::{
            BAD_CALLOUT, BAD_HEADING, BAD_LINK, BAD_PICTURE, BAD_SHARED, Code, DUPLICATE, HOMELESS_TEXT,
            LINK_TO_NOWHERE, MARKDOWN,
        },
        finding::Finding,
        source::Source,
    },
};

const CROWDED_PICTURE: &str = "a picture stands in a paragraph of its own, or ends an item's text";

/// What a text may name that stands elsewhere.
pub(super) struct Names<'a> {
    /// Pictures.
    pub pictures: &'a Gallery<'a>,
    /// Shared parts.
    pub parts: &'a [Part],
    /// Variables.
    pub variables: &'a [&'a str],
}

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
pub(super) fn read(source: &Source, start: usize, names: &Names<'_>, findings: &mut Vec<Finding>) -> Vec<Section> {
    let body = start..source.text.len();
    // The headings first, since a link may point forward.
    let headings = events(source, body.clone()).filter_map(|(event, _)| match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H2, id, .. }) => Some(id),
        _ => None,
    });
    let ids = headings.map(|id| id.map(|id| id.to_string()).unwrap_or_default()).collect();
    let mut reader = Reader {
        source,
        names,
        open_parts: Vec::new(),
        included: HashSet::new(),
        findings,
        ids,
        sections: Vec::new(),
        seen: HashSet::new(),
        heading: None,
        callout: None,
        note: None,
        list: None,
        code: None,
        table: None,
        picture: None,
        is_in_picture: false,
        inline: Inline::default(),
        wordless_link: None,
        refused: 0,
        homeless: false,
    };
    for (event, span) in events(source, body) {
        reader.read(event, span);
    }
    for (place, part) in names.parts.iter().enumerate() {
        if !reader.included.contains(&place) {
            let message = format_args!("no section includes the part '{}'", part.name);
            reader.report(part.mark.clone(), BAD_SHARED, message);
        }
    }
    reader.sections
}

fn events(source: &Source, part: Range<usize>) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    // What an article can't have is recognised too, so that it is refused and not shown as its own source.
    let options = Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let start = part.start;
    let text = source.text.get(part).unwrap_or_default();
    let events = Parser::new_ext(text, options).into_offset_iter();
    events.map(move |(event, span)| (event, span.start + start..span.end + start))
}

struct Reader<'a> {
    source: &'a Source,
    names: &'a Names<'a>,
    /// The parts that are being read, one in another, and those that were.
    open_parts: Vec<usize>,
    included: HashSet<usize>,
    findings: &'a mut Vec<Finding>,
    /// Of all sections, in order.
    ids: Vec<String>,
    sections: Vec<Section>,
    /// The ids of the sections so far.
    seen: HashSet<String>,
    /// The id of the heading that is open.
    heading: Option<Spanned<String>>,
    callout: Option<Callout>,
    /// The callout in an item that is open.
    note: Option<Callout>,
    /// The list that is open, with the list in it.
    list: Option<List>,
    code: Option<String>,
    table: Option<Table>,
    /// The picture that was read last, until its paragraph ends.
    picture: Option<Picture>,
    /// Whether its words are being read.
    is_in_picture: bool,
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
            Event::Text(text) if self.is_in_picture => {
                self.picture.iter_mut().for_each(|picture| picture.alternative.push_str(&text));
            }
            Event::SoftBreak if self.picture.is_some() => {}
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(_) | Event::Code(_) | Event::SoftBreak => {
                if matches!(event, Event::Text(_)) {
                    self.findings.extend(unknown(self.source, span.clone(), self.names.variables));
                }
                if self.picture.is_some() {
                    self.report(span, BAD_PICTURE, CROWDED_PICTURE);
                }
                self.wordless_link = None;
                self.inline.read(&event);
            }
            Event::InlineHtml(tag) if matches!(&*tag, "<kbd>" | "</kbd>") => self.inline.key(&*tag == "<kbd>"),
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
        !block && self.note.as_ref().or(self.callout.as_ref()).is_some_and(first_line)
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let (in_list, in_callout, in_note) = (self.list.is_some(), self.callout.is_some(), self.note.is_some());
        let in_inner_list = self.list.as_ref().is_some_and(List::is_inner);
        match tag {
            Tag::Paragraph if (in_note || in_inner_list) && !self.inline.is_empty() => {
                self.report(span, MARKDOWN, "what stands in an item is one paragraph: put the rest below the list");
            }
            Tag::Paragraph | Tag::Item | Tag::TableCell => {}
            Tag::Heading { level: HeadingLevel::H2, id, classes, attrs }
                if !in_list && !in_callout && self.open_parts.is_empty() =>
            {
                if !classes.is_empty() || !attrs.is_empty() {
                    self.report(
                        span.clone(),
                        BAD_HEADING,
                        "a heading can't have more than an id: remove what stands beside it",
                    );
                }
                self.heading = Some(self.section_id(id.as_deref(), span));
            }
            Tag::Heading { level: HeadingLevel::H3, id, classes, attrs } if !in_list && !in_callout => {
                if id.is_some() || !classes.is_empty() || !attrs.is_empty() {
                    let message = "a heading within a section is its words alone: remove what stands beside them";
                    self.report(span, BAD_HEADING, message);
                }
            }
            Tag::BlockQuote(_)
                if !in_note && !in_inner_list && self.source.text.get(span.clone()).and_then(included).is_some() =>
            {
                let source = self.source;
                let name = source.text.get(span.clone()).and_then(included).unwrap_or_default();
                self.include(name, span);
                self.refused = 1;
            }
            Tag::BlockQuote(_) if !in_callout && !in_note && !in_inner_list => self.start_callout(span),
            Tag::CodeBlock(_) if !in_note && !in_inner_list => {
                self.end_text();
                self.code = Some(String::new());
            }
            Tag::List(first) if !in_note && !in_inner_list => {
                if first.is_some_and(|first| first != 1) {
                    let finding = self.source.at(span, MARKDOWN, "steps are numbered from 1");
                    let last = self.sections.last().and_then(|section| section.blocks.last());
                    self.findings.push(match last {
                        Some(Block::Callout(callout)) if callout.kind == CalloutKind::Warning => finding.help(
                            "a warning can't stand between two steps: put it before the first, and number them through",
                        ),
                        _ => finding.help(
                            "indent what stands between two steps by three spaces: it belongs to the step before it",
                        ),
                    });
                }
                self.end_text();
                match &mut self.list {
                    Some(list) => list.open_inner(),
                    None => self.list = Some(List::default()),
                }
            }
            Tag::Table(_) if !in_list && !in_callout => self.table = Some(Table::default()),
            Tag::TableHead | Tag::TableRow => {}
            Tag::Image { dest_url, title, .. } if !in_note && !in_inner_list && self.table.is_none() => {
                if self.picture.is_some() || !in_list && !self.inline.is_empty() {
                    self.report(span.clone(), BAD_PICTURE, CROWDED_PICTURE);
                }
                let picture = self.names.pictures.read(self.source, &dest_url, &title, span, self.findings);
                (self.picture, self.is_in_picture) = (Some(picture), true);
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
            // What ends later takes the text: an item of an inner list, or a note.
            TagEnd::Paragraph if self.note.is_some() || self.list.as_ref().is_some_and(List::is_inner) => {}
            TagEnd::Paragraph if self.list.is_some() => self.end_text(),
            TagEnd::Paragraph => {
                let spans = self.inline.take();
                // A callout's first line leaves an empty paragraph behind.
                if !spans.is_empty() {
                    self.push(Plain::Paragraph(spans), span.clone());
                }
                if let Some(picture) = self.picture.take() {
                    self.push(Plain::Picture(picture), span);
                }
            }
            TagEnd::Image => {
                self.is_in_picture = false;
                if self.picture.as_ref().is_some_and(|picture| picture.alternative.trim().is_empty()) {
                    let finding = self.source.at(span, BAD_PICTURE, "the picture says nothing to whoever can't see it");
                    self.findings
                        .push(finding.help("put what it shows between the brackets: ![The login page](login.png)"));
                }
            }
            TagEnd::Heading(_) => self.end_heading(span),
            TagEnd::BlockQuote(_) => self.end_callout(span),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let code = code.trim_end_matches('\n').to_owned();
                match &mut self.list {
                    Some(list) => list.add(Plain::Code(code)),
                    None => self.push(Plain::Code(code), span),
                }
            }
            TagEnd::Item => {
                self.end_text();
                let spans = self.inline.take();
                if self.list.as_mut().is_some_and(|list| !list.end_item(spans)) {
                    self.report(span, MARKDOWN, "the item says nothing");
                }
            }
            TagEnd::List(ordered) => {
                if self.list.as_mut().is_some_and(|list| list.end_inner(ordered)) {
                    return;
                }
                let list = self.list.take().unwrap_or_default();
                self.push(list.finish(ordered), span);
            }
            TagEnd::TableCell => {
                let cell = self.inline.take();
                self.table.iter_mut().for_each(|table| table.cells.push(cell.clone()));
            }
            TagEnd::TableHead => {
                let columns = |table: &mut Table| table.columns = u16::try_from(table.cells.len()).unwrap_or(u16::MAX);
                self.table.iter_mut().for_each(columns);
            }
            TagEnd::TableRow => {}
            TagEnd::Table => {
                let table = self.table.take().unwrap_or_default();
                if table.rows().next().is_none_or(|head| head.iter().all(Vec::is_empty)) {
                    self.report(span.clone(), MARKDOWN, "the table's first row says what each column is");
                }
                self.push(Plain::Table(table), span);
            }
            TagEnd::Link if self.wordless_link.take().is_some() => self.report(span, MARKDOWN, "the link has no words"),
            other => self.inline.read(&Event::End(other)),
        }
    }

    /// Ends what was read of an item's text, before something else of the item.
    fn end_text(&mut self) {
        let Some(list) = self.list.as_mut().filter(|list| !list.is_inner()) else { return };
        list.paragraph(self.inline.take());
        self.picture.take().into_iter().for_each(|picture| list.add(Plain::Picture(picture)));
    }

    /// Reads a part in the place of the quote that includes it.
    fn include(&mut self, name: &str, span: Range<usize>) {
        let parts = self.names.parts;
        let Some((place, part)) = parts.iter().enumerate().find(|(_, part)| part.name == name) else {
            let finding = self.source.at(span, BAD_SHARED, format_args!("there is no part '{name}'"));
            self.findings.push(finding.suggest(name, parts.iter().map(|part| part.name.as_str())));
            return;
        };
        self.included.insert(place);
        if self.open_parts.contains(&place) {
            self.report(span, BAD_SHARED, format_args!("the part '{name}' includes itself"));
            return;
        }
        self.end_text();
        self.open_parts.push(place);
        let source = self.source;
        for (event, span) in events(source, part.text.clone()) {
            self.read(event, span);
        }
        self.open_parts.pop();
    }

    fn start_callout(&mut self, span: Range<usize>) {
        match callout::read_marker(self.source, span) {
            Ok(callout) if self.list.is_some() => {
                self.end_text();
                if let Some(id) = &callout.id {
                    self.report(id.span(), BAD_CALLOUT, "a callout in a step is always shown, so it has no id");
                }
                self.note = Some(callout);
            }
            Ok(callout) => self.callout = Some(callout),
            Err(finding) => {
                self.findings.push(finding);
                self.refused = 1;
            }
        }
    }

    fn end_callout(&mut self, span: Range<usize>) {
        let silent = "the callout says nothing";
        if let Some(note) = self.note.take() {
            let spans = self.inline.take();
            if spans.is_empty() {
                self.report(note.marker, BAD_CALLOUT, silent);
            }
            self.list.iter_mut().for_each(|list| list.add(Plain::Note(note.kind, spans.clone())));
        } else if let Some(callout) = self.callout.take() {
            if callout.body.is_empty() {
                self.report(callout.marker.clone(), BAD_CALLOUT, silent);
            }
            self.place(Block::Callout(callout), span);
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
            self.report(span.clone(), BAD_HEADING, "a heading is plain text");
        } else if heading.is_empty() {
            self.report(span.clone(), BAD_HEADING, "the heading says nothing");
        }
        match self.heading.take() {
            Some(id) => self.sections.push(Section { id, heading, blocks: Vec::new() }),
            None => self.push(Plain::Heading(heading), span),
        }
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
        Event::Start(Tag::Image { .. }) => {
            "a picture can't stand in a table, in an inner list or in a callout of a step"
        }
        Event::Start(Tag::Table(_)) => "a table can't stand in a callout or in a list",
        Event::Start(Tag::Heading { .. }) => {
            "an article's only headings are '## Heading {#section-id}' and, within a section, '### Heading', outside of \
             callouts and lists"
        }
        Event::Start(Tag::List(_)) => "lists are two deep at most, and a callout in a step has none",
        Event::Start(Tag::CodeBlock(_)) => "a block of code can't stand in an inner list or in a callout of a step",
        Event::Start(Tag::BlockQuote(_)) => "a callout can't stand in an inner list or in another callout",
        Event::HardBreak => "a forced line break is not kept; begin a new paragraph",
        Event::Rule => "an article has no rules between its parts; begin a new section",
        Event::TaskListMarker(_) => "an article has no check boxes",
        Event::Start(Tag::Strikethrough) => "an article has no struck-out text",
        _ => "an article has no footnotes",
    }
}
