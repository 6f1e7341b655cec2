//! New articles: the starter is a good article, and any Markdown text becomes an article that can be read.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use login_help::{
    article::{Article, Block, CalloutKind, Kind, Plain, Section, Target},
    author::{
        Finding, Freshness, Manuscript, check, read,
        starter::{NotStarted, Skeleton, create, from_markdown},
    },
};
use proptest::prelude::*;

/// A new folder of this name, with nothing in it and not yet there.
fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("starter").join(name);
    fs::remove_dir_all(&room).ok();
    room
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/markdown").join(name)
}

fn read_whole(folder: &Path) -> Manuscript {
    read(folder).unwrap_or_else(|findings| {
        let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
        panic!("{}\n{}", shown.join("\n"), fs::read_to_string(folder.join("en.md")).unwrap_or_default())
    })
}

/// Faults that a text may bring along: the same heading twice, nothing under one, a warning that comes late, marks of
/// another dialect, headings without an end.
const OF_THE_TEXT: [&str; 5] = ["[LH057]", "[LH059]: nothing stands under", "[LH060]", "[LH064]", "[LH065]"];

/// What is wrong, but for the text's own faults.
fn findings(manuscript: &Manuscript) -> Vec<Finding> {
    let mut findings = check(manuscript, Freshness::default());
    let is_of_the_text = |finding: &Finding| OF_THE_TEXT.iter().any(|words| finding.to_string().contains(words));
    findings.retain(|finding| finding.is_wrong() && !is_of_the_text(finding));
    findings
}

fn found(manuscript: &Manuscript) -> Vec<String> {
    findings(manuscript).iter().map(ToString::to_string).collect()
}

fn article(folder: &Path) -> Article {
    read_whole(folder).languages.remove(0).article
}

#[test]
fn the_starter_is_an_article_without_a_fault() {
    let folder = room("new/parents/cant-log-in");
    let files = create(&folder, "en").unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["flow.toml", "en.md", "flow.schema.json", "front-matter.schema.json"]);
    assert!(files.iter().all(|file| file.is_file() && file.starts_with(&folder)));
    assert_eq!(found(&read_whole(&folder)), Vec::<String>::new());
}

#[test]
fn the_starter_shows_what_the_format_can_do() {
    let folder = room("shows");
    create(&folder, "en").unwrap();
    let article = article(&folder);
    let draft = article.draft();
    assert_eq!((draft.remedies.len(), draft.questions.len(), draft.patterns.len()), (4, 3, 3));
    assert!(draft.questions.iter().any(|question| question.when.is_some()));
    assert!(draft.questions.iter().any(|question| question.kind == Kind::Message));
    let interrupted = draft.remedies.iter().find(|remedy| remedy.interruption.is_some()).expect("an interruption");
    let blocks = &article.section(interrupted.section).unwrap().blocks;
    let decided = |block: &Block| matches!(block, Block::Callout(callout) if callout.kind == CalloutKind::Warning && callout.when.is_some());
    assert!(blocks.iter().any(decided));
    assert!(draft.remedies.last().unwrap().when.is_none() && !draft.support.url.is_empty());
}

#[test]
fn the_first_line_of_a_flow_tells_the_editor_its_schema() {
    let (started, made) = (room("first-line"), room("first-line-made"));
    create(&started, "en").unwrap();
    from_markdown(&fixture("vendor.md"), &made, "en").unwrap();
    for folder in [started, made] {
        let flow = fs::read_to_string(folder.join("flow.toml")).unwrap();
        assert_eq!(flow.lines().next(), Some("#:schema ./flow.schema.json"));
        assert!(folder.join("flow.schema.json").is_file());
        let words = fs::read_to_string(folder.join("en.md")).unwrap();
        let front = words.split("\n+++").next().unwrap();
        assert!(front.lines().any(|line| line.starts_with('#') && line.contains("front-matter.schema.json")));
    }
}

#[test]
fn another_language_is_another_file() {
    let folder = room("another-language");
    create(&folder, "pt-BR").unwrap();
    assert_eq!(article(&folder).draft().lang, "pt-BR");
    assert!(!folder.join("en.md").exists());
}

#[test]
fn nothing_is_overwritten() {
    let folder = room("not-empty");
    fs::create_dir_all(&folder).unwrap();
    create(&folder, "en").expect("a folder with nothing in it will do");
    let flow = folder.join("flow.toml");
    fs::write(&flow, "mine").unwrap();
    assert!(matches!(create(&folder, "de"), Err(NotStarted::NotEmpty(_))));
    assert!(matches!(from_markdown(&fixture("vendor.md"), &folder, "de"), Err(NotStarted::NotEmpty(_))));
    assert_eq!(fs::read_to_string(&flow).unwrap(), "mine");
    assert!(!folder.join("de.md").exists());
    assert!(matches!(create(&flow.join("in-a-file"), "en"), Err(NotStarted::File { .. })));
}

#[test]
fn bad_names_and_languages_are_refused_before_anything_is_written() {
    for name in ["Bad_Name", "two--hyphens", "with space", "-x", "é"] {
        let folder = room(&format!("bad/{name}"));
        assert!(matches!(create(&folder, "en"), Err(NotStarted::BadName(_))), "{name}");
        assert!(!folder.exists());
    }
    for lang in ["", "EN", "english", "e", "en_US", "../x", "en-"] {
        let folder = room("bad-language");
        assert!(matches!(create(&folder, lang), Err(NotStarted::BadLanguage(_))), "{lang}");
        assert!(matches!(from_markdown(&fixture("vendor.md"), &folder, lang), Err(NotStarted::BadLanguage(_))));
        assert!(!folder.exists());
    }
}

#[test]
fn a_text_that_is_not_there_or_has_no_words_is_refused() {
    let folder = room("no-text");
    assert!(matches!(from_markdown(Path::new("nowhere.md"), &folder, "en"), Err(NotStarted::Findings(_))));
    let blank = Path::new(env!("CARGO_TARGET_TMPDIR")).join("blank.md");
    for text in ["", " \n\n", "<!-- nothing -->", "***", "##\n\n>\n\n-"] {
        fs::write(&blank, text).unwrap();
        assert!(matches!(from_markdown(&blank, &folder, "en"), Err(NotStarted::NoText(_))), "{text:?}");
    }
    assert!(!folder.exists());
}

#[test]
fn a_box_of_another_dialect_does_not_become_text_in_silence() {
    let (folder, markdown) = (room("dialects"), Path::new(env!("CARGO_TARGET_TMPDIR")).join("dialects.md"));
    let boxes = ["!!! warning", ":::warning\n\nCareful.\n\n:::", "{{% notice warning %}}Careful.{{% /notice %}}"];
    for text in boxes {
        fs::write(&markdown, format!("# Help\n\n## Reset\n\n1. Reset it.\n\n{text}\n")).unwrap();
        from_markdown(&markdown, &folder, "en").unwrap();
        let findings = check(&read_whole(&folder), Freshness::default());
        assert!(findings.iter().any(|finding| finding.code.id == "LH064"), "{text}: {findings:?}");
        fs::remove_dir_all(&folder).unwrap();
    }
}

/// What a skeleton leaves to its author: sections that nothing leads to yet, and a placeholder for how to reach a person.
fn is_left_to_do(finding: &str) -> bool {
    finding.contains("LH043") || (finding.contains("LH059") && finding.contains("Say here"))
}

/// A skeleton of a fixture, its folder, and its article.
fn skeleton(name: &str) -> (Skeleton, PathBuf, Article) {
    // Tests run side by side.
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = room(&format!("skeletons/{number}/{}", name.trim_end_matches(".md")));
    let skeleton = from_markdown(&fixture(name), &folder, "en").unwrap();
    let manuscript = read_whole(&folder);
    let others: Vec<String> = found(&manuscript).into_iter().filter(|finding| !is_left_to_do(finding)).collect();
    assert_eq!(others, Vec::<String>::new());
    let article = article(&folder);
    (skeleton, folder, article)
}

fn ids(article: &Article) -> Vec<&str> {
    article.draft().sections.iter().map(|section| section.id.as_str()).collect()
}

fn remedies(article: &Article) -> Vec<&str> {
    let sections = article.draft().remedies.iter().map(|remedy| article.section(remedy.section).unwrap());
    sections.map(|section| section.id.as_str()).collect()
}

#[test]
fn a_vendors_article_becomes_one_question_and_a_remedy_for_each_trouble() {
    let (skeleton, _, article) = skeleton("vendor.md");
    let draft = article.draft();
    assert_eq!(draft.title, "Can't sign in to Lanternfish?");
    assert_eq!(draft.intro, "Most sign-in troubles are solved in a minute. Find yours below.");
    assert_eq!(
        remedies(&article),
        [
            "forgotten-password",
            "no-mail-arrives",
            "your-account-has-been-locked",
            "two-factor-codes-are-refused",
            "contact-support"
        ]
    );
    let fact = &draft.facts[0];
    assert_eq!((draft.questions.len(), fact.id.as_str(), fact.values.len()), (1, "trouble", 4));
    assert!(fact.values.iter().zip(remedies(&article)).all(|(value, section)| value.id == section));
    assert_eq!(fact.values[0].label, "Forgotten password");
    assert_eq!(draft.support.url, "https://lanternfish.example/contact");
    let unreached: Vec<&str> = skeleton.unreached.iter().map(|section| section.section.as_str()).collect();
    assert_eq!(unreached, ["introduction", "supported-browsers", "about-your-accounts-security"]);
}

#[test]
fn a_warning_stands_before_its_steps_and_links_lead_to_sections() {
    let (_, _, article) = skeleton("vendor.md");
    let section = &article.draft().sections[ids(&article).iter().position(|id| *id == "forgotten-password").unwrap()];
    let [Block::Plain(Plain::Paragraph(_)), Block::Callout(warning), Block::Plain(Plain::Steps(steps))] =
        &section.blocks[..]
    else {
        panic!("{:?}", section.blocks)
    };
    assert_eq!(warning.kind, CalloutKind::Warning);
    let leads = |target: &Target| matches!(target, Target::Section(id) if article.section(*id).unwrap().id == "no-mail-arrives");
    assert!(steps[2].text.iter().any(|span| span.target.as_ref().is_some_and(leads)));
}

#[test]
fn an_ugly_text_becomes_the_nearest_that_an_article_can_have() {
    let (skeleton, folder, article) = skeleton("ugly.md");
    let draft = article.draft();
    assert_eq!(draft.title, "Zugang verloren?");
    assert_eq!(
        ids(&article),
        [
            "introduction",
            "passwort-vergessen-groesse-zaehlt-nicht",
            "remedy-2",
            "tried-2",
            "not-an-id",
            "remedy-3",
            "section",
            "section-2",
            "empty-section",
            "haeufige-fragen",
            "support"
        ]
    );
    assert!(draft.intro.starts_with("Hier steht"));
    let words = fs::read_to_string(folder.join("en.md")).unwrap();
    for kept in [
        "#   layout: support",
        "- Fehler: `E-17`; Bedeutung: **gesperrt | blockiert**",
        "> [!WARNING]\n> Das alte Passwort gilt *sofort* nicht mehr.",
    ] {
        let kept = kept.replace("**gesperrt | blockiert**", "**gesperrt** | blockiert; extra");
        assert!(words.contains(&kept), "{kept}\n{words}");
    }
    for told in
        ["table", "image", "HTML", "numbered from 3", "check box", "struck-out", "footnote", "relative", "javascript:"]
    {
        let told = told.replace("relative", "./other.md#part");
        assert!(skeleton.changes.iter().any(|change| change.what.contains(&told)), "{told}\n{skeleton}");
    }
}

#[test]
fn an_almost_empty_text_becomes_an_article_that_leads_to_support() {
    let (skeleton, _, article) = skeleton("almost-empty.md");
    assert_eq!((article.draft().intro.as_str(), article.draft().title.as_str()), ("Just a line.", "Almost empty"));
    assert_eq!(remedies(&article), ["support"]);
    assert!(skeleton.unreached.is_empty() && !skeleton.changes.is_empty());
}

fn bare_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

#[test]
fn no_word_of_the_text_is_lost_in_silence() {
    for name in ["vendor.md", "ugly.md", "almost-empty.md"] {
        let (skeleton, folder, _) = skeleton(name);
        let mut kept: HashSet<String> = bare_words(&skeleton.to_string()).collect();
        for file in ["flow.toml", "en.md"] {
            kept.extend(bare_words(&fs::read_to_string(folder.join(file)).unwrap()));
        }
        let source = fs::read_to_string(fixture(name)).unwrap();
        // What is no text: the label of a reference, an entity's name, and numbers that Markdown counts by.
        let markup = ["ref", "br", "copy", "amp", "3", "4", "5", "1"];
        let lost: Vec<String> =
            bare_words(&source).filter(|word| !kept.contains(word) && !markup.contains(&word.as_str())).collect();
        assert_eq!(lost, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_report_names_every_change_and_every_section_that_is_not_reached() {
    for name in ["vendor.md", "ugly.md", "almost-empty.md"] {
        let (skeleton, folder, article) = skeleton(name);
        let report = skeleton.to_string();
        let words = fs::read_to_string(folder.join("en.md")).unwrap();
        let source_lines = fs::read_to_string(fixture(name)).unwrap().lines().count();
        let manuscript = read_whole(&folder);
        let findings = findings(&manuscript);
        let unreached = findings.iter().filter(|finding| finding.code.id == "LH043");
        let told: Vec<usize> = unreached.map(|finding| finding.place.start().0).collect();
        assert_eq!(told, skeleton.unreached.iter().map(|section| section.line).collect::<Vec<_>>());
        for unreached in &skeleton.unreached {
            let line = words.lines().nth(unreached.line - 1).unwrap();
            assert!(line.contains(&format!("{{#{}}}", unreached.section)), "{line}");
            assert!(report.contains(&unreached.section) && report.contains(&unreached.heading));
            assert!(ids(&article).contains(&unreached.section.as_str()));
        }
        for change in &skeleton.changes {
            assert!((1..=source_lines).contains(&change.line), "{change}");
            assert!(report.contains(&change.to_string()));
        }
    }
}

#[test]
fn more_troubles_than_answers_leave_sections_that_the_report_names() {
    let text: String = (1..=70).map(|number| format!("## Error {number}\n\n1. Do this.\n\n")).collect();
    let markdown = Path::new(env!("CARGO_TARGET_TMPDIR")).join("many.md");
    fs::write(&markdown, format!("# Many\n\n{text}")).unwrap();
    let folder = room("many");
    let skeleton = from_markdown(&markdown, &folder, "en").unwrap();
    let article = article(&folder);
    assert_eq!((article.draft().facts[0].values.len(), article.draft().remedies.len()), (63, 64));
    let unreached: Vec<&str> = skeleton.unreached.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(unreached, (64..=70).map(|number| format!("Error {number}")).collect::<Vec<_>>());
    for heading in unreached {
        assert!(skeleton.changes.iter().any(|change| change.what.contains(heading)));
    }
}

/// Sections without what only flow.toml and the front matter say.
fn text_of(article: &Article) -> Vec<Section> {
    let mut sections = article.draft().sections.clone();
    for section in &mut sections {
        (section.source, section.checked) = Default::default();
        for block in &mut section.blocks {
            if let Block::Callout(callout) = block {
                callout.when = None;
            }
        }
    }
    sections
}

#[test]
fn what_an_article_can_have_is_kept_as_it_is() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles")).unwrap();
    for folder in folders.map(|entry| entry.unwrap().path()).filter(|folder| folder.join("flow.toml").is_file()) {
        for language in read_whole(&folder).languages {
            let (before, lang) = (language.article, &language.source.file);
            let made = room("kept").join(&before.draft().id);
            from_markdown(Path::new(&**lang), &made, &before.draft().lang).unwrap();
            let (before, mut after) = (text_of(&before), text_of(&article(&made)));
            // A section for support may have been added.
            after.truncate(before.len());
            assert_eq!(before, after, "{lang}");
        }
    }
}

#[test]
fn texts_that_nobody_would_write_are_read_or_refused_too() {
    let hostile = [
        "# a\n".repeat(10_000),
        "[".repeat(500_000),
        "> ".repeat(100_000),
        "- ".repeat(50_000) + "a",
        "*a ".repeat(200_000),
        "<b>".repeat(50_000),
        "<div>\n<script>\n".repeat(20_000) + "a",
        "\\*".repeat(300_000),
        "[a](https://e.x) ".repeat(40_000),
        format!("{}\n{}", "|a".repeat(50_000), "|-".repeat(50_000)),
        "a\n\n".repeat(100_000),
    ];
    let markdown = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile.md");
    for (number, text) in hostile.iter().enumerate() {
        fs::write(&markdown, text).unwrap();
        let folder = room("hostile");
        match from_markdown(&markdown, &folder, "en") {
            Ok(_) => drop(read_whole(&folder)),
            Err(error) => {
                assert!(matches!(error, NotStarted::Findings(_) | NotStarted::NoText(_)), "{number}: {error}")
            }
        }
    }
}

/// Pieces of which Markdown is made, well and badly.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\n\n",
        " ",
        "  \n",
        "    ",
        "\t",
        "# ",
        "\n## ",
        "\n### ",
        "\n- ",
        "\n* ",
        "\n1. ",
        "\n7) ",
        "\n> ",
        "\n> > ",
        "\n  - ",
        "\n   1. ",
        "**",
        "*",
        "_",
        "__",
        "***",
        "`",
        "``",
        "\n```\n",
        "~~",
        "~~~",
        "[",
        "](",
        ")",
        "[a](b)",
        "[a](#b)",
        "[a](https://e.x/_a_*b*?c&copy;=(d)#e)",
        "[](https://e.x)",
        "![",
        "![alt](i.png)",
        "<",
        ">",
        "<br>",
        "<b>",
        "</b>",
        "\n<div>\n",
        "\n</div>\n",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "|",
        "\n| a | b |\n|---|---|\n| c | d |\n",
        "\n---\n",
        "\n===\n",
        "\n***\n",
        "\n+++\n",
        "---\na: b\n---\n",
        "{#id}",
        "{",
        "}",
        "\\",
        "&amp;",
        "&#0;",
        "&nbsp;",
        "\u{0}",
        "\u{a0}",
        "\u{7f}",
        "\u{feff}",
        "\u{2028}",
        "\r\n",
        "\n[^1]: note\n",
        "[^1]",
        "[ref]",
        "\n[ref]: /url\n",
        "[!WARNING]",
        "\n> [!WARNING]\n> text\n",
        "\n> [!TIP] {#x}\n> - a\n",
        "**Warning:** ",
        "**Note**: ",
        "- [ ] ",
        "\n- [x] done",
        "1986. ",
        ":-:",
        "remedy",
        "tried",
        "unsure",
        "Contact",
        "can't",
        "é",
        "日本",
        "ß",
        "\"",
        "'",
        "'''",
        "\"\"\"",
        "$",
        "=",
        "+",
        "#",
        "::",
        "<https://e.x>",
        "<a@b.c>",
        "a_b_c",
        "\n\n    code\n\n",
        "https://e.x",
        "\n\n## Contact support\n\n",
    ]);
    prop_oneof![3 => fixed.prop_map(str::to_owned), 1 => "[ -~]{1,8}", 1 => "\\PC{1,4}", 1 => "[a-z]{1,6} ?"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_an_article_that_can_be_read_or_is_refused(pieces in prop::collection::vec(piece(), 0..40)) {
        let markdown = Path::new(env!("CARGO_TARGET_TMPDIR")).join("any.md");
        let text = pieces.concat();
        fs::write(&markdown, &text).unwrap();
        let folder = room("any");
        match from_markdown(&markdown, &folder, "en") {
            Ok(skeleton) => {
                let findings = found(&read_whole(&folder));
                // What the text says twice, the article says twice.
                let is_the_text_s = |finding: &str| is_left_to_do(finding) || finding.contains("LH082");
                let others: Vec<&String> = findings.iter().filter(|finding| !is_the_text_s(finding)).collect();
                prop_assert!(others.is_empty(), "{:?}", others);
                let unreached = findings.iter().filter(|finding| finding.contains("LH043"));
                prop_assert_eq!(unreached.count(), skeleton.unreached.len());
            }
            Err(error) => {
                prop_assert!(matches!(error, NotStarted::NoText(_)), "{}", error);
                prop_assert!(!folder.exists());
            }
        }
    }
}
