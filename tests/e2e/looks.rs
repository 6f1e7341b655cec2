//! Every kind of screen: on the narrowest phone nothing scrolls sideways, and axe-core finds nothing against it.

use std::{env, fs, path::PathBuf};

use serde_json::json;

use crate::{browser::Browser, own_page};

/// A screen: its name, the address it is reached by, what is pressed there, and the kind it must be.
pub const SCREENS: [(&str, &str, &str, &str); 16] = [
    ("the first question", "", "", "question"),
    ("a later question", "symptom=rejected", "", "question"),
    ("the box for messages", "symptom=error", "", "question"),
    ("an empty message", "symptom=error&error=unsure", "[data-change=error]", "question"),
    ("the question before a remedy", "symptom=forgot-password&login=direct", "", "question"),
    ("a remedy with a warning", "symptom=forgot-password&login=direct&sends=unsure", "", "remedy"),
    ("a remedy with long words", "symptom=error&error=@error:sso", "", "remedy"),
    ("a remedy with an inbox", "symptom=new", "", "remedy"),
    ("a wrong address", "symptom=new", "[data-submit]", "remedy"),
    ("a list of remedies", "symptom=unsure", "", "possible"),
    ("the whole list of remedies", "symptom=unsure", "summary", "possible"),
    ("support", "symptom=two-factor", "[data-talk]", "handoff"),
    ("the notice's own thread", "symptom=blocked&notice=banned&tried=banned", "", "handoff"),
    ("solved", "symptom=two-factor", "[data-solved=yes]", "done"),
    ("an earlier question", "symptom=rejected&history=shared", "[data-change=symptom]", "question"),
    ("the whole article", "article", "", "article"),
];

/// Brings the stand-alone page to a screen.
pub async fn show(browser: &Browser, (name, hash, press, kind): (&str, &str, &str, &str)) {
    // From elsewhere, since where a button led is not in the address.
    browser.jump("symptom=intruder").await;
    browser.jump(hash).await;
    if !press.is_empty() {
        browser.run::<()>("find(args[0]).click(); await settled();", &[json!(press)]).await;
    }
    if name == "an empty message" {
        browser.run::<()>("find('[data-submit]').click(); await settled();", &[]).await;
    }
    assert_eq!(browser.look().await.kind, kind, "{name}");
}

#[tokio::test]
async fn on_a_phone_of_320_pixels_nothing_scrolls_sideways() {
    let (_server, browser, _) = own_page("").await;
    let phone = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.cdp("Emulation.setDeviceMetricsOverride", phone).await;
    for screen in SCREENS {
        show(&browser, screen).await;
        // Whatever sticks out, itself named, or else only its width would be known.
        let body = "const wide = [document, shadow()].flatMap((root) => [...root.querySelectorAll('body *, *')])
            .filter((part) => part.getBoundingClientRect().right > 320.5 && part.checkVisibility())
            .map((part) => `${part.localName}.${part.className}`);
            return [document.scrollingElement.scrollWidth, innerWidth, wide];";
        let (width, viewport, wide): (usize, usize, Vec<String>) = browser.run(body, &[]).await;
        assert_eq!(viewport, 320, "{}: the page has been zoomed out", screen.0);
        assert!(width <= 320, "{}: {width} pixels wide, because of {wide:?}", screen.0);
    }
}

/// axe-core must have nothing against any screen, where the person's system has these colours.
async fn audit(scheme: &str) {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| PathBuf::from(env::var_os("HOME").expect("there is a home")).join(".cargo"));
    let axe = home.join("lib/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe).unwrap_or_else(|_| panic!("{} is missing: run ./dev setup", axe.display()));
    let (_server, browser, _) = own_page("").await;
    let media = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ] });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
    browser.run::<()>(&format!("{axe}\nwindow.axe = axe;"), &[]).await;
    let mut found = Vec::new();
    for screen in SCREENS {
        show(&browser, screen).await;
        let body = "const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
            const seen = passes.some(({ nodes }) => nodes.some(({ target }) => Array.isArray(target[0])));
            if (!seen) throw new Error('axe has not looked into the shadow root');
            return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, any }) =>
              [id, help, target.flat().join(' >> '), ...any.map(({ message }) => message)].join(': ')));";
        let violations: Vec<String> = browser.run(body, &[]).await;
        found.extend(violations.into_iter().map(|violation| format!("{}: {violation}", screen.0)));
    }
    assert!(found.is_empty(), "{} in all:\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn axe_finds_nothing_against_any_screen_in_light_colours() {
    audit("light").await;
}

#[tokio::test]
async fn axe_finds_nothing_against_any_screen_in_dark_colours() {
    audit("dark").await;
}
