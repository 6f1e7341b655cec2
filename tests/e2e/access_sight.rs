//! For people who enlarge, space out, recolour or calm what they see: nothing is cut off, lost or too small, and nothing
//! moves.

use serde_json::{Value, json};

use crate::{
    browser::Browser,
    own_page,
    tour::{script, tour},
};

/// What a person's own sheet does to the widget at 400 % of 1280 pixels: nothing, the spaces of WCAG 1.4.12, and letters
/// twice as large besides, which leave no field as wide as an address: it scrolls in the field.
const SHEETS: [(&str, &str); 3] = [
    ("as it is", ""),
    (
        "spaced out",
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
         p { margin-block-end: 2em !important; }",
    ),
    (LARGE, ":root { font-size: 200%; }"),
];
const LARGE: &str = "with letters twice as large";
const WIDTH: u32 = 320;

#[tokio::test]
async fn at_400_percent_nothing_scrolls_sideways_or_is_cut_off_also_spaced_out_and_with_letters_twice_as_large() {
    if crate::engine::skips() {
        return;
    }
    let mut faults = Vec::new();
    tour("/", "en", async |browser, stop| {
        for (name, sheet) in SHEETS {
            let size = json!({ "width": WIDTH, "height": 256, "deviceScaleFactor": 2, "mobile": true });
            browser.cdp("Emulation.setDeviceMetricsOverride", size).await;
            let body = script(
                "const own = new CSSStyleSheet();
                 own.replaceSync(args[0]);
                 for (const root of [document, shadow()]) root.adoptedStyleSheets.push(own);
                 const found = [...wide(), ...cut(), ...overlaps()];
                 for (const root of [document, shadow()]) root.adoptedStyleSheets.pop();
                 return [innerWidth, found];",
            );
            let (is_wide, found): (u32, Vec<String>) = browser.run(&body, &[json!(sheet)]).await;
            assert_eq!(is_wide, WIDTH, "{}: the page has been zoomed out", stop.name);
            let found = found.into_iter().filter(|fault| name != LARGE || !fault.starts_with("input"));
            faults.extend(found.map(|fault| format!("{} {name}: {fault}", stop.name)));
        }
        browser.cdp("Emulation.clearDeviceMetricsOverride", json!({})).await;
    })
    .await;
    assert!(faults.is_empty(), "{} in all:\n{}", faults.len(), faults.join("\n"));
}

/// Sets what a person's system asks for.
async fn prefers(browser: &Browser, name: &str, value: &str) {
    let media: Value = json!({ "features": [{ "name": name, "value": value }] });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
}

/// Goes through some screens; gives what moved on the way, each with how long it does, in milliseconds.
async fn moving(browser: &Browser) -> Vec<(String, Option<f64>)> {
    let watch = "window.moved = new Map();
        const look = () => {
          for (const root of [document, shadow()]) for (const animation of root.getAnimations()) {
            const { endTime } = animation.effect.getComputedTiming();
            moved.set(animation.animationName ?? animation.transitionProperty ?? animation.id, Number.isFinite(endTime) ? endTime : null);
          }
          requestAnimationFrame(look);
        };
        look();";
    browser.run::<()>(watch, &[]).await;
    for selector in ["[data-answer=rejected]", "[data-answer=shared]", "[data-read]", "[data-back]", "[data-restart]"] {
        browser.press(selector).await;
    }
    // The mark of an answer that waits for the program.
    let wait = "find('[data-answer]').setAttribute('aria-busy', 'true'); await settled(); await settled();";
    browser.run::<()>(wait, &[]).await;
    browser.run("return [...moved];", &[]).await
}

#[tokio::test]
async fn nothing_moves_where_that_is_not_wanted_and_nowhere_for_five_seconds() {
    if crate::engine::skips() {
        return;
    }
    let (_server, browser, _) = own_page("").await;
    let moved = moving(&browser).await;
    assert!(!moved.is_empty(), "nothing was seen to move at all");
    // What moves by itself for longer would need a way to stop it (WCAG 2.2.2).
    assert!(moved.iter().all(|(_, end)| end.is_some_and(|end| end <= 5000.0)), "{moved:?}");
    prefers(&browser, "prefers-reduced-motion", "reduce").await;
    browser
        .run::<()>("location.hash = ''; find('[aria-busy]').removeAttribute('aria-busy'); await settled();", &[])
        .await;
    assert_eq!(moving(&browser).await, []);
}

#[tokio::test]
async fn in_forced_colours_everything_that_is_a_box_has_an_edge_and_what_is_chosen_a_thicker_one() {
    if crate::engine::skips() {
        return;
    }
    let mut faults = Vec::new();
    tour("/", "en", async |browser, stop| {
        prefers(browser, "forced-colors", "active").await;
        let body = script(
            "const edge = (part) => { const style = getComputedStyle(part); return style.borderTopStyle === 'none' ? 0 : parseFloat(style.borderTopWidth); };
             const boxes = 'button, .main, .second, input:not([type=checkbox]), textarea, .callout, .suggestion, .contents';
             const parts = [...seenParts()].filter((part) => within(part, 'login-help'));
             const bare = parts.filter((part) => part.matches(boxes) && edge(part) < 1).map((part) => `${named(part)} has no edge`);
             const thin = parts.filter((part) => part.matches('[aria-current], [aria-busy=true], [aria-invalid]') && edge(part) < 2).map((part) => `${named(part)} is like the others`);
             const faint = edges().filter(([, is]) => is < 3).map(([name, is]) => `${name}: ${is}`);
             return [...bare, ...thin, ...faint];",
        );
        let found: Vec<String> = browser.run(&body, &[]).await;
        prefers(browser, "forced-colors", "none").await;
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", stop.name)));
    })
    .await;
    assert!(faults.is_empty(), "{} in all:\n{}", faults.len(), faults.join("\n"));
}
