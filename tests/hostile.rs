//! Files that no author would write: each gets a finding, soon, and never a panic.

#![cfg(feature = "author")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that can't go on has failed")]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use common::source::{fixture, found};

/// Far above what any of them takes, far below what would seem to hang.
const SOON: Duration = Duration::from_secs(20);

/// A sound article's folder with one of its two files put in place.
fn with(name: &str, file: &str, bytes: &[u8]) -> PathBuf {
    let id = format!("{name}-{}", file.replace('.', "-"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(id);
    fs::create_dir_all(&folder).unwrap();
    for whole in ["flow.toml", "en.md"] {
        fs::copy(fixture("sound").join(whole), folder.join(whole)).unwrap();
    }
    fs::write(folder.join(file), bytes).unwrap();
    folder
}

/// What is found in a folder, once it is clear that all of it can be shown.
fn found_soon(folder: &Path) -> usize {
    let started = Instant::now();
    let findings = found(folder);
    let count = findings.len();
    for finding in findings {
        let shown = finding.to_string();
        assert!(finding.place.start().0 >= 1 && shown.len() < 4_000, "{}: {} bytes", folder.display(), shown.len());
    }
    assert!(started.elapsed() < SOON, "{}: {:?}", folder.display(), started.elapsed());
    count
}

/// Bytes of every kind that a file should not have, for either file.
fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let many = |piece: &str, count: usize| piece.repeat(count).into_bytes();
    vec![
        ("empty", Vec::new()),
        ("nothing-but-a-fence", b"+++".to_vec()),
        ("fences", many("+++\n", 100_000)),
        ("binary", (0..=255).cycle().take(10_000).collect()),
        ("not-utf8", b"support = \"\xff\xfe\"".to_vec()),
        ("utf16", "support = 1".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("zeros", vec![0; 1_000]),
        ("megabyte-of-brackets", many("[", 1_000_000)),
        ("megabyte-of-pairs", many("[]", 500_000)),
        ("megabyte-of-braces", many("{", 1_000_000)),
        ("megabyte-of-quotes", many("\"", 1_000_000)),
        ("megabyte-of-newlines", many("\n", 1_000_000)),
        ("megabyte-of-letters", many("a", 1_000_000)),
        ("ten-megabytes", many("## a {#a}\n", 1_000_000)),
        ("deep-arrays", format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes()),
        ("deep-tables", format!("a = {}{}", "{ a = ".repeat(50_000), "}".repeat(50_000)).into_bytes()),
        ("deep-keys", format!("a{} = 1", ".a".repeat(200_000)).into_bytes()),
        ("many-tables", (0..50_000).map(|number| format!("[facts.f{number}]\n")).collect::<String>().into_bytes()),
        ("many-questions", many("[[questions]]\nfact = \"nothing\"\n", 20_000)),
    ]
}

#[test]
fn no_kind_of_bytes_in_the_place_of_a_flow_goes_unfound() {
    for (name, bytes) in kinds() {
        assert!(found_soon(&with(name, "flow.toml", &bytes)) > 0, "{name}");
    }
}

#[test]
fn no_kind_of_bytes_in_the_place_of_the_words_goes_unfound() {
    for (name, bytes) in kinds() {
        assert!(found_soon(&with(name, "en.md", &bytes)) > 0, "{name}");
    }
}

#[test]
fn no_kind_of_text_in_a_section_takes_long() {
    let sound = fs::read_to_string(fixture("sound").join("en.md")).unwrap();
    let pieces = [
        ("brackets", "["),
        ("links", "[a](b "),
        ("images", "![a](b)"),
        ("quotes", ">"),
        ("lists", "- "),
        ("stars", "*a "),
        ("ticks", "`a "),
        ("callouts", "> [!TIP]\n"),
        ("html", "<a"),
        ("entities", "&"),
        ("backslashes", "\\\n"),
        ("sections", "## a {#a}\n"),
        ("tables", "|a|b|\n|-|-|\n"),
        ("footnotes", "[^a]: a\n"),
        ("links-ids", "[a](#b)\n"),
    ];
    for (name, piece) in pieces {
        let text = format!("{sound}\n{}", piece.repeat(200_000 / piece.len()));
        // Some of it is text like any other.
        let _ = found_soon(&with(name, "en.md", text.as_bytes()));
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_reported() {
    let folder = with("folder-for-file", "flow.toml", b"");
    fs::remove_file(folder.join("flow.toml")).unwrap();
    fs::create_dir_all(folder.join("flow.toml")).unwrap();
    assert!(found_soon(&folder) > 0);
    fs::remove_dir(folder.join("flow.toml")).unwrap();
}
