//! Every kind of screen as axe-core sees it, which finds nothing against it. What axe can't see is in access_*.rs.

use std::{env, fs, path::PathBuf};

use serde_json::json;

use crate::{browser::Browser, tour::tour};

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

/// The rules of axe-core: WCAG 2.2 of all three levels and good practice, and of those that it leaves out unless asked,
/// what can be decided by rule. In the second scheme, of them all only colours can differ.
const RULES: [(&str, &str); 2] = [
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

/// What axe-core has against any screen, in light colours and in dark ones, on the page at this path and in this language.
pub async fn audit(page: &str, lang: &str) -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| PathBuf::from(env::var_os("HOME").expect("there is a home")).join(".cargo"));
    let axe = home.join("lib/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe).unwrap_or_else(|_| panic!("{} is missing: run ./dev setup", axe.display()));
    let mut found = Vec::new();
    tour(page, lang, async |browser, stop| {
        if !browser.run::<bool>("return 'axe' in window;", &[]).await {
            browser.run::<()>(&format!("{axe}\nwindow.axe = axe;"), &[]).await;
        }
        for (scheme, rules) in RULES {
            let media = json!({ "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] });
            browser.cdp("Emulation.setEmulatedMedia", media).await;
            let body = format!(
                "const {{ violations, passes }} = await axe.run(document, {rules});
                 const seen = passes.some(({{ nodes }}) => nodes.some(({{ target }}) => Array.isArray(target[0])));
                 if (!seen && find('.widget')) throw new Error('axe has not looked into the shadow root');
                 return violations.flatMap(({{ id, help, nodes }}) => nodes.map(({{ target, any }}) =>
                   [id, help, target.flat().join(' >> '), ...any.map(({{ message }}) => message)].join(': ')));"
            );
            let violations: Vec<String> = browser.run(&body, &[]).await;
            found.extend(violations.into_iter().map(|violation| format!("{} in {scheme}: {violation}", stop.name)));
        }
    })
    .await;
    found
}

#[tokio::test]
async fn axe_finds_nothing_against_any_screen_in_light_and_in_dark_colours() {
    let found = audit("/", "en").await;
    assert!(found.is_empty(), "{} in all:\n{}", found.len(), found.join("\n"));
}
