//! The dialects of Markdown: what each site generator has for a box becomes the block quote with a mark, `> [!NOTE]`.
//!
//! A box of Docusaurus and its like is between lines `:::`, one of MkDocs is indented below `!!!`, one of Hugo and Jekyll
//! is between tags of its template ([`template`]) or has a class beside it, and any may be an HTML element. Lines come and
//! go by that, so each line that is written knows which line of the text it is from.

mod template;

use super::{Change, callout, html};
use crate::article::CalloutKind;

/// A text in one dialect.
pub struct Plain {
    /// The text.
    pub text: String,
    /// By line, the line of the source, counted from 1.
    lines: Vec<usize>,
    /// What had to change.
    pub changes: Vec<Change>,
}

impl Plain {
    /// The line of the source for a place in the text, by the places where its lines begin.
    pub fn line(&self, starts: &[usize], at: usize) -> usize {
        let line = starts.partition_point(|start| *start <= at);
        self.lines.get(line).or(self.lines.last()).copied().unwrap_or(1)
    }
}

/// Reads a text whose first line is this one of its file.
pub fn plain(text: &str, first: usize) -> Plain {
    let mut changes = Vec::new();
    let lines = template::lines(text, first, &mut changes);
    let mut writer =
        Writer { open: Vec::new(), fence: None, plain: Plain { text: String::new(), lines: Vec::new(), changes } };
    for (number, line) in &lines {
        writer.line(line, *number);
    }
    let last = lines.last().map_or(first, |(number, _)| *number);
    while !writer.open.is_empty() {
        writer.close(last);
    }
    writer.plain
}

/// How a box ends.
enum End {
    /// By a line of at least as many colons.
    Colons(usize),
    /// Before a line that is indented less.
    Dedent,
    /// By the end tag of its element, of which more may be open.
    Tag { name: String, depth: usize },
}

/// A box that is open.
struct Open {
    end: End,
    /// Whether its lines are a quote.
    quoted: bool,
    /// How many lines there were when it began, and the line that began it.
    begins: (usize, usize),
    /// By how much it is indented, and by how much its lines are.
    lead: usize,
    strip: usize,
}

struct Writer {
    open: Vec<Open>,
    /// The block of code that is open.
    fence: Option<Fence>,
    plain: Plain,
}

/// A line that begins or ends a block of code.
pub struct Fence {
    letter: char,
    length: usize,
}

impl Fence {
    /// Whether a line begins a block of code.
    pub fn begun(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let letter = line.chars().next().filter(|letter| ['`', '~'].contains(letter))?;
        let length = line.chars().take_while(|other| *other == letter).count();
        let info = line.get(length..).unwrap_or_default();
        (length >= 3 && !(letter == '`' && info.contains('`'))).then_some(Self { letter, length })
    }

    /// Whether a line ends it.
    pub fn ends(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|letter| letter == self.letter)
    }
}

impl Writer {
    fn line(&mut self, raw: &str, number: usize) {
        if self.fence.is_none() && !raw.trim().is_empty() {
            while self.is_dedented(raw) {
                self.close(number);
            }
        }
        let text = self.stripped(raw).to_owned();
        let ends = self.fence.as_ref().map(|fence| fence.ends(&text));
        match ends {
            Some(true) => self.fence = None,
            Some(false) => {}
            None if self.marked(&text, number) => return,
            None => self.fence = Fence::begun(&text),
        }
        self.write(&text, number);
    }

    /// Whether a line is no part of the box that was opened last.
    fn is_dedented(&self, raw: &str) -> bool {
        let Some((Open { end: End::Dedent, strip, .. }, outer)) = self.open.split_last() else { return false };
        indent(strip_all(raw, outer)) < *strip
    }

    fn stripped<'a>(&self, raw: &'a str) -> &'a str {
        strip_all(raw, &self.open)
    }

    fn write(&mut self, text: &str, number: usize) {
        for open in &self.open {
            self.plain.text.push_str(&" ".repeat(open.lead));
            self.plain.text.push_str(if open.quoted { "> " } else { "" });
        }
        self.plain.text.push_str(text);
        self.plain.text.push('\n');
        self.plain.lines.push(number);
    }

    /// Reads a line that begins or ends a box; whether it is one.
    fn marked(&mut self, text: &str, number: usize) -> bool {
        let (line, lead) = (text.trim(), indent(text));
        let colons = line.chars().take_while(|letter| *letter == ':').count();
        if colons >= 3 {
            let rest = line.get(colons..).unwrap_or_default().trim();
            return if rest.is_empty() {
                self.close_colons(colons, number)
            } else {
                self.colons(rest, colons, lead, number)
            };
        }
        if ["[[toc]]", "[toc]", "[[_toc_]]"].contains(&&*line.to_lowercase()) {
            self.change(number, "a table of contents was left out".into());
            return true;
        }
        if self.alert(text, number) {
            return true;
        }
        let mkdocs = ["!!!", "???+", "???"].into_iter().find_map(|mark| line.strip_prefix(mark));
        if let Some(rest) = mkdocs.filter(|rest| rest.starts_with(' ')) {
            let (names, title) = rest.split_once('"').unwrap_or((rest, ""));
            let name = names.split_whitespace().next().unwrap_or_default();
            let title = title.rsplit_once('"').map_or(title, |(title, _)| title);
            let open = Open { end: End::Dedent, quoted: true, begins: (0, number), lead, strip: lead + 4 };
            self.begin(open, callout::of_name(name), name, title, number);
            return true;
        }
        if let Some(title) = ["===!", "===+", "==="].into_iter().find_map(|mark| line.strip_prefix(mark))
            && let Some(title) = title.trim().strip_prefix('"').and_then(|title| title.strip_suffix('"'))
        {
            self.change(number, format!("what stood behind '{title}' stands below it now"));
            self.begin_part(
                Open { end: End::Dedent, quoted: false, begins: (0, number), lead, strip: lead + 4 },
                title,
                number,
            );
            return true;
        }
        self.tag(line, lead, number)
    }

    /// `> [!info] Title`, of which Markdown itself knows some kinds, and those without a title.
    fn alert(&mut self, text: &str, number: usize) -> bool {
        let Some((quote, mark)) = text.split_once("[!").filter(|(quote, _)| quote.trim_matches(['>', ' ']).is_empty())
        else {
            return false;
        };
        let Some((name, title)) = mark.split_once(']').filter(|_| quote.contains('>')) else { return false };
        let title = title.trim_start_matches(['-', '+']).trim();
        let known = ["note", "tip", "important", "warning", "caution"].contains(&&*name.to_lowercase());
        if known && (title.is_empty() || title.starts_with("{#")) {
            return false;
        }
        let mark = self.mark(callout::of_name(name), name, number);
        let lines = [
            format!("{quote}{}", mark.trim_start_matches(['>', ' '])),
            format!("{quote}**{title}**"),
            quote.to_owned(),
        ];
        lines.iter().take(if title.is_empty() { 1 } else { 3 }).for_each(|line| self.write(line, number));
        true
    }

    /// `:::note Title`, `:::note[Title]`, `::: {.note title="Title"}`, `:::{note} Title`
    fn colons(&mut self, rest: &str, colons: usize, lead: usize, number: usize) -> bool {
        let rest = rest.trim_start_matches(['{', '.', ' ']);
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '-').collect();
        if name.is_empty() {
            return false;
        }
        let behind = rest.get(name.len()..).unwrap_or_default();
        let title = match (behind.split_once("title=\""), behind.trim_start().strip_prefix('[')) {
            (Some((_, title)), _) => title.split('"').next().unwrap_or_default(),
            (None, Some(title)) => title.rsplit_once(']').map_or(title, |(title, _)| title),
            (None, None) => behind.trim_matches(['}', ' ']),
        };
        let open = Open { end: End::Colons(colons), quoted: true, begins: (0, number), lead, strip: lead };
        match callout::of_name(&name) {
            Some(kind) => self.begin(open, Some(kind), &name, title, number),
            None => {
                self.change(number, format!("what ':::{name}' stands for is not known: its text was kept"));
                self.begin_part(Open { quoted: false, lead: 0, ..open }, title, number);
            }
        }
        true
    }

    fn close_colons(&mut self, colons: usize, number: usize) -> bool {
        let at = self.open.iter().rposition(|open| matches!(open.end, End::Colons(of) if of <= colons));
        match at {
            Some(at) => (at..self.open.len()).for_each(|_| self.close(number)),
            None => self.change(number, "a line ':::' that ends no box was left out".into()),
        }
        true
    }

    /// A line that is the start tag or the end tag of an element which is a box.
    fn tag(&mut self, line: &str, lead: usize, number: usize) -> bool {
        if !line.starts_with('<') || !line.ends_with('>') {
            return false;
        }
        if let Some(Open { end: End::Tag { name, depth }, .. }) = self.open.last_mut() {
            let end = line.strip_prefix("</").and_then(|rest| rest.strip_suffix('>'));
            if end.is_some_and(|end| end.trim().eq_ignore_ascii_case(name)) {
                *depth -= 1;
                if *depth == 0 {
                    self.close(number);
                    return true;
                }
                return false;
            }
            *depth += usize::from(html::is_called(line, name) && !line.contains("</"));
        }
        if line.matches('<').count() != 1 || line.ends_with("/>") {
            return false;
        }
        let Some(tag) = html::Tag::read(line) else { return false };
        if let Some(title) = tag.attribute("label").filter(|_| tag.name == "tabitem") {
            self.change(number, format!("what stood behind '{title}' stands below it now"));
            self.write("", number);
            self.title(title, number);
            return true;
        }
        let Some(kind) = tag.marked().or((tag.name == "aside").then_some(None)) else { return false };
        let title = tag.attribute("title").unwrap_or_default().to_owned();
        let name = line.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default().to_owned();
        let open = Open {
            end: End::Tag { name: name.clone(), depth: 1 },
            quoted: true,
            begins: (0, number),
            lead,
            strip: lead,
        };
        self.begin(open, Some(kind), "", &title, number);
        true
    }

    /// Begins a box.
    fn begin(&mut self, open: Open, kind: Option<Option<CalloutKind>>, name: &str, title: &str, number: usize) {
        let mark = self.mark(kind, name, number);
        self.write("", number);
        self.write(&format!("{}{mark}", " ".repeat(open.lead)), number);
        self.open.push(Open { begins: (self.plain.lines.len(), number), ..open });
        self.title(title, number);
    }

    /// The first line of a box; without a kind, its name is not known.
    fn mark(&mut self, kind: Option<Option<CalloutKind>>, name: &str, number: usize) -> &'static str {
        let Some(kind) = kind else {
            self.change(number, format!("what a box '{name}' stands for is not known: it became a note"));
            return "> [!NOTE]";
        };
        if let Some(kind) = kind.filter(|_| !["", "warning", "note", "info", "tip"].contains(&&*name.to_lowercase())) {
            self.change(number, format!("a box of the kind '{name}' became one of the nearest kind: {}", kind.word()));
        }
        match kind {
            Some(CalloutKind::Warning) => "> [!WARNING]",
            Some(CalloutKind::Advice) => "> [!TIP]",
            Some(CalloutKind::Info) => "> [!NOTE]",
            None => ">",
        }
    }

    /// Begins what is only indented or enclosed, below its title.
    fn begin_part(&mut self, open: Open, title: &str, number: usize) {
        self.write("", number);
        self.open.push(open);
        self.title(title, number);
    }

    fn title(&mut self, title: &str, number: usize) {
        if !title.trim().is_empty() {
            self.write(&format!("**{}**", title.trim()), number);
            self.write("", number);
        }
    }

    fn close(&mut self, number: usize) {
        let empty = self.open.pop().filter(|open| open.quoted && open.begins.0 == self.plain.lines.len());
        if let Some(Open { begins: (_, line), .. }) = empty {
            self.change(line, "a box without text was left out".into());
        }
        // What follows is no part of its last paragraph.
        self.write("", number);
    }

    fn change(&mut self, line: usize, what: String) {
        self.plain.changes.push(Change { line, what });
    }
}

/// How many spaces a line begins with.
fn indent(line: &str) -> usize {
    line.chars()
        .map_while(|letter| match letter {
            ' ' => Some(1),
            '\t' => Some(4),
            _ => None,
        })
        .sum()
}

/// A line without the indent of the boxes that it stands in.
fn strip_all<'a>(raw: &'a str, open: &[Open]) -> &'a str {
    open.iter().fold(raw, |line, open| {
        let mut left = open.strip;
        line.trim_start_matches(|letter| {
            let width = match letter {
                ' ' => 1,
                '\t' => 4,
                _ => return false,
            };
            let strips = left > 0;
            left = left.saturating_sub(width);
            strips
        })
    })
}
