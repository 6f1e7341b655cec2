//! Markdown to a tree.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    Change, callout, dialect, html,
    tree::{Bit, Builder, Container, Image, Node},
};
use crate::{article::Target, author::read::size};

/// How much of HTML the report shows.
const SHOWN: usize = 160;

/// Reads a text whose first line is this one of its file.
pub fn read(text: &str, first: usize) -> (Vec<Node>, Vec<Change>) {
    let plain = dialect::plain(text, first);
    let starts: Vec<usize> = plain.text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let mut reader = Reader {
        builder: Builder::new(),
        image: None,
        code: None,
        html: None,
        footnote: None,
        styles: Vec::new(),
        labels: Vec::new(),
    };
    for (event, span) in events(&plain.text) {
        reader.builder.line = plain.line(&starts, span.start);
        reader.event(event);
    }
    let (nodes, mut changes) = reader.builder.finish();
    changes.extend(plain.changes);
    (nodes, changes)
}

fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options).into_offset_iter()
}

struct Reader {
    builder: Builder,
    /// The picture that is open, and how many elements in its words are.
    image: Option<Image>,
    code: Option<String>,
    /// The name of the footnote that begins.
    footnote: Option<String>,
    /// The block of HTML that is open, and its line.
    html: Option<(usize, String)>,
    /// The HTML tags in the line that changed its style.
    styles: Vec<String>,
    /// The links that are open: how much came before, and their address.
    labels: Vec<(usize, String)>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text)
                if self.image.is_some() =>
            {
                self.image.iter_mut().for_each(|image| image.alternative.push_str(&text));
            }
            Event::SoftBreak | Event::HardBreak if self.image.is_some() => {
                self.image.iter_mut().for_each(|image| image.alternative.push(' '));
            }
            Event::Text(text) => match (&mut self.code, &mut self.html) {
                (Some(buffer), _) | (_, Some((_, buffer))) => buffer.push_str(&text),
                _ => self.builder.text(&text),
            },
            Event::Code(text) => {
                self.builder.inline.code += 1;
                self.builder.text(&text);
                self.builder.inline.code -= 1;
            }
            Event::Html(html) => {
                let line = self.builder.line;
                self.html.get_or_insert_with(|| (line, String::new())).1.push_str(&html);
            }
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::SoftBreak => self.builder.text(" "),
            Event::HardBreak => self.builder.bit(Bit::Break),
            Event::FootnoteReference(name) => self.builder.text(&format!(" ({name})")),
            Event::Rule => self.builder.change("a rule between parts was dropped"),
            Event::TaskListMarker(_) => self.builder.change("a check box was dropped"),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.builder.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.builder.paragraph();
                self.begin_footnote();
            }
            Tag::Heading { level, .. } => self.builder.begin_heading(depth(level)),
            Tag::BlockQuote(kind) => {
                if let Some(rare @ (BlockQuoteKind::Important | BlockQuoteKind::Caution)) = kind {
                    self.builder.change(format_args!("a box of the kind '{rare:?}' became one of the nearest kind"));
                }
                self.builder.open(Container::Marked(kind.map(callout::of_alert)));
            }
            Tag::CodeBlock(kind) => {
                self.builder.paragraph();
                self.code = Some(String::new());
                if let CodeBlockKind::Fenced(language) = kind
                    && !language.is_empty()
                {
                    self.builder.change(format_args!("the language of a block of code was dropped: {language}"));
                }
            }
            Tag::HtmlBlock => {
                self.builder.paragraph();
                self.html = Some((self.builder.line, String::new()));
            }
            Tag::List(first) => self.builder.open(Container::List(first)),
            Tag::Item => self.builder.open(Container::Item),
            Tag::FootnoteDefinition(name) => {
                self.builder.paragraph();
                self.builder.change("a footnote became a paragraph");
                self.footnote = Some(name.into());
            }
            Tag::Table(_) => self.builder.open(Container::Table(true)),
            Tag::TableHead | Tag::TableRow => self.builder.open(Container::Row),
            Tag::TableCell => self.builder.open(Container::Cell),
            Tag::Emphasis => self.builder.inline.emphasis += 1,
            Tag::Strong => self.builder.inline.strong += 1,
            Tag::Strikethrough => self.builder.change("struck-out words became plain ones"),
            Tag::Link { link_type, dest_url, title, .. } => {
                if !title.is_empty() {
                    self.builder.change(format_args!("the title of a link was dropped: {title}"));
                }
                let url =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                self.builder.inline.target = Some(Target::Url(url));
                self.labels.push((self.builder.inline.letters(), dest_url.into()));
            }
            Tag::Image { dest_url, title, .. } if self.image.is_none() => {
                let size = size(&title);
                if size.is_none() && !title.is_empty() {
                    self.builder.change(format_args!("the title of a picture was dropped: {title}"));
                }
                let url = dest_url.to_string();
                self.image = Some(Image { served: url.clone(), url, alternative: String::new(), size, target: None });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) {
            while let Some(name) = self.styles.pop() {
                self.unstyle(&name);
            }
        }
        match tag {
            TagEnd::Paragraph => self.builder.paragraph(),
            TagEnd::FootnoteDefinition => {
                self.begin_footnote();
                self.builder.paragraph();
            }
            TagEnd::Heading(_) => self.builder.end_heading(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell => self.builder.close(),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.builder.code(&code);
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Emphasis => self.unstyle("em"),
            TagEnd::Strong => self.unstyle("strong"),
            TagEnd::Link => {
                let (letters, address) = self.labels.pop().unwrap_or_default();
                if letters == self.builder.inline.letters() {
                    self.builder.text(&address);
                }
                self.builder.inline.target = None;
            }
            TagEnd::Image => {
                if let Some(image) = self.image.take() {
                    self.builder.bit(Bit::Picture(image));
                }
            }
            _ => {}
        }
    }

    fn begin_footnote(&mut self) {
        if let Some(name) = self.footnote.take() {
            self.builder.text(&format!("({name}) "));
        }
    }

    fn end_html(&mut self) {
        let (line, html) = self.html.take().unwrap_or_default();
        let last = std::mem::replace(&mut self.builder.line, line);
        if !html.starts_with("</") {
            self.dropped(&html);
        }
        html::fragment(&html, &mut self.builder);
        self.builder.line = last;
    }

    /// A tag in a line: most mean a style, which Markdown has too.
    fn inline_html(&mut self, text: &str) {
        if let Some(name) = text.strip_prefix("</").and_then(|rest| rest.strip_suffix('>')) {
            let name = name.trim().to_ascii_lowercase();
            if let Some(at) = self.styles.iter().rposition(|open| *open == name) {
                self.styles.remove(at);
                self.unstyle(&name);
            }
            return;
        }
        let Some(tag) = html::Tag::read(text) else { return self.dropped(text) };
        let inline = &mut self.builder.inline;
        match tag.name.as_str() {
            "b" | "strong" => inline.strong += 1,
            "i" | "em" => inline.emphasis += 1,
            "code" | "tt" | "samp" => inline.code += 1,
            "kbd" => inline.key += 1,
            "a" if tag.attribute("href").is_some() => {
                inline.target = tag.attribute("href").map(|url| Target::Url(url.to_owned()));
            }
            "a" => {
                return self.builder.anchors.extend(tag.attribute("id").or(tag.attribute("name")).map(str::to_owned));
            }
            "br" => return self.builder.bit(Bit::Break),
            "img" => return html::fragment_in_line(text, &mut self.builder),
            "span" | "u" | "sub" | "sup" | "mark" | "small" | "wbr" => return,
            _ => return self.dropped(text),
        }
        self.styles.push(tag.name);
    }

    fn unstyle(&mut self, name: &str) {
        let inline = &mut self.builder.inline;
        let counter = match name {
            "b" | "strong" => &mut inline.strong,
            "i" | "em" => &mut inline.emphasis,
            "kbd" => &mut inline.key,
            "a" => return inline.target = None,
            _ => &mut inline.code,
        };
        *counter = counter.saturating_sub(1);
    }

    fn dropped(&mut self, html: &str) {
        let line = html.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = line.chars().take(SHOWN).collect();
        let more = if shown.len() < line.len() { "…" } else { "" };
        self.builder.change(format_args!("of HTML, only what an article can have was kept: {shown}{more}"));
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
