//! Every kind of screen as axe-core sees it, which finds nothing against it. What axe can't see is in access_*.rs.

use std::{env, fs, path::PathBuf};

use serde_json::json;

use crate::{browser::Browser, own_page, server::Site, tour::tour};

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
    ("a wrong address", "symptom=new", "form:not(#form-words) [data-submit]", "remedy"),
    ("a list of remedies", "symptom=unsure&where=unsure", "", "possible"),
    ("the whole list of remedies", "symptom=unsure&where=unsure", "summary", "possible"),
    ("support", "symptom=two-factor&code=missing", "[data-talk]", "handoff"),
    ("the notice's own thread", "symptom=blocked&notice=banned&tried=banned", "", "handoff"),
    ("solved", "symptom=two-factor&code=missing", "[data-solved=yes]", "done"),
    ("an earlier question", "symptom=rejected&login=shared", "[data-change=symptom]", "question"),
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
        browser.run::<()>("find('form:not(#form-words) [data-submit]').click(); await settled();", &[]).await;
    }
    assert_eq!(browser.look().await.kind, kind, "{name}");
}

/// The rules of axe-core: WCAG 2.2 of all three levels and good practice, and of those that it leaves out unless asked,
/// what can be decided by rule. In the second scheme, of them all only colours can differ.
pub const STRICT: [(&str, &str); 2] = [
    (
        "light",
        "{
           runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
           rules: Object.fromEntries(['color-contrast-enhanced', 'target-size', 'identical-links-same-purpose',
             'label-content-name-mismatch', 'focus-order-semantics', 'hidden-content', 'p-as-heading', 'table-fake-caption',
             'td-has-header', 'meta-refresh-no-exceptions'].map((rule) => [rule, { enabled: true }])),
         }",
    ),
    ("dark", "{ runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced'] } }"),
];

/// Its rules as they come: levels A and AA, and good practice. What a page has around the widget is held to no more.
pub const USUAL: [(&str, &str); 2] = [("light", "{}"), ("dark", "{}")];

/// Where npm put axe-core.
fn axe() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| PathBuf::from(env::var_os("HOME").expect("there is a home")).join(".cargo"));
    let axe = home.join("lib/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&axe).unwrap_or_else(|_| panic!("{} is missing: run ./dev setup", axe.display()))
}

/// What axe-core has against what is on screen by these rules of a scheme each.
pub async fn violations(browser: &Browser, rules: &[(&str, &str)]) -> Vec<String> {
    if !browser.run::<bool>("return 'axe' in window;", &[]).await {
        browser.run::<()>(&format!("{}\nwindow.axe = axe;", axe()), &[]).await;
    }
    let mut found = Vec::new();
    for (scheme, rules) in rules {
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        browser.cdp("Emulation.setEmulatedMedia", media).await;
        let body = format!(
            "const {{ violations, passes }} = await axe.run(document, {rules});
             const seen = passes.some(({{ nodes }}) => nodes.some(({{ target }}) => Array.isArray(target[0])));
             // Of Arabic letters its rules of colour see none; contrast.rs does.
             if ('{scheme}' === 'light' && !seen && find('.widget')) throw new Error(`axe has not looked into the shadow root at ${{location.href}}`);
             return violations.flatMap(({{ id, help, nodes }}) => nodes.map(({{ target, any }}) =>
               [id, help, target.flat().join(' >> '), ...any.map(({{ message }}) => message)].join(': ')));"
        );
        let violations: Vec<String> = browser.run(&body, &[]).await;
        found.extend(violations.into_iter().map(|violation| format!("in {scheme}: {violation}")));
    }
    found
}

#[tokio::test]
async fn axe_finds_nothing_against_any_screen_in_light_and_in_dark_colours() {
    if crate::engine::skips() {
        return;
    }
    let mut found = Vec::new();
    tour("/", "en", async |browser, stop| {
        found.extend(
            violations(browser, &STRICT).await.into_iter().map(|violation| format!("{} {violation}", stop.name)),
        );
    })
    .await;
    assert!(found.is_empty(), "{} in all:\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn axe_finds_nothing_against_any_language() {
    if crate::engine::skips() {
        return;
    }
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    let mut found = Vec::new();
    // In every language the colours are those of English.
    for lang in crate::languages::languages().iter().filter(|lang| *lang != "en") {
        browser.open(&server.at(&format!("/{lang}.html"))).await;
        for screen in SCREENS {
            show(&browser, screen).await;
            found.extend(
                violations(&browser, &STRICT[..1])
                    .await
                    .into_iter()
                    .map(|violation| format!("{lang}: {} {violation}", screen.0)),
            );
        }
    }
    assert!(found.is_empty(), "{} in all:\n{}", found.len(), found.join("\n"));
}

#[tokio::test]
async fn on_paper_a_remedy_has_its_warnings_and_says_where_its_action_leads_and_nothing_is_to_be_pressed() {
    if crate::engine::skips() {
        return;
    }
    for scheme in ["light", "dark"] {
        let (_server, browser, _) = own_page("symptom=forgot-password&login=direct&sends=password").await;
        browser.run::<()>("widget().setAttribute('theme', args[0]);", &[json!(scheme)]).await;
        browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let body = "await settled();
            const seen = (selector) => all(selector).filter((part) => part.checkVisibility()).length;
            const { color } = getComputedStyle(find('[data-action]'));
            return [seen('[data-callout=warning]') > 0, seen('button, input, textarea, summary'),
              getComputedStyle(find('[data-action]'), '::after').content.includes('://'),
              [color, getComputedStyle(find('[data-heading]')).color, getComputedStyle(find('.widget')).backgroundColor]];";
        let (warns, pressed, leads, colours): (bool, usize, bool, [String; 3]) = browser.run(body, &[]).await;
        assert!(warns && leads, "{scheme}: a warning {warns}, an address {leads}");
        assert_eq!(pressed, 0, "{scheme}: what can be pressed");
        let [black, white] = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"];
        assert_eq!(colours, [black, black, white], "{scheme}");
    }
}
