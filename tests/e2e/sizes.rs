//! The budgets of design.md, in brotli 11 as a server would send the production build. A KB is 1,000 bytes.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn every_file_is_within_its_budget() {
    let dist = crate::dist();
    let read = |name: &str| fs::read(dist.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let shell = read("login-help.js");
    let sheet = sheet_in(&String::from_utf8(shell.clone()).unwrap()).into_bytes();
    let table = [
        ("login-help.js, the shell", 7_400, shell),
        ("  of it the style sheet", 4_000, sheet),
        ("index.html", 14_000, read("index.html")),
        ("login-help-core.css", 1_400, read(&crate::core("css")[1..])),
        ("login-help-core.js", 4_900, read(&crate::core("js")[1..])),
        ("login-help-core.wasm", 65_000, read(&crate::core("wasm")[1..])),
    ]
    .map(|(what, budget, bytes)| (what.to_owned(), budget, bytes));
    let folders = ["articles", "locales"].map(|folder| dist.join(folder));
    let compiled = folders.iter().flat_map(|folder| {
        let files = files_in(folder)
            .into_iter()
            .filter(|file| !file.ends_with("first.json") && file.extension() != Some("toml".as_ref()));
        files.map(move |file| {
            let budget = match file.extension().and_then(OsStr::to_str) {
                Some("lha" | "lhw") => 6_000,
                _ => 2_000,
            };
            let what = file.strip_prefix(folder.parent().unwrap()).unwrap().display().to_string();
            (what, budget, fs::read(&file).unwrap())
        })
    });
    let table = table.into_iter().chain(compiled).collect::<Vec<_>>();
    assert!([".lha", ".lhw", ".lhs"].iter().all(|kind| table.iter().any(|(what, _, _)| what.ends_with(kind))));
    println!("\nSizes in bytes                budget    brotli       raw");
    let mut over = Vec::new();
    for (what, budget, bytes) in &table {
        let (size, budget) = (brotli(bytes), *budget);
        println!("{what:<30}{budget:>6}    {size:>6}    {:>6}", bytes.len());
        if size > budget {
            over.push(format!("{}: {size} of {budget}", what.trim()));
        }
    }
    assert!(over.is_empty(), "over budget (is this the production build of ./dev build?): {over:?}");
}

/// Every file in a folder and in those in it, sorted.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

fn brotli(bytes: &[u8]) -> usize {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params).unwrap();
    compressed.len()
}

/// The style sheet, which stands in the shell as a string.
fn sheet_in(shell: &str) -> String {
    let start = shell.find(":host").expect("the shell has the style sheet in it");
    let quote = shell[..start].chars().next_back().unwrap();
    assert!("`'\"".contains(quote), "the style sheet stands in the shell as a string");
    let mut sheet = String::new();
    let mut letters = shell[start..].chars();
    while let Some(letter) = letters.next().filter(|letter| *letter != quote) {
        match letter {
            '\\' => sheet.push(match letters.next().unwrap() {
                'n' => '\n',
                other => other,
            }),
            other => sheet.push(other),
        }
    }
    assert!(sheet.trim_end().ends_with('}'), "the style sheet is whole");
    sheet
}
