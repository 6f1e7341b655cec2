//! Runs of text as Markdown. Each is read again after it was written: where Markdown has no way to say it, as with half
//! a word in bold between quotation marks, style is dropped before words are.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::outline::{Inline, tidy, words};
use crate::article::{Picture, Span, Table, Target};

/// A run as Markdown.
pub struct Written {
    /// One line.
    pub text: String,
    /// Whether its styles or its links had to be dropped.
    pub poorer: bool,
}

/// Writes a paragraph or an item of a list.
pub fn line(spans: &[Span]) -> Written {
    let all = spans.to_vec();
    let unstyled: Vec<Span> = all.iter().map(|span| Span { strong: false, emphasis: false, ..span.clone() }).collect();
    let plain = vec![Span { text: words(spans), ..Span::default() }];
    let candidates = [(all, Care::Little), (unstyled, Care::Little), (plain.clone(), Care::Little)];
    for (number, (spans, care)) in candidates.into_iter().enumerate() {
        let text = write(&spans, care);
        if read(&text).is_some_and(|read| is_same(&read, &spans)) {
            return Written { text, poorer: number > 0 };
        }
    }
    Written { text: write(&plain, Care::Full), poorer: true }
}

/// Writes a section's heading with its id, or one within a section.
pub fn heading(heading: &str, id: Option<&str>) -> String {
    let plain = [Span { text: heading.into(), ..Span::default() }];
    let whole = |text: &str| match id {
        Some(id) => format!("## {text} {{#{id}}}"),
        None => format!("### {text}"),
    };
    let written = |care| whole(&write(&plain, care).replace('{', "\\{"));
    let reads = |text: &str| {
        let mut events = Parser::new_ext(text, options());
        let begins =
            matches!(events.next(), Some(Event::Start(Tag::Heading { id: read, .. })) if read.as_deref() == id);
        let read: String = events
            .map(|event| match event {
                Event::Text(text) => text.into(),
                _ => String::new(),
            })
            .collect();
        begins && read == heading
    };
    let text = written(Care::Little);
    if reads(&text) { text } else { whole(&write(&plain, Care::Full)) }
}

/// Writes a picture: in a paragraph of its own, with its size where no file says it.
pub fn picture(picture: &Picture) -> String {
    let size = format!(" \"{}x{}\"", picture.width, picture.height);
    let size = if picture.light.starts_with("https://") { size.as_str() } else { "" };
    let written = |care| format!("![{}]({}{size})", escape(&picture.alternative, care), address(&picture.light));
    let reads = |text: &str| {
        let read: Option<String> = Parser::new_ext(text, options())
            .filter(|event| !matches!(event, Event::Start(Tag::Paragraph | Tag::Image { .. }) | Event::End(_)))
            .map(|event| match event {
                Event::Text(text) => Some(text.to_string()),
                _ => None,
            })
            .collect();
        read.as_deref() == Some(picture.alternative.as_str())
    };
    let text = written(Care::Little);
    if reads(&text) { text } else { written(Care::Full) }
}

/// Writes a table, unless it can't be written so that the same is read.
pub fn table(table: &Table) -> Option<Written> {
    let mut poorer = false;
    let mut cell = |spans: &Vec<Span>| {
        if spans.is_empty() {
            return String::new();
        }
        let written = line(spans);
        poorer |= written.poorer;
        written.text.replace('|', "\\|")
    };
    let mut lines: Vec<String> =
        table.rows().map(|row| format!("| {} |", row.iter().map(&mut cell).collect::<Vec<_>>().join(" | "))).collect();
    let columns = usize::from(table.columns);
    let head = if lines.is_empty() { 0 } else { 1 };
    lines.insert(head, format!("|{}", " --- |".repeat(columns)));
    let text = lines.join("\n");
    let mut read = String::new();
    let mut events = Parser::new_ext(&text, options());
    (matches!(events.next()?, Event::Start(Tag::Table(_)))).then_some(())?;
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => read.push_str(&text),
            Event::End(TagEnd::TableCell) => read.push('\n'),
            Event::InlineHtml(tag) if ["<kbd>", "</kbd>"].contains(&&*tag) => {}
            Event::InlineHtml(_) | Event::Html(_) | Event::Rule => return None,
            _ => {}
        }
    }
    let said: String = table.cells.iter().map(|cell| words(cell) + "\n").collect();
    (read == said).then_some(Written { text, poorer })
}

/// How much is escaped: what may mean something where it stands, or all punctuation.
#[derive(Clone, Copy, PartialEq)]
enum Care {
    Little,
    Full,
}

/// As the reader of articles sees it.
fn options() -> Options {
    Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// Reads one paragraph; nothing where the text is anything else.
fn read(text: &str) -> Option<Vec<Span>> {
    let mut inline = Inline::default();
    let mut events = Parser::new_ext(text, options());
    (events.next()? == Event::Start(Tag::Paragraph)).then_some(())?;
    for event in events.by_ref() {
        match event {
            Event::Text(text) => inline.push(&text, false),
            Event::Code(text) => inline.push(&text, true),
            Event::Start(Tag::Strong) => inline.strong += 1,
            Event::End(TagEnd::Strong) => inline.strong -= 1,
            Event::Start(Tag::Emphasis) => inline.emphasis += 1,
            Event::End(TagEnd::Emphasis) => inline.emphasis -= 1,
            Event::Start(Tag::Link { dest_url, title, .. }) if title.is_empty() => {
                inline.target = Some(Target::Url(dest_url.into()));
            }
            Event::End(TagEnd::Link) => inline.target = None,
            Event::InlineHtml(tag) if &*tag == "<kbd>" => inline.key += 1,
            Event::InlineHtml(tag) if &*tag == "</kbd>" => inline.key = inline.key.saturating_sub(1),
            Event::End(TagEnd::Paragraph) => break,
            _ => return None,
        }
    }
    events.next().is_none().then(|| tidy(inline.take()))
}

/// Strong, stressed, code, a key, and where it leads.
type Style<'a> = (bool, bool, bool, bool, Option<&'a Target>);

/// Whether two runs say the same in the same style; that of spaces is of no importance.
fn is_same(one: &[Span], other: &[Span]) -> bool {
    fn letters(spans: &[Span]) -> impl Iterator<Item = (char, Option<Style<'_>>)> {
        spans.iter().flat_map(|span| {
            let style = (span.strong, span.emphasis, span.code, span.key, span.target.as_ref());
            span.text.chars().map(move |letter| (letter, (letter != ' ').then_some(style)))
        })
    }
    letters(one).eq(letters(other))
}

fn write(spans: &[Span], care: Care) -> String {
    let mut text = String::new();
    for run in spans.chunk_by(|one, other| one.target == other.target) {
        let target = run.first().and_then(|span| span.target.as_ref());
        let label = strong(run, care);
        match target {
            Some(Target::Url(url)) if words(run) == *url => text.push_str(&format!("<{url}>")),
            Some(Target::Url(url)) => text.push_str(&enclose(&label, "[", &format!("]({})", address(url)))),
            _ => text.push_str(&label),
        }
    }
    guard_start(text)
}

fn strong(spans: &[Span], care: Care) -> String {
    let runs = spans.chunk_by(|one, other| one.strong == other.strong);
    let write = |run: &[Span]| match run.first() {
        Some(Span { strong: true, .. }) => enclose(&emphasis(run, care), "**", "**"),
        _ => emphasis(run, care),
    };
    runs.map(write).collect()
}

fn emphasis(spans: &[Span], care: Care) -> String {
    let runs = spans.chunk_by(|one, other| one.emphasis == other.emphasis);
    let write = |run: &[Span]| {
        let text: String = run.iter().map(|span| span_alone(span, care)).collect();
        if run.first().is_some_and(|span| span.emphasis) { enclose(&text, "*", "*") } else { text }
    };
    runs.map(write).collect()
}

fn span_alone(span: &Span, care: Care) -> String {
    match span {
        Span { code: true, .. } => code(&span.text),
        Span { key: true, .. } => enclose(&escape(&span.text, care), "<kbd>", "</kbd>"),
        _ => escape(&span.text, care),
    }
}

/// Puts marks around a text, and the space around it outside of them.
fn enclose(text: &str, open: &str, close: &str) -> String {
    let inner = text.trim_matches(' ');
    if inner.is_empty() {
        return text.into();
    }
    let before = if text.starts_with(' ') { " " } else { "" };
    let after = if text.ends_with(' ') { " " } else { "" };
    format!("{before}{open}{inner}{close}{after}")
}

fn code(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

fn escape(text: &str, care: Care) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len());
    for (place, letter) in letters.iter().enumerate() {
        let is_word = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|near| near.is_alphanumeric());
        let (before, after) = (is_word(place.checked_sub(1)), is_word(Some(place + 1)));
        let means_something = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(before && after),
            '&' => after || letters.get(place + 1) == Some(&'#'),
            _ => care == Care::Full && letter.is_ascii_punctuation(),
        };
        if means_something {
            escaped.push('\\');
        }
        escaped.push(*letter);
    }
    escaped
}

/// What would begin something else than a paragraph.
fn guard_start(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    if digits > 0 && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", text.get(..digits).unwrap_or_default());
    }
    let begins = text.starts_with(['#', '>', '-', '+', '=', '|', ':']);
    if begins { format!("\\{text}") } else { text }
}

/// An address of which no part reads as an entity.
fn address(url: &str) -> String {
    let entity = |rest: &str| {
        rest.split_once(';').is_some_and(|(name, _)| name.chars().all(|l| l.is_alphanumeric() || l == '#'))
    };
    let mut address = String::with_capacity(url.len());
    for (at, letter) in url.char_indices() {
        if letter == '&' && url.get(at + 1..).is_some_and(entity) {
            address.push('\\');
        }
        address.push(letter);
    }
    address
}
