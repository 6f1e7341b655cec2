//! The budgets of design.md, in brotli 11 as a server would send the production build. A KB is 1,000 bytes.

use std::fs;

const KB: usize = 1_000;

#[test]
fn every_file_is_within_its_budget() {
    let dist = crate::dist();
    let read = |name: &str| fs::read(dist.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let shell = read("login-help.js");
    let sheet = sheet_in(&String::from_utf8(shell.clone()).unwrap()).into_bytes();
    let table = [
        ("login-help.js, the shell", 8, shell),
        ("  of it the style sheet", 4, sheet),
        ("index.html", 14, read("index.html")),
        ("login-help-core.js", 6, read("login-help-core.js")),
        ("login-help-core.wasm", 80, read("login-help-core.wasm")),
        ("the article in English", 5, read("articles/sendgrid-login/en.lha")),
        ("the strings in English", 2, read("locales/en.lhs")),
    ];
    println!("\nSizes in bytes           budget    brotli       raw");
    let mut over = Vec::new();
    for (what, budget, bytes) in &table {
        let (size, budget) = (brotli(bytes), budget * KB);
        println!("{what:<25}{budget:>6}    {size:>6}    {:>6}", bytes.len());
        if size > budget {
            over.push(format!("{}: {size} of {budget}", what.trim()));
        }
    }
    assert!(over.is_empty(), "over budget (is this the production build of ./dev build?): {over:?}");
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
