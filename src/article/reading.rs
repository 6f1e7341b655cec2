//! Reads what serde and postcard wrote: numbers as varints, lists with their length first, choices by their number; and
//! the texts, which stand together before all that ([`super::text`]).
//!
//! Serde could read it too, with 10 KB more of wasm (3 of 70 in brotli), since it looks after each field whether it was
//! there. Here a fault is remembered, what is read then is nothing, and whoever reads the whole is told. A property test
//! holds it against what was written.
//!
//! Source: postcard's specification of its wire format, version 1.

use alloc::{string::String, vec::Vec};

use super::{
    Action, Block, Callout, CalloutKind, Channel, Condition, Draft, Fact, FactId, Item, Kind, Pattern, Picture, Plain,
    Question, Remedy, RemedyId, Section, SectionId, Span, Support, Table, Target, Test, Value, ValueId, Values,
    text::END,
};

/// Lists are so many deep.
const DEEPEST: u8 = 2;

/// Bytes that are being read.
pub struct Bytes<'a> {
    texts: &'a [u8],
    left: &'a [u8],
    depth: u8,
    is_damaged: bool,
}

/// What can be read. After a fault it is nothing in particular.
pub trait Read {
    /// Reads one.
    fn read(bytes: &mut Bytes) -> Self;
}

impl<'a> Bytes<'a> {
    /// Reads one thing, or nothing where the bytes are cut off or damaged.
    pub fn all<T: Read>(bytes: &'a [u8]) -> Option<T> {
        let (texts, left) = part(bytes, END)?;
        let mut bytes = Bytes { texts, left, depth: 0, is_damaged: false };
        let read = T::read(&mut bytes);
        (!bytes.is_damaged).then_some(read)
    }

    fn byte(&mut self) -> u8 {
        match self.left.split_first() {
            Some((byte, left)) => {
                self.left = left;
                *byte
            }
            None => {
                self.is_damaged = true;
                0
            }
        }
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more come.
    fn number(&mut self, limit: u64) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                self.is_damaged |= number > limit;
                return number;
            }
        }
        self.is_damaged = true;
        0
    }

    /// One of these, by its number.
    fn one_of<T: Copy>(&mut self, first: T, rest: &[T]) -> T {
        match self.number(rest.len() as u64) {
            0 => first,
            number => rest.get(number as usize - 1).copied().unwrap_or(first),
        }
    }
}

impl Read for bool {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.number(1) == 1
    }
}

impl Read for u8 {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.byte()
    }
}

impl Read for u16 {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.number(u16::MAX.into()) as Self
    }
}

impl Read for u64 {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.number(Self::MAX)
    }
}

impl Read for String {
    fn read(bytes: &mut Bytes) -> Self {
        let text = part(bytes.texts, 0).and_then(|(text, texts)| {
            bytes.texts = texts;
            Self::from_utf8(text.into()).ok()
        });
        text.unwrap_or_else(|| {
            bytes.is_damaged = true;
            Self::new()
        })
    }
}

/// What stands before the first of these bytes, and after it.
fn part(bytes: &[u8], end: u8) -> Option<(&[u8], &[u8])> {
    let (before, rest) = bytes.split_at_checked(bytes.iter().position(|byte| *byte == end)?)?;
    Some((before, rest.get(1..)?))
}

impl<T: Read> Read for Vec<T> {
    fn read(bytes: &mut Bytes) -> Self {
        let mut list = Self::new();
        let mut count = bytes.number(u64::MAX);
        while count > 0 && !bytes.is_damaged {
            list.push(T::read(bytes));
            count -= 1;
        }
        list
    }
}

impl<T: Read> Read for Option<T> {
    fn read(bytes: &mut Bytes) -> Self {
        bool::read(bytes).then(|| T::read(bytes))
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(bytes: &mut Bytes) -> Self {
        (A::read(bytes), B::read(bytes))
    }
}

/// In the order in which their fields are declared, and so written.
macro_rules! records {
    ($($name:ident { $($field:tt),+ })+) => {
        $(impl Read for $name {
            fn read(bytes: &mut Bytes) -> Self {
                Self { $($field: Read::read(bytes)),+ }
            }
        })+
    };
}
pub(crate) use records;

records! {
    FactId { 0 }
    ValueId { 0 }
    RemedyId { 0 }
    SectionId { 0 }
    Values { 0 }
    Condition { 0 }
    Test { fact, values }
    Fact { id, values, server }
    Value { id, label, hint }
    Question { fact, kind, when, prompt, hint }
    Remedy { section, when, weight, interruption, handoff, action, inbox, explains }
    Action { url, label }
    Pattern { text, facts }
    Support { url, label, text, reply, none }
    Section { id, heading, blocks, source, checked }
    Callout { kind, when, body }
    Table { columns, cells }
    Picture { light, dark, alternative, width, height }
    Draft { id, lang, title, intro, facts, questions, remedies, sections, patterns, support, sender, components, has_sentences }
}

impl Read for Kind {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.one_of(Self::Choice, &[Self::Message, Self::Email])
    }
}

impl Read for Channel {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.one_of(Self::Support, &[Self::Reply, Self::None])
    }
}

impl Read for CalloutKind {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.one_of(Self::Info, &[Self::Advice, Self::Warning])
    }
}

impl Read for Block {
    fn read(bytes: &mut Bytes) -> Self {
        match bytes.number(1) {
            0 => Self::Plain(Read::read(bytes)),
            _ => Self::Callout(Read::read(bytes)),
        }
    }
}

impl Read for Plain {
    fn read(bytes: &mut Bytes) -> Self {
        match bytes.number(7) {
            0 => Self::Paragraph(Read::read(bytes)),
            1 => Self::Steps(Read::read(bytes)),
            2 => Self::List(Read::read(bytes)),
            3 => Self::Code(Read::read(bytes)),
            4 => Self::Heading(Read::read(bytes)),
            5 => Self::Table(Read::read(bytes)),
            6 => Self::Picture(Read::read(bytes)),
            _ => Self::Note(Read::read(bytes), Read::read(bytes)),
        }
    }
}

impl Read for Item {
    fn read(bytes: &mut Bytes) -> Self {
        bytes.depth += 1;
        // Whatever the bytes are, they can't make a tree that is deeper than the stack.
        bytes.is_damaged |= bytes.depth > DEEPEST;
        let item = Self { text: Read::read(bytes), inner: Read::read(bytes) };
        bytes.depth -= 1;
        item
    }
}

impl Read for Span {
    fn read(bytes: &mut Bytes) -> Self {
        let text = String::read(bytes);
        let most = Self::KEY | Self::TO_SECTION | Self::STRONG | Self::EMPHASIS | Self::CODE;
        let style = bytes.number(most.into()) as u8;
        let has = |bit| style & bit != 0;
        let target = if has(Self::TO_URL) {
            Some(Target::Url(Read::read(bytes)))
        } else if has(Self::TO_SECTION) {
            Some(Target::Section(Read::read(bytes)))
        } else {
            None
        };
        Self {
            text,
            strong: has(Self::STRONG),
            emphasis: has(Self::EMPHASIS),
            code: has(Self::CODE),
            key: has(Self::KEY),
            target,
        }
    }
}
