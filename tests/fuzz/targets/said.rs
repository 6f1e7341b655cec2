//! What somebody writes, whatever it is: read by the default article's real tables, and rid of secrets.

#![no_main]

use std::{fs, path::Path, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use login_help::{
    article::{Article, FactId},
    rules::Rules,
    words::{Marks, Table, redact, tokens},
};

const LANGUAGES: [&str; 7] = ["en", "de", "es", "fr", "pt-BR", "ja", "ar"];

/// Looks like one, and is none.
const KEY: &str = "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";

/// By language, as `./dev build` has made them.
static READERS: LazyLock<Vec<(Rules, Table)>> = LazyLock::new(|| LANGUAGES.into_iter().map(reader).collect());

fn reader(lang: &str) -> (Rules, Table) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist/articles/sendgrid-login");
    let file = |kind: &str| fs::read(folder.join(format!("{lang}.{kind}"))).expect("what ./dev build makes");
    let article = Article::from_bytes(&file("lha")).expect("an article");
    let table = Table::from_bytes(&file("lhw"), &article).expect("its table");
    (Rules::new(article), table)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    let (rules, table) = &READERS[usize::from(*which) % LANGUAGES.len()];
    let understood = table.understand(rules, &text);
    assert_eq!(understood, table.understand(rules, &text), "the same text has the same answer");
    assert!(understood.guesses.len() <= 3 && (!understood.is_sure || !understood.guesses.is_empty()));
    for guess in &understood.guesses {
        assert!(guess.share <= 100);
        for word in table.deciding(&text, guess.remedy) {
            assert!(text.contains(word), "{word} is quoted");
        }
    }
    table.answers_for(rules, &text, FactId(0));
    assert!(tokens(&text).len() <= text.len());
    // A key on a line of its own is found whatever stands around it.
    let marks = Marks { password: "[password removed]", key: "[API key removed]", code: "[code removed]" };
    let kept = redact(&format!("{text}\n{KEY}\n{text}"), marks);
    assert!(kept.is_some_and(|kept| !kept.contains(KEY)));
});
