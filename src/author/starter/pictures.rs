//! The pictures of a text that its article keeps: files beside the text, which are copied, and those on servers whose size
//! the text says.

use std::{
    collections::BTreeMap,
    fs,
    path::{Component, Path, PathBuf},
};

use url::Url;

use super::outline::Image;
use crate::{
    article::{Picture, is_allowed_picture},
    author::{
        read::{PictureFile, Pictures, is_picture},
        source::is_blank,
    },
};

/// What was kept so far.
pub struct Gallery {
    /// Where the text is.
    folder: PathBuf,
    /// By the name that it gets, the file that is copied.
    pub files: BTreeMap<String, PathBuf>,
    /// The origins of those on servers.
    pub origins: Vec<String>,
    measured: BTreeMap<String, PictureFile>,
}

impl Gallery {
    /// Of a text in this folder.
    pub fn of(folder: &Path) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self { folder: folder.into(), files: BTreeMap::new(), origins: Vec::new(), measured: BTreeMap::new() }
    }

    /// What the article's folder is going to have.
    pub fn pictures(&self) -> Pictures {
        Pictures(self.measured.clone())
    }

    /// Keeps a picture, and says whether the text says what it shows. Else why it can't be kept.
    pub fn keep(&mut self, image: &Image) -> Result<(Picture, bool), &'static str> {
        let mut picture = match self.beside(image) {
            Err(_) if image.served.starts_with("https://") => self.on_server(image)?,
            picture => picture?,
        };
        if !is_allowed_picture(&picture) {
            return Err("its address can't stand in an article");
        }
        let alternative: String = image.alternative.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_named = !is_blank(&alternative);
        picture.alternative = if is_named { alternative } else { name_of(&picture.light) };
        Ok((picture, is_named))
    }

    fn on_server(&mut self, image: &Image) -> Result<Picture, &'static str> {
        let (width, height) =
            image.size.filter(|(width, height)| *width > 0 && *height > 0).ok_or("its size is not known")?;
        let url = Url::parse(&image.served).map_err(|_| "its address can't be read")?;
        let origin = url.origin().ascii_serialization();
        if !image.served.starts_with(&format!("{origin}/"))
            || image.served.contains(['(', ')', '<', '>', '\\', '"', '`', '|', '^', '[', ']', '{', '}'])
        {
            return Err("its address can't stand in an article");
        }
        if !self.origins.contains(&origin) {
            self.origins.push(origin);
        }
        Ok(Picture { light: image.served.clone(), width, height, ..Picture::default() })
    }

    fn beside(&mut self, image: &Image) -> Result<Picture, &'static str> {
        let url = image.url.split(['?', '#']).next().unwrap_or_default();
        let path = PathBuf::from(decoded(url).ok_or("its address can't be read")?);
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if url.contains(':') || !path.components().all(inside) {
            return Err("it is no file beside the text");
        }
        let name = path.file_name().and_then(|name| name.to_str()).filter(|name| is_picture(name));
        let name = name.ok_or("it is no PNG, JPEG, WebP, GIF or AVIF file")?;
        let file = self.folder.join(&path);
        let (light, size) = self.add(&file, &safe(name)).ok_or("there is no such file whose size can be read")?;
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
        let (light_stem, light_kind) = light.rsplit_once('.').unwrap_or((&light, ""));
        let dark = format!("{light_stem}-dark.{light_kind}");
        let dark = self.add(&file.with_file_name(format!("{stem}-dark.{kind}")), &dark).map(|(name, _)| name);
        Ok(Picture { light, dark: dark.unwrap_or_default(), width: size.0, height: size.1, ..Picture::default() })
    }

    /// Adds a file under a name that no other has, and says its name and size.
    fn add(&mut self, file: &Path, wanted: &str) -> Option<(String, (u16, u16))> {
        let known = self.files.iter().find(|(_, known)| *known == file).map(|(name, _)| name.clone());
        let length = fs::metadata(file).ok().filter(fs::Metadata::is_file)?.len();
        let size = imagesize::size(file).ok()?;
        let size = (size.width.try_into().ok()?, size.height.try_into().ok()?);
        let (stem, kind) = wanted.rsplit_once('.')?;
        let mut names = (2_usize..).map(|number| format!("{stem}-{number}.{kind}"));
        let name = known.or_else(|| {
            let wanted = Some(wanted.to_owned()).filter(|name| !self.files.contains_key(name));
            wanted.or_else(|| names.find(|name| !self.files.contains_key(name)))
        })?;
        self.files.insert(name.clone(), file.into());
        self.measured.insert(name.clone(), PictureFile { size: Some(size), length });
        Some((name, size))
    }
}

/// A path without its `%20`.
fn decoded(url: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| *byte == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// A name that means nothing in an address.
fn safe(name: &str) -> String {
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "png"));
    let letters = stem.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' });
    let stem = letters.collect::<String>();
    let stem = stem.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    format!("{}.{kind}", if stem.is_empty() { "picture" } else { &stem })
}

/// What a picture is called after its file.
fn name_of(url: &str) -> String {
    let file = url.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<&str> =
        stem.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "Picture".into() } else { words.join(" ") }
}
