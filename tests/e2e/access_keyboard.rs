//! The keyboard alone, by real keys: a whole case from the first question to its end, with the focus in sight at every
//! stop, and out of the widget again at both ends.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{
    browser::Browser,
    host_page, own_page,
    screen::Screen,
    tour::{host, script, tour},
};

/// Somebody without a mouse.
struct Person(Browser);

impl Person {
    /// Asserts that what has the focus can be seen, and that it has it.
    async fn sees(&self, way: &str) {
        let faults: Vec<String> = self.0.run(&script("await settled(); return focusFaults();"), &[]).await;
        assert!(faults.is_empty(), "{way}: {faults:?}");
    }

    async fn is_at(&self, selector: &str) -> bool {
        let body = "const on = shadow().activeElement; return !!on?.matches(args[0]);";
        self.0.run(body, &[json!(selector)]).await
    }

    /// Presses Tab, or Shift and Tab, until this has the focus.
    async fn go(&self, held: &[Key], selector: &str) {
        for _ in 0..40 {
            self.0.key(held, Key::Tab).await;
            self.sees(selector).await;
            if self.is_at(selector).await {
                return;
            }
        }
        panic!("forty times Tab do not reach {selector}");
    }

    async fn to(&self, selector: &str) {
        self.go(&[], selector).await;
    }

    /// Goes there and presses a key, which leads to another screen; its heading has the focus.
    async fn press(&self, selector: &str, key: impl Into<char>) -> Screen {
        self.to(selector).await;
        self.follow(selector, key).await
    }

    async fn follow(&self, selector: &str, key: impl Into<char>) -> Screen {
        let before = self.0.look().await;
        self.0.key(&[], key).await;
        let now = self.0.change_from(&before).await;
        assert!(now.is_focused, "after {selector} the heading of {:?} has no focus", now.is());
        self.sees(selector).await;
        now
    }
}

/// A whole case, where the person's system has these features and the window this size.
async fn whole_case(media: Value, size: [u32; 2]) {
    let (_server, browser, _) = own_page("").await;
    browser.cdp("Emulation.setEmulatedMedia", json!({ "features": media })).await;
    let size = json!({ "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": false });
    browser.cdp("Emulation.setDeviceMetricsOverride", size).await;
    let person = Person(browser);
    // Past the heading, by the page's own link.
    person.0.key(&[], Key::Tab).await;
    person.sees("the skip link").await;
    person.0.key(&[], Key::Enter).await;
    person.sees("the page's text").await;
    let remedy = person.press("[data-answer=new]", Key::Enter).await;
    assert_eq!(remedy.is(), ("remedy", "confirm-email"));
    // An error takes the focus to its field, and there it can be put right.
    person.to("[data-email]").await;
    person.0.key(&[], Key::Enter).await;
    person.sees("a wrong address").await;
    assert!(person.is_at("[data-email][aria-invalid=true]").await);
    for letter in "me@gmial.com".chars() {
        person.0.key(&[], letter).await;
    }
    person.0.key(&[], Key::Enter).await;
    person.to("[data-use]").await;
    person.0.key(&[], ' ').await;
    person.sees("the address that was meant").await;
    person.to("[data-inbox]").await;
    person.to("summary").await;
    person.0.key(&[], Key::Enter).await;
    assert!(person.is_at("details[open] > summary").await);
    // What doesn't help leads on, and at the end to a person.
    let last = person.press("[data-solved=no]", ' ').await;
    assert_eq!(last.kind, "remedy");
    assert_eq!(person.press("[data-solved=no]", Key::Enter).await.is(), ("remedy", "contact-support"));
    person.to("[data-add-address]").await;
    person.0.key(&[], ' ').await;
    person.sees("the address goes along").await;
    person.to("[data-copy]").await;
    person.0.key(&[], Key::Enter).await;
    person.0.until("the copying is told of", "return find('.notice').textContent !== '';").await;
    person.sees("the copy").await;
    person.go(&[Key::Shift], "[data-back]").await;
    assert_eq!(person.follow("[data-back]", Key::Enter).await.is(), last.is());
    assert_eq!(person.press("[data-restart]", ' ').await.is(), ("question", "symptom"));
    // The list of remedies, and the unlikely ones among them.
    assert_eq!(person.press("[data-answer=unsure]", Key::Enter).await.is(), ("question", "where"));
    assert_eq!(person.press("[data-answer=unsure]", Key::Enter).await.kind, "possible");
    person.to("summary").await;
    person.0.key(&[], ' ').await;
    assert_eq!(person.press("details [data-answer]", Key::Enter).await.kind, "remedy");
    let changing = person.press("[data-change=symptom]", Key::Enter).await;
    assert_eq!(changing.is(), ("question", "symptom"));
    // The article, by its own links.
    let article = person.press("[data-read]", Key::Enter).await;
    assert_eq!(article.kind, "article");
    person.go(&[Key::Shift], "[data-back]").await;
    person.follow("[data-back]", Key::Enter).await;
    person.press("[data-read]", Key::Enter).await;
    person.go(&[Key::Shift], ".skip a[href='#contents']").await;
    person.0.key(&[], Key::Enter).await;
    person.sees("the contents").await;
    assert!(person.is_at("nav").await);
    person.to("nav li:last-child a").await;
    person.0.key(&[], Key::Enter).await;
    person.sees("a section").await;
    assert!(person.is_at("[data-section]").await);
    person.to("[data-rate=good]").await;
    person.0.key(&[], Key::Enter).await;
    person.sees("the thanks").await;
    // The button has gone: what was around it has the focus.
    assert!(person.is_at(".rate").await, "the focus is lost");
}

#[tokio::test]
async fn a_whole_case_is_gone_through_by_keyboard_alone_in_light_colours() {
    if crate::engine::skips() {
        return;
    }
    whole_case(json!([{ "name": "prefers-color-scheme", "value": "light" }]), [1000, 800]).await;
}

#[tokio::test]
async fn a_whole_case_is_gone_through_by_keyboard_alone_in_dark_colours_at_400_percent() {
    if crate::engine::skips() {
        return;
    }
    whole_case(json!([{ "name": "prefers-color-scheme", "value": "dark" }]), [320, 256]).await;
}

#[tokio::test]
async fn a_whole_case_is_gone_through_by_keyboard_alone_in_forced_colours() {
    if crate::engine::skips() {
        return;
    }
    whole_case(json!([{ "name": "forced-colors", "value": "active" }]), [1000, 800]).await;
}

#[tokio::test]
async fn tab_leads_into_the_widget_and_out_of_it_at_both_ends() {
    for facts in ["", "facts='symptom=new'", "facts='symptom=error'"] {
        let (_server, browser, _) = host_page(&host(facts)).await;
        for (held, from, to) in [(vec![], "before", "after"), (vec![Key::Shift], "after", "before")] {
            browser.run::<()>("document.getElementById(args[0]).focus();", &[json!(from)]).await;
            let mut stops = 0;
            loop {
                browser.key(&held, Key::Tab).await;
                let [on, inner]: [String; 2] = browser
                    .run("return [document.activeElement.id, shadow().activeElement?.outerHTML ?? ''];", &[])
                    .await;
                if on == to {
                    break;
                }
                stops += 1;
                assert!(stops < 40, "from {from} the focus stays in {inner}");
            }
            assert!(stops > 5, "{facts}: only {stops} stops are in the widget");
        }
    }
}

#[tokio::test]
async fn whatever_is_pressed_is_44_pixels_wide_and_high_and_shows_its_focus_also_at_400_percent() {
    if crate::engine::skips() {
        return;
    }
    let mut faults = Vec::new();
    let mut smallest = [f64::MAX; 2];
    tour("/", "en", async |browser, stop| {
        let all: Vec<(String, f64, f64)> = browser.run(&script("return targets();"), &[]).await;
        assert!(!all.is_empty(), "{}: there is nothing to press", stop.name);
        for (name, width, height) in all {
            smallest = [smallest[0].min(width), smallest[1].min(height)];
            // Browsers lay out in 64ths of a pixel.
            if width < 43.98 || height < 43.98 {
                faults.push(format!("{}: {name} is {width} by {height}", stop.name));
            }
        }
        // By script, which is quicker than a thousand keys: the browser scrolls to it and marks it as it does for them.
        let body = script("return controls().flatMap((part) => { part.blur(); part.focus(); return focusFaults(); });");
        for (scheme, [width, height]) in [("light", [1000, 800]), ("dark", [320, 256])] {
            let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            browser.cdp("Emulation.setEmulatedMedia", media).await;
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser.cdp("Emulation.setDeviceMetricsOverride", size).await;
            let found: Vec<String> = browser.run(&body, &[]).await;
            faults.extend(found.into_iter().map(|fault| format!("{} in {scheme}: {fault}", stop.name)));
        }
    })
    .await;
    println!("the smallest target is {} wide, the lowest {} high", smallest[0], smallest[1]);
    assert!(faults.is_empty(), "{} in all:\n{}", faults.len(), faults.join("\n"));
}
