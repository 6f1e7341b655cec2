//! The oldest browsers that the README names: nothing in the build is newer than they are, and what is older still gets
//! the article.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{TWO_LINES, browser::Browser, server::Site};

/// What `./dev` says that a name stands for: one place for the versions, which the build is made for too.
fn said_by_dev(name: &str) -> String {
    let dev = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("dev")).unwrap();
    let line = dev.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
    line.unwrap_or_else(|| panic!("./dev has no {name}")).trim_matches('"').to_owned()
}

/// An empty folder.
fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e-oldest").join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    room
}

/// What ESLint says of the scripts and sheets in a folder.
fn lint(room: &Path) -> (bool, String) {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| PathBuf::from(env::var_os("HOME").unwrap()).join(".cargo"));
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oldest/eslint.config.mjs");
    let mut command = Command::new(home.join("bin/eslint"));
    command.arg("--config").arg(config).arg(".").current_dir(room);
    let command = command.env("NODE_MODULES", home.join("lib/node_modules")).env("OLDEST", said_by_dev("OLDEST"));
    said(command)
}

/// What binaryen says of a program, which may have these features and no others.
fn validate(wasm: &Path) -> (bool, String) {
    let features = said_by_dev("OLDEST_WASM");
    said(Command::new("wasm-opt").arg("--mvp-features").args(features.split(' ')).arg(wasm).args(["-o", "/dev/null"]))
}

fn said(command: &mut Command) -> (bool, String) {
    let output = command.output();
    let Output { status, stdout, stderr } =
        output.unwrap_or_else(|error| panic!("{command:?} ({error}): run ./dev setup"));
    let text = [stdout, stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    (status.success(), text)
}

#[test]
fn the_readme_names_the_browsers_that_the_build_is_made_for() {
    let named = said_by_dev("OLDEST").replace("chrome", "Chrome and Edge ").replace("firefox", "Firefox ");
    let named = named.replace("safari", "Safari ").replace(',', ", ");
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(readme.contains(&named), "the README does not say: {named}");
}

#[test]
fn the_oldest_browsers_know_all_that_scripts_and_sheets_are_written_in() {
    let (dist, room) = (crate::dist(), room("build"));
    let mut checked = 0;
    for entry in fs::read_dir(&dist).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".js") {
            fs::copy(&path, room.join(&name)).unwrap();
            checked += 1;
        } else if name.ends_with(".html") {
            let page = fs::read_to_string(&path).unwrap();
            for (tag, ending) in [("script", "js"), ("style", "css")] {
                for (number, part) in parts(&page, tag).into_iter().enumerate() {
                    fs::write(room.join(format!("{name}-{number}.{ending}")), part).unwrap();
                    checked += 1;
                }
            }
        }
    }
    assert!(checked >= 3 + 2 * 3, "only {checked} are found in {}", dist.display());
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("style/login-help.css"), room.join("login-help.css")).unwrap();
    let (is_fine, said) = lint(&room);
    assert!(is_fine, "{said}");
}

/// What stands in a page's elements of a name.
fn parts<'a>(page: &'a str, tag: &str) -> Vec<&'a str> {
    let (start, end) = (format!("<{tag}"), format!("</{tag}>"));
    let starts = page.split(start.as_str()).skip(1).filter_map(|rest| rest.split_once('>'));
    starts.filter_map(|(_, rest)| Some(rest.split_once(end.as_str())?.0)).collect()
}

#[test]
fn what_is_newer_is_refused() {
    let newer = [
        ("syntax.js", "export const found = /[a--b]/v;"),
        ("more-syntax.js", "using file = open();"),
        ("function.js", "export const sorted = [2, 1].toSorted();"),
        ("browser.js", "new URLPattern();"),
        ("look.css", "a { field-sizing: content; }"),
    ];
    let room = room("newer");
    for (name, text) in newer {
        fs::write(room.join(name), text).unwrap();
    }
    let (is_fine, said) = lint(&room);
    assert!(!is_fine);
    for (name, _) in newer {
        assert!(said.contains(name), "{name} is not refused: {said}");
    }
}

#[test]
fn the_oldest_browsers_know_all_that_the_program_is_made_of() {
    let (is_fine, said) = validate(&crate::dist().join(&crate::core("wasm")[1..]));
    assert!(is_fine, "{said}");
}

#[test]
fn a_program_of_newer_features_is_refused() {
    let room = room("wasm");
    for (name, parts, is_known) in [
        ("extends", "(func (result i32) (i32.extend8_s (i32.const 1)))", true),
        ("vectors", "(func (result v128) (v128.const i32x4 1 2 3 4))", false),
        ("throws", "(tag $fault) (func (throw $fault))", false),
    ] {
        let (text, wasm) = (room.join(format!("{name}.wat")), room.join(format!("{name}.wasm")));
        fs::write(&text, format!("(module {parts})")).unwrap();
        let (is_made, fault) = said(Command::new("wasm-as").arg("--all-features").arg(&text).arg("-o").arg(&wasm));
        assert!(is_made, "{fault}");
        let (is_fine, fault) = validate(&wasm);
        assert_eq!(is_fine, is_known, "{name}: {fault}");
    }
}

/// What a browser may lack: a name, and how to take it away before a page's own scripts run.
const LACKS: [(&str, &str); 3] = [
    ("WebAssembly", "delete window.WebAssembly;"),
    ("custom elements", "delete window.customElements;"),
    (
        "sheets that are adopted",
        "delete Document.prototype.adoptedStyleSheets;
        delete ShadowRoot.prototype.adoptedStyleSheets;
        CSSStyleSheet = function () { throw new TypeError('Illegal constructor'); };",
    ),
];

#[tokio::test]
async fn a_browser_that_lacks_something_gets_the_article_on_the_stand_alone_page() {
    for (lack, script) in LACKS {
        let (server, browser) = (Site::new().before(script).serve(), Browser::start().await);
        browser.load(&server.at("/")).await;
        is_the_article(&browser, "terminated", lack).await;
    }
}

#[tokio::test]
async fn a_browser_that_lacks_something_gets_the_article_where_the_widget_is_embedded() {
    for (lack, script) in LACKS {
        let site = Site::new().before(script).page("/host.html", TWO_LINES);
        let (server, browser) = (site.serve(), Browser::start().await);
        browser.load(&server.at("/host.html")).await;
        is_the_article(&browser, "light", lack).await;
    }
}

/// As browsers without modules are, which have no shadow roots in HTML either.
#[tokio::test]
async fn a_browser_without_modules_gets_the_article() {
    let page = String::from_utf8(Site::new().read("/index.html").unwrap()).unwrap();
    let older = |page: &str| page.replace("type=\"module\"", "type=\"none\"").replace("type=module", "type=none");
    let own = older(&page).replace("shadowrootmode", "data-none");
    assert!(!own.contains("module\"") && own.contains("data-none"), "the page has another form");
    let site = Site::new().bytes("/index.html", own.into_bytes()).page("/host.html", &older(TWO_LINES));
    let (server, browser) = (site.serve(), Browser::start().await);
    for (path, id) in [("/index.html", "terminated"), ("/host.html", "light")] {
        browser.load(&server.at(path)).await;
        is_the_article(&browser, id, path).await;
    }
}

/// Waits until all of the page's own content can be read, and nothing that leads nowhere stands before it.
async fn is_the_article(browser: &Browser, id: &str, what: &str) {
    let body = format!(
        "const part = document.getElementById('{id}');
        return part.checkVisibility() && part.innerText.trim() !== '' && part.getBoundingClientRect().height > 0
          && !all('button, [data-question]').some((dead) => dead.checkVisibility());"
    );
    browser.until(&format!("the article is there ({what})"), &body).await;
}
