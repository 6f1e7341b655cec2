//! Translators' files: what goes out comes back, and nothing of an article is lost on the way.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use login_help::author::{
    Freshness, NotTranslated, TranslationFormat, check_without_learning, compile, export, import, read,
};

const FORMATS: [TranslationFormat; 2] = [TranslationFormat::Xliff, TranslationFormat::Po];

/// A copy of an article that comes with the widget.
fn copy(id: &str, name: &str) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles").join(id);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("translate").join(name).join(id);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn exported(folder: &Path, lang: &str, format: TranslationFormat) -> String {
    export(folder, lang, format).unwrap_or_else(|error| panic!("{lang}: {error}"))
}

#[test]
fn what_goes_out_and_comes_back_unchanged_changes_nothing_of_the_article() {
    for format in FORMATS {
        for id in ["sendgrid-login", "two-factor", "university-sso"] {
            let folder = copy(id, &format!("unchanged-{format:?}").to_lowercase());
            let before = compile(&folder).unwrap();
            for article in before.iter().skip(1) {
                let lang = &article.draft().lang;
                let text = exported(&folder, lang, format);
                let imported =
                    import(&folder, lang, &text, format).unwrap_or_else(|error| panic!("{id} {lang}: {error}"));
                assert_eq!((imported.changed, imported.open), (0, vec![]), "{id} {lang}");
            }
            let after = compile(&folder).unwrap_or_else(|findings| panic!("{}", findings[0]));
            assert!(before == after, "{id} is another article");
            let says = |folder: &Path| {
                read(folder).ok().unwrap().languages.iter().map(|one| one.says.len()).collect::<Vec<_>>()
            };
            assert_eq!(says(&folder), says(&copy(id, "untouched")));
        }
    }
}

/// The file with a translation of every unit: the original's words and a mark.
fn translated(xliff: &str) -> String {
    let mut text = String::new();
    for part in xliff.split_inclusive("</source>") {
        text.push_str(part);
        if let Some((_, words)) = part.strip_suffix("</source>").and_then(|part| part.rsplit_once("<source>")) {
            text.push_str(&format!("<target>{words} è</target>"));
        }
    }
    text.replace("state=\"initial\"", "state=\"translated\"")
}

#[test]
fn a_new_language_is_made_of_a_file_that_came_back() {
    let folder = copy("two-factor", "new");
    let xliff = exported(&folder, "it", TranslationFormat::Xliff);
    assert!(!xliff.contains("<target>") && xliff.contains("trgLang=\"it\"") && xliff.contains("state=\"initial\""));
    let imported =
        import(&folder, "it", &translated(&xliff), TranslationFormat::Xliff).unwrap_or_else(|error| panic!("{error}"));
    assert!(imported.changed > 30 && imported.open.is_empty(), "{imported}");
    let manuscript = read(&folder).unwrap_or_else(|findings| panic!("{}", findings[0]));
    let italian = manuscript.languages.iter().find(|language| language.article.draft().lang == "it").unwrap();
    assert!(italian.article.draft().title.ends_with(" è"));
    assert!(italian.article.draft().sections.iter().all(|section| section.heading.ends_with(" è")));
    let wrong = check_without_learning(&manuscript, Freshness::default());
    let wrong: Vec<String> = wrong
        .iter()
        .filter(|finding| finding.is_wrong() && finding.place.source.file.ends_with("it.md"))
        .map(ToString::to_string)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_must_not_be_translated_is_not_lost() {
    let folder = copy("two-factor", "lost");
    let before = fs::read_to_string(folder.join("de.md")).unwrap();
    let xliff = exported(&folder, "de", TranslationFormat::Xliff);
    let link = xliff.rfind("](#").expect("a translation has a link");
    let spoiled = format!("{}](#elsewhere-{}", &xliff[..link], &xliff[link + 3..]);
    let Err(NotTranslated::Lost(lost)) = import(&folder, "de", &spoiled, TranslationFormat::Xliff) else {
        panic!("a link that leads elsewhere is taken")
    };
    assert!(lost.len() == 1 && lost[0].contains("elsewhere"), "{lost:?}");
    let block = xliff.rfind("<target>").unwrap() + "<target>".len();
    let spoiled = format!("{}## {}", &xliff[..block], &xliff[block..]);
    assert!(import(&folder, "de", &spoiled, TranslationFormat::Xliff).is_err());
    assert_eq!(fs::read_to_string(folder.join("de.md")).unwrap(), before);
}

#[test]
fn what_changed_in_the_original_is_marked_until_somebody_has_looked_at_it() {
    let folder = copy("two-factor", "stale");
    let english = fs::read_to_string(folder.join("en.md")).unwrap();
    let line = english.lines().find(|line| line.starts_with("intro = ")).unwrap();
    fs::write(folder.join("en.md"), english.replace(line, "intro = \"Other words.\"")).unwrap();
    let po = exported(&folder, "de", TranslationFormat::Po);
    assert_eq!(po.matches("fuzzy").count(), 1, "{po}");
    let imported = import(&folder, "de", &po, TranslationFormat::Po).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((imported.changed, imported.open), (0, vec!["intro".to_owned()]));
    let xliff = exported(&folder, "de", TranslationFormat::Xliff);
    let seen = xliff.replace("state=\"translated\" subState=\"login-help:stale\"", "state=\"final\"");
    assert_ne!(seen, xliff);
    let imported = import(&folder, "de", &seen, TranslationFormat::Xliff).unwrap_or_else(|error| panic!("{error}"));
    assert!(imported.open.is_empty(), "{imported}");
    assert!(!exported(&folder, "de", TranslationFormat::Xliff).contains("login-help:stale"));
}

#[test]
fn words_that_the_original_no_longer_has_are_not_taken() {
    let folder = copy("two-factor", "older");
    let older = exported(&folder, "de", TranslationFormat::Xliff);
    let english = fs::read_to_string(folder.join("en.md")).unwrap();
    let line = english.lines().find(|line| line.starts_with("title = ")).unwrap();
    fs::write(folder.join("en.md"), english.replace(line, "title = \"Another title\"")).unwrap();
    let imported = import(&folder, "de", &older, TranslationFormat::Xliff).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(imported.open, ["title"]);
}

#[test]
fn a_file_of_another_form_or_language_is_refused() {
    let folder = copy("two-factor", "refused");
    for format in FORMATS {
        assert!(matches!(export(&folder, "en", format), Err(NotTranslated::Original(_))));
        let german = exported(&folder, "de", format);
        assert!(matches!(import(&folder, "fr", &german, format), Err(NotTranslated::OtherLanguage { .. })));
    }
    for text in ["", "no XML", "<a/>", "<xliff version=\"1.2\"/>"] {
        assert!(matches!(import(&folder, "de", text, TranslationFormat::Xliff), Err(NotTranslated::Unreadable(_))));
    }
    assert!(import(&folder, "de", "msgid", TranslationFormat::Po).is_err());
}
