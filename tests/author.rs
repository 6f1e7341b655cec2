//! The author tool: what it makes of an article's source, and what it says of each mistake.
//!
//! A folder in `fixtures/author` has one mistake and is named after it; `good` has none.

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
    process::{Command, Output},
};

use login_help::{
    article::{Article, Block, CalloutKind, Channel, FactId, Kind, Plain, Span, Target, Values},
    author::{Finding, article_html, compile, fill_template, strings},
    locale::Strings,
};
use proptest::prelude::*;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/author").join(name)
}

fn good() -> Article {
    compile(&fixture("good")).expect("the good article compiles").remove(0)
}

fn words() -> Strings {
    strings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales/en.toml"))
        .expect("the English strings are whole")
}

/// The good article's folder under another name, with its words changed.
fn changed(name: &str, change: impl Fn(String) -> Vec<u8>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("author").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(fixture("good").join("flow.toml"), folder.join("flow.toml")).unwrap();
    fs::write(folder.join("en.md"), change(fs::read_to_string(fixture("good").join("en.md")).unwrap())).unwrap();
    folder
}

fn findings(folder: &Path) -> Vec<Finding> {
    compile(folder).expect_err("the article has a mistake")
}

fn is_at(finding: &Finding, file: &str, line: usize, word: &str) -> bool {
    let said = format!("{} {}", finding.message, finding.help.as_deref().unwrap_or_default());
    let place = &finding.place;
    place.source.file.ends_with(file) && place.start().0 == line && said.contains(word)
}

/// A test per fault: its folder, and the findings, by file, line, and a word that they must say.
macro_rules! faults {
    ($($sentence:ident: $folder:literal => $(($file:literal, $line:literal, $word:literal)),+;)*) => {$(
        #[test]
        fn $sentence() {
            let found = findings(&fixture($folder));
            let expected = [$(($file, $line, $word)),+];
            let shown: Vec<String> = found.iter().map(Finding::to_string).collect();
            assert_eq!(found.len(), expected.len(), "{}", shown.join("\n"));
            for (finding, (file, line, word)) in found.iter().zip(expected) {
                assert!(is_at(finding, file, line, word), "{finding}");
            }
        }
    )*};
}

faults! {
    a_fact_that_is_not_declared_is_reported_with_the_nearest_one:
        "unknown-fact" => ("flow.toml", 39, "did you mean 'error'");
    a_value_that_is_not_declared_is_reported_with_the_nearest_one:
        "unknown-value" => ("flow.toml", 34, "did you mean 'blocked'");
    a_message_tells_declared_facts_only: "message-unknown-fact" => ("flow.toml", 30, "did you mean 'error'");
    a_message_tells_declared_values_only:
        "unknown-value-of-a-message" => ("flow.toml", 30, "did you mean 'bad-credentials'");
    a_field_that_the_format_does_not_have_is_refused: "unknown-field" => ("flow.toml", 43, "inbx");
    broken_toml_is_reported_where_it_breaks: "broken-toml" => ("flow.toml", 30, "expected");
    no_value_is_called_unsure: "value-unsure" => ("flow.toml", 14, "unsure");
    no_fact_has_a_value_twice: "value-twice" => ("flow.toml", 5, "rejected");
    no_fact_has_more_values_than_fit: "too-many-values" => ("flow.toml", 14, "63");
    ids_are_kebab_case: "id-not-kebab" => ("flow.toml", 15, "API_key");
    no_id_has_another_meaning_in_links: "id-with-a-meaning-in-links" => ("flow.toml", 15, "tried");
    no_fact_is_asked_twice: "asked-twice" => ("flow.toml", 21, "symptom");
    no_question_waits_for_its_own_answer: "question-waits-for-itself" => ("flow.toml", 21, "error");
    a_remedy_without_a_condition_is_the_last: "fallback-not-last" => ("flow.toml", 38, "reset");
    every_remedy_weighs_something: "weightless" => ("flow.toml", 40, "reset");
    an_interruption_is_a_choice: "bad-interruption" => ("flow.toml", 41, "reset");
    an_action_is_a_link_that_runs_no_script: "bad-action" => ("flow.toml", 42, "javascript:");
    a_message_without_a_word_is_refused: "message-without-words" => ("flow.toml", 29, "letter");
    a_condition_that_never_holds_is_refused: "condition-without-alternatives" => ("flow.toml", 23, "never");
    an_alternative_that_always_holds_is_refused: "alternative-without-facts" => ("flow.toml", 23, "always");
    a_sender_is_an_email_address: "sender-no-address" => ("flow.toml", 2, "example.com");
    every_remedy_has_a_section: "remedy-without-section" =>
        ("en.md", 31, "reset"), ("flow.toml", 38, "did you mean 'reset'");
    every_callout_of_the_flow_stands_in_the_words: "callout-without-box" =>
        ("en.md", 49, "reset-breaks"), ("flow.toml", 49, "did you mean 'reset-breaks'");

    the_front_matter_needs_a_title: "missing-title" => ("en.md", 1, "title =");
    an_empty_word_is_a_missing_word: "empty-prompt" => ("en.md", 13, "[questions.error]");
    every_question_has_words: "missing-question" => ("en.md", 1, "[questions.sends]");
    every_answer_has_a_label: "missing-answer" => ("en.md", 12, "bad-credentials =");
    a_fact_that_is_not_asked_has_labels: "missing-fact-label" => ("en.md", 26, "banned =");
    every_action_has_a_label: "missing-action" => ("en.md", 30, "[sections.reset]");
    a_handoff_that_some_remedy_has_needs_its_words: "missing-reply" => ("en.md", 35, "reply =");
    words_for_no_question_are_refused: "unknown-question" => ("en.md", 26, "did you mean 'symptom'");
    words_for_no_answer_are_refused: "unknown-answer" => ("en.md", 25, "did you mean 'key'");
    words_for_no_section_are_refused: "unknown-section-words" => ("en.md", 35, "did you mean 'support'");
    a_label_for_no_action_is_refused: "action-without-link" => ("en.md", 36, "support");
    a_source_has_the_day_it_was_checked: "source-without-date" => ("en.md", 30, "checked");
    the_day_of_a_source_has_no_time: "date-with-time" => ("en.md", 33, "checked");
    a_source_is_a_web_page: "source-no-link" => ("en.md", 32, "ftp:");
    front_matter_that_does_not_end_is_reported: "unclosed-front-matter" => ("en.md", 1, "closed");
    a_file_of_words_begins_with_front_matter: "no-front-matter" => ("en.md", 1, "front matter");
    broken_front_matter_is_reported_at_its_line_in_the_file: "broken-front-matter" => ("en.md", 37, "expected");

    raw_html_in_a_line_is_refused: "raw-html" => ("en.md", 68, "HTML");
    a_block_of_raw_html_is_refused: "raw-html-block" => ("en.md", 67, "HTML");
    images_are_refused: "image" => ("en.md", 67, "image");
    tables_are_refused: "table" => ("en.md", 67, "table");
    struck_out_text_is_refused: "strikethrough" => ("en.md", 67, "struck");
    lists_in_lists_are_refused: "nested-list" => ("en.md", 68, "list");
    quotes_in_lists_are_refused: "quote-in-list" => ("en.md", 69, "list");
    items_of_two_paragraphs_are_refused: "item-of-two-paragraphs" => ("en.md", 69, "item");
    headings_of_another_level_are_refused: "heading-of-another-level" => ("en.md", 67, "##");
    headings_are_plain_text: "heading-with-style" => ("en.md", 58, "plain");
    every_heading_has_an_id: "heading-without-id" => ("en.md", 58, "{#"), ("flow.toml", 46, "support");
    no_two_sections_share_an_id: "section-twice" => ("en.md", 67, "reset");
    text_stands_under_a_heading: "text-before-heading" => ("en.md", 41, "heading");
    links_with_another_scheme_are_refused: "link-with-bad-scheme" => ("en.md", 67, "javascript:");
    links_to_no_section_are_refused: "link-to-unknown-section" => ("en.md", 44, "did you mean 'reset'");
    links_without_words_are_refused: "link-without-words" => ("en.md", 67, "words");
    forced_line_breaks_are_refused: "forced-line-break" => ("en.md", 67, "line break");
    steps_that_go_on_counting_are_refused: "steps-not-from-one" => ("en.md", 67, "from 1");
    a_quote_must_be_a_callout: "plain-quote" => ("en.md", 67, "[!WARNING]");
    an_unknown_kind_of_callout_is_refused: "unknown-callout-kind" => ("en.md", 67, "did you mean 'WARNING'");
    a_callouts_text_begins_below_its_kind: "callout-text-on-first-line" => ("en.md", 67, "next line");
    a_callout_says_something: "callout-says-nothing" => ("en.md", 67, "nothing");
    callouts_in_callouts_are_refused: "callout-in-callout" => ("en.md", 70, "callout");
    a_callouts_id_is_one_of_the_flow: "callout-unknown-id" => ("en.md", 55, "did you mean 'reset-breaks'");
    a_warning_comes_before_the_steps_it_warns_about: "warning-after-steps" => ("en.md", 55, "before");

    all_mistakes_of_a_file_are_reported_at_once: "several" =>
        ("en.md", 1, "title"), ("en.md", 43, "rset"), ("en.md", 54, "HINT"), ("en.md", 66, "HTML"), ("en.md", 66, "HTML");
    an_article_without_words_is_reported: "no-words" => ("no-words", 1, "en.md");
    an_article_without_a_flow_is_reported: "no-flow" => ("flow.toml", 1, "missing");
    a_markdown_file_is_named_by_its_language: "file-not-a-language" => ("README.md", 1, "language");
    text_that_is_not_utf8_is_reported_where_it_breaks: "not-utf8" => ("en.md", 3, "UTF-8");
    a_folder_is_named_by_an_id: "Bad_Folder" => ("Bad_Folder", 1, "id");
    a_folder_that_is_not_there_is_reported: "nowhere" => ("nowhere", 1, "missing");
}

#[test]
fn a_finding_shows_the_line_and_points_at_the_column() {
    let found = findings(&fixture("unknown-fact")).remove(0);
    let shown = found.to_string();
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(found.place.start(), (39, 11));
    assert_eq!(lines[0], "error[LH010]: there is no fact 'eror'");
    assert!(lines[1].contains("flow.toml:39:11"));
    assert_eq!(lines[3], r#"39 | when = [{ eror = "bad-credentials" }]"#);
    assert_eq!(lines[4].find('^'), lines[3].find("eror"));
}

#[test]
fn a_good_article_compiles_to_bytes_that_give_it_back() {
    let article = good();
    assert_eq!(Article::from_bytes(&article.to_bytes().unwrap()), Ok(article));
}

#[test]
fn a_flow_keeps_its_order_its_logic_and_its_defaults() {
    let article = good();
    let draft = article.draft();
    let ids: Vec<&str> = draft.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(ids, ["symptom", "error", "account", "sends"]);
    assert_eq!(draft.facts.iter().map(|fact| fact.server).collect::<Vec<_>>(), [false, false, true, false]);
    assert_eq!(
        draft.questions.iter().map(|question| question.kind).collect::<Vec<_>>(),
        [Kind::Choice, Kind::Message, Kind::Choice]
    );
    let alternatives = &draft.remedies[0].when.as_ref().unwrap().0;
    assert_eq!(alternatives.len(), 2);
    assert_eq!((alternatives[0][0].fact, alternatives[0][0].values), (FactId(2), Values::first(2)));
    assert_eq!(draft.remedies.iter().map(|remedy| remedy.weight).collect::<Vec<_>>(), [1, 5, 1]);
    assert_eq!(
        draft.remedies.iter().map(|remedy| remedy.handoff).collect::<Vec<_>>(),
        [Channel::Reply, Channel::Support, Channel::None]
    );
    assert_eq!(draft.remedies[1].interruption, article.find_fact("sends"));
    assert_eq!(draft.remedies[1].action.as_ref().unwrap().label, "Reset it");
    assert_eq!(draft.patterns[0].text, "535 authentication failed bad username password");
    assert_eq!(draft.facts[0].values[1].hint, "Closed or frozen");
}

#[test]
fn markdown_becomes_blocks_and_spans() {
    let article = good();
    let [terminated, reset, support] = &article.draft().sections[..] else { panic!("three sections") };
    assert_eq!((reset.source.as_str(), reset.checked.as_str()), ("https://example.com/reset", "2026-11-24"));
    let plain = |text: &str| Span { text: text.into(), ..Span::default() };
    let url = Target::Url("https://example.com/terms".into());
    let section = Target::Section(article.remedy(article.find_remedy("reset").unwrap()).unwrap().section);
    assert_eq!(
        terminated.blocks,
        [Block::Plain(Plain::Paragraph(vec![
            plain("The account is "),
            Span { strong: true, ..plain("gone") },
            plain(", "),
            Span { emphasis: true, ..plain("really") },
            plain(" "),
            Span { code: true, ..plain("gone") },
            plain(". See "),
            Span { target: Some(section), ..plain("how to reset") },
            plain(" or "),
            Span { target: Some(url), ..plain("the terms") },
            plain("."),
        ]))]
    );
    let [Block::Callout(warning), Block::Plain(Plain::Steps(steps)), Block::Callout(advice)] = &reset.blocks[..] else {
        panic!("a warning, steps, and advice: {:?}", reset.blocks)
    };
    assert_eq!((warning.kind, warning.when.is_some()), (CalloutKind::Warning, true));
    assert_eq!(warning.body, [Plain::Paragraph(vec![plain("What sends with the password stops.")])]);
    assert_eq!((advice.kind, advice.when.is_some()), (CalloutKind::Advice, false));
    assert_eq!(steps.len(), 2);
    assert_eq!(support.blocks[1], Block::Plain(Plain::Code("535 <Authentication failed>".into())));
}

#[test]
fn line_ends_and_byte_order_marks_of_windows_change_nothing() {
    let folder = changed("windows", |words| format!("\u{feff}{}", words.replace('\n', "\r\n")).into());
    let windows = compile(&folder).unwrap().remove(0);
    assert_eq!(windows.draft().sections, good().draft().sections);
    assert_eq!(windows.draft().questions, good().draft().questions);
    let folder = changed("windows-fault", |words| words.replace("(#reset)", "(#rset)").replace('\n', "\r\n").into());
    assert!(is_at(&findings(&folder)[0], "en.md", 44, "rset"));
}

#[test]
fn files_that_no_author_would_write_are_reported_too() {
    let front = |words: &str, body: String| format!("{}{body}", &words[..words.find("## Acc").unwrap()]).into_bytes();
    type Change<'a> = &'a dyn Fn(String) -> Vec<u8>;
    let hostile: [(&str, Change<'_>); 8] = [
        ("empty", &|_| Vec::new()),
        ("nothing-but-a-fence", &|_| b"+++".to_vec()),
        ("binary", &|_| (0..=255).cycle().take(10_000).collect()),
        ("megabyte-of-brackets", &|words| front(&words, "[".repeat(1_000_000))),
        ("brackets", &|words| front(&words, "[".repeat(200_000))),
        ("quotes", &|words| front(&words, ">".repeat(200_000))),
        ("lists", &|words| front(&words, "- ".repeat(100_000))),
        ("deep-toml", &|_| format!("+++\ntitle = {}\n+++\n", "[".repeat(200_000)).into_bytes()),
    ];
    for (name, change) in hostile {
        for finding in findings(&changed(name, change)) {
            assert!(finding.place.start().0 >= 1 && finding.to_string().len() < 2_000, "{name}");
        }
    }
}

proptest! {
    #[test]
    fn no_change_to_the_words_makes_the_tool_panic(at in 0_usize..1_500, cut in 0_usize..40, put in "[-+\\[\\]{}#>!()*`=\"<& \n\r\ta-z0-9é]{0,12}") {
        let folder = changed("any", |words| {
            let letters: Vec<char> = words.chars().collect();
            let at = at.min(letters.len());
            let rest = letters.iter().skip(at + cut);
            letters[..at].iter().copied().chain(put.chars()).chain(rest.copied()).collect::<String>().into_bytes()
        });
        if let Ok(articles) = compile(&folder) {
            prop_assert!(!article_html(&articles[0], &words()).is_empty());
        }
    }
}

#[test]
fn the_page_has_every_section_with_a_link_from_its_contents() {
    let article = good();
    let html = article_html(&article, &words());
    for section in &article.draft().sections {
        let id = &section.id;
        assert!(html.contains(&format!(r#"<section id="{id}" aria-labelledby="{id}--heading">"#)), "{id}");
        assert_eq!(html.matches(&format!(r##"<li><a href="#{id}">"##)).count(), 1, "{id}");
    }
    assert!(html.contains(r#"<div class="callout callout-warning" role="note">"#));
    assert!(html.contains(r#"<a href="https://app.example.com/reset" rel="noopener noreferrer">Reset it "#));
    assert!(html.contains(r#"<time datetime="2026-11-24">"#));
    assert!(!html.contains("target="));
}

#[test]
fn the_page_escapes_whatever_the_words_say() {
    let folder = changed("markup", |words| {
        let words =
            words.replace("Trouble logging in", "A <b> & 'c'").replace("Reset it", "<i>\\\"").replace("535 <", "<");
        words.replace("Account terminated {", "Account &lt;u> {").replace("/terms", "/?a&b='c'").into()
    });
    let article = compile(&folder).unwrap().remove(0);
    let template = r#"<meta content="<!-- intro -->"><h1><!-- title --></h1><!-- article -->"#;
    let html = fill_template(template, &article, &words()).unwrap();
    for escaped in
        ["A &lt;b&gt; &amp; &#39;c&#39;", "&lt;i&gt;&quot;", "&lt;Auth", "Account &lt;u&gt;", "?a&amp;b=&#39;c&#39;"]
    {
        assert!(html.contains(escaped), "{escaped}");
    }
    for raw in ["<b>", "<i>", "<Auth", "<u>"] {
        assert!(!html.contains(raw), "{raw}");
    }
}

#[test]
fn a_template_says_where_everything_goes() {
    for placeholder in ["<!-- title -->", "<!-- intro -->", "<!-- article -->"] {
        let template = "<!-- title --><!-- intro --><!-- article -->".replace(placeholder, "");
        let missing = fill_template(&template, &good(), &words()).unwrap_err();
        assert_eq!(missing.0, placeholder);
    }
}

fn login_help(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_login-help")).args(arguments).output().unwrap()
}

#[test]
fn the_command_builds_prints_and_makes_pages_and_its_status_says_what_happened() {
    let folder = changed("articles/good", String::into_bytes);
    let articles = folder.parent().unwrap();
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("author");
    let (out, template, page) = (room.join("dist"), room.join("template.html"), room.join("page.html"));
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales");
    let strings = locales.join("en.toml");
    fs::copy(&strings, room.join("xx.toml")).unwrap();
    fs::write(&template, "<!-- title --><!-- intro --><!-- article -->").unwrap();

    let built = login_help(&["build".as_ref(), articles, &out]);
    assert_eq!(built.status.code(), Some(0));
    assert_eq!(String::from_utf8(built.stdout).unwrap().lines().count(), 1);
    let file = out.join("good/en.lha");
    assert_eq!(Article::from_bytes(&fs::read(&file).unwrap()), Ok(good()));

    let compiled = login_help(&["strings".as_ref(), &locales, &out]);
    assert_eq!(compiled.status.code(), Some(0));
    assert_eq!(Strings::from_bytes(&fs::read(out.join("en.lhs")).unwrap()), Ok(words()));

    let printed = login_help(&["print".as_ref(), &file]);
    let json: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(json["id"], "good");

    assert_eq!(login_help(&["page".as_ref(), &folder, &strings, &template, &page]).status.code(), Some(0));
    assert!(fs::read_to_string(&page).unwrap().starts_with("Trouble logging in"));

    let wrong = login_help(&["page".as_ref(), &fixture("unknown-fact"), &strings, &template, &page]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("flow.toml:39:11"));
    for cannot in [
        vec!["print".as_ref(), template.as_path()],
        vec!["print".as_ref(), Path::new("nowhere")],
        vec!["build".as_ref(), Path::new("nowhere"), &out],
        vec!["page".as_ref(), &folder, &room.join("xx.toml"), &template, &page],
        vec!["page".as_ref(), &folder, &strings, &file, &page],
    ] {
        assert_eq!(login_help(&cannot).status.code(), Some(2), "{cannot:?}");
    }
}
