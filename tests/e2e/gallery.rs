//! The gallery, which shows every screen and state, against the pictures of it that were last looked at and accepted.
//!
//! `./dev gallery` compares; `./dev gallery --accept` keeps what differs as it is now. What differs is in target/gallery/.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    browser::Browser,
    looks,
    picture::{Picture, Place},
    server::{Server, Site},
};

const SCHEMES: [&str; 2] = ["light", "dark"];

/// What only the widget's own page has.
const ELSEWHERE: [&str; 1] = ["data-permalink"];

/// The pictures are half as large as the page, and so a third as heavy; what differs is shown in full besides.
const SCALE: f64 = 0.5;

/// A part of the page, in its own pixels.
#[derive(Deserialize)]
struct Part {
    name: String,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Parts that make one picture.
#[derive(Deserialize)]
struct Group {
    whole: Part,
    entries: Vec<Part>,
}

impl Group {
    /// Where an entry is in the group's picture.
    fn place(&self, entry: &Part) -> Place {
        let scaled = |length: f64| (length * SCALE) as usize;
        Place {
            name: entry.name.clone(),
            left: scaled(entry.left - self.whole.left),
            top: scaled(entry.top - self.whole.top),
            width: scaled(entry.width),
            height: scaled(entry.height),
        }
    }
}

/// The gallery with each widget at its screen.
async fn open(query: &str) -> (Server, Browser) {
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    browser.load(&server.at(&format!("/examples/gallery.html{query}"))).await;
    // The script's own time limit, half a minute, ends this.
    browser.run::<()>("while (!('ready' in document.documentElement.dataset)) await settled();", &[]).await;
    (server, browser)
}

async fn prefer(browser: &Browser, scheme: &str) {
    let media = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ] });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
}

/// Has the controls of each forced entry look as if the pointer or the focus were on them.
async fn force(browser: &Browser) {
    browser.cdp("DOM.enable", json!({})).await;
    browser.cdp("CSS.enable", json!({})).await;
    let document = browser.cdp("DOM.getDocument", json!({ "depth": -1, "pierce": true })).await;
    let mut forced = Vec::new();
    controls(&document["root"], None, &mut forced);
    assert!(!forced.is_empty(), "no entry is forced");
    for (node, state) in forced {
        let states = json!({ "nodeId": node, "forcedPseudoClasses": [state] });
        browser.cdp("CSS.forcePseudoState", states).await;
    }
}

/// The controls below a node of the browser's tree, shadow roots included, each with the state that its entry asks for.
fn controls<'a>(node: &'a Value, asked: Option<&'a str>, into: &mut Vec<(&'a Value, &'a str)>) {
    let list = |name: &str| node[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let attributes = list("attributes").chunks_exact(2);
    let own = attributes.into_iter().find(|pair| pair[0] == "data-force").and_then(|pair| pair[1].as_str());
    let asked = own.or(asked);
    if let ("button" | "a" | "input" | "textarea" | "summary", Some(state)) =
        (node["localName"].as_str().unwrap_or_default(), asked)
    {
        into.push((&node["nodeId"], state));
    }
    list("children").iter().chain(list("shadowRoots")).for_each(|child| controls(child, asked, into));
}

/// The groups of the page as it is now, in a window of this width.
async fn groups(browser: &Browser, width: usize, scheme: &str) -> Vec<Group> {
    let window = json!({ "width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false });
    browser.cdp("Emulation.setDeviceMetricsOverride", window).await;
    prefer(browser, scheme).await;
    // Every entry begins at a whole pixel of the picture, whatever is above it.
    let body = "const figures = [...document.querySelectorAll('figure')];
        for (const { style } of figures) style.height = '';
        await settled();
        const heights = figures.map((figure) => figure.getBoundingClientRect().height);
        figures.forEach(({ style }, index) => (style.height = `${Math.ceil(heights[index] / 2) * 2}px`));
        await settled();
        const box = (name, part) => {
          const { left, top, right, bottom } = part.getBoundingClientRect();
          const [x, y] = [Math.floor(left + scrollX), Math.floor(top + scrollY)];
          return { name, left: x, top: y, width: Math.ceil(right + scrollX) - x, height: Math.ceil(bottom + scrollY) - y };
        };
        return [...document.querySelectorAll('main > section')].map((section) => ({
          whole: box(section.id, section),
          entries: [...section.querySelectorAll('figure')].map((figure) => box(figure.id, figure.lastElementChild)),
        }));";
    browser.run(body, &[]).await
}

/// A part of the page as a PNG.
async fn take(browser: &Browser, part: &Part, scale: f64) -> Vec<u8> {
    let Part { left, top, width, height, .. } = part;
    let clip = json!({ "x": left, "y": top, "width": width, "height": height, "scale": scale });
    let wanted = json!({ "captureBeyondViewport": true, "optimizeForSpeed": true, "clip": clip });
    let png = browser.cdp("Page.captureScreenshot", wanted).await;
    BASE64_STANDARD.decode(png["data"].as_str().unwrap_or_default()).expect("it is base64")
}

/// Compares a group with its kept picture, or keeps it where that is asked for. What is wrong, a line each.
async fn judge(browser: &Browser, variant: &str, group: &Group) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = root.join(format!("tests/fixtures/gallery/{variant}/{}.png", group.whole.name));
    let places = group.entries.iter().map(|entry| group.place(entry)).collect();
    let picture = Picture::taken(&take(browser, &group.whole, SCALE).await, places);
    let differences = picture.differences(&Picture::read(&kept));
    if !differences.is_empty() && env::var_os("LOGIN_HELP_ACCEPT").is_some() {
        picture.write(&kept);
        println!("kept {}", kept.display());
        return Vec::new();
    }
    let folder = root.join(format!("target/gallery/{variant}"));
    let mut lines = Vec::new();
    for difference in differences {
        let file = folder.join(format!("{}.png", difference.name));
        fs::create_dir_all(&folder).expect("target/ can be written to");
        if let Some(entry) = group.entries.iter().find(|entry| entry.name == difference.name) {
            fs::write(&file, take(browser, entry, 1.0).await).expect("target/ can be written to");
        }
        if let Some(marked) = &difference.marked {
            marked.write(&file.with_extension("difference.png"));
        }
        lines.push(format!("{variant}: {} {}: see {}", difference.name, difference.how, file.display()));
    }
    lines
}

/// The widths at which the gallery is looked at.
const WIDTHS: [usize; 4] = [320, 390, 768, 1280];

/// In the dark, right to left is looked at on a phone alone: colours know no direction.
const DARK_RIGHT_TO_LEFT: [usize; 1] = [390];

async fn looks_as_it_was_accepted(direction: &str, query: &str) {
    let (_server, browser) = open(query).await;
    force(&browser).await;
    let mut found = Vec::new();
    for width in WIDTHS {
        for scheme in SCHEMES {
            if (scheme, direction) == ("dark", "rtl") && !DARK_RIGHT_TO_LEFT.contains(&width) {
                continue;
            }
            let variant = format!("{width}-{scheme}-{direction}");
            for group in groups(&browser, width, scheme).await {
                found.extend(judge(&browser, &variant, &group).await);
            }
        }
    }
    assert!(found.is_empty(), "{} in all; ./dev gallery --accept keeps them:\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn from_left_to_right_the_gallery_looks_as_it_was_accepted() {
    if crate::engine::skips() {
        return;
    }
    looks_as_it_was_accepted("ltr", "").await;
}

#[tokio::test]
async fn from_right_to_left_the_gallery_looks_as_it_was_accepted() {
    if crate::engine::skips() {
        return;
    }
    looks_as_it_was_accepted("rtl", "?lang=ar").await;
}

/// The hooks that the views give their parts: each is of a screen or state.
fn hooks() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view");
    let files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    let texts: Vec<_> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let literals = texts.iter().flat_map(|text| text.split('"'));
    let is_hook = |word: &&str| {
        word.strip_prefix("data-")
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
    };
    let mut hooks: Vec<_> = literals.filter(is_hook).map(String::from).collect();
    hooks.sort_unstable();
    hooks.dedup();
    hooks
}

#[tokio::test]
async fn the_gallery_has_every_screen_and_state() {
    let (_server, browser) = open("").await;
    let hooks = hooks();
    assert!(hooks.len() > 20, "the views have hooks: {hooks:?}");
    let hooks = hooks.into_iter().filter(|hook| !ELSEWHERE.contains(&hook.as_str())).map(|hook| format!("[{hook}]"));
    let states = [
        "[data-callout=info]",
        "[data-callout=advice]",
        "[data-callout=warning]",
        "[data-answer=unsure]",
        "ol",
        "code",
        ".notice:not(:empty)",
        ".error:not(:empty)",
        "[aria-invalid=true]",
        "[aria-current]",
        "[aria-busy]",
        "[data-again]",
        ".eyebrow",
        ".suggestion",
        "details[open]",
        "details:not([open])",
        "[type=checkbox]:checked",
        "slot:not([hidden])",
    ];
    let wanted: Vec<_> = hooks.chain(states.map(String::from)).collect();
    let body = "const roots = [...document.querySelectorAll('login-help')].map(({ shadowRoot }) => shadowRoot);
        return args[0].filter((selector) => !roots.some((root) => root.querySelector(selector)));";
    let missing: Vec<String> = browser.run(body, &[json!(wanted)]).await;
    assert!(missing.is_empty(), "the gallery shows nothing with {missing:?}: give it an entry in gallery-entries.js");
}

#[tokio::test]
async fn axe_finds_nothing_against_the_gallery() {
    if crate::engine::skips() {
        return;
    }
    let (_server, browser) = open("").await;
    // No page has two whole articles on it but this one.
    let rules = "{ rules: { 'landmark-unique': { enabled: false } } }";
    let found = looks::violations(&browser, &SCHEMES.map(|scheme| (scheme, rules))).await;
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn axe_finds_nothing_against_the_brands() {
    if crate::engine::skips() {
        return;
    }
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    browser.open(&server.at("/examples/themes.html")).await;
    browser
        .until(
            "all four are there",
            "return document.querySelectorAll('login-help').length === 4
        && seen.events.filter(({ name }) => name === 'ready').length === 4;",
        )
        .await;
    assert_eq!(looks::violations(&browser, &looks::USUAL).await, Vec::<String>::new());
}
