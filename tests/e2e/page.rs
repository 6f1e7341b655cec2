//! The widget and the page around it: address and history, the article to read, events, several on one page, access.

use serde_json::{Value, json};

use crate::{TWO_LINES, browser::Browser, host_page, own_page};

#[tokio::test]
async fn the_address_carries_the_answers_and_the_browser_s_back_and_forward_follow() {
    let (server, browser, _) = own_page("").await;
    browser.press("[data-answer=blocked]").await;
    let screen = browser.press("[data-answer=banned]").await;
    assert_eq!(screen.hash, "symptom=blocked&notice=banned");
    assert_eq!(browser.go_back().await.is(), ("question", "notice"));
    assert_eq!(browser.go_back().await.is(), ("question", "symptom"));
    assert_eq!(browser.go_forward().await.is(), ("question", "notice"));
    let shared = browser.open(&server.at("/#symptom=blocked&notice=banned")).await;
    assert_eq!(shared.is(), ("remedy", "banned"));
}

#[tokio::test]
async fn an_address_with_unknown_parts_shows_the_rest_and_says_what_it_left_out() {
    let (_server, browser, screen) = own_page("symptom=blocked&colour=red&notice=gone").await;
    assert_eq!(screen.is(), ("question", "notice"));
    assert_eq!(screen.hash, "symptom=blocked");
    let said = browser.seen().await.console;
    assert!(said.iter().any(|line| line.contains("colour=red")), "{said:?}");
}

#[tokio::test]
async fn neither_a_pasted_message_nor_an_address_stands_in_the_page_s_address_or_its_events() {
    let (_server, browser, _) = own_page("symptom=error").await;
    browser.click("[data-message]").await;
    browser.paste("secret@example.com was refused").await;
    let screen = browser.press("[data-submit]").await;
    assert!(!browser.address().await.contains("secret"));
    assert_ne!(screen.notice, "", "a message that nobody knows is said to be kept");
    let person = browser.press("[data-talk]").await;
    assert!(person.summary.unwrap().contains("secret@example.com was refused"), "and it is");
    let events = browser.seen().await.events;
    assert!(events.iter().all(|event| !event.detail.to_string().contains("secret")), "{events:?}");
}

#[tokio::test]
async fn every_section_has_an_address_and_the_contents_lead_to_it() {
    let (_server, browser, screen) = own_page("terminated").await;
    assert_eq!(screen.kind, "article");
    let focused = "return shadow().activeElement?.getAttribute('data-section') ?? ''";
    browser.until("the section has the focus", &format!("return (() => {{ {focused} }})() === 'terminated'")).await;
    browser.click("nav a[href='#two-factor']").await;
    browser.until("the other has it", &format!("return (() => {{ {focused} }})() === 'two-factor'")).await;
    assert!(browser.address().await.ends_with("#two-factor"));
    let (sections, own): (usize, usize) =
        browser.run("return [all('[data-section]').length, all('[data-section] a.address').length];", &[]).await;
    assert_eq!((sections, own), (20, 20));
    let back = browser.press("[data-back]").await;
    assert_eq!(back.is(), ("question", "symptom"));
}

#[tokio::test]
async fn the_page_can_be_rated_once() {
    let (_server, browser, _) = own_page("article").await;
    let count = "return all('[data-rate]').length";
    assert_eq!(browser.run::<usize>(count, &[]).await, 4, "at the top and at the bottom");
    browser.click("[data-rate=good]").await;
    browser.until("both say thanks", "return all('[data-rate]').length === 0").await;
    let events = browser.seen().await.events;
    let feedback: Vec<_> = events.iter().filter(|event| event.name == "feedback").collect();
    assert_eq!(feedback.len(), 1);
    assert_eq!(feedback[0].detail, json!({ "helpful": true }));
}

#[tokio::test]
async fn an_embedded_widget_leaves_the_page_s_address_history_and_focus_alone() {
    let (server, browser, first) = host_page(TWO_LINES).await;
    assert_eq!(first.is(), ("question", "symptom"));
    let length = "return history.length";
    let before: usize = browser.run(length, &[]).await;
    browser.press("[data-answer=blocked]").await;
    browser.press("[data-answer=review]").await;
    browser.press("[data-read]").await;
    assert_eq!(browser.address().await, server.at("/host.html"));
    assert_eq!(browser.run::<usize>(length, &[]).await, before);
    assert_eq!(browser.run::<usize>("return all('a.address').length", &[]).await, 0);
}

#[tokio::test]
async fn every_step_raises_its_event_which_bubbles_out_of_the_shadow_root() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    browser.press("[data-answer=blocked]").await;
    browser.press("[data-answer=banned]").await;
    browser.press("[data-solved=no]").await;
    browser.press("[data-back]").await;
    browser.press("[data-solved=yes]").await;
    let events = browser.seen().await.events;
    let told: Vec<_> = events.iter().map(|event| (event.name.as_str(), event.detail.clone())).collect();
    let none = Value::Null;
    assert_eq!(
        told,
        [
            ("question", json!({ "question": "symptom" })),
            ("ready", none),
            ("question", json!({ "question": "notice" })),
            ("remedy", json!({ "remedy": "banned" })),
            ("handoff", json!({ "channel": "reply" })),
            ("remedy", json!({ "remedy": "banned" })),
            ("resolved", json!({ "remedy": "banned" })),
        ]
    );
    assert!(events.iter().all(|event| event.bubbles && event.composed));
}

#[tokio::test]
async fn two_widgets_share_one_wasm_and_nothing_else() {
    let two = "<script type=module src=/login-help.js></script>
        <login-help id=one></login-help><login-help id=two facts='symptom=blocked'></login-help>";
    let (server, browser, _) = host_page(two).await;
    let there = "return ['one', 'two'].every((id) => find('.widget', id))";
    browser.until("both are there", there).await;
    browser.press("[data-answer=new]").await;
    let shown: (String, String) = browser.run("return [look('one').id, look('two').id]", &[]).await;
    assert_eq!(shown, ("confirm-email".into(), "notice".into()));
    assert_eq!(server.asked("/login-help-core.wasm"), 1);
}

#[tokio::test]
async fn a_widget_can_be_moved_removed_and_put_back() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    browser.press("[data-answer=blocked]").await;
    browser.run::<Value>("document.body.prepend(widget()); await settled();", &[]).await;
    assert_eq!(browser.look().await.is(), ("question", "notice"), "moved, it keeps its answers");
    browser.run::<Value>("globalThis.kept = widget(); kept.remove(); await settled();", &[]).await;
    browser.run::<Value>("document.body.append(kept); await settled();", &[]).await;
    browser.until("it is back", "return look().kind === 'question'").await;
    assert_eq!(browser.press("[data-answer=new]").await.is(), ("remedy", "confirm-email"));
    assert!(browser.seen().await.errors.is_empty());
}

/// An address for each kind of screen.
const SCREENS: [&str; 9] = [
    "",
    "symptom=error",
    "symptom=intruder",
    "symptom=unsure",
    "symptom=forgot-password&login=direct&sends=unsure",
    "symptom=blocked&notice=banned&tried=banned",
    "symptom=error&error=@&tried=contact-support",
    "article",
    "symptom=blocked&notice=review",
];

async fn media(browser: &Browser, scheme: &str) {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    browser.cdp("Emulation.setEmulatedMedia", features).await;
}

#[tokio::test]
async fn no_screen_scrolls_sideways_at_320_pixels() {
    let (_server, browser, _) = own_page("").await;
    let phone = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.cdp("Emulation.setDeviceMetricsOverride", phone).await;
    for hash in SCREENS {
        browser.jump(hash).await;
        let width: usize = browser.run("return document.scrollingElement.scrollWidth", &[]).await;
        assert!(width <= 320, "#{hash} is {width} pixels wide");
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_either_scheme() {
    let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{}/.cargo", std::env::var("HOME").unwrap()));
    let axe = format!("{cargo}/lib/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&axe).unwrap_or_else(|error| panic!("{axe} ({error}): run ./dev setup"));
    let (_server, browser, _) = own_page("").await;
    browser.cdp("Runtime.evaluate", json!({ "expression": axe })).await;
    let mut checked = 0;
    for scheme in ["light", "dark"] {
        media(&browser, scheme).await;
        for hash in SCREENS {
            browser.jump(hash).await;
            let (passes, faults): (usize, Vec<String>) = browser
                .run(
                    "const { passes, violations } = await axe.run(document);
                     return [passes.length, violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`)];",
                    &[],
                )
                .await;
            assert!(faults.is_empty(), "{scheme} #{hash}: {faults:#?}");
            checked += passes;
        }
    }
    assert!(checked > 100, "axe looked at {checked} things only");
}
