//! A language that nobody speaks: English with accents, longer, in brackets. On a screen in it, whatever is not in
//! brackets was not translated.

use std::{
    fs,
    path::{Path, PathBuf},
};

use login_help::{
    article::{Article, Block, Callout, Draft, Plain, Span},
    author::{first_file, strings, table},
};

/// Its tag, which Windows gives to such a language; the built shell does not know it.
pub const LANG: &str = "qps-ploc";

/// A folder with the default article in English and in this language, and beside it one with the widget's own words.
pub fn build() -> (PathBuf, PathBuf) {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pseudo");
    let (articles, locales) = (room.join("articles"), room.join("locales"));
    for folder in [&articles, &locales] {
        fs::create_dir_all(folder).unwrap();
    }
    let english = fs::read_to_string(crate::article().join("../../locales/en.toml")).unwrap();
    fs::write(locales.join("en.toml"), &english).unwrap();
    fs::write(locales.join(format!("{LANG}.toml")), pseudo_strings(&english)).unwrap();
    for lang in ["en", LANG] {
        let strings = strings(&locales.join(format!("{lang}.toml"))).unwrap();
        fs::write(locales.join(format!("{lang}.lhs")), strings.to_bytes()).unwrap();
    }
    let english = crate::walk::compiled();
    let pseudo = Article::try_from(pseudo_draft(english.draft().clone())).unwrap();
    let both = [english, pseudo];
    for article in &both {
        let lang = &article.draft().lang;
        fs::write(articles.join(format!("{lang}.lha")), article.to_bytes().unwrap()).unwrap();
        let table = table(article, &[]).parts().to_bytes().unwrap();
        fs::write(articles.join(format!("{lang}.lhw")), table).unwrap();
    }
    fs::write(articles.join("first.json"), first_file(&both, &locales).unwrap().to_string()).unwrap();
    (articles, locales)
}

/// Longer by a third, as German is, with every letter changed that people could take for plain English.
fn pseudo(text: &str) -> String {
    let mut said = String::from("[");
    let mut is_filled_in = false;
    for letter in text.chars() {
        match letter {
            '{' => is_filled_in = true,
            '}' => is_filled_in = false,
            _ => {}
        }
        let at = "AEIOUYaeiouyncsrl".chars().position(|plain| plain == letter).filter(|_| !is_filled_in);
        said.push(at.and_then(|at| "ÅÉÎØÛÝåéîøûýñçšŕļ".chars().nth(at)).unwrap_or(letter));
    }
    let more = text.chars().count() / 3;
    said.extend(std::iter::repeat_n('~', more));
    said + "]"
}

fn pseudo_strings(english: &str) -> String {
    let mut words: toml::Table = toml::from_str(english).unwrap();
    for (key, word) in &mut words {
        if !["direction", "comma"].contains(&key.as_str()) {
            *word = pseudo(word.as_str().unwrap()).into();
        }
    }
    words.to_string()
}

fn pseudo_draft(mut draft: Draft) -> Draft {
    draft.lang = LANG.into();
    for word in words(&mut draft) {
        if !word.is_empty() {
            *word = pseudo(word);
        }
    }
    draft
}

/// Everything in an article that a translator writes.
fn words(draft: &mut Draft) -> Vec<&mut String> {
    let mut words = vec![&mut draft.title, &mut draft.intro];
    let support = &mut draft.support;
    words.extend([&mut support.label, &mut support.text, &mut support.reply, &mut support.none]);
    let values = draft.facts.iter_mut().flat_map(|fact| &mut fact.values);
    words.extend(values.flat_map(|value| [&mut value.label, &mut value.hint]));
    words.extend(draft.questions.iter_mut().flat_map(|question| [&mut question.prompt, &mut question.hint]));
    words.extend(draft.remedies.iter_mut().filter_map(|remedy| remedy.action.as_mut()).map(|action| &mut action.label));
    for section in &mut draft.sections {
        words.push(&mut section.heading);
        for block in &mut section.blocks {
            match block {
                Block::Plain(plain) => words.extend(spans(plain)),
                Block::Callout(Callout { body, .. }) => words.extend(body.iter_mut().flat_map(spans)),
            }
        }
    }
    words
}

/// The words of a block; what is code is the same in every language.
fn spans(plain: &mut Plain) -> Vec<&mut String> {
    let lines: Vec<&mut Vec<Span>> = match plain {
        Plain::Paragraph(line) => vec![line],
        Plain::Steps(items) | Plain::List(items) => items.iter_mut().map(|item| &mut item.text).collect(),
        Plain::Table(table) => table.cells.iter_mut().collect(),
        Plain::Note(_, line) => vec![line],
        Plain::Heading(text) => return vec![text],
        Plain::Code(_) | Plain::Picture(_) => Vec::new(),
    };
    lines.into_iter().flatten().filter(|span| !span.code).map(|span| &mut span.text).collect()
}
