//! Whoever is sent to a video is told how long it is.

use super::{Check, Code, Finding, Subject, subject::at_section};
use crate::{article::Target, author::code::VIDEO_WITHOUT_LENGTH};

/// Where videos are.
const HOSTS: [&str; 6] = ["youtube.com", "youtu.be", "vimeo.com", "loom.com", "wistia.com", "dailymotion.com"];

/// How their files are named.
const FILES: [&str; 3] = [".mp4", ".webm", ".mov"];

/// See the module.
pub(super) struct VideoWithoutLength;

impl Check for VideoWithoutLength {
    fn code(&self) -> &'static Code {
        VIDEO_WITHOUT_LENGTH
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for language in &subject.manuscript.languages {
            for (place, section) in language.article.draft().sections.iter().enumerate() {
                for span in section.spans() {
                    let Some(Target::Url(url)) = &span.target else { continue };
                    if is_video(url) && !has_length(&span.text) {
                        let message =
                            format!("the link '{}' leads to a video and doesn't say how long it is", span.text);
                        let finding = at_section(language, place, self.code(), message);
                        found.push(finding.help("say it in the link's words: How to reset it (video, 1:45)"));
                    }
                }
            }
        }
    }
}

fn is_video(url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is_host = |known: &str| host == known || host.ends_with(&format!(".{known}"));
    !path.is_empty() && HOSTS.into_iter().any(is_host) || FILES.iter().any(|file| path.ends_with(file))
}

/// Whether there are minutes and seconds in it, in whatever digits.
fn has_length(text: &str) -> bool {
    let mut parts = text.split(':');
    let Some(mut before) = parts.next() else { return false };
    parts.any(|after| {
        let is_length =
            before.ends_with(char::is_numeric) && after.chars().take(2).filter(|c| c.is_numeric()).count() == 2;
        before = after;
        is_length
    })
}
