//! The authoring guide, followed to the letter: every command is run, every change made, every output looked for.

#![cfg(feature = "author")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use login_help::author::strings;
use serde_json::Value;

/// What a reader of the guide does, in order.
#[derive(Debug)]
enum Step {
    /// Types these lines into a terminal.
    Run(String),
    /// Looks for these lines in what the last command said, in this order.
    See(String),
    /// Puts one text in the place of another.
    Replace { file: String, old: String, new: String },
    /// Writes more at the end of a file.
    Append { file: String, text: String },
}

/// The guide's steps. What stands between two boxes says what to do with the second.
fn steps(guide: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut old = None;
    let mut rest = guide;
    while let Some((prose, after)) = rest.split_once("```") {
        let (kind, after) = after.split_once('\n').expect("a box has a kind");
        let (text, after) = after.split_once("```").expect("a box ends");

        let last = prose.trim_end().rsplit("\n\n").next().unwrap_or_default();
        let file = || last.rsplit('`').nth(1).expect("a file is named").to_owned();
        match kind {
            "sh" => steps.push(Step::Run(text.into())),
            "text" => steps.push(Step::See(text.into())),
            "html" => {}
            _ if last.ends_with("replace") => old = Some((file(), text.to_owned())),
            _ if last == "by" => {
                let (file, old) = old.take().expect("something is replaced");
                steps.push(Step::Replace { file, old, new: text.into() });
            }
            _ if last.ends_with("add") => steps.push(Step::Append { file: file(), text: text.into() }),
            _ => panic!("what is to be done with this box? {last}\n{text}"),
        }
        rest = after;
    }
    steps
}

/// A folder with the program on the path and something that looks like a built widget in `dist`.
fn room() -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(room.join("dist/locales")).unwrap();
    fs::write(room.join("dist/login-help.js"), "").unwrap();
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales");
    for lang in ["de", "en"] {
        let source = locales.join(lang).with_extension("toml");
        let compiled = room.join("dist/locales").join(lang).with_extension("lhs");
        fs::write(compiled, strings(&source).unwrap().to_bytes()).unwrap();
        fs::copy(&source, room.join("dist/locales").join(source.file_name().unwrap())).unwrap();
    }
    room
}

fn shell(room: &Path, line: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_login-help")).parent().unwrap().to_path_buf();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([program].into_iter().chain(env::split_paths(&path))).unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(room).env("PATH", path);
    command
}

/// Everything that the lines say; that one of them finds something is part of the guide.
fn run(room: &Path, lines: &str) -> String {
    let output = shell(room, lines).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{lines}{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// A server goes on until it is ended, so what it says first is all.
fn serve(room: &Path, line: &str) -> String {
    let line = format!("exec {} --port 0", line.trim_end());
    let mut server = shell(room, &line).stdout(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut said).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    said
}

#[test]
fn every_step_of_the_authoring_guide_works_as_it_stands() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("public/authoring.md")).unwrap();
    let steps = steps(&guide);
    assert!(steps.len() > 20);
    let room = room();
    let mut said = String::new();
    for step in &steps {
        match step {
            Step::Run(lines) if lines.contains("login-help serve") => said = serve(&room, lines),
            Step::Run(lines) => said = run(&room, lines),
            Step::See(lines) => {
                let mut rest = said.as_str();
                for line in lines.lines().filter(|line| !line.is_empty()) {
                    let after = rest.split_once(line).unwrap_or_else(|| panic!("{line:?} is not in {said}"));
                    rest = after.1;
                }
            }
            Step::Replace { file, old, new } => {
                let text = fs::read_to_string(room.join(file)).unwrap();
                assert_eq!(text.matches(old.as_str()).count(), 1, "{old}");
                fs::write(room.join(file), text.replace(old.as_str(), new)).unwrap();
            }
            Step::Append { file, text } => {
                let before = fs::read_to_string(room.join(file)).unwrap();
                fs::write(room.join(file), before + text).unwrap();
            }
        }
    }
    assert!(room.join("dist/articles/vault-login/en.lha").exists());
    let first: Value =
        serde_json::from_slice(&fs::read(room.join("dist/articles/vault-login/first.json")).unwrap()).unwrap();
    assert_eq!((&first["it"]["strings"], &first["it"]["words"]["again"]), (&"it".into(), &"Riprova".into()));
}
