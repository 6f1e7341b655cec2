//! What is found wrong with an article, and how it is said.
//!
//! A folder in `fixtures/author` has one mistake and is named after it; `good` can be read, and in `sound` nothing is found.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use common::source::{changed, findings, fixture, found, found_with_hints, is_at};
use login_help::author::{CODES, Finding, Level, check_strings, compile, remember, strings};

/// A test per fault: its folder, and the findings, by code, file, line, and a word that they must say.
macro_rules! faults {
    ($($sentence:ident: $folder:literal => $(($code:literal, $file:literal, $line:literal, $word:literal)),+;)*) => {$(
        #[test]
        fn $sentence() {
            let found = findings(&fixture($folder));
            let expected = [$(($code, $file, $line, $word)),+];
            let shown: Vec<String> = found.iter().map(Finding::to_string).collect();
            assert_eq!(found.len(), expected.len(), "{}", shown.join("\n"));
            for (finding, (code, file, line, word)) in found.iter().zip(expected) {
                assert_eq!(finding.code.id, code);
                assert!(is_at(finding, file, line, word), "{finding}");
            }
        }
    )*};
}

faults! {
    a_fact_that_is_not_declared_is_reported_with_the_nearest_one:
        "unknown-fact" => ("LH010", "flow.toml", 39, "did you mean 'error'");
    a_value_that_is_not_declared_is_reported_with_the_nearest_one:
        "unknown-value" => ("LH010", "flow.toml", 34, "did you mean 'blocked'");
    a_message_tells_declared_facts_only: "message-unknown-fact" => ("LH010", "flow.toml", 30, "did you mean 'error'");
    a_message_tells_declared_values_only:
        "unknown-value-of-a-message" => ("LH010", "flow.toml", 30, "did you mean 'bad-credentials'");
    a_field_that_the_format_does_not_have_is_refused: "unknown-field" => ("LH005", "flow.toml", 43, "inbx");
    broken_toml_is_reported_where_it_breaks: "broken-toml" => ("LH004", "flow.toml", 30, "expected");
    no_fact_has_a_value_twice: "value-twice" => ("LH008", "flow.toml", 5, "rejected");
    no_fact_has_more_values_than_fit: "too-many-values" => ("LH009", "flow.toml", 14, "63");
    ids_are_kebab_case: "id-not-kebab" => ("LH007", "flow.toml", 15, "API_key");
    no_id_has_another_meaning_in_links: "id-with-a-meaning-in-links" => ("LH007", "flow.toml", 15, "tried");
    no_fact_is_asked_twice: "asked-twice" => ("LH008", "flow.toml", 21, "symptom");
    no_question_waits_for_its_own_answer: "question-waits-for-itself" => ("LH014", "flow.toml", 21, "error");
    a_remedy_without_a_condition_is_the_last: "fallback-not-last" => ("LH012", "flow.toml", 38, "reset");
    every_remedy_weighs_something: "weightless" => ("LH013", "flow.toml", 40, "reset");
    an_interruption_is_a_choice: "bad-interruption" => ("LH015", "flow.toml", 41, "reset");
    an_action_is_a_link_that_runs_no_script: "bad-action" => ("LH016", "flow.toml", 42, "javascript:");
    a_message_without_a_word_is_refused: "message-without-words" => ("LH018", "flow.toml", 29, "letter");
    a_message_without_texts_is_refused: "message-without-texts" => ("LH018", "flow.toml", 30, "texts");
    a_kind_that_there_is_not_is_reported_with_the_nearest_one:
        "unknown-kind" => ("LH004", "flow.toml", 22, "did you mean 'message'");
    a_question_that_waits_for_a_circle_is_not_blamed_for_it:
        "question-waits-for-a-circle" => ("LH014", "flow.toml", 32, "'sends'");
    a_sender_has_no_scheme: "sender-with-scheme" => ("LH019", "flow.toml", 2, "mailto:");
    a_condition_that_never_holds_is_refused: "condition-without-alternatives" => ("LH011", "flow.toml", 23, "never");
    an_alternative_that_always_holds_is_refused: "alternative-without-facts" => ("LH011", "flow.toml", 23, "always");
    a_sender_is_an_email_address: "sender-no-address" => ("LH019", "flow.toml", 2, "example.com");
    every_remedy_has_a_section: "remedy-without-section" => ("LH025", "en.md", 31, "reset"), ("LH026", "flow.toml", 38, "did you mean 'reset'");
    every_callout_of_the_flow_stands_in_the_words: "callout-without-box" => ("LH025", "en.md", 49, "reset-breaks"), ("LH026", "flow.toml", 49, "did you mean 'reset-breaks'");

    the_front_matter_needs_a_title: "missing-title" => ("LH024", "en.md", 1, "title =");
    an_empty_word_is_a_missing_word: "empty-prompt" => ("LH024", "en.md", 13, "[questions.error]");
    every_question_has_words: "missing-question" => ("LH024", "en.md", 1, "[questions.sends]");
    every_answer_has_a_label: "missing-answer" => ("LH024", "en.md", 12, "bad-credentials =");
    a_fact_that_is_not_asked_has_labels: "missing-fact-label" => ("LH024", "en.md", 26, "banned =");
    every_action_has_a_label: "missing-action" => ("LH024", "en.md", 30, "[sections.reset]");
    a_handoff_that_some_remedy_has_needs_its_words: "missing-reply" => ("LH024", "en.md", 35, "reply =");
    words_for_no_question_are_refused: "unknown-question" => ("LH025", "en.md", 26, "did you mean 'symptom'");
    words_for_no_answer_are_refused: "unknown-answer" => ("LH025", "en.md", 25, "did you mean 'key'");
    words_for_no_section_are_refused: "unknown-section-words" => ("LH025", "en.md", 35, "did you mean 'support'");
    a_label_for_no_action_is_refused: "action-without-link" => ("LH025", "en.md", 36, "support");
    a_source_has_the_day_it_was_checked: "source-without-date" => ("LH027", "en.md", 30, "checked");
    the_day_of_a_source_has_no_time: "date-with-time" => ("LH027", "en.md", 33, "checked");
    a_source_is_a_web_page: "source-no-link" => ("LH016", "en.md", 32, "ftp:");
    front_matter_that_does_not_end_is_reported: "unclosed-front-matter" => ("LH006", "en.md", 1, "closed");
    a_file_of_words_begins_with_front_matter: "no-front-matter" => ("LH006", "en.md", 1, "front matter");
    broken_front_matter_is_reported_at_its_line_in_the_file: "broken-front-matter" => ("LH004", "en.md", 37, "expected");

    raw_html_in_a_line_is_refused: "raw-html" => ("LH020", "en.md", 68, "HTML");
    a_block_of_raw_html_is_refused: "raw-html-block" => ("LH020", "en.md", 67, "HTML");
    a_variable_is_known: "unknown-variable" => ("LH104", "en.md", 67, "'product'");
    a_picture_lies_in_the_articles_folder: "picture-missing" => ("LH100", "en.md", 67, "folder");
    tables_in_callouts_are_refused: "table-in-callout" => ("LH020", "en.md", 70, "table");
    struck_out_text_is_refused: "strikethrough" => ("LH020", "en.md", 67, "struck");
    lists_are_two_deep: "list-three-deep" => ("LH020", "en.md", 69, "two deep");
    a_quote_in_a_list_must_be_a_callout_too: "quote-in-list" => ("LH023", "en.md", 69, "[!WARNING]");
    inner_items_of_two_paragraphs_are_refused: "item-of-two-paragraphs" => ("LH020", "en.md", 70, "one paragraph");
    a_heading_in_a_section_has_no_id: "heading-of-another-level" => ("LH021", "en.md", 67, "alone");
    headings_are_plain_text: "heading-with-style" => ("LH021", "en.md", 58, "plain");
    every_heading_has_an_id: "heading-without-id" => ("LH021", "en.md", 58, "{#"), ("LH026", "flow.toml", 46, "support");
    no_two_sections_share_an_id: "section-twice" => ("LH008", "en.md", 67, "reset");
    text_stands_under_a_heading: "text-before-heading" => ("LH022", "en.md", 41, "heading");
    links_with_another_scheme_are_refused: "link-with-bad-scheme" => ("LH016", "en.md", 67, "javascript:");
    links_to_no_section_are_refused: "link-to-unknown-section" => ("LH017", "en.md", 44, "did you mean 'reset'");
    links_without_words_are_refused: "link-without-words" => ("LH020", "en.md", 67, "words");
    forced_line_breaks_are_refused: "forced-line-break" => ("LH020", "en.md", 67, "line break");
    steps_that_go_on_counting_are_refused: "steps-not-from-one" => ("LH020", "en.md", 67, "from 1");
    a_quote_must_be_a_callout: "plain-quote" => ("LH023", "en.md", 67, "[!WARNING]");
    an_unknown_kind_of_callout_is_refused: "unknown-callout-kind" => ("LH023", "en.md", 67, "did you mean 'WARNING'");
    a_callouts_text_begins_below_its_kind: "callout-text-on-first-line" => ("LH023", "en.md", 67, "next line");
    a_callout_says_something: "callout-says-nothing" => ("LH023", "en.md", 67, "nothing");
    callouts_in_callouts_are_refused: "callout-in-callout" => ("LH020", "en.md", 70, "callout");
    a_callouts_id_is_one_of_the_flow: "callout-unknown-id" => ("LH025", "en.md", 55, "did you mean 'reset-breaks'");

    every_alternative_can_hold: "impossible-condition" => ("LH030", "flow.toml", 53, "reset");
    no_alternative_is_shadowed_by_an_earlier_remedy: "shadowed-condition" => ("LH031", "flow.toml", 53, "something earlier");
    every_remedy_is_somebodys: "unreachable-remedy" => ("LH032", "flow.toml", 48, "frozen");
    every_case_has_an_answer: "no-answer" => ("LH033", "flow.toml", 57, "error = limit");
    every_question_matters: "useless-question" => ("LH034", "flow.toml", 38, "device");
    every_question_can_be_asked: "unaskable-question" => ("LH035", "flow.toml", 29, "error");
    every_fact_is_used: "unused-fact" => ("LH036", "flow.toml", 15, "plan");
    a_question_before_a_remedy_may_be_asked_there: "forbidden-interruption" =>
        ("LH037", "flow.toml", 55, "symptom = message, error = bad");
    a_question_before_a_remedy_decides_something_of_it: "idle-interruption" => ("LH038", "flow.toml", 49, "frozen");
    a_question_before_a_remedy_is_still_open: "interruption-known-before" => ("LH038", "flow.toml", 54, "known");
    every_callout_is_shown_to_somebody: "hidden-callout" => ("LH039", "en.md", 39, "nobody");
    what_decides_a_callout_is_asked: "undecided-callout" => ("LH040", "en.md", 51, "interruption = \"sends\"");
    a_warning_comes_before_the_steps_it_warns_about: "warning-after-steps" => ("LH041", "en.md", 49, "before");
    support_has_an_address: "helpless-handoff" => ("LH042", "flow.toml", 46, "support =");
    the_last_resort_is_a_person: "fallback-to-nobody" => ("LH042", "flow.toml", 57, "handoff");
    every_section_is_reached: "unreached-section" => ("LH043", "en.md", 49, "limits");
    sources_are_checked_again_in_time: "stale-source" => ("LH044", "en.md", 26, "754");
    no_source_was_checked_tomorrow: "source-of-tomorrow" => ("LH044", "en.md", 26, "to come");
    no_message_tells_two_things: "conflicting-messages" => ("LH045", "flow.toml", 39, "else");
    an_address_is_asked_for_what_a_server_tells: "untold-fact" => ("LH046", "flow.toml", 35, "server = true");
    no_translation_loses_a_warning: "uneven-callouts" => ("LH047", "de.md", 41, "[!WARNING] here");
    no_sentence_leads_to_two_remedies: "sentence-twice" =>
        ("LH050", "en.md", 36, "'reset' before");
    what_people_say_leads_to_every_remedy: "unsaid-remedy" => ("LH051", "en.md", 44, "[sections.frozen]");
    no_language_has_far_fewer_sentences_than_another: "fewer-sentences" => ("LH052", "de.md", 1, "8 in");
    a_sentence_finds_its_own_remedy: "misread-sentence" => ("LH053", "en.md", 27, "'support'");
    a_message_is_told_from_ordinary_texts: "common-message" =>
        ("LH055", "flow.toml", 39, "capital of France"), ("LH055", "flow.toml", 39, "too short");
    a_known_message_can_be_pasted: "dead-messages" => ("LH056", "flow.toml", 34, "kind = \"message\"");
    what_people_choose_between_differs_in_its_words: "same-words" => ("LH057", "en.md", 7, "answers to 'symptom'"),
        ("LH057", "en.md", 14, "questions"), ("LH057", "en.md", 37, "headings");
    nothing_is_other_than_it_looks: "hidden-character" => ("LH058", "en.md", 19, "\\u{200b}\\u{2060}"), ("LH058", "en.md", 39, "U+202E");
    an_article_is_finished: "unfinished" => ("LH059", "en.md", 41, "itself"), ("LH059", "en.md", 47, "TODO"),
        ("LH059", "en.md", 49, "nothing stands");
    no_warning_comes_after_something_to_do: "warning-after-action" =>
        ("LH060", "en.md", 41, "bold"), ("LH060", "en.md", 57, "list");
    no_translation_loses_a_step_or_leads_elsewhere: "changed-section" =>
        ("LH061", "de.md", 41, "one step here, and 2 steps"), ("LH061", "de.md", 41, "#limits"),
        ("LH043", "de.md", 48, "limits");
    no_translation_loses_a_number_or_code: "changed-number" => ("LH062", "de.md", 37, "15, `invoice_id`");
    no_section_is_left_in_another_language: "untranslated" => ("LH063", "de.md", 37, "word for word");
    no_mark_of_another_dialect_is_left: "foreign-marks" => ("LH064", "en.md", 37, "'!!!'"), ("LH064", "en.md", 51, "'{{'");
    a_label_can_be_read_at_a_glance: "long-label" => ("LH065", "en.md", 7, "characters");
    a_picture_is_small_enough_to_wait_for: "large-picture" => ("LH101", "en.md", 53, "200 KB");
    a_table_fits_a_phone: "wide-table" => ("LH102", "en.md", 53, "5 columns");

    what_is_allowed_has_a_code_and_a_reason_and_leaves_nobody_alone: "bad-allow" =>
        ("LH066", "flow.toml", 63, "LH999"), ("LH066", "flow.toml", 68, "without help"),
        ("LH066", "flow.toml", 75, "'reason'");
    what_is_allowed_is_there: "idle-allow" => ("LH067", "flow.toml", 63, "'reset'");
    a_translation_follows_its_original: "stale-translation" => ("LH068", "de.md", 37, "'#frozen'");
    a_translated_warning_follows_its_original: "stale-warning" => ("LH069", "de.md", 43, "this warning");
    a_translation_is_as_it_was_said_to_be_right: "changed-translation" => ("LH070", "de.md", 49, "'#limits'");
    no_two_answers_of_a_translation_change_places: "swapped-words" =>
        ("LH071", "de.md", 7, "'symptom/blocked' had"), ("LH071", "de.md", 7, "'symptom/forgot' had");
    no_host_looks_like_another: "odd-host" => ("LH073", "flow.toml", 1, "xn--");
    no_host_is_nearly_another: "near-host" => ("LH074", "en.md", 39, "'support.example.com'");
    nobody_writes_that_they_are_not_sure: "own-unsure" => ("LH075", "en.md", 11, "unsure");
    two_values_differ_in_what_comes_of_them: "same-effect" => ("LH076", "flow.toml", 7, "'other'");
    every_value_decides_something_but_the_last: "idle-value" => ("LH077", "flow.toml", 7, "'other'");
    every_message_that_decides_something_is_known: "untold-message" => ("LH078", "flow.toml", 27, "'bad'");
    nobody_chooses_from_a_long_list: "long-list" => ("LH080", "flow.toml", 21, "symptom = unsure");
    every_question_tells_something_apart: "blunt-question" =>
        ("LH081", "flow.toml", 24, "2 of 2");
    a_section_says_each_thing_once: "repeated-text" => ("LH082", "en.md", 41, "Open the limits");
    a_translation_keeps_the_order: "changed-order" => ("LH083", "de.md", 41, "#limits");
    a_translation_keeps_the_hints: "changed-hint" => ("LH084", "de.md", 7, "'symptom/blocked'");
    every_answer_leads_somewhere: "leads-nowhere" => ("LH085", "flow.toml", 7, "notice = banned");
    a_message_stands_once: "doubled-message" => ("LH088", "flow.toml", 35, "twice");
    a_value_leads_to_the_remedy_of_its_name: "other-name" => ("LH089", "flow.toml", 49, "'banned' leads to 'frozen'");
    every_value_of_a_list_decides_something: "shadowed-value" => ("LH031", "flow.toml", 53, "'limit'");
    a_question_that_is_not_asked_where_it_is_needed_is_the_root_of_what_follows: "narrow-question" =>
        ("LH090", "flow.toml", 32, "not listed");
    every_component_has_a_name_and_stands_once: "empty-component" =>
        ("LH059", "flow.toml", 1, "no name"), ("LH059", "flow.toml", 1, "twice");

    all_mistakes_of_a_file_are_reported_at_once: "several" => ("LH024", "en.md", 1, "title"), ("LH017", "en.md", 43, "rset"), ("LH023", "en.md", 54, "HINT"), ("LH020", "en.md", 66, "HTML"), ("LH020", "en.md", 66, "HTML");
    an_article_without_words_is_reported: "no-words" => ("LH003", "no-words", 1, "en.md");
    an_article_without_a_flow_is_reported: "no-flow" => ("LH001", "flow.toml", 1, "missing");
    a_markdown_file_is_named_by_its_language: "file-not-a-language" => ("LH003", "README.md", 1, "language");
    text_that_is_not_utf8_is_reported_where_it_breaks: "not-utf8" => ("LH002", "en.md", 3, "UTF-8");
    a_folder_is_named_by_an_id: "Bad_Folder" => ("LH003", "Bad_Folder", 1, "id");
    a_folder_that_is_not_there_is_reported: "nowhere" => ("LH001", "nowhere", 1, "missing");
}

#[test]
fn a_sound_article_has_nothing_to_be_found() {
    assert_eq!(found(&fixture("sound")), []);
}

#[test]
fn a_remedy_that_only_a_person_follows_is_worth_a_hint_until_something_else_is_worth_a_try() {
    let found = found_with_hints(&fixture("sound"));
    let [hint] = found.as_slice() else { panic!("{found:?}") };
    assert!(hint.code.id == "LH054" && is_at(hint, "flow.toml", 52, "'reset'"), "{hint}");

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("author/followed");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(fixture("sound").join("en.md"), folder.join("en.md")).unwrap();
    let limits = "[[remedies]]\nsection = \"limits\"\nwhen = [{ error = \"limit\" }]\nexplains = true\n";
    let next = "next = [{ symptom = \"forgot\" }]\n\n";
    let last = "[[remedies]]\nsection = \"support\"";
    let flow = fs::read_to_string(fixture("sound").join("flow.toml")).unwrap();
    fs::write(folder.join("flow.toml"), flow.replace(last, &[limits, next, last].concat())).unwrap();
    assert_eq!(found_with_hints(&folder), []);
}

/// A fixture, and what allows what is found in it.
fn allowing(name: &str, entry: &str) -> Vec<&'static str> {
    let folder = copied(&format!("allowing/{name}"), name);
    let flow = fs::read_to_string(folder.join("flow.toml")).unwrap();
    fs::write(folder.join("flow.toml"), format!("{flow}\n[[allow]]\n{entry}\nreason = \"it is so\"\n")).unwrap();
    found(&folder).iter().map(|finding| finding.code.id).collect()
}

#[test]
fn a_finding_is_allowed_at_its_place_and_nowhere_else() {
    let here = |name, code, at| allowing(name, &format!("code = \"{code}\"\nat = \"{at}\""));
    assert_eq!(here("long-label", "LH065", "symptom/forgot"), [""; 0]);
    assert_eq!(here("common-message", "LH055", "the"), ["LH055"]);
    assert_eq!(here("same-words", "LH057", "frozen"), ["LH057", "LH057"]);
    assert_eq!(here("useless-question", "LH034", "device"), [""; 0]);
    assert_eq!(here("long-label", "LH065", "symptom/blocked"), ["LH065", "LH067"]);
    assert_eq!(here("long-label", "LH064", "symptom/forgot"), ["LH065", "LH067"]);
    let in_german = |lang| allowing("untranslated", &format!("code = \"LH063\"\nat = \"frozen\"\nlang = \"{lang}\""));
    assert_eq!((in_german("de"), in_german("en")), (vec![], vec!["LH063", "LH067"]));
}

#[test]
fn what_may_be_meant_so_is_worth_a_hint() {
    for (name, code, file, word) in [
        ("unpasted-message", "LH079", "flow.toml", "'error'"),
        ("page-fact", "LH086", "flow.toml", "'plan'"),
        ("same-callouts", "LH087", "en.md", "above"),
    ] {
        let found = found_with_hints(&fixture(name));
        let hints: Vec<_> = found.iter().filter(|finding| finding.code.id != "LH054").collect();
        let [hint] = hints.as_slice() else { panic!("{name}: {found:?}") };
        assert!(hint.code.id == code && !hint.is_wrong() && hint.message.contains(word), "{hint}");
        assert!(hint.place.source.file.ends_with(file), "{hint}");
    }
}

#[test]
fn a_link_to_a_video_without_its_length_is_worth_a_hint() {
    let found = found_with_hints(&fixture("video-without-length"));
    let videos: Vec<&Finding> = found.iter().filter(|finding| finding.code.id == "LH103").collect();
    let [hint] = videos.as_slice() else { panic!("{found:?}") };
    assert!(is_at(hint, "en.md", 53, "'Watch how'"), "{hint}");
}

#[test]
fn every_code_has_a_fixture_and_a_page_with_a_name_of_its_own() {
    let folders = fs::read_dir(fixture("")).unwrap().map(|entry| found_with_hints(&entry.unwrap().path()));
    let mut seen: BTreeSet<_> = folders.flatten().map(|finding| finding.code.id).collect();
    // An article with more sections than a number can count is made by a test of its own.
    seen.insert("LH029");
    // The widget's own words are no article.
    seen.extend(["LH048", "LH049"]);
    assert_eq!(seen, CODES.iter().map(|code| code.id).collect());
    let titles: BTreeSet<_> = CODES.iter().map(|code| code.title()).collect();
    assert_eq!(titles.len(), CODES.len());
    for code in CODES {
        assert!(code.page.starts_with("# ") && code.page.lines().count() > 4, "{}", code.id);
    }
}

#[test]
fn more_sections_than_a_number_can_count_are_reported() {
    let folder = changed("too-many", |words| {
        let more = (0..=u16::MAX).map(|number| format!("## x {{#{number}}}\n"));
        format!("{words}\n{}", more.collect::<String>()).into_bytes()
    });
    assert_eq!(findings(&folder)[0].code.id, "LH029");
}

/// What is found in the widget's words in German, which are the English ones after a change.
fn in_words(name: &str, change: impl Fn(String) -> String) -> Vec<Finding> {
    let english = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales/en.toml");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("locales").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(&english, folder.join("en.toml")).unwrap();
    let german = folder.join("de.toml");
    fs::write(&german, change(fs::read_to_string(english).unwrap())).unwrap();
    let found = check_strings(&german);
    // A string that is missing hinders nothing; what is wrong does.
    assert_eq!(strings(&german).is_ok(), found.iter().all(|finding| finding.code.level == Level::Warning));
    found
}

/// A copy of a fixture's folder.
fn copied(name: &str, from: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("author").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(fixture(from)).unwrap().map(|file| file.unwrap().path()) {
        fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
    folder
}

/// What is found in a copy of a fixture in which some text of a file is replaced.
fn after(name: &str, from: &str, changes: &[(&str, &str, &str)]) -> Vec<Finding> {
    let folder = copied(&format!("after/{name}"), from);
    for (file, old, new) in changes {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(old), "{old}");
        fs::write(folder.join(file), text.replacen(old, new, 1)).unwrap();
    }
    findings(&folder)
}

#[test]
fn a_box_that_is_missing_in_a_translation_is_reported_in_its_section_there() {
    let found = after("missing-box", "changed-translation", &[("de.md", "> [!WARNING] {#breaks}", "> [!WARNING]")]);
    assert!(found[0].code.id == "LH026" && is_at(&found[0], "de.md", 41, "'reset'"), "{}", found[0]);
    assert!(!found[0].to_string().contains("did you mean"), "{}", found[0]);
}

#[test]
fn a_case_without_an_answer_names_only_what_keeps_it_from_one() {
    let found = findings(&fixture("no-answer"));
    let (_, case) = found[0].message.split_once(": ").unwrap();
    assert_eq!(case, "symptom = message, error = limit");
}

#[test]
fn what_toml_expects_is_said_in_an_author_s_words() {
    let weigh = |weight: &str| {
        after(
            "weight",
            "sound",
            &[("flow.toml", "section = \"reset\"", &format!("section = \"reset\"\nweight = {weight}"))],
        )
    };
    for weight in ["-3", "\"much\"", "70000"] {
        let found = weigh(weight).remove(0);
        assert!(found.code.id == "LH004" && found.message.contains("a whole number"), "{found}");
        assert!(!found.message.contains("u16"), "{found}");
    }
}

#[test]
fn a_warning_between_steps_says_where_it_belongs() {
    let steps = "2. Reset it.";
    let found = after("between", "sound", &[("en.md", steps, "\n> [!WARNING]\n> It is gone then.\n\n2. Reset it.")]);
    let finding = found.iter().find(|finding| finding.code.id == "LH020").unwrap();
    assert!(finding.help.as_ref().unwrap().contains("before the first"), "{finding}");
}

#[test]
fn what_can_not_be_seen_in_an_id_is_shown_as_its_escape() {
    let found = after("hidden-id", "sound", &[("flow.toml", "\"limit\"]", "\"limit\u{200b}\"]")]);
    assert!(found[0].code.id == "LH007" && found[0].message.contains("'limit\\u{200b}'"), "{}", found[0]);
}

#[test]
fn what_much_follows_from_is_reported_first() {
    let found = after("root", "narrow-question", &[("flow.toml", "support = ", "components = [\" \"]\nsupport = ")]);
    assert_eq!(found.iter().map(|finding| finding.code.id).collect::<Vec<_>>(), ["LH090", "LH059"]);
}

#[test]
fn what_changed_in_the_original_is_listed_where_git_knows_it() {
    let folder = copied("in-git", "stale-translation");
    let git = |arguments: &[&str]| {
        let name = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        assert!(Command::new("git").args(name).args(arguments).current_dir(&folder).status().unwrap().success());
    };
    let words = fs::read_to_string(folder.join("en.md")).unwrap();
    fs::write(folder.join("en.md"), words.replace("Pay the bill online.", "Pay the bill.")).unwrap();
    git(&["init", "--quiet"]);
    git(&["add", "en.md"]);
    git(&["commit", "--quiet", "--message", "as it was translated"]);
    fs::write(folder.join("en.md"), words).unwrap();
    let help = findings(&folder)[0].help.clone().unwrap();
    assert!(help.ends_with("\n- Pay the bill.\n+ Pay the bill online."), "{help}");
}

#[test]
fn a_translation_that_is_said_to_be_right_is_not_stale_and_compiles_to_the_same_bytes() {
    for name in ["stale-translation", "stale-warning", "changed-translation", "swapped-words"] {
        let folder = copied(&format!("right/{name}"), name);
        let bytes = || compile(&folder).unwrap().iter().map(|article| article.to_bytes().unwrap()).collect::<Vec<_>>();
        let before = bytes();
        let remembered = remember(&folder, Some("de")).unwrap();
        assert!(!remembered[0].parts.is_empty());
        assert_eq!(found(&folder), []);
        assert_eq!(bytes(), before);
        assert!(remember(&folder, None).unwrap()[0].parts.is_empty());
    }
}

#[test]
fn a_string_that_a_language_lacks_is_reported_and_falls_back_to_english() {
    assert_eq!(in_words("whole", |words| words), []);
    let found = in_words("missing", |words| words.replace("again = \"Try again\"", ""));
    assert_eq!(found.len(), 1);
    assert!(found[0].code.id == "LH048" && found[0].message.contains("'again'"), "{}", found[0]);
    let german = Path::new(env!("CARGO_TARGET_TMPDIR")).join("locales/missing/de.toml");
    assert_eq!(strings(&german).unwrap().again(), "Try again");
}

#[test]
fn a_string_that_does_not_fit_its_place_is_refused() {
    type Change = (&'static str, &'static str, &'static str);
    let changes: [Change; 4] = [
        ("{date}", "", "{date}"),
        ("{when}", "{wenn}", "{wenn}"),
        ("\"ltr\"", "\"up\"", "'up'"),
        ("\"Back\"", "\"\"", "'back'"),
    ];
    for (before, after, word) in changes {
        // The first is in the comment at the top.
        let found = in_words("unfit", |words| {
            let (comment, words) = words.split_once("language_name").unwrap();
            format!("{comment}language_name{}", words.replacen(before, after, 1))
        });
        assert_eq!(found.len(), 1, "{before}");
        assert!(found[0].code.id == "LH049" && found[0].message.contains(word), "{}", found[0]);
    }
    let found = in_words("unknown", |words| format!("{words}agian = \"Noch einmal\"\n"));
    assert!(found[0].code.id == "LH025" && found[0].help.as_ref().unwrap().contains("'again'"), "{}", found[0]);
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
