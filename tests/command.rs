//! The author tool's command line: what each command writes, and what its exit status says.

#![cfg(feature = "author")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that can't go on has failed")]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Output, Stdio},
};

use common::{
    source::fixture,
    tool::{command, complaint, copy, login_help, room, said},
};
use login_help::{
    article::Article,
    author::{CODES, compile, strings},
    locale::Strings,
};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn check(fixtures: &[&str], more: &[&str]) -> Output {
    let folders = fixtures.iter().map(|name| format!("tests/fixtures/author/{name}"));
    let arguments = ["check", "--today", "2026-11-25"].map(String::from).into_iter().chain(folders);
    login_help(&arguments.chain(more.iter().map(ToString::to_string)).collect::<Vec<_>>())
}

/// The command for a page of an article, strings and a template, whose other parts are all this file.
fn page_command<'a>(files: [&'a Path; 4], part: &'a Path) -> Vec<&'a Path> {
    let parts = ["--style", "--late", "--sheet", "--script"].into_iter().flat_map(|name| [Path::new(name), part]);
    [Path::new("page")].into_iter().chain(files).chain(parts).collect()
}

#[test]
fn articles_are_built_printed_and_made_into_pages() {
    let room = room("build");
    copy(&fixture("sound"), &room.join("articles/sound"));
    let (out, page, template) = (room.join("dist"), room.join("page.html"), room.join("template.html"));
    let folder = room.join("articles/sound");
    let locales = root().join("public/locales");
    let texts = ["title", "intro", "article", "lang", "direction", "skip to questions", "skip to contents"];
    let parts = ["policy", "style", "late style", "first", "script", "alternates", "languages"];
    let placeholders = texts.into_iter().chain(parts);
    fs::write(&template, placeholders.map(|name| format!("<!-- {name} -->")).collect::<String>()).unwrap();
    let part = room.join("part");
    fs::write(&part, "part").unwrap();

    let built = login_help(&["build".as_ref(), room.join("articles").as_path(), &out]);
    assert_eq!((built.status.code(), said(&built).lines().count()), (Some(0), 3), "{}", complaint(&built));
    let file = out.join("sound/en.lha");
    let article = compile(&fixture("sound")).unwrap().remove(0);
    assert_eq!(Article::from_bytes(&fs::read(&file).unwrap()), Ok(article));

    assert_eq!(login_help(&["strings".as_ref(), locales.as_path(), &out]).status.code(), Some(0));
    let words = strings(&locales.join("en.toml")).unwrap();
    assert_eq!(Strings::from_bytes(&fs::read(out.join("en.lhs")).unwrap()), Ok(words));

    let printed = login_help(&["print".as_ref(), file.as_path()]);
    assert_eq!(serde_json::from_str::<Value>(&said(&printed)).unwrap()["id"], "sound");

    let english = locales.join("en.toml");
    let made = login_help(&page_command([&folder, &english, &template, &page], &part));
    assert_eq!(made.status.code(), Some(0), "{}", complaint(&made));
    assert!(fs::read_to_string(&page).unwrap().starts_with("Trouble logging in"));
}

#[test]
fn an_article_with_an_error_is_not_built_and_one_with_a_warning_is() {
    let room = room("levels");
    for (name, status) in [("unknown-fact", 1), ("no-answer", 1), ("useless-question", 0), ("stale-source", 0)] {
        copy(&fixture(name), &room.join(name).join(name));
        let built = login_help(&["build".as_ref(), room.join(name).as_path(), &room.join("out")]);
        assert_eq!(built.status.code(), Some(status), "{name}");
        assert!(complaint(&built).contains("[LH0"), "{name}");
        assert_eq!(room.join("out").join(name).join("en.lha").exists(), status == 0, "{name}");
    }
}

#[test]
fn what_can_not_run_says_why_and_has_a_status_of_its_own() {
    let room = room("refusals");
    let text = room.join("text");
    fs::write(&text, "text").unwrap();
    let (en, xx) = (root().join("public/locales/en.toml"), room.join("xx.toml"));
    fs::copy(&en, &xx).unwrap();
    let (sound, nowhere, made) = (fixture("sound"), room.join("nowhere"), room.join("page"));
    let page = |strings, part| page_command([&sound, strings, &text, &made], part);
    for cannot in [
        vec!["print".as_ref(), text.as_path()],
        vec!["print".as_ref(), &nowhere],
        vec!["build".as_ref(), &nowhere, &room],
        vec!["build".as_ref(), &room, &text],
        vec!["check".as_ref(), &nowhere],
        vec!["check".as_ref(), "--explain".as_ref(), "LH999".as_ref()],
        vec!["check".as_ref(), &sound, "--today".as_ref(), "yesterday".as_ref()],
        page(&xx, &text),
        page(&en, &text),
        page(&en, &nowhere),
        vec!["man".as_ref(), "no-such-command".as_ref()],
        vec!["no-such-command".as_ref()],
    ] {
        let output = login_help(&cannot);
        assert_eq!(output.status.code(), Some(2), "{cannot:?}");
        assert!(complaint(&output).len() > 20, "{cannot:?}");
    }
}

#[test]
fn a_check_has_a_status_of_its_own_for_what_it_found() {
    let nothing = check(&["sound"], &[]);
    assert_eq!(nothing.status.code(), Some(0));
    for fault in ["unknown-fact", "no-answer", "useless-question"] {
        let found = check(&["sound", fault], &[]);
        assert_eq!(found.status.code(), Some(1), "{fault}");
        assert!(said(&found).contains(&format!("author/{fault}/flow.toml:")), "{fault}");
    }
}

#[test]
fn the_age_of_a_source_is_reckoned_from_the_day_that_is_given() {
    let status = |more: &[&str]| check(&["stale-source"], more).status.code();
    assert_eq!(status(&[]), Some(1));
    assert_eq!(status(&["--max-age", "754"]), Some(0));
    assert_eq!(status(&["--max-age", "753"]), Some(1));
}

#[test]
fn a_build_says_what_people_will_see_where_the_widget_s_strings_are_missing() {
    let (room, locales) = (room("no-strings"), room("no-strings-locales"));
    let build = || {
        let folders = [fixture("changed-translation"), room.join("articles"), locales.clone()];
        let [article, out, locales] = folders.map(|path| path.into_os_string());
        complaint(&login_help(&["build".into(), article, out, "--locales".into(), locales]))
    };
    assert!(build().contains("no question is shown before the program is there"));
    let english = strings(&root().join("public/locales/en.toml")).unwrap();
    fs::write(locales.join("en.lhs"), english.to_bytes()).unwrap();
    let said = build();
    assert!(said.contains("note: de: ") && !said.contains("note: en: "), "{said}");
    fs::write(locales.join("de.lhs"), english.to_bytes()).unwrap();
    assert!(!build().contains("note:"));
}

#[test]
fn every_code_is_explained() {
    for code in CODES {
        let explained = login_help(&["check", "--explain", &code.id.to_lowercase()]);
        assert_eq!(explained.status.code(), Some(0));
        assert!(said(&explained).contains(code.title()), "{}", code.id);
    }
}

#[test]
fn findings_as_json_have_places_that_a_program_can_go_to() {
    let found = check(&["shadowed-condition"], &["--format", "json"]);
    let found: Value = serde_json::from_str(&said(&found)).unwrap();
    let finding = &found[0];
    assert_eq!((&finding["code"], &finding["level"]), (&"LH031".into(), &"warning".into()));
    assert_eq!((&finding["line"], &finding["column"], &finding["endLine"]), (&53.into(), &52.into(), &53.into()));
    assert_eq!(finding["related"][0]["line"], 44);
    let hint = check(&["sound"], &["--format", "json"]);
    let found: Value = serde_json::from_str(&said(&hint)).unwrap();
    assert_eq!((&found[0]["level"], hint.status.code()), (&"hint".into(), Some(0)), "a hint fails nothing");
}

#[test]
fn findings_as_sarif_are_what_the_standard_says() {
    let found = check(&["shadowed-condition", "not-utf8", "no-words", "raw-html"], &["--format", "sarif"]);
    assert_eq!(found.status.code(), Some(1));
    let sarif: serde_sarif::sarif::Sarif = serde_json::from_str(&said(&found)).unwrap();
    let run = &sarif.runs[0];
    let rules = run.tool.driver.rules.as_ref().unwrap();
    assert_eq!(rules.len(), CODES.len());
    let results = run.results.as_ref().unwrap();
    assert!(results.len() >= 4);
    for result in results {
        let rule = &rules[usize::try_from(result.rule_index.unwrap()).unwrap()];
        assert_eq!(Some(&rule.id), result.rule_id.as_ref());
        let location = result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
        let region = location.region.as_ref().unwrap();
        assert!(region.start_line.unwrap() >= 1 && region.start_column.unwrap() >= 1);
        assert!(location.artifact_location.as_ref().unwrap().uri.as_ref().unwrap().starts_with("tests/"));
    }
}

#[test]
fn the_articles_that_come_with_the_widget_have_nothing_to_be_found() {
    let found = login_help(&["check", "public/articles", "--today", "2026-11-30"]);
    assert_eq!(found.status.code(), Some(0), "{}", said(&found));
    let articles = fs::read_dir(root().join("public/articles")).unwrap().count();
    assert!(articles >= 3 && said(&found).contains(&format!("{articles} articles")));
}

#[test]
fn every_command_has_a_help_with_an_example_and_a_page_of_the_manual() {
    let commands = said(&login_help(&["help"]));
    let (_, commands) = commands.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let commands =
        commands.lines().filter_map(|line| line.split_whitespace().next()).filter(|command| *command != "help");
    let commands = commands.collect::<Vec<_>>();
    assert!(commands.len() >= 12, "{commands:?}");
    for command in commands {
        let help = said(&login_help(&[command, "--help"]));
        assert!(help.contains(&format!("Example:\n  login-help {command}")), "{command}");
        let page = said(&login_help(&["man", command]));
        assert!(page.contains(".TH") && page.contains(&format!("login\\-help\\-{command}")), "{command}: {page}");
    }
    assert!(said(&login_help(&["man"])).contains(".TH"));
}

#[test]
fn shells_complete_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&login_help(&["completions", shell]));
        assert!(script.contains("check") && script.contains("explain"), "{shell}");
    }
}

#[test]
fn a_new_article_can_be_checked_built_and_is_never_written_over() {
    let folder = room("new").join("my-login");
    assert_eq!(login_help(&["new".as_ref(), folder.as_path()]).status.code(), Some(0));
    let checked = login_help(&["check".as_ref(), folder.as_path()]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    fs::write(folder.join("en.md"), "my own words").unwrap();
    let again = login_help(&["new".as_ref(), folder.as_path()]);
    assert_eq!(again.status.code(), Some(2));
    assert!(complaint(&again).contains("my-login"), "{}", complaint(&again));
    assert_eq!(fs::read_to_string(folder.join("en.md")).unwrap(), "my own words");
}

#[test]
fn the_kept_paths_are_what_people_see_today() {
    let compared = login_help(&["paths", "public/articles", "--check", "tests/fixtures/paths"]);
    assert_eq!(compared.status.code(), Some(0), "{}", said(&compared));
}

#[test]
fn a_change_of_what_people_see_is_told_line_by_line() {
    let room = room("paths");
    let (article, golden) = (room.join("sound"), room.join("golden"));
    copy(&fixture("sound"), &article);
    let paths = |more: &[&Path]| login_help(&[&["paths".as_ref(), article.as_path()], more].concat());
    assert_eq!(paths(&["--out".as_ref(), &golden]).status.code(), Some(0));
    assert_eq!(paths(&["--check".as_ref(), &golden]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(golden.join("sound.en.txt")).unwrap().trim_end(), said(&paths(&[])).trim_end());
    let flow = fs::read_to_string(article.join("flow.toml")).unwrap();
    let less =
        flow.replace("when = [{ symptom = \"forgot\" }, { error = \"bad\" }]", "when = [{ symptom = \"forgot\" }]");
    fs::write(article.join("flow.toml"), less).unwrap();
    let changed = paths(&["--check".as_ref(), &golden]);
    assert_eq!(changed.status.code(), Some(1));
    let lines = said(&changed);
    assert!(lines.lines().any(|line| line.starts_with("- ")) && lines.contains("--out"), "{lines}");
}

#[test]
fn pictures_schemas_and_explanations_are_printed_for_other_programs() {
    let sound = "tests/fixtures/author/sound";
    assert!(said(&login_help(&["graph", sound])).starts_with("<svg"));
    assert!(said(&login_help(&["graph", sound, "--format", "mermaid"])).contains("flowchart"));
    for of in ["flow", "front-matter"] {
        let schema: Value = serde_json::from_str(&said(&login_help(&["schema", of]))).unwrap();
        assert_eq!(schema["type"], "object", "{of}");
    }
    let explained =
        login_help(&["explain", sound, "symptom=message", "--message", "BAD password!", "--format", "json"]);
    let explained: Value = serde_json::from_str(&said(&explained)).unwrap();
    assert_eq!(explained["known"].as_array().unwrap().len(), 2, "{explained}");
}

#[test]
fn a_case_or_a_language_that_the_article_does_not_have_is_refused() {
    let sound = "tests/fixtures/author/sound";
    for (cannot, word) in [
        (vec!["explain", sound, "symptm=forgot"], "'symptom'"),
        (vec!["explain", sound, "symptom=forgott"], "'forgot'"),
        (vec!["explain", sound, "symptom"], "fact=value"),
        (vec!["graph", sound, "--lang", "xx"], "en.md"),
        (vec!["paths", sound, "--lang", "xx"], "en.md"),
        (vec!["new", "no/such/folder/my-login", "--from", "no-such.md"], "no-such.md"),
    ] {
        let refused = login_help(&cannot);
        assert_eq!(refused.status.code(), Some(2), "{cannot:?}");
        assert!(complaint(&refused).contains(word), "{cannot:?}: {}", complaint(&refused));
    }
}

#[test]
fn a_watched_article_is_built_again_when_it_is_saved_and_told_of_when_it_is_broken() {
    let room = room("watch");
    let (article, out) = (room.join("articles/sound"), room.join("out"));
    copy(&fixture("sound"), &article);
    let arguments = ["build".as_ref(), article.as_path(), &out, "--watch".as_ref()];
    let mut watching = command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut built = BufReader::new(watching.stdout.take().unwrap()).lines();
    let mut complaints = BufReader::new(watching.stderr.take().unwrap()).lines();
    let title = || {
        let file = fs::read(out.join("sound/en.lha")).unwrap();
        Article::from_bytes(&file).unwrap().draft().title.clone()
    };
    // A line for each file, the article and its first question.
    let mut build = || [built.next().unwrap().unwrap(), built.next().unwrap().unwrap()];
    build();
    let words = fs::read_to_string(article.join("en.md")).unwrap();
    fs::write(article.join("en.md"), words.replace("Trouble logging in", "Other trouble")).unwrap();
    build();
    assert_eq!(title(), "Other trouble");
    fs::write(article.join("en.md"), "no front matter").unwrap();
    let complaint = complaints.next().unwrap().unwrap();
    assert!(complaint.contains("[LH0"), "{complaint}");
    assert_eq!(title(), "Other trouble");
    watching.kill().unwrap();
    watching.wait().unwrap();
}
