//! What an original said before, as far as git knows: the record has digests only, and git has the words.

use std::{path::Path, process::Command};

use super::{Part, digest, parts};
use crate::author::{read::words_of, source::Source};

/// How many versions are looked at.
const VERSIONS: usize = 40;

/// The versions of a language's words, newest first, read when they are first asked for.
#[derive(Default)]
pub(in crate::author) struct History(Option<Vec<Vec<Part>>>);

impl History {
    /// What a part of a file said when it had this digest; nothing where git does not know.
    pub fn text(&mut self, file: &Path, key: &str, wanted: &str) -> Option<String> {
        let versions = self.0.get_or_insert_with(|| versions(file));
        let parts = versions.iter().flatten().filter(|part| part.key == key);
        parts.map(|part| &part.text).find(|text| digest(text) == wanted).cloned()
    }
}

fn versions(file: &Path) -> Vec<Vec<Part>> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name().and_then(|name| name.to_str())) else {
        return Vec::new();
    };
    let log = git(folder, &["log", "--format=%H", &format!("--max-count={VERSIONS}"), "--", name]);
    let log = log.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let version = |commit: &str| {
        let bytes = git(folder, &["cat-file", "blob", &format!("{commit}:./{name}")])?;
        // Whatever was wrong with it then, its parts say what they said.
        let source = Source::decode(file, bytes).ok()?;
        Some(parts(&words_of(&source)?))
    };
    log.lines().filter_map(version).collect()
}

/// What git says; nothing where there is no git, or the folder is in none.
fn git(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut git = Command::new("git");
    // Nothing that a repository's own settings name is run.
    git.args(["-c", "core.fsmonitor=false", "-c", "log.showSignature=false"]).args(arguments);
    let output = git.current_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).output().ok()?;
    output.status.success().then_some(output.stdout)
}
