//! The author tool's command line: what each command writes, and what its exit status says.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Instant,
};

use common::source::fixture;
use login_help::{
    article::Article,
    author::{CODES, compile, strings},
    locale::Strings,
};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder of the test's own.
fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    room
}

fn login_help<A: AsRef<std::ffi::OsStr>>(arguments: &[A]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_login-help")).current_dir(root()).args(arguments).output().unwrap()
}

/// What a command prints, whatever its status.
fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn check(fixtures: &[&str], more: &[&str]) -> Output {
    let folders = fixtures.iter().map(|name| format!("tests/fixtures/author/{name}"));
    let arguments = ["check", "--today", "2026-11-25"].map(String::from).into_iter().chain(folders);
    login_help(&arguments.chain(more.iter().map(ToString::to_string)).collect::<Vec<_>>())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn articles_are_built_printed_and_made_into_pages() {
    let room = room("build");
    copy(&fixture("sound"), &room.join("articles/sound"));
    let (out, page, template) = (room.join("dist"), room.join("page.html"), room.join("template.html"));
    let folder = room.join("articles/sound");
    let locales = root().join("public/locales");
    fs::write(&template, "<!-- title --><!-- intro --><!-- article -->").unwrap();

    let built = login_help(&["build".as_ref(), room.join("articles").as_path(), &out]);
    assert_eq!((built.status.code(), said(&built).lines().count()), (Some(0), 1), "{}", complaint(&built));
    let file = out.join("sound/en.lha");
    let article = compile(&fixture("sound")).unwrap().remove(0);
    assert_eq!(Article::from_bytes(&fs::read(&file).unwrap()), Ok(article));

    assert_eq!(login_help(&["strings".as_ref(), locales.as_path(), &out]).status.code(), Some(0));
    let words = strings(&locales.join("en.toml")).unwrap();
    assert_eq!(Strings::from_bytes(&fs::read(out.join("en.lhs")).unwrap()), Ok(words));

    let printed = login_help(&["print".as_ref(), file.as_path()]);
    assert_eq!(serde_json::from_str::<Value>(&said(&printed)).unwrap()["id"], "sound");

    let made = login_help(&["page".as_ref(), folder.as_path(), &locales.join("en.toml"), &template, &page]);
    assert_eq!(made.status.code(), Some(0));
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
    let (sound, nowhere) = (fixture("sound"), room.join("nowhere"));
    for cannot in [
        vec!["print".as_ref(), text.as_path()],
        vec!["print".as_ref(), &nowhere],
        vec!["build".as_ref(), &nowhere, &room],
        vec!["build".as_ref(), &room, &text],
        vec!["check".as_ref(), &nowhere],
        vec!["check".as_ref(), "--explain".as_ref(), "LH999".as_ref()],
        vec!["check".as_ref(), &sound, "--today".as_ref(), "yesterday".as_ref()],
        vec!["page".as_ref(), &sound, &xx, &text, &room.join("page")],
        vec!["page".as_ref(), &sound, &en, &text, &room.join("page")],
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
    let none = check(&["sound"], &["--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&said(&none)).unwrap(), Value::Array(Vec::new()));
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
    let found = login_help(&["check", "public/articles", "--today", "2026-11-25"]);
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

/// The source of an article with 300 facts and 1,000 remedies: areas with questions that lead on from one another,
/// remedies with two alternatives that cross areas, and an interruption with a warning for every tenth.
fn write_large_article(folder: &Path) {
    let (mut flow, mut words) = (String::from("support = \"https://example.com/\"\n"), String::from("+++\n"));
    words.push_str("title = \"Large\"\nintro = \"Large.\"\nsupport = { label = \"Write\", text = \"They answer.\" }\n");
    let mut declare = |id: &str, values: &[String], gate: &str| {
        let list = values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ");
        let labels = values.iter().map(|value| format!("{value} = {value:?}")).collect::<Vec<_>>().join(", ");
        words.push_str(&format!("[questions.{id}]\nprompt = \"{id}?\"\nanswers = {{ {labels} }}\n"));
        (format!("[facts.{id}]\nvalues = [{list}]\n"), format!("[[questions]]\nfact = {id:?}\n{gate}\n"))
    };
    let letters = ["a", "b", "c", "d", "e"].map(String::from);
    let mut parts = vec![declare("area", &(0..30).map(|area| format!("a{area}")).collect::<Vec<_>>(), "")];
    parts.push(declare("sends", &letters, ""));
    for number in 2..300 {
        let gate = match number {
            2..32 => format!("when = [{{ area = \"a{}\" }}]", number - 2),
            _ => format!("when = [{{ f{} = \"e\" }}]", number - 30),
        };
        parts.push(declare(&format!("f{number}"), &letters, &gate));
    }
    parts.iter().for_each(|(fact, _)| flow.push_str(fact));
    parts.iter().for_each(|(_, question)| flow.push_str(question));
    words.push_str("+++\n");
    for number in 0..999 {
        let (fact, value) = (2 + number % 298, letters[number / 298].as_str());
        let other = 2 + (fact * 7 + 11) % 298;
        let area = if fact < 32 { fact - 2 } else { (fact - 2) % 30 };
        flow.push_str(&format!(
            "[[remedies]]\nsection = \"s{number}\"\nwhen = [{{ f{fact} = {value:?}, area = \"a{area}\" }}, {{ f{fact} = {value:?}, f{other} = \"a\" }}]\n"
        ));
        words.push_str(&format!("## Section {number} {{#s{number}}}\n"));
        if number % 10 == 0 {
            flow.push_str("interruption = \"sends\"\n");
            words.push_str(&format!("> [!WARNING] {{#c{number}}}\n> It breaks.\n\n"));
        }
        words.push_str("1. Do it.\n\n");
    }
    flow.push_str("[[remedies]]\nsection = \"rest\"\n");
    words.push_str("## Rest {#rest}\n\nWrite.\n");
    (0..999)
        .step_by(10)
        .for_each(|number| flow.push_str(&format!("[callouts.c{number}]\nwhen = [{{ sends = \"a\" }}]\n")));
    fs::write(folder.join("flow.toml"), flow).unwrap();
    fs::write(folder.join("en.md"), words).unwrap();
}

#[test]
fn an_article_of_300_facts_and_1_000_remedies_is_checked_in_ten_seconds() {
    let folder = room("large");
    write_large_article(&folder);
    let started = Instant::now();
    let found = login_help(&["check".as_ref(), folder.as_path(), "--format".as_ref(), "json".as_ref()]);
    let seconds = started.elapsed().as_secs_f32();
    let found: Value = serde_json::from_str(&said(&found)).unwrap();
    let codes = found.as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap());
    let codes = codes.fold(BTreeMap::new(), |mut counts: BTreeMap<&str, usize>, code| {
        *counts.entry(code).or_default() += 1;
        counts
    });
    println!("300 facts and 1,000 remedies checked in {seconds:.1} s; found {codes:?}");
    // Two areas never come together, so all second alternatives are impossible; the hundredth says how many more.
    assert_eq!(codes, BTreeMap::from([("LH030", 100)]));
    assert!(seconds < 10.0, "{seconds}");
}
