//! New articles: the starter is a good article, and any text in Markdown or HTML becomes an article that can be read.

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
    article::{Article, Block, CalloutKind, Kind, Plain, Section, Span, Target},
    author::{
        Finding, Freshness, Manuscript, check, read,
        starter::{NotStarted, Skeleton, create, from_file},
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
    from_file(&fixture("vendor.md"), &made, "en").unwrap();
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
    assert!(matches!(from_file(&fixture("vendor.md"), &folder, "de"), Err(NotStarted::NotEmpty(_))));
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
        assert!(matches!(from_file(&fixture("vendor.md"), &folder, lang), Err(NotStarted::BadLanguage(_))));
        assert!(!folder.exists());
    }
}

#[test]
fn a_text_that_is_not_there_or_has_no_words_is_refused() {
    let folder = room("no-text");
    assert!(matches!(from_file(Path::new("nowhere.md"), &folder, "en"), Err(NotStarted::Findings(_))));
    let blank = Path::new(env!("CARGO_TARGET_TMPDIR")).join("blank.md");
    for text in ["", " \n\n", "<!-- nothing -->", "***", "##\n\n>\n\n-"] {
        fs::write(&blank, text).unwrap();
        assert!(matches!(from_file(&blank, &folder, "en"), Err(NotStarted::NoText(_))), "{text:?}");
    }
    assert!(!folder.exists());
}

/// A text of this kind of file, made an article of.
fn made_of(kind: &str, text: &str) -> (Skeleton, Article, String) {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("made-{number}.{kind}"));
    fs::write(&file, text).unwrap();
    let folder = room(&format!("made/{number}/made"));
    let skeleton = from_file(&file, &folder, "en").unwrap();
    (skeleton, article(&folder), fs::read_to_string(folder.join("en.md")).unwrap())
}

#[test]
fn a_box_of_another_dialect_does_not_become_text_in_silence() {
    let boxes = [
        ("!!! warning\n    Careful.", CalloutKind::Warning),
        ("??? tip \"Careful\"\n    So.", CalloutKind::Advice),
        (":::danger\n\nCareful.\n\n:::", CalloutKind::Warning),
        ("::: info Careful\nSo.\n:::", CalloutKind::Info),
        ("{{% notice warning %}}Careful.{{% /notice %}}", CalloutKind::Warning),
        ("{{< alert type=\"note\" >}}\nCareful.\n{{< /alert >}}", CalloutKind::Info),
        ("{% include warning.html content=\"Careful.\" %}", CalloutKind::Warning),
        ("{% hint style=\"success\" %}\nCareful.\n{% endhint %}", CalloutKind::Advice),
        ("Careful.\n{: .warning }", CalloutKind::Warning),
        ("{: .note }\nCareful.", CalloutKind::Info),
        ("CAUTION:\nCareful.", CalloutKind::Warning),
        ("> [!bug]- Careful\n> So.", CalloutKind::Warning),
        ("<Callout type=\"warning\">\nCareful.\n</Callout>", CalloutKind::Warning),
        ("<div class=\"alert alert-danger\">Careful.</div>", CalloutKind::Warning),
    ];
    for (text, kind) in boxes {
        let (_, article, words) = made_of("md", &format!("# Help\n\n## Reset\n\n{text}\n\nBehind it.\n"));
        let [Block::Callout(callout), Block::Plain(Plain::Paragraph(_))] = &article.draft().sections[0].blocks[..]
        else {
            panic!("{text}\n{words}")
        };
        assert!(callout.kind == kind && words.contains("Careful"), "{text}\n{words}");
    }
    for unknown in ["!!! warning", ":::\n\nCareful.", "{{< spell \"Careful\" >}}", ":::spell\nCareful.\n:::"] {
        let (skeleton, _, words) = made_of("md", &format!("# Help\n\n## Reset\n\nReset it.\n\n{unknown}\n"));
        assert!(skeleton.changes.iter().any(|change| change.line >= 7), "{unknown}\n{skeleton}\n{words}");
    }
}

#[test]
fn a_box_of_a_page_is_a_callout_by_what_it_is_called() {
    let boxes = [
        ("<div class=\"alert alert-danger\">Careful.</div>", CalloutKind::Warning),
        ("<div class=\"alert\" role=\"alert\"><strong>Warning:</strong> Careful.</div>", CalloutKind::Warning),
        ("<div class=\"callout callout--success\"><p>Careful.</p></div>", CalloutKind::Advice),
        ("<p class=\"note\">Careful.</p>", CalloutKind::Info),
        ("<aside class=\"tip\">Careful.</aside>", CalloutKind::Advice),
        ("<blockquote class=\"is-caution caution\">Careful.</blockquote>", CalloutKind::Warning),
        ("<blockquote>Careful.</blockquote>", CalloutKind::Info),
        ("<div class=\"admonition bug\"><p class=\"admonition-title\">Careful</p></div>", CalloutKind::Warning),
        ("<div class=\"theme-admonition theme-admonition-danger alert\">Careful.</div>", CalloutKind::Warning),
        ("<div class=\"warning custom-block\">Careful.</div>", CalloutKind::Warning),
        (
            "<div class=\"confluence-information-macro confluence-information-macro-tip\">Careful.</div>",
            CalloutKind::Advice,
        ),
        ("<div class=\"panel panel-warning\"><div class=\"panel-body\">Careful.</div></div>", CalloutKind::Warning),
        ("<div class=\"wp-block-group is-style-info\">Careful.</div>", CalloutKind::Info),
        ("<figure class=\"callout\"><span class=\"icon\">⚠️</span><div>Careful.</div></figure>", CalloutKind::Warning),
        (
            "<ac:structured-macro ac:name=\"warning\"><ac:rich-text-body><p>Careful.</p></ac:rich-text-body></ac:structured-macro>",
            CalloutKind::Warning,
        ),
        ("<table><tr><td class=\"notice-warning\">Careful.</td></tr></table>", CalloutKind::Warning),
    ];
    for (text, kind) in boxes {
        let (_, article, words) = made_of("html", &format!("<h1>Help</h1><h2>Reset</h2>{text}<p>Behind it.</p>"));
        let [Block::Callout(callout), Block::Plain(Plain::Paragraph(_))] = &article.draft().sections[0].blocks[..]
        else {
            panic!("{text}\n{words}")
        };
        assert!(callout.kind == kind && words.contains("Careful"), "{text}\n{words}");
    }
    for text in [
        "<div class=\"text-danger\">Words.</div>",
        "<div class=\"code panel\"><pre>Words.</pre></div>",
        "<span class=\"warning\">Words.</span>",
        "<div class=\"article-info\">Words.</div>",
        "<div class=\"alert-heading\">Words.</div>",
    ] {
        let (_, article, words) = made_of("html", &format!("<h1>Help</h1><h2>Reset</h2>{text}"));
        assert!(matches!(article.draft().sections[0].blocks[..], [Block::Plain(_)]), "{text}\n{words}");
    }
}

#[test]
fn what_a_template_stands_for_is_listed_where_only_its_site_knows() {
    let text = "# Help\n\n## Reset\n\nAsk {{ site.team }} soon.\n\n{% highlight sh %}\nreset now\n{% endhighlight %}\n\n\
                {{< details summary=\"And then\" >}}\nWait.\n{{< /details >}}\n\n`{{ code }}`\n";
    let (skeleton, article, words) = made_of("md", text);
    let blocks = &article.draft().sections[0].blocks;
    assert!(blocks.contains(&Block::Plain(Plain::Code("reset now".into()))), "{words}");
    assert!(words.contains("**And then**") && words.contains("`{{ code }}`"), "{words}");
    let listed =
        |line, what: &str| skeleton.changes.iter().any(|change| change.line == line && change.what.contains(what));
    assert!(listed(5, "site.team") && listed(11, "And then") && listed(13, "/details"), "{skeleton}");
    assert!(!listed(15, "code"), "{skeleton}");
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
    let skeleton = from_file(&fixture(name), &folder, "en").unwrap();
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
        "| `E-17` | **gesperrt** \\| blockiert | extra |",
        "   - links unten\n   - oder *rechts* oben\n   - ganz oben\n",
        "### tried",
        "> [!WARNING]\n> Das alte Passwort gilt *sofort* nicht mehr.",
    ] {
        assert!(words.contains(kept), "{kept}\n{words}");
    }
    for told in [
        "three deep",
        "image",
        "HTML",
        "numbered from 3",
        "check box",
        "struck-out",
        "footnote",
        "relative",
        "javascript:",
    ] {
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
    let skeleton = from_file(&markdown, &folder, "en").unwrap();
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
            from_file(Path::new(&**lang), &made, &before.draft().lang).unwrap();
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
        match from_file(&markdown, &folder, "en") {
            Ok(_) => drop(read_whole(&folder)),
            Err(error) => {
                assert!(matches!(error, NotStarted::Findings(_) | NotStarted::NoText(_)), "{number}: {error}")
            }
        }
    }
}

/// Articles of other tools, and the kinds of their boxes: info, advice, warning. One box that has another in it is parted.
const FOREIGN: [(&str, &str); 32] = [
    ("commonmark-setext.md", "i"),
    ("commonmark-signin.md", ""),
    ("confluence-recovery.html", "aiw"),
    ("confluence-sessions.html", "iiw"),
    ("docusaurus-mdx.mdx", "aiww"),
    ("docusaurus-nested.md", "aiiiwww"),
    ("freshdesk-password.html", "aiw"),
    ("freshdesk-sso.html", "aiw"),
    ("gitbook.md", "aiw"),
    ("github-lockout.md", "aiww"),
    ("github-passkeys.md", "iw"),
    ("gitlab-new.md", "iiw"),
    ("gitlab-old.md", "aiw"),
    ("html-in-markdown.md", "iw"),
    ("hugo-docsy.md", "ww"),
    ("hugo-notice.md", "aiw"),
    ("intercom-devices.html", "aw"),
    ("intercom-reset.html", "iw"),
    ("jekyll-include.md", "aiw"),
    ("jekyll-kramdown.md", "iiw"),
    ("mkdocs-admonition.md", "aiiiww"),
    ("mkdocs-tabs.md", "iw"),
    ("notion-export.html", "aw"),
    ("notion-export.md", "aw"),
    ("plain.html", "w"),
    ("rough.htm", "aw"),
    ("starlight.mdx", "aiiww"),
    ("vitepress.md", "iww"),
    ("wordpress-captcha.html", "iiw"),
    ("wordpress-locked-out.html", "iw"),
    ("zendesk-locked.html", "iw"),
    ("zendesk-two-factor.html", "iw"),
];

/// An article of another tool: what was made of it, where, and the part of the source that is the article.
struct Foreign {
    name: &'static str,
    skeleton: Skeleton,
    folder: PathBuf,
    article: Article,
    source: String,
}

fn foreign() -> impl Iterator<Item = Foreign> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    FOREIGN.iter().map(|(name, _)| {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/foreign").join(name);
        let folder = room(&format!("foreign/{number}/from-elsewhere"));
        let skeleton = from_file(&file, &folder, "en").unwrap();
        let source = fs::read_to_string(file).unwrap();
        let source = match source.split_once("<!-- article -->") {
            Some((_, rest)) => rest.split_once("<!-- /article -->").unwrap().0.to_owned(),
            None => source,
        };
        Foreign { name, skeleton, article: article(&folder), folder, source }
    })
}

impl Foreign {
    fn is_html(&self) -> bool {
        self.name.contains(".htm")
    }

    /// What a person reads of the source, told apart from markup by no more than where markup begins and ends.
    fn text(&self) -> String {
        let source = without_between(&self.source, "<!--", "-->").replace("{{< /button >}}", "");
        let source = without_between(&source, "{{< button", ">}}");
        let source =
            [" alt=\"", " label=\"", " title=\""].into_iter().fold(source, |text, name| with_attribute(&text, name));
        let text = without_between(&without_tags(&source), "](", ")");
        let text = text.replace("&nbsp;", " ").replace("&#8217;", "’");
        if self.is_html() { text } else { text.replace("&gt;", ">") }
    }

    /// The article's lines in their order, each with whether it may have been moved.
    fn lines(&self) -> Vec<(String, bool)> {
        let mut lines = Vec::new();
        for section in &self.article.draft().sections {
            lines.push((section.heading.clone(), false));
            for block in &section.blocks {
                let is_warning = matches!(block, Block::Callout(callout) if callout.kind == CalloutKind::Warning);
                for plain in block.plains() {
                    match plain {
                        Plain::Code(code) | Plain::Heading(code) => lines.push((code.clone(), is_warning)),
                        _ => lines.extend(plain.lines().into_iter().map(|spans| (said(spans), is_warning))),
                    }
                }
            }
        }
        lines
    }

    /// Where its links lead, those that may have been moved apart.
    fn links(&self) -> (Vec<Target>, Vec<Target>) {
        let (mut links, mut moved) = (Vec::new(), Vec::new());
        for block in self.article.draft().sections.iter().flat_map(|section| &section.blocks) {
            let is_warning = matches!(block, Block::Callout(callout) if callout.kind == CalloutKind::Warning);
            let spans = block.plains().iter().flat_map(Plain::lines).flatten();
            let targets = spans.filter_map(|span| span.target.clone());
            if is_warning { &mut moved } else { &mut links }.extend(targets);
        }
        (links, moved)
    }
}

fn said(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn without_between(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + " " + part.split_once(end).map_or("", |(_, rest)| rest))
}

/// A text in which what an attribute of a tag says stands beside the tag.
fn with_attribute(text: &str, name: &str) -> String {
    let mut parts = text.split(name);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let is_tag = text
            .rsplit('<')
            .next()
            .is_some_and(|tag| tag.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !tag.contains('>'));
        match part.split_once('"').filter(|_| is_tag) {
            Some((said, rest)) => format!("{text}>{said}<img {rest}"),
            None => text + name + part,
        }
    })
}

/// A text without what stands between `<` and `>`; a tag of a block parts words, one in a line doesn't.
fn without_tags(text: &str) -> String {
    let mut parts = text.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let is_link = part.starts_with("http")
            || part.split('>').next().is_some_and(|tag| tag.contains('@') && !tag.contains(' '));
        let is_tag = !is_link && part.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        let inline = ["b>", "i>", "u>", "em>", "strong>", "code>", "kbd>", "span", "a ", "a>", "s>"];
        let is_inline = inline.iter().any(|name| part.trim_start_matches('/').to_lowercase().starts_with(name));
        match part.split_once('>').filter(|_| is_tag) {
            Some((_, rest)) => text + if is_inline { "" } else { " " } + rest,
            None if is_tag => text,
            None => text + "<" + part,
        }
    })
}

/// Words by which dialects mark what is no text.
const MARKUP: [&str; 46] = [
    "notice",
    "alert",
    "hint",
    "style",
    "endhint",
    "include",
    "html",
    "content",
    "type",
    "title",
    "color",
    "details",
    "note",
    "tip",
    "warning",
    "danger",
    "info",
    "caution",
    "important",
    "failure",
    "success",
    "question",
    "example",
    "flag",
    "callout",
    "figure",
    "src",
    "alt",
    "img",
    "inbox",
    "png",
    "width",
    "height",
    "320",
    "120",
    "tab",
    "tabs",
    "tabpane",
    "endtab",
    "pay",
    "https",
    "knot",
    "x",
    "image",
    "file",
    "toc",
];

#[test]
fn articles_of_other_tools_lose_no_word() {
    let mut all_lost = Vec::new();
    for foreign in foreign() {
        let mut kept: HashSet<String> = bare_words(&foreign.skeleton.to_string()).collect();
        kept.extend(bare_words(&fs::read_to_string(foreign.folder.join("en.md")).unwrap()));
        let lost: Vec<String> = bare_words(&foreign.text())
            .filter(|word| !kept.contains(word) && (foreign.is_html() || !MARKUP.contains(&word.as_str())))
            .filter(|word| word.parse::<u8>().is_err())
            .collect();
        all_lost.extend(lost.into_iter().map(|word| (foreign.name, word)));
    }
    assert_eq!(all_lost, []);
}

#[test]
fn articles_of_other_tools_keep_their_order() {
    let mut misplaced = Vec::new();
    for foreign in foreign() {
        let text = format!(" {} ", bare_words(&foreign.text()).collect::<Vec<_>>().join(" "));
        let (mut at, mut found) = (0, 0);
        for (line, may_move) in foreign.lines() {
            let words = bare_words(&line).collect::<Vec<_>>().join(" ");
            let is_made_up =
                ["Introduction", "Contact support"].contains(&line.as_str()) || line.starts_with("Say here");
            if is_made_up || words.is_empty() {
                continue;
            }
            let from = if may_move { 0 } else { at };
            let place = text[from..].find(&format!(" {words} "));
            if place.is_none() {
                misplaced.push((foreign.name, words.clone()));
            }
            found += usize::from(place.is_some());
            at = if may_move { at } else { place.map_or(at, |place| from + place + 1) };
        }
        assert!(found > 4, "{}", foreign.name);
    }
    assert_eq!(misplaced, []);
}

#[test]
fn articles_of_other_tools_keep_their_links() {
    for foreign in foreign() {
        let source = foreign.source.replace("HREF=", "href=").replace("href=\"", "](").replace("href=", "](");
        let wanted = source.split("](").skip(1).filter(|link| !link.starts_with("img/"));
        let wanted = wanted.map(|link| link.split(['"', ')', ' ', '>']).next().unwrap());
        let (links, moved) = foreign.links();
        let report = foreign.skeleton.to_string();
        let mut before = 0;
        for link in wanted {
            let leads = |target: &Target| match target {
                Target::Url(url) => url.ends_with(link.trim_start_matches(['.', '/'])),
                Target::Section(_) => link.starts_with('#'),
            };
            match links[before..].iter().position(leads) {
                Some(behind) => before += behind,
                None => {
                    assert!(moved.iter().any(leads) || report.contains(link), "{}: {link}\n{links:?}", foreign.name)
                }
            }
        }
    }
}

#[test]
fn each_box_of_other_tools_is_a_callout_of_the_same_kind() {
    let letter = |kind: CalloutKind| match kind {
        CalloutKind::Info => 'i',
        CalloutKind::Advice => 'a',
        CalloutKind::Warning => 'w',
    };
    for (foreign, (name, wanted)) in foreign().zip(FOREIGN) {
        let blocks = foreign.article.draft().sections.iter().flat_map(|section| &section.blocks);
        let mut kinds: Vec<char> = Vec::new();
        for block in blocks {
            if let Block::Callout(callout) = block {
                kinds.push(letter(callout.kind));
            }
            let inner = block.plains().iter().flat_map(Plain::items).flat_map(|item| &item.inner);
            kinds.extend(inner.filter_map(|inner| match inner {
                Plain::Note(kind, _) => Some(letter(*kind)),
                _ => None,
            }));
        }
        kinds.sort_unstable();
        assert_eq!(kinds.into_iter().collect::<String>(), wanted, "{name}");
    }
}

#[test]
fn articles_of_other_tools_have_no_error() {
    for foreign in foreign() {
        let findings = check(&read_whole(&foreign.folder), Freshness::default());
        let errors: Vec<String> =
            findings.iter().map(ToString::to_string).filter(|shown| shown.starts_with("error")).collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", foreign.name);
    }
}

#[test]
fn what_changed_is_listed_by_its_line_of_the_source() {
    let listed = [
        ("docusaurus-mdx.mdx", 24, "danger"),
        ("docusaurus-mdx.mdx", 49, "./faq.mdx"),
        ("hugo-notice.md", 31, "button"),
        ("mkdocs-admonition.md", 30, "question"),
        ("freshdesk-password.html", 7, "1.png"),
        ("zendesk-two-factor.html", 29, "first row"),
        ("zendesk-two-factor.html", 10, "goes on from 3"),
        ("plain.html", 28, "rule"),
        ("rough.htm", 12, "other.html"),
        ("confluence-recovery.html", 18, "left out"),
    ];
    let all: Vec<Foreign> = foreign().collect();
    for (name, line, words) in listed {
        let skeleton = &all.iter().find(|foreign| foreign.name == name).unwrap().skeleton;
        let is_listed = skeleton.changes.iter().any(|change| change.line == line && change.what.contains(words));
        assert!(is_listed, "{name} {line} {words}\n{skeleton}");
    }
}

#[test]
fn a_page_is_left_but_for_its_article() {
    let all: Vec<Foreign> = foreign().collect();
    let around =
        ["Was this article helpful", "Comments", "Related", "breadcrumb", "Proudly", "Did this answer", "Home"];
    for foreign in all.iter().filter(|foreign| foreign.is_html()) {
        let words = fs::read_to_string(foreign.folder.join("en.md")).unwrap();
        assert!(around.iter().all(|text| !words.contains(text)), "{}\n{words}", foreign.name);
    }
    let titles = [
        ("zendesk-locked.html", "My account is locked"),
        ("confluence-recovery.html", "Recover your Corvid account"),
        ("wordpress-locked-out.html", "Locked out of Saltmarsh?"),
        ("freshdesk-sso.html", "Sign in with your company"),
        ("notion-export.html", "Lost access to Dunlin"),
        ("intercom-reset.html", "Reset your password"),
        ("plain.html", "Can't log in to the reading room"),
        ("hugo-docsy.md", "Siskin sign-in"),
        ("gitbook.md", "Access to Fulmar"),
    ];
    for (name, title) in titles {
        let foreign = all.iter().find(|foreign| foreign.name == name).unwrap();
        assert_eq!(foreign.article.draft().title, title, "{name}");
    }
}

#[test]
fn a_description_introduces_where_no_paragraph_does() {
    let below = "## Reset\n\n1. Reset it.\n";
    for front in [
        "---\ndescription: Said above.\n---\n",
        "+++\ndescription = \"Said above.\"\n+++\n",
        "---\nsummary: >-\n  Said\n  above.\n---\n",
    ] {
        assert_eq!(made_of("md", &format!("{front}{below}")).1.draft().intro, "Said above.");
        assert_eq!(made_of("md", &format!("{front}Said below.\n\n{below}")).1.draft().intro, "Said below.");
    }
}

#[test]
fn pictures_beside_the_text_come_along_with_their_dark_variants() {
    let all: Vec<Foreign> = foreign().collect();
    let of = |name: &str| all.iter().find(|foreign| foreign.name == name).unwrap();
    let pictures = |name| {
        let blocks = of(name).article.draft().sections.iter().flat_map(|section| &section.blocks);
        blocks.flat_map(Block::plains).flat_map(Plain::pictures).cloned().collect::<Vec<_>>()
    };
    let [inbox] = &pictures("confluence-recovery.html")[..] else { panic!() };
    assert_eq!((inbox.light.as_str(), inbox.dark.as_str()), ("inbox.png", "inbox-dark.png"));
    assert_eq!((inbox.alternative.as_str(), inbox.width, inbox.height), ("The mail from the desk", 320, 120));
    for file in ["inbox.png", "inbox-dark.png"] {
        assert!(of("confluence-recovery.html").folder.join(file).is_file());
    }
    let [form] = &pictures("notion-export.md")[..] else { panic!() };
    assert!(of("notion-export.md").folder.join(&form.light).is_file() && !form.light.contains(' '));
    let [mail] = &pictures("zendesk-locked.html")[..] else { panic!() };
    assert_eq!((mail.width, mail.height), (640, 360));
    let flow = fs::read_to_string(of("zendesk-locked.html").folder.join("flow.toml")).unwrap();
    assert!(flow.contains("pictures = [\"https://help.pebblewise.example\"]"), "{flow}");
    assert!(pictures("freshdesk-password.html").is_empty());
}

#[test]
fn a_picture_of_a_saved_page_is_its_servers_where_no_file_came_along() {
    let html = "<base href=\"https://e.example/help/\"><h1>Help</h1><h2>Reset</h2>\
                <p><img src=\"a.png\" alt=\"A\" width=\"64\" height=\"36\"></p><p><img src=\"b.png\" alt=\"B\"></p>";
    let (skeleton, article, words) = made_of("html", html);
    let [Block::Plain(Plain::Picture(picture)), Block::Plain(Plain::Paragraph(_))] =
        &article.draft().sections[0].blocks[..]
    else {
        panic!("{words}")
    };
    assert_eq!((picture.light.as_str(), picture.width), ("https://e.example/help/a.png", 64));
    assert!(skeleton.changes.iter().any(|change| change.what.contains("b.png")), "{skeleton}");
}

#[test]
fn a_picture_in_a_heading_becomes_its_words_and_is_listed() {
    let (skeleton, article, _) = made_of("md", "# Help ![Logo](https://e.example/l.png)\n\n## Reset\n\nReset it.\n");
    assert_eq!(article.draft().title, "Help Logo");
    assert!(skeleton.changes.iter().any(|change| change.line == 1 && change.what.contains("https://e.example/l.png")));
}

#[test]
fn no_picture_is_taken_from_outside_of_the_texts_folder() {
    let outside = ["../../secret.png", "/etc/secret.png", "file:///secret.png", "%2e%2e/secret.png", "C:secret.png"];
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../secret.png"), [0; 8]).ok();
    for url in outside {
        let (skeleton, article, _) = made_of("md", &format!("# Help\n\n## Reset\n\n![Words]({url})\n"));
        let blocks = article.draft().sections.iter().flat_map(|section| &section.blocks);
        assert_eq!(blocks.flat_map(Block::plains).flat_map(Plain::pictures).count(), 0, "{url}");
        assert_eq!(skeleton.files.len(), 4);
        assert!(skeleton.changes.iter().any(|change| change.what.contains(url)), "{skeleton}");
    }
}

#[test]
fn a_warning_under_a_heading_stays_under_it_and_before_its_steps() {
    let text = "# Help\n\n## Reset\n\n### By mail\n\n1. Ask for it.\n\n### By phone\n\n1. Call.\n\n> [!WARNING]\n> It costs.\n";
    let (_, article, words) = made_of("md", text);
    assert_eq!(ids(&article), ["reset", "by-phone", "support"], "{words}");
    let blocks = &article.draft().sections[1].blocks;
    assert!(matches!(blocks[..], [Block::Callout(_), Block::Plain(Plain::Steps(_))]), "{words}");
}

#[test]
fn steps_that_a_picture_parts_are_counted_on() {
    let html = "<h2>Reset</h2><ol><li>One</li><li>Two</li></ol><p>Between.</p><ol start=\"3\"><li>Three</li></ol>";
    let (_, article, words) = made_of("html", html);
    let [Block::Plain(Plain::Steps(steps))] = &article.draft().sections[0].blocks[..] else { panic!("{words}") };
    assert_eq!(steps.len(), 3);
    assert!(matches!(&steps[1].inner[..], [Plain::Paragraph(_)]), "{words}");
}

#[test]
fn html_that_nobody_would_write_is_read_or_refused_too() {
    let hostile = [
        "<div>".repeat(5_000) + "a",
        "<b>".repeat(20_000) + "a",
        "<ul><li>".repeat(3_000) + "a",
        "<table><tr><td>".repeat(3_000) + "a",
        "<blockquote>".repeat(5_000) + "a",
        "<h2>a</h2>".repeat(5_000),
        "<p>a<br>".repeat(50_000),
        "<article>".repeat(5_000) + "a",
        "<a href=\"https://e.x\">".repeat(10_000) + "a",
        "<p class=\"".to_owned() + &"note ".repeat(100_000) + "\">a",
        "<".repeat(300_000),
        "<!doctype html><svg><math>".repeat(5_000) + "a",
    ];
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile.html");
    for (number, text) in hostile.iter().enumerate() {
        fs::write(&page, text).unwrap();
        let folder = room("hostile-html");
        match from_file(&page, &folder, "en") {
            Ok(_) => drop(read_whole(&folder)),
            Err(error) => {
                assert!(matches!(error, NotStarted::Findings(_) | NotStarted::NoText(_)), "{number}: {error}")
            }
        }
    }
}

/// Pieces of which HTML is made, well and badly.
fn tag() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h1>",
        "</h1>",
        "<h2>",
        "</h2>",
        "<h3>",
        "</h3>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<ol start=3>",
        "</ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "</th>",
        "<thead>",
        "<caption>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<code>",
        "</code>",
        "<kbd>",
        "</kbd>",
        "<pre>",
        "</pre>",
        "<br>",
        "<hr>",
        "<a href=https://e.x/a_b>",
        "<a href=#b>",
        "</a>",
        "<a name=b>",
        "<img src=a.png alt=\"a [b]\">",
        "<img src=https://e.x/a.png width=9 height=9 alt=\"a|b\">",
        "<img src=https://e.x/a.png width=9 height=9>",
        "<div class=\"alert alert-warning\">",
        "<p class=note>",
        "<blockquote>",
        "</blockquote>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<script>",
        "</script>",
        "<style>",
        "<nav>",
        "</nav>",
        "<aside>",
        "<main>",
        "<article>",
        "<!--",
        "-->",
        "&nbsp;",
        "&lt;",
        "&amp;",
        "&#0;",
        "|",
        "*",
        "_",
        "`",
        "#",
        "1.",
        "- ",
        "> ",
        "[",
        "](",
        "{#a}",
        "{{",
        ":::",
        "\n",
        "\n\n",
        "    ",
        "Warning: ",
        "<strong>Note:</strong> ",
        "Was this helpful",
        "<svg>",
        "<math>",
        "<template>",
        "<select>",
        "<option>",
        "</body>",
        "<body>",
        "<iframe src=https://e.x>",
        "</iframe>",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "[ -~]{1,8}", 1 => "\\PC{1,4}", 2 => "[a-z]{1,6} ?"]
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
        match from_file(&markdown, &folder, "en") {
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

    #[test]
    fn any_html_becomes_an_article_that_can_be_read_or_is_refused(pieces in prop::collection::vec(tag(), 0..40)) {
        let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("any.html");
        fs::write(&page, pieces.concat()).unwrap();
        let folder = room("any-html");
        match from_file(&page, &folder, "en") {
            Ok(_) => {
                let findings = found(&read_whole(&folder));
                let errors: Vec<&String> = findings.iter().filter(|finding| finding.starts_with("error")).collect();
                prop_assert!(errors.is_empty(), "{:?}", errors);
            }
            Err(error) => prop_assert!(matches!(error, NotStarted::NoText(_)), "{}", error),
        }
    }
}
