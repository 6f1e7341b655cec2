//! The element's contract, `public/custom-elements.json` and `public/login-help.d.ts`, against the code that keeps it:
//! what one side gains or loses, the other must too.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

type Names = BTreeSet<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files with this ending in a folder, as one text.
fn all(folder: &str, ending: &str) -> String {
    let files = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|found| found == ending));
    files.map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// What `./dev setup` has put into the cargo home.
fn installed(path: &str) -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| PathBuf::from(env::var_os("HOME").expect("there is a home")).join(".cargo"));
    let path = home.join(path);
    assert!(path.exists(), "{} is missing: run ./dev setup", path.display());
    path
}

fn manifest() -> Value {
    serde_json::from_str(&read("public/custom-elements.json")).expect("the manifest is JSON")
}

/// The one element that the manifest declares.
fn element() -> Value {
    manifest()["modules"][0]["declarations"][0].take()
}

/// The names of the entries in one of the element's lists.
fn named(list: &str) -> Names {
    let element = element();
    let entries = element[list].as_array().unwrap_or_else(|| panic!("the manifest has no {list}"));
    let names: Names = entries.iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names.len(), entries.len(), "a name stands twice in {list}");
    names
}

/// The texts between `before` and `after`, wherever they stand.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| Some(rest.split_once(after)?.0)).collect()
}

/// The string literals that follow directly on `before`.
fn literals(text: &str, before: &str) -> Names {
    between(text, &format!("{before}\""), "\"").into_iter().map(String::from).collect()
}

/// The one text between `before` and `after`.
fn only<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let found = between(text, before, after);
    assert_eq!(found.len(), 1, "{before:?} stands {} times", found.len());
    found[0]
}

#[test]
fn the_manifest_has_the_form_of_the_official_schema() {
    let schema = fs::read_to_string(installed("lib/node_modules/custom-elements-manifest/schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    // By itself the schema would take an element for a class like any other, and overlook what is wrong with the rest.
    let one = json!({ "$ref": "#/definitions/CustomElementDeclaration", "definitions": schema["definitions"] });
    for (schema, value) in [(&schema, manifest()), (&one, element())] {
        let schema = jsonschema::draft7::new(schema).expect("a schema of draft 7");
        let wrong: Vec<String> =
            schema.iter_errors(&value).map(|wrong| format!("{}: {wrong}", wrong.instance_path())).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    let defines = &manifest()["modules"][0]["exports"][0];
    assert_eq!((&defines["name"], &defines["kind"]), (&json!("login-help"), &json!("custom-element-definition")));
    assert_eq!(defines["declaration"]["name"], element()["name"]);
}

#[test]
fn everything_in_the_manifest_is_described() {
    let element = element();
    for list in ["attributes", "members", "events", "slots", "cssParts", "cssProperties", "demos"] {
        for entry in element[list].as_array().unwrap() {
            let text = entry["description"].as_str().unwrap_or_default();
            assert!(text.len() > 10 && text.ends_with('.'), "{list}: {entry}");
        }
    }
    for page in element["demos"].as_array().unwrap() {
        let page = page["url"].as_str().unwrap();
        assert!(root().join("public").join(page).is_file(), "{page}");
    }
}

#[test]
fn attributes_are_those_that_the_code_reads() {
    let (script, rust) = (all("public", "js"), read("src/embed/options.rs"));
    let ways = [(&script, "getAttribute("), (&script, "hasAttribute("), (&rust, "given("), (&rust, "has_attribute(")];
    let read: Names = ways.into_iter().flat_map(|(code, way)| literals(code, way)).collect();
    let promised = named("attributes");
    assert_eq!(read.difference(&promised).collect::<Vec<_>>(), Vec::<&String>::new(), "read, and not in the manifest");
    // Two are found by selectors: the nearest `lang`, and the host's `theme`.
    let code = script + &rust + &self::read("style/login-help.css");
    let is_there =
        |name: &&String| ["\"NAME\"", "[NAME]", "[NAME="].iter().any(|form| code.contains(&form.replace("NAME", name)));
    let unread: Vec<_> = promised.iter().filter(|name| !is_there(name)).collect();
    assert_eq!(unread, Vec::<&String>::new(), "in the manifest, and not read");
}

#[test]
fn events_are_those_that_the_code_sends() {
    let (script, rust) = (all("public", "js"), read("src/embed/events.rs"));
    let own: Names = literals(&script, "emit(").into_iter().map(|name| format!("login-help-{name}")).collect();
    let of_rust: Names = literals(&rust, "=> (").into_iter().map(|name| format!("login-help-{name}")).collect();
    assert_eq!(own.union(&of_rust).cloned().collect::<Names>(), named("events"));
    for event in element()["events"].as_array().unwrap() {
        let (name, kind) = (event["name"].as_str().unwrap(), event["type"]["text"].as_str().unwrap());
        let key = literals(&rust, &format!("=> (\"{}\", ", name.trim_start_matches("login-help-")));
        assert_eq!(key.is_empty(), !of_rust.contains(name), "{name} has one entry");
        assert!(key.iter().all(|key| kind.starts_with(&format!("CustomEvent<{{ {key}: "))), "{name}: {kind}");
    }
}

/// Every choice between strings in a type, `"a" | "b"`.
fn choices(kind: &str) -> Names {
    kind.split('"').skip(1).step_by(2).map(String::from).collect()
}

/// The type of one event, as the manifest has it.
fn event(name: &str) -> String {
    let element = element();
    let found = element["events"].as_array().unwrap().iter().find(|event| event["name"] == name);
    found.unwrap()["type"]["text"].as_str().unwrap().to_owned()
}

#[test]
fn channels_are_those_that_the_code_sends() {
    assert_eq!(choices(&event("login-help-handoff")), literals(&read("src/embed/events.rs"), "\"channel\", "));
}

#[test]
fn error_codes_are_those_that_the_code_sends() {
    let codes = read("public/failures.js");
    assert_eq!(choices(&event("login-help-error")), choices(only(&codes, "const CODES = [", "]")));
}

#[test]
fn custom_properties_are_those_that_the_sheet_uses() {
    let sheet = read("style/login-help.css");
    let used = between(&sheet, "var(--login-help-", ",").into_iter().map(|name| format!("--login-help-{name}"));
    assert_eq!(used.collect::<Names>(), named("cssProperties"));
    for property in element()["cssProperties"].as_array().unwrap() {
        let (name, default) = (property["name"].as_str().unwrap(), property["default"].as_str().unwrap());
        assert!(sheet.contains(&format!("var({name}, {default})")), "{name} is not {default} by default");
    }
}

#[test]
fn parts_are_those_that_the_views_name() {
    let views = all("src/view", "rs");
    // A part is named for itself, or is the class of something to press.
    let parts = literals(&views, "attr(\"part\", ").into_iter().chain(literals(&views, "press("));
    assert_eq!(parts.collect::<Names>(), named("cssParts"));
}

#[test]
fn the_readme_has_every_attribute() {
    let readme = read("README.md");
    let table = readme.split_once("| attribute | meaning |\n").unwrap().1.split("\n\n").next().unwrap();
    let cells = table.lines().skip(1).map(|row| row.split('|').nth(1).unwrap());
    let names: Names = cells.flat_map(|cell| between(cell, " `", "`")).map(String::from).collect();
    assert_eq!(names, named("attributes"));
}

/// The names in an interface of the types whose lines have this between name and type.
fn in_types(interface: &str, mark: &str) -> Names {
    let types = read("public/login-help.d.ts");
    let lines = only(&types, &format!("export interface {interface} {{\n"), "\n}").lines();
    let names = lines.filter_map(|line| Some(line.split_once(mark)?.0.trim().trim_matches('"').to_owned()));
    names.collect()
}

#[test]
fn the_types_name_what_the_manifest_names() {
    assert_eq!(in_types("LoginHelpAttributes", "?: "), named("attributes"));
    assert_eq!(in_types("LoginHelpEventMap", ": CustomEvent<"), named("events"));
    let types = read("public/login-help.d.ts");
    for member in element()["members"].as_array().unwrap() {
        assert!(types.contains(&format!("  {}(): void;", member["name"].as_str().unwrap())), "{member}");
    }
    let codes = only(&types, "export type LoginHelpErrorCode =\n  | ", ";").replace("\n ", "");
    for name in named("events") {
        let kind = format!("\"{name}\": {};", event(&name).replace(&codes, "LoginHelpErrorCode"));
        assert!(types.contains(&kind), "the types have no {kind}");
    }
}

/// The lines of a file that the compiler refuses.
fn refused(file: &str) -> BTreeSet<usize> {
    let arguments = "--noEmit --strict --target es2022 --lib es2022,dom --module esnext --moduleResolution bundler \
                     --jsx preserve --pretty false";
    let mut compiler = Command::new(installed("bin/tsc"));
    let ran = compiler.args(arguments.split_whitespace()).args(["--types", "", file]).current_dir(root()).output();
    let said = String::from_utf8(ran.expect("the compiler starts").stdout).unwrap();
    let place = |line: &str| {
        let line = line.strip_prefix(file).and_then(|rest| rest.strip_prefix('(')?.split(',').next()?.parse().ok());
        line.unwrap_or_else(|| panic!("{said}"))
    };
    said.lines().filter(|line| !line.starts_with(' ')).map(place).collect()
}

#[test]
fn right_use_of_the_types_compiles() {
    assert_eq!(refused("tests/fixtures/contract/right.tsx"), BTreeSet::new());
}

#[test]
fn wrong_use_of_the_types_is_refused_line_by_line() {
    let file = "tests/fixtures/contract/wrong.tsx";
    let source = read(file);
    let wrong = source.lines().zip(1..).filter(|(line, _)| line.ends_with("// wrong"));
    let lines: BTreeSet<usize> = wrong.map(|(_, number)| number).collect();
    assert!(lines.len() > 10);
    assert_eq!(refused(file), lines);
}
