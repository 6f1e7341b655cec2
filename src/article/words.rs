//! The text of an article: a closed tree, lists in lists and no deeper. No HTML and no Markdown ever reach the browser.

use alloc::{string::String, vec::Vec};

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::{
    flow::{Condition, SectionId},
    text,
};

/// One heading of the article with its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// As in `## Heading {#terminated}`, and in links.
    #[serde(serialize_with = "text::serialize")]
    pub id: String,
    /// Its heading.
    #[serde(serialize_with = "text::serialize")]
    pub heading: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// The page that its facts come from; empty where it is the article's own.
    #[serde(serialize_with = "text::serialize")]
    pub source: String,
    /// The day they were checked, `YYYY-MM-DD`; empty where there is no source.
    #[serde(serialize_with = "text::serialize")]
    pub checked: String,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Block {
    /// Running text.
    Plain(Plain),
    /// A marked box.
    Callout(Callout),
}

/// What stands in a section and in a callout alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Plain {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// Things to do, one after the other.
    Steps(Vec<Item>),
    /// Things in no order.
    List(Vec<Item>),
    /// Text to be read letter by letter.
    Code(#[serde(serialize_with = "text::serialize")] String),
    /// A heading within the section.
    Heading(#[serde(serialize_with = "text::serialize")] String),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
    /// A marked box in an item, which is always shown.
    Note(CalloutKind, Vec<Span>),
}

/// A step, or an item of a list.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Item {
    /// Its first paragraph.
    pub text: Vec<Span>,
    /// What else belongs to it. A list here is the innermost: lists are two deep.
    pub inner: Vec<Plain>,
}

/// A table. Its first row is the head.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Table {
    /// How many columns it has.
    pub columns: u16,
    /// Its cells, row by row.
    pub cells: Vec<Vec<Span>>,
}

impl Table {
    /// Its rows, the head first.
    pub fn rows(&self) -> impl Iterator<Item = &[Vec<Span>]> {
        self.cells.chunks(usize::from(self.columns).max(1))
    }
}

/// A picture, and where there is one, another for dark pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Picture {
    /// Where it is: a file beside the compiled article, or an `https:` address.
    #[serde(serialize_with = "text::serialize")]
    pub light: String,
    /// The same for dark pages; empty where there is none.
    #[serde(serialize_with = "text::serialize")]
    pub dark: String,
    /// What it says, for whoever can't see it.
    #[serde(serialize_with = "text::serialize")]
    pub alternative: String,
    /// In CSS pixels.
    pub width: u16,
    /// In CSS pixels.
    pub height: u16,
}

impl Section {
    /// What it consists of, in callouts too.
    pub fn plains(&self) -> impl Iterator<Item = &Plain> {
        self.blocks.iter().flat_map(Block::plains)
    }

    /// Its runs of text, each as [`Plain::lines`] has them.
    pub fn lines(&self) -> impl Iterator<Item = &[Span]> {
        self.plains().flat_map(Plain::lines)
    }

    /// The same in pieces of one style.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.lines().flatten()
    }
}

impl Block {
    /// What it consists of.
    pub fn plains(&self) -> &[Plain] {
        match self {
            Self::Plain(plain) => core::slice::from_ref(plain),
            Self::Callout(callout) => &callout.body,
        }
    }
}

impl Plain {
    /// Its runs of text in reading order; none where it is code, a heading or a picture.
    pub fn lines(&self) -> Vec<&[Span]> {
        let mut lines = Vec::new();
        match self {
            Self::Paragraph(spans) | Self::Note(_, spans) => lines.push(spans.as_slice()),
            Self::Steps(items) | Self::List(items) => {
                for item in items {
                    lines.push(&item.text);
                    item.inner.iter().for_each(|inner| lines.append(&mut inner.lines()));
                }
            }
            Self::Table(table) => table.cells.iter().for_each(|cell| lines.push(cell)),
            Self::Code(_) | Self::Heading(_) | Self::Picture(_) => {}
        }
        lines
    }

    /// Its items; none where it is no list.
    pub fn items(&self) -> &[Item] {
        match self {
            Self::Steps(items) | Self::List(items) => items,
            _ => &[],
        }
    }

    /// Its pictures, those in its items too.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let inner = self.items().iter().flat_map(|item| &item.inner);
        core::iter::once(self).chain(inner).filter_map(|plain| match plain {
            Self::Picture(picture) => Some(picture),
            _ => None,
        })
    }
}

/// A marked box in a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Callout {
    /// How urgent it is.
    pub kind: CalloutKind,
    /// When it is shown; `None` is always. A warning is shown until its condition is known to be false.
    pub when: Option<Condition>,
    /// Its text.
    pub body: Vec<Plain>,
}

/// How urgent a callout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CalloutKind {
    /// Worth knowing.
    Info,
    /// Worth doing.
    Advice,
    /// Something breaks or is lost.
    Warning,
}

impl CalloutKind {
    /// The word for it in attributes and style sheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Advice => "advice",
            Self::Warning => "warning",
        }
    }
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Of strong importance.
    pub strong: bool,
    /// With stress.
    pub emphasis: bool,
    /// To be read letter by letter.
    pub code: bool,
    /// A key to press.
    pub key: bool,
    /// Where it leads, if it is a link.
    pub target: Option<Target>,
}

/// How a span is written after its text: these bits in one byte, since nearly every span has none of them, and then where
/// it leads.
impl Span {
    pub(super) const STRONG: u8 = 1;
    pub(super) const EMPHASIS: u8 = 2;
    pub(super) const CODE: u8 = 4;
    pub(super) const TO_URL: u8 = 8;
    pub(super) const TO_SECTION: u8 = 16;
    pub(super) const KEY: u8 = 32;
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Text<'a>(#[serde(serialize_with = "text::serialize")] &'a str);

        let bit = |is_set, bit| if is_set { bit } else { 0 };
        let style = bit(self.strong, Self::STRONG)
            | bit(self.emphasis, Self::EMPHASIS)
            | bit(self.code, Self::CODE)
            | bit(self.key, Self::KEY);
        let mut span = serializer.serialize_struct("Span", 3)?;
        span.serialize_field("text", &Text(&self.text))?;
        match &self.target {
            None => span.serialize_field("style", &style)?,
            Some(Target::Url(url)) => {
                span.serialize_field("style", &(style | Self::TO_URL))?;
                span.serialize_field("url", &Text(url))?;
            }
            Some(Target::Section(section)) => {
                span.serialize_field("style", &(style | Self::TO_SECTION))?;
                span.serialize_field("section", section)?;
            }
        }
        span.end()
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An `https:`, `http:` or `mailto:` address.
    Url(String),
    /// A section of this article.
    Section(SectionId),
}
