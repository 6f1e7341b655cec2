//! Contrast, computed from what the browser makes of the sheets, in both schemes and every state.
//!
//! Body text has 7 to 1 (WCAG 1.4.6): whatever is there to be read. What is pressed, the word over a callout, an error and
//! a step's number have 4.5 to 1 (1.4.3); the edges of what is pressed or typed into, and icons, 3 to 1 (1.4.11). Nothing is half transparent, so
//! there is nothing to do for people who want less of that.

use serde_json::json;

use crate::tour::{script, tour};

/// What a person's system asks for: a scheme, and whether more contrast than usual.
const WISHES: [[&str; 2]; 4] =
    [["light", "no-preference"], ["dark", "no-preference"], ["light", "more"], ["dark", "more"]];

#[tokio::test]
async fn every_text_and_every_edge_has_its_contrast_in_both_schemes_and_nothing_is_seen_through() {
    if crate::engine::skips() {
        return;
    }
    let mut faults = Vec::new();
    let mut lowest = [(f64::MAX, String::new()), (f64::MAX, String::new()), (f64::MAX, String::new())];
    tour("/", "en", async |browser, stop| {
        let clear: Vec<String> = browser.run(&script("return clear();"), &[]).await;
        faults.extend(clear.into_iter().map(|part| format!("{}: {part} is seen through", stop.name)));
        for [scheme, more] in WISHES {
            let media = json!({ "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "prefers-contrast", "value": more },
            ] });
            browser.cdp("Emulation.setEmulatedMedia", media).await;
            let body = script("return [...texts(), ...edges().map(([name, is]) => [name, is, 3])];");
            let rows: Vec<(String, f64, f64)> = browser.run(&body, &[]).await;
            assert!(rows.len() > 5, "{}: {rows:?}", stop.name);
            for (name, is, needs) in rows {
                let place = format!("{} in {scheme}, {more}: {name}", stop.name);
                let kind = if needs > 5.0 {
                    0
                } else if needs > 4.0 {
                    1
                } else {
                    2
                };
                if is < needs {
                    faults.push(format!("{place}: {is:.2} of {needs}"));
                }
                if is < lowest[kind].0 {
                    lowest[kind] = (is, place);
                }
            }
        }
    })
    .await;
    for (kind, (is, place)) in ["body text", "other text", "edges and icons"].into_iter().zip(lowest) {
        println!("the lowest contrast of {kind} is {is:.2}: {place}");
    }
    assert!(faults.is_empty(), "{} in all:\n{}", faults.len(), faults.join("\n"));
}
