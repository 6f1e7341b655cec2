//! No picture is so large that people wait for it.

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{article::Plain, author::code::LARGE_PICTURE};

/// In bytes. On slow 4G, 1.6 Mbit/s, it takes a second.
const MOST: u64 = 200 * 1024;

/// See the module.
pub(super) struct LargePicture;

impl Check for LargePicture {
    fn code(&self) -> &'static Code {
        LARGE_PICTURE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        let files = &subject.manuscript.pictures.0;
        for language in &subject.manuscript.languages {
            for (place, section) in language.article.draft().sections.iter().enumerate() {
                let pictures = section.plains().flat_map(Plain::pictures);
                for name in pictures.flat_map(|picture| [&picture.light, &picture.dark]) {
                    if let Some(file) = files.get(name).filter(|file| file.length > MOST) {
                        let message = format!("'{name}' has {} KB, and people wait for it", file.length / 1024);
                        let finding = at_section(language, place, self.code(), message);
                        found.push(finding.help("cut it to what matters, and save it as WebP"));
                    }
                }
            }
        }
    }
}
