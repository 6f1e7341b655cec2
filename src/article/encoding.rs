//! Compiled files: a magic word, the schema's version, then the texts, and the rest in postcard's wire format.

#[cfg(feature = "author")]
use alloc::vec::Vec;

#[cfg(feature = "author")]
use super::text;
use super::{Article, Bytes, Draft};

/// What every compiled article begins with.
pub const MAGIC: [u8; 4] = *b"LHA\0";

/// The version of [`Draft`]'s shape. A change of any field in it is a new version.
pub const SCHEMA: u8 = 8;

/// Why a compiled file can't be used.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("{}", self.words())]
pub enum UnreadableArticle {
    /// Something else, an error page say.
    NotCompiled,
    /// Compiled by another version of the author tool.
    OtherSchema {
        /// What the file says.
        found: u8,
        /// What this version reads.
        wanted: u8,
    },
    /// Cut off or damaged, or its parts don't fit together. How, only a debugger of it would want to know, and the words
    /// for it are a kilobyte.
    Damaged,
}

impl UnreadableArticle {
    /// What is wrong, in words for the console.
    pub fn words(&self) -> &'static str {
        match self {
            Self::NotCompiled => "this is not a file that `login-help build` made",
            Self::OtherSchema { .. } => "the file and this widget are of different versions: build both with one",
            Self::Damaged => "the file is cut off or damaged",
        }
    }
}

/// What stands in a compiled file after the magic word and the schema's version.
///
/// # Errors
/// Says that it is another kind of file, or of another version.
pub(crate) fn body(bytes: &[u8], magic: [u8; 4], wanted: u8) -> Result<&[u8], UnreadableArticle> {
    let body = bytes.strip_prefix(&magic).ok_or(UnreadableArticle::NotCompiled)?;
    let (&found, body) = body.split_first().ok_or(UnreadableArticle::NotCompiled)?;
    if found == wanted { Ok(body) } else { Err(UnreadableArticle::OtherSchema { found, wanted }) }
}

impl Article {
    /// Reads a compiled article.
    ///
    /// # Errors
    /// Says what is wrong with the bytes; never panics, whatever they are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableArticle> {
        let body = body(bytes, MAGIC, SCHEMA)?;
        let draft: Draft = Bytes::all(body).ok_or(UnreadableArticle::Damaged)?;
        Self::try_from(draft).map_err(|_| UnreadableArticle::Damaged)
    }

    /// Writes the compiled file.
    ///
    /// # Errors
    /// Those of postcard, which for these types means memory has run out.
    #[cfg(feature = "author")]
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        Ok([&MAGIC[..], &[SCHEMA], &text::compiled(|| postcard::to_allocvec(self.draft()))?].concat())
    }
}
