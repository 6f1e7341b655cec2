//! A compiled table of words from anywhere: refused, or good for whatever is asked of it.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use login_help::{
    article::Article,
    author::compile,
    rules::Rules,
    words::{MAGIC, SCHEMA, Table, fingerprint},
};

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/author/sound");
    let article: Article = compile(folder.as_ref()).expect("a sound article").remove(0);
    Rules::new(article)
});

fuzz_target!(|bytes: &[u8]| {
    // The head is the same in every table of an article, so it is not for the fuzzer to find.
    let mut file = [MAGIC.as_slice(), &[SCHEMA]].concat();
    let mut number = fingerprint(RULES.article());
    while number >= 0x80 {
        file.push(number as u8 | 0x80);
        number >>= 7;
    }
    file.push(number as u8);
    file.extend(bytes);
    let Ok(table) = Table::from_bytes(&file, RULES.article()) else { return };
    for text in ["i forgot my password", "", "パスワードを忘れた", "Bad password"] {
        for guess in table.understand(&RULES, text).guesses {
            table.deciding(text, guess.remedy);
            table.leads(guess.remedy);
        }
    }
});
