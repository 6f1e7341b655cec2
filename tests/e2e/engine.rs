//! The three engines that the tests run in, what each is asked for at its start, and the tests that one of them skips.

use std::{env, fmt, fs, path::Path, process::Command, thread};

use serde_json::{Value, json};

/// What a browser is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What a person's system or browser is set to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Setting {
    /// Dark colours.
    Dark,
    /// As little movement as can be.
    Calm,
    /// Pages may run no scripts.
    Scriptless,
}

const WEBKIT: &[Engine] = &[Engine::WebKit];
const OTHERS: &[Engine] = &[Engine::Firefox, Engine::WebKit];

/// The tests that some engines' drivers can't do, by their names or how these begin, each with the reason. The README has
/// the same list.
pub const SKIPPED: [(&[Engine], &str, &str); 19] = [
    (OTHERS, "access_keyboard::a_whole_case", "Chromium's own protocol forces colours and zooms"),
    (OTHERS, "access_keyboard::whatever_is_pressed", "Chromium's own protocol forces colours and zooms"),
    (OTHERS, "access_sight", "Chromium's own protocol forces colours and zooms"),
    (OTHERS, "access_time", "Chromium's own protocol has the clock run ahead on the pages of its tour"),
    (OTHERS, "access_tree", "Chromium's own protocol tells the accessibility tree"),
    (OTHERS, "contrast", "Chromium's own protocol changes between light and dark"),
    (OTHERS, "examples::each_brand", "Chromium's own protocol changes between light and dark"),
    (OTHERS, "examples::nothing_jumps", "Chromium alone counts what jumps"),
    (OTHERS, "gallery::axe", "Chromium's own protocol changes between light and dark"),
    (OTHERS, "gallery::from", "pictures are of one engine, and taken by Chromium's own protocol"),
    (OTHERS, "looks::axe", "Chromium's own protocol changes between light and dark"),
    (OTHERS, "looks::on_paper", "Chromium's own protocol shows a page as it is printed"),
    (OTHERS, "offline::the_page_can_be_installed", "neither Firefox nor WebKitGTK installs pages"),
    (OTHERS, "touch", "fingers are Chromium's own protocol's"),
    (WEBKIT, "apis_feedback::offline_feedback", "its driver can't take the network away"),
    (WEBKIT, "faults::a_half_of_the_program_that_somebody_changed", "it holds no module against its digest"),
    (
        WEBKIT,
        "faults::a_program_that_breaks_off",
        "it takes a broken connection for the end of the file, and the widget calls the program damaged",
    ),
    (
        WEBKIT,
        "faults::an_article_that_breaks_off",
        "it takes a broken connection for the end of the file, and the widget calls the article damaged",
    ),
    (WEBKIT, "told::the_token_in_a_mail_s_link", "it lists no history to a page"),
];

const CHROMIUM: [&str; 16] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=en-US",
    // Walking all paths changes the page's address more often than Chromium lets a page do.
    "--disable-ipc-flooding-protection",
    "--window-size=1000,1000",
    // Pictures that are the same on every machine.
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
];

impl fmt::Display for Engine {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, to)
    }
}

impl Engine {
    /// The one that this run of the tests is for.
    pub fn chosen() -> Self {
        match env::var("LOGIN_HELP_BROWSER").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("LOGIN_HELP_BROWSER: '{other}' is none of chromium, firefox, webkit"),
        }
    }

    /// The program that drives it, and what it says before the port that it has found free; where it finds none, nothing.
    pub fn driver(self) -> (Command, Option<&'static str>) {
        let command = |variable, default: &str| Command::new(env::var(variable).unwrap_or_else(|_| default.into()));
        match self {
            Self::Chromium => (command("CHROMEDRIVER", "/usr/bin/chromedriver"), Some("successfully on port ")),
            Self::Firefox => {
                let mut command = command("GECKODRIVER", "geckodriver");
                // Its network is Firefox's own matter, which no page and no driver without this can take away.
                command.arg("--allow-system-access");
                (command, Some("Listening on 127.0.0.1:"))
            }
            Self::WebKit => (command("WEBKITDRIVER", "/usr/bin/WebKitWebDriver"), None),
        }
    }

    /// What its driver is asked to start, with a profile in this folder.
    pub fn wanted(self, folder: &Path, settings: &[Setting]) -> Value {
        let is = |setting| settings.contains(&setting);
        match self {
            // Chromium's settings are its driver's to change while it runs.
            Self::Chromium => {
                let profile = format!("--user-data-dir={}", folder.display());
                let args: Vec<_> = CHROMIUM.into_iter().chain([profile.as_str()]).collect();
                json!({ "goog:chromeOptions": { "args": args } })
            }
            Self::Firefox => {
                // Or else no window is narrower than 450 pixels.
                fs::create_dir_all(folder.join("chrome")).expect("the profile can be written");
                fs::write(folder.join("chrome/userChrome.css"), ":root:root { min-width: 0 !important }")
                    .expect("the profile can be written");
                let prefs = json!({
                    "intl.accept_languages": "en-US, en",
                    "javascript.enabled": !is(Setting::Scriptless),
                    "layout.css.prefers-color-scheme.content-override": if is(Setting::Dark) { 0 } else { 1 },
                    "toolkit.legacyUserProfileCustomizations.stylesheets": true,
                    "ui.prefersReducedMotion": i32::from(is(Setting::Calm)),
                });
                let args = ["-headless", "-profile", &folder.display().to_string()];
                json!({ "moz:firefoxOptions": { "binary": "/usr/bin/firefox-esr", "args": args, "prefs": prefs } })
            }
            Self::WebKit => {
                let mut args = vec!["--automation", "--javascript-can-open-windows-automatically=true"];
                args.extend(is(Setting::Dark).then_some("--dark-mode"));
                args.extend(is(Setting::Scriptless).then_some("--enable-javascript=false"));
                json!({ "webkitgtk:browserOptions": { "binary": mini_browser(), "args": args } })
            }
        }
    }
}

/// WebKit's own small browser, which lies in a folder named after the machine's architecture.
fn mini_browser() -> String {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let browsers = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
    let found = browsers.into_iter().find(|browser| browser.is_file());
    found.expect("there is a MiniBrowser: run ./dev setup").display().to_string()
}

/// Whether the chosen engine skips the test that calls this, and if so, says why.
pub fn skips() -> bool {
    let (engine, thread) = (Engine::chosen(), thread::current());
    // A test's thread has its name.
    let test = thread.name().unwrap_or_default();
    let found = SKIPPED.iter().find(|(skipping, skipped, _)| skipping.contains(&engine) && test.starts_with(skipped));
    if let Some((.., reason)) = found {
        println!("{engine} skips {test}: {reason}");
    }
    found.is_some()
}

#[test]
fn the_readme_lists_what_each_engine_skips_and_why() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let listed: Vec<_> = readme.lines().skip_while(|line| !line.starts_with("| engine | skips")).skip(2).collect();
    let listed: Vec<_> = listed.into_iter().take_while(|line| line.starts_with('|')).collect();
    let names = |engines: &[Engine]| engines.iter().map(Engine::to_string).collect::<Vec<_>>().join(", ");
    let skipped: Vec<_> =
        SKIPPED.iter().map(|(engines, test, reason)| format!("| {} | `{test}` | {reason} |", names(engines))).collect();
    assert_eq!(listed, skipped);
}

#[test]
fn what_is_skipped_are_tests() {
    let listed = Command::new(env::current_exe().unwrap()).args(["--list", "--format=terse"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let tests: Vec<_> = listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    assert!(tests.len() > 100, "{tests:?}");
    for (_, skipped, reason) in SKIPPED {
        assert!(tests.iter().any(|test| test.starts_with(skipped)), "there is no test {skipped}");
        assert!(!reason.is_empty());
    }
}
