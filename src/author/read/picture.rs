//! Pictures in an article's folder: which there are, and how large each is.
//!
//! A page leaves room for a picture before it comes only where its size is written beside it, so the size is read here.
//! Beside `reset.png` a file `reset-dark.png` is the same for dark pages.

use std::{collections::BTreeMap, ffi::OsStr, fmt::Display, fs, ops::Range, path::Path};

use crate::{
    article::Picture,
    author::{code::BAD_PICTURE, finding::Finding, source::Source},
};

/// What browsers of the last years show, and what `imagesize` can measure.
const KINDS: [&str; 6] = ["png", "jpg", "jpeg", "webp", "gif", "avif"];

/// A picture's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureFile {
    /// In pixels of the file; nothing where they can't be read.
    pub size: Option<(u16, u16)>,
    /// In bytes.
    pub length: u64,
}

/// The pictures of a folder, by the name of their file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures(pub BTreeMap<String, PictureFile>);

impl Pictures {
    /// Those of a folder. What can't be listed has none, and whoever shows one is told so.
    pub fn of(folder: &Path) -> Self {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let pictures = entries.filter_map(|entry| {
            let path = entry.path();
            let name = path.file_name().and_then(OsStr::to_str)?.to_owned();
            let length = is_picture(&name).then(|| entry.metadata()).and_then(Result::ok)?.len();
            let size = imagesize::size(&path).ok();
            let size = size.and_then(|size| Some((size.width.try_into().ok()?, size.height.try_into().ok()?)));
            Some((name, PictureFile { size, length }))
        });
        Self(pictures.collect())
    }

    /// The file that stands for this one on dark pages.
    fn dark(&self, name: &str) -> Option<&str> {
        let (stem, kind) = name.rsplit_once('.')?;
        Some(self.0.get_key_value(&format!("{stem}-dark.{kind}"))?.0)
    }
}

/// The pictures that an article may show.
#[derive(Default)]
pub(super) struct Gallery<'a> {
    /// Those in its folder.
    pub files: Option<&'a Pictures>,
    /// Where others may come from.
    pub origins: &'a [String],
}

impl Gallery<'_> {
    /// What `![…](url "title")` shows, without its words. Where it can't be shown, a finding says why.
    pub fn read(
        &self,
        source: &Source,
        url: &str,
        title: &str,
        span: Range<usize>,
        findings: &mut Vec<Finding>,
    ) -> Picture {
        let mut refuse = |message: &dyn Display, help: &str| {
            findings.push(source.at(span.clone(), BAD_PICTURE, message).help(help));
        };
        let mut picture = Picture { light: url.into(), ..Picture::default() };
        if url.starts_with("https://") {
            if !self.origins.iter().any(|origin| comes_from(url, origin)) {
                let message = format_args!("'{url}' is on a server that flow.toml doesn't name");
                refuse(
                    &message,
                    "put the file into the article's folder, or the origin into pictures = [\"https://…\"]",
                );
            }
            match size(title) {
                Some(size) => (picture.width, picture.height) = size,
                None => refuse(
                    &"the size of a picture on a server can't be known",
                    "say it in pixels behind the address: ![…](https://… \"640x360\")",
                ),
            }
            return picture;
        }
        if !title.is_empty() {
            refuse(&"a picture can't have a title beside its words", "a picture's own size is read from its file");
        }
        match self.files.and_then(|files| Some((files, files.0.get(url)?))) {
            Some((files, PictureFile { size: Some((width, height)), .. })) => {
                (picture.width, picture.height) = (*width, *height);
                picture.dark = files.dark(url).unwrap_or_default().into();
            }
            Some(_) => refuse(&format_args!("the size of '{url}' can't be read"), "save it anew as PNG, JPEG or WebP"),
            None => {
                let message = format_args!("there is no picture '{url}' in the article's folder");
                refuse(&message, "a picture is a PNG, JPEG, WebP, GIF or AVIF file beside flow.toml: ![…](login.png)");
            }
        }
        picture
    }
}

/// `640x360`
pub fn size(text: &str) -> Option<(u16, u16)> {
    let (width, height) = text.trim().split_once(['x', '×'])?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// Whether an address is of this origin.
fn comes_from(url: &str, origin: &str) -> bool {
    url.strip_prefix(origin.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a file is named as a picture is.
pub fn is_picture(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind.to_ascii_lowercase().as_str()))
}
