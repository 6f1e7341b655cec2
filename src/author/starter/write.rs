//! An article's two files, from what was read of a text.

use super::{
    escape,
    outline::{Block, Change, Outline, Piece, Section, address, as_lines},
    trouble,
};
use crate::article::{CalloutKind, Item, Plain, Span, Values};

/// The fact that the skeleton's one question asks.
const FACT: &str = "trouble";

/// Where support would be, if nobody writes where it is.
const NOWHERE: &str = "https://support.example.com/";

/// The skeleton's files.
pub struct Files {
    /// `flow.toml`
    pub flow: String,
    /// `LANG.md`
    pub words: String,
}

/// Writes both files, and notes in the outline what had to be made up.
pub fn files(outline: &mut Outline, origins: &[String], id: &str, from: &str) -> Files {
    let plan = Plan::of(outline);
    let flow = flow(&plan, origins, from);
    let mut text = front(outline, &plan, id, from);
    let Outline { sections, changes, .. } = outline;
    for section in sections {
        text.push_str(&format!("\n{}\n", escape::heading(&section.heading, Some(&section.id))));
        let mut list = ListMark::default();
        for piece in &section.pieces {
            let mut poorer = false;
            let block = match &piece.block {
                Block::Plain(plain) => list.plain(plain, &mut poorer),
                Block::Callout(kind, body) => {
                    list = ListMark::default();
                    callout(*kind, body, &mut poorer)
                }
            };
            text.push_str(&format!("\n{block}\n"));
            if poorer {
                let addresses: Vec<&str> = links(piece).collect();
                let what = format!("styles or links that can't be written became their words {}", addresses.join(" "));
                changes.push(Change { line: piece.line, what: what.trim_end().into() });
            }
        }
    }
    Files { flow, words: text }
}

/// What leads to what.
struct Plan {
    /// The sections that get an answer and a remedy: their ids, and their headings as answers.
    troubles: Vec<(String, String)>,
    /// An answer that leads to none of them.
    other: Option<(String, String)>,
    /// The section for everyone whom nothing else fits.
    fallback: String,
    /// The address of support.
    support: String,
}

impl Plan {
    fn of(outline: &mut Outline) -> Self {
        let fallback = fallback(outline);
        let others = outline.sections.iter().filter(|section| section.id != fallback);
        let mut troubles: Vec<&Section> = others.filter(|section| trouble::is_trouble(section)).collect();
        for section in troubles.split_off(troubles.len().min(Values::LIMIT)) {
            let what = format!("there is no answer left for '{}': a fact has 63 values at most", section.heading);
            outline.changes.push(Change { line: section.line, what });
        }
        let troubles: Vec<(String, String)> =
            troubles.into_iter().map(|section| (section.id.clone(), section.heading.clone())).collect();
        // A question with one answer tells nothing.
        let other = (troubles.len() == 1).then(|| {
            let what = "there is one trouble only: an answer 'Something else' was made up beside it".into();
            outline.changes.push(Change { line: 1, what });
            (outline.ids.make("something-else"), "Something else".into())
        });
        let support = support(outline, &fallback);
        Self { troubles, other, fallback, support }
    }

    fn answers(&self) -> impl Iterator<Item = &(String, String)> {
        self.troubles.iter().chain(&self.other)
    }
}

/// The id of the section that leads to a person, which is added where there is none.
fn fallback(outline: &mut Outline) -> String {
    if let Some(section) = trouble::contact(&outline.sections) {
        return section.id.clone();
    }
    let id = outline.ids.make("support");
    let text = "Say here how people reach a person, and what they should have ready.";
    let block = Block::Plain(Plain::Paragraph(vec![Span { text: text.into(), ..Span::default() }]));
    let what = format!("nothing says how to reach a person: a section '{id}' was added, for you to fill in");
    outline.changes.push(Change { line: 1, what });
    let (heading, pieces) = ("Contact support".into(), vec![Piece { line: 1, block }]);
    outline.sections.push(Section { id: id.clone(), heading, line: 1, pieces });
    id
}

/// The address of support: the first link of the section that leads to a person.
fn support(outline: &mut Outline, fallback: &str) -> String {
    let section = outline.sections.iter().find(|section| section.id == fallback);
    let mut links = section.into_iter().flat_map(|section| &section.pieces).flat_map(links);
    if let Some(url) = links.find(|url| !url.starts_with('#')) {
        return url.to_owned();
    }
    let what = format!("the address of support is made up: {NOWHERE}");
    outline.changes.push(Change { line: section.map_or(1, |section| section.line), what });
    NOWHERE.into()
}

fn links(piece: &Piece) -> impl Iterator<Item = &str> {
    let plains = match &piece.block {
        Block::Plain(plain) => std::slice::from_ref(plain),
        Block::Callout(_, body) => body,
    };
    plains.iter().flat_map(Plain::lines).flatten().filter_map(address)
}

fn flow(plan: &Plan, origins: &[String], from: &str) -> String {
    let mut text = format!(
        "#:schema ./flow.schema.json\n\n\
         # Made from {from}. Its one question asks which section to show. Better ones ask what people see: name the\n\
         # facts that decide, and give each remedy a condition on them.\n\n\
         support = {}\n",
        quote(&plan.support)
    );
    if !origins.is_empty() {
        let origins: Vec<String> = origins.iter().map(|origin| quote(origin)).collect();
        text.push_str(&format!("pictures = [{}]\n", origins.join(", ")));
    }
    if !plan.troubles.is_empty() {
        let values: String = plan.answers().map(|(id, _)| format!("    {},\n", quote(id))).collect();
        text.push_str(&format!("\n[facts.{FACT}]\nvalues = [\n{values}]\n\n[[questions]]\nfact = \"{FACT}\"\n"));
    }
    for (id, _) in &plan.troubles {
        let id = quote(id);
        text.push_str(&format!("\n[[remedies]]\nsection = {id}\nwhen = [{{ {FACT} = {id} }}]\n"));
    }
    text.push_str(&format!(
        "\n# The last remedy has no condition: it is for everyone whom nothing else fits.\n\
         [[remedies]]\nsection = {}\n",
        quote(&plan.fallback)
    ));
    text
}

/// The front matter, fences included.
fn front(outline: &mut Outline, plan: &Plan, id: &str, from: &str) -> String {
    let mut made_up = |what: &str| outline.changes.push(Change { line: 1, what: what.into() });
    let title = outline.title.clone().unwrap_or_else(|| {
        made_up("there is no title: the folder's name became one");
        let words = id.replace('-', " ");
        words.chars().take(1).flat_map(char::to_uppercase).chain(words.chars().skip(1)).collect()
    });
    let intro = outline.intro.clone().unwrap_or_else(|| {
        made_up("no paragraph stands before the first heading: the introduction is made up");
        "Answer a question, and you see what helps.".into()
    });
    made_up("the words of [support] and of the question are made up");
    let mut text = format!(
        "+++\n# Made from {from}. front-matter.schema.json says which keys may stand here and what they mean.\n"
    );
    if !outline.front.is_empty() {
        text.push_str("# Its front matter was:\n");
        text.extend(outline.front.iter().map(|line| format!("#   {line}\n")));
    }
    text.push_str(&format!("\ntitle = {}\nintro = {}\n", quote(&title), quote(&intro)));
    if !plan.troubles.is_empty() {
        text.push_str(&format!(
            "\n[questions.{FACT}]\nprompt = \"What is the trouble?\"\n\n[questions.{FACT}.answers]\n"
        ));
        text.extend(plan.answers().map(|(id, heading)| format!("{id} = {}\n", quote(heading))));
    }
    text.push_str(
        "\n[support]\nlabel = \"Contact support\"\n\
         text = \"Say what you tried, and the exact message that you see. Never send a password.\"\n+++\n",
    );
    text
}

/// A string of TOML, in one line.
fn quote(text: &str) -> String {
    toml::Value::String(text.replace(char::is_control, " ")).to_string()
}

/// Two lists of one kind in a row have different marks, or they would be one.
#[derive(Default)]
struct ListMark {
    /// Whether the last block was a list, numbered or not, and how it was marked.
    last: Option<(bool, bool)>,
}

impl ListMark {
    fn plain(&mut self, plain: &Plain, poorer: &mut bool) -> String {
        match plain {
            Plain::Steps(items) => return self.list(true, items, poorer),
            Plain::List(items) => return self.list(false, items, poorer),
            _ => self.last = None,
        }
        match plain {
            Plain::Paragraph(spans) => line(spans, poorer),
            Plain::Code(code) => self::code(code),
            Plain::Heading(heading) => escape::heading(heading, None),
            Plain::Picture(picture) => escape::picture(picture),
            Plain::Table(table) => match escape::table(table) {
                Some(written) => {
                    *poorer |= written.poorer;
                    written.text
                }
                None => {
                    *poorer = true;
                    let mut rows = table.rows();
                    let head = rows.next();
                    let lines = as_lines(head, rows.map(<[_]>::to_vec).collect());
                    let items = lines.into_iter().map(|text| Item { text, inner: Vec::new() });
                    self.list(false, &items.collect::<Vec<_>>(), poorer)
                }
            },
            Plain::Note(kind, spans) => quoted(*kind, &line(spans, poorer)),
            Plain::Steps(_) | Plain::List(_) => String::new(),
        }
    }

    fn list(&mut self, numbered: bool, items: &[Item], poorer: &mut bool) -> String {
        let items: Vec<String> = items.iter().map(|item| self::item(item, poorer)).collect();
        self.marked(numbered, &items)
    }

    /// Puts the marks of a list before its items, and indents what stands below their first lines.
    fn marked(&mut self, numbered: bool, items: &[String]) -> String {
        let second = self.last.is_some_and(|(before, second)| before == numbered && !second);
        self.last = Some((numbered, second));
        let marked = |(at, item): (usize, &String)| {
            let mark = match (numbered, second) {
                (true, false) => format!("{}. ", at + 1),
                (true, true) => format!("{}) ", at + 1),
                (false, false) => "- ".into(),
                (false, true) => "* ".into(),
            };
            format!("{mark}{}", indented(item, mark.len()))
        };
        items.iter().enumerate().map(marked).collect::<Vec<_>>().join("\n")
    }
}

/// Indents all lines but the first, and those without text.
fn indented(text: &str, columns: usize) -> String {
    let gap = " ".repeat(columns);
    let line =
        |(at, line): (usize, &str)| if at == 0 || line.is_empty() { line.into() } else { format!("{gap}{line}") };
    text.split('\n').enumerate().map(line).collect::<Vec<String>>().join("\n")
}

fn item(item: &Item, poorer: &mut bool) -> String {
    let mut list = ListMark::default();
    let mut text = line(&item.text, poorer);
    for inner in &item.inner {
        let is_list = matches!(inner, Plain::Steps(_) | Plain::List(_));
        let is_first_list = is_list && list.last.is_none();
        let block = list.plain(inner, poorer);
        // A list may follow an item's text at once, unless there is a list above that it would be a part of.
        let gap = if is_first_list && !text.contains('\n') { "\n" } else { "\n\n" };
        text.push_str(&format!("{gap}{block}"));
    }
    text
}

fn line(spans: &[Span], poorer: &mut bool) -> String {
    let written = escape::line(spans);
    *poorer |= written.poorer;
    written.text
}

fn code(code: &str) -> String {
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{code}\n{fence}")
}

fn callout(kind: CalloutKind, body: &[Plain], poorer: &mut bool) -> String {
    let mut list = ListMark::default();
    let blocks: Vec<String> = body.iter().map(|plain| list.plain(plain, poorer)).collect();
    quoted(kind, &blocks.join("\n\n"))
}

fn quoted(kind: CalloutKind, text: &str) -> String {
    let word = match kind {
        CalloutKind::Warning => "WARNING",
        CalloutKind::Info => "NOTE",
        CalloutKind::Advice => "TIP",
    };
    // Only what surely goes on the paragraph of the first line may follow it.
    let gap = if text.starts_with(char::is_alphabetic) { "" } else { ">\n" };
    let lines = text.lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    format!("> [!{word}]\n{gap}{}", lines.collect::<Vec<_>>().join("\n"))
}
