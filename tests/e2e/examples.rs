//! The ready-made pages: each leads to a remedy under the strict policy, on a phone too, and whatever a page adds around
//! the widget follows it.

use std::time::Duration;

use serde_json::json;

use crate::{
    browser::Browser,
    engine::Setting,
    screen::Seen,
    server::{POLICY, Server, Site},
};

/// An example under the policy with additions, ready.
async fn example(name: &str, additions: &str) -> (Server, Browser) {
    example_in(name, additions, &[]).await
}

async fn example_in(name: &str, additions: &str, settings: &[Setting]) -> (Server, Browser) {
    let site = Site::new().policy(&format!("{POLICY}{additions}"));
    let (server, browser) = (site.serve(), Browser::set_to(settings).await);
    let url = server.at(&format!("/examples/{name}.html"));
    if name == "iframe" {
        browser.load(&url).await;
        in_frame(&browser, "the widget is there", "return shows('[data-question]');").await;
    } else {
        assert_eq!(browser.open(&url).await.is(), ("question", "symptom"));
    }
    (server, browser)
}

/// From the first question to a remedy that is the third screen.
async fn walk(browser: &Browser) {
    assert_eq!(browser.press("[data-answer=rejected]").await.is(), ("question", "login"));
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
}

/// Neither the page nor a frame in it has done anything that it may not.
async fn is_clean(browser: &Browser) {
    let body = "await settled(); return [seen, ...Array.from(frames, (frame) => frame.seen)];";
    for seen in browser.run::<Vec<Seen>>(body, &[]).await {
        assert!(seen.violations.is_empty() && seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
    }
    assert_eq!(browser.foreign().await, Vec::<String>::new());
}

async fn fits_a_phone(browser: &Browser) {
    browser.resize(320, 640).await;
    let body = "await settled();
        return [...document.querySelectorAll('body, body *')].filter((part) => part.checkVisibility())
          .filter((part) => part.getBoundingClientRect().right > 320.5)
          .map((part) => `${part.localName}.${part.className}`)
          .concat(document.scrollingElement.scrollWidth > 320 || innerWidth !== 320 ? ['the page'] : []);";
    assert_eq!(browser.run::<Vec<String>>(body, &[]).await, Vec::<String>::new(), "wider than 320 pixels");
}

async fn leads_to_a_remedy(name: &str) {
    let (_server, browser) = example(name, "").await;
    walk(&browser).await;
    is_clean(&browser).await;
    fits_a_phone(&browser).await;
}

#[tokio::test]
async fn the_plain_page_leads_to_a_remedy() {
    leads_to_a_remedy("plain").await;
}

#[tokio::test]
async fn the_help_centre_leads_to_a_remedy() {
    leads_to_a_remedy("help-centre").await;
}

#[tokio::test]
async fn the_help_centre_has_the_widget_in_its_own_colours_and_fonts() {
    let body = "const style = (part) => getComputedStyle(part);
        const of = (part, name) => style(part)[name];
        const heading = document.querySelector('h1');
        return [
          of(find('[data-heading]'), 'fontFamily') === of(heading, 'fontFamily'),
          of(find('[data-answer]'), 'fontFamily') === of(document.body, 'fontFamily'),
          of(find('[data-heading]'), 'color') === of(heading, 'color'),
        ];";
    for settings in [&[][..], &[Setting::Dark]] {
        let (_server, browser) = example_in("help-centre", "", settings).await;
        assert_eq!(browser.run::<[bool; 3]>(body, &[]).await, [true; 3], "{settings:?}");
    }
}

#[tokio::test]
async fn nothing_jumps_when_the_widget_comes() {
    if crate::engine::skips() {
        return;
    }
    let late = Duration::from_millis(300);
    let site = Site::new().late("/login-help.js", late).late(&crate::core("wasm"), late);
    let (server, browser) = (site.serve(), Browser::start().await);
    for (width, height) in [(390, 844), (1280, 900)] {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        browser.cdp("Emulation.setDeviceMetricsOverride", screen).await;
        for page in ["/examples/help-centre.html", "/examples/plain.html", "/"] {
            browser.open(&server.at(page)).await;
            let body = "await settled();
                return new Promise((done) => {
                  const sum = (list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0));
                  new PerformanceObserver(sum).observe({ type: 'layout-shift', buffered: true });
                  setTimeout(done, 500, 0);
                });";
            // Layout Instability: 0.1 is what a person notices.
            let shift: f64 = browser.run(body, &[]).await;
            assert!(shift < 0.01, "{page} at {width} px: {shift}");
        }
    }
}

#[tokio::test]
async fn the_page_of_four_brands_leads_to_a_remedy() {
    leads_to_a_remedy("themes").await;
}

#[tokio::test]
async fn each_brand_has_the_widget_in_its_own_colours_shape_and_font_whatever_the_system_prefers() {
    if crate::engine::skips() {
        return;
    }
    let (_server, browser) = example("themes", "").await;
    browser
        .until("all four are there", "return seen.events.filter(({ name }) => name === 'ready').length === 4;")
        .await;
    // Of each brand, what its own page has of a property, and what the widget has made of it.
    let body = "const own = (brand, name) => getComputedStyle(brand).getPropertyValue(name);
        const as_colour = (colour) => {
          const probe = document.createElement('i');
          probe.style.color = colour;
          document.body.append(probe);
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        };
        return [...document.querySelectorAll('.brand')].map((brand) => {
          const part = (selector) => getComputedStyle(brand.querySelector('login-help').shadowRoot.querySelector(selector));
          const button = part('[data-action], [data-answer]');
          const pairs = [
            [as_colour(own(brand, '--raised')), part('.widget').backgroundColor],
            [as_colour(own(brand, '--ink')), part('[data-heading]').color],
            [as_colour(own(brand, '--accent')), part('[data-read]').color],
            [as_colour(own(brand, '--rule')), part('footer').borderTopColor],
            [own(brand, '--radius').trim(), button.borderTopLeftRadius],
            [getComputedStyle(brand).fontFamily, button.fontFamily],
          ];
          return [brand.id, pairs];
        });";
    type Brands = Vec<(String, Vec<(String, String)>)>;
    let mut seen: Vec<Brands> = Vec::new();
    for scheme in ["light", "dark"] {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.cdp("Emulation.setEmulatedMedia", media).await;
        let brands: Brands = browser.run(body, &[]).await;
        assert_eq!(brands.len(), 4);
        for (brand, pairs) in &brands {
            for (own, arrived) in pairs {
                assert_eq!(own, arrived, "{brand} in {scheme}");
            }
        }
        seen.push(brands);
    }
    assert_eq!(seen[0], seen[1], "a brand looks otherwise in another scheme");
    for property in 0..seen[0][0].1.len() {
        let values: std::collections::HashSet<_> = seen[0].iter().map(|(_, pairs)| &pairs[property].1).collect();
        assert!(values.len() > 2, "the brands hardly differ: {values:?}");
    }
}

/// What a framework's component beside the widget says.
async fn beside(browser: &Browser) -> String {
    let body = "await settled(); return document.querySelector('aside').innerText.replace(/\\s+/g, ' ');";
    browser.run(body, &[]).await
}

async fn follows_the_widget(name: &str, additions: &str) {
    let (_server, browser) = example(name, additions).await;
    let before = beside(&browser).await;
    walk(&browser).await;
    let found = beside(&browser).await;
    assert!(found.contains("Shared credentials"), "{found}");
    let link = "return document.querySelector('aside a').hash;";
    assert_eq!(browser.run::<String>(link, &[]).await, "#shared-credentials");
    fits_a_phone(&browser).await;
    browser.click("[data-solved=yes]").await;
    assert!(beside(&browser).await.contains("Solved"));
    browser.run::<()>("document.querySelector('aside button').click();", &[]).await;
    assert_eq!(beside(&browser).await, before, "it starts again with the widget");
    assert_eq!(browser.look().await.is(), ("question", "symptom"));
    is_clean(&browser).await;
}

#[tokio::test]
async fn a_react_component_follows_the_widget() {
    follows_the_widget("react", "").await;
}

#[tokio::test]
async fn a_vue_component_follows_the_widget() {
    // Vue makes a policy for Trusted Types as soon as it is loaded.
    follows_the_widget("vue", " vue").await;
}

const FRAMES: &str = "; frame-src 'self'";

/// Waits until a script's value is true that looks into the frame.
async fn in_frame(browser: &Browser, what: &str, body: &str) {
    let helpers = "const frame = document.querySelector('iframe');
        const shows = (selector) => Boolean(frame.contentDocument?.querySelector('login-help')?.shadowRoot?.querySelector(selector));
        const is_whole = () => frame.contentDocument.documentElement.scrollHeight <= frame.clientHeight;";
    browser.until(what, &format!("{helpers}\n{body}")).await;
}

async fn is_as_high_as_its_page(browser: &Browser, selector: &str) {
    in_frame(browser, "the frame has no scroll bar", &format!("return shows('{selector}') && is_whole();")).await;
}

async fn press_in_frame(browser: &Browser, selector: &str) {
    let body = "document.querySelector('iframe').contentDocument.querySelector('login-help').shadowRoot
        .querySelector(args[0]).click();";
    browser.run::<()>(body, &[json!(selector)]).await;
}

/// The frame's height.
async fn height(browser: &Browser) -> f64 {
    // A frame's page lays itself out anew, and says so, in a frame of the screen after the next.
    let body = "await new Promise((done) => setTimeout(done, 150));
        return document.querySelector('iframe').clientHeight;";
    browser.run(body, &[]).await
}

#[tokio::test]
async fn the_frame_is_as_high_as_its_page() {
    let (_server, browser) = example("iframe", FRAMES).await;
    is_as_high_as_its_page(&browser, "[data-question=symptom]").await;
    let first = height(&browser).await;
    press_in_frame(&browser, "[data-answer=rejected]").await;
    is_as_high_as_its_page(&browser, "[data-question=login]").await;
    in_frame(&browser, "it shrinks too", &format!("return frame.clientHeight < {first};")).await;
    press_in_frame(&browser, "[data-read]").await;
    is_as_high_as_its_page(&browser, "[data-article]").await;
    assert!(height(&browser).await > first);
    is_clean(&browser).await;
    fits_a_phone(&browser).await;
    is_as_high_as_its_page(&browser, "[data-article]").await;
    in_frame(&browser, "nothing in it is too wide", "return frame.contentDocument.documentElement.scrollWidth <= 320;")
        .await;
}

#[tokio::test]
async fn only_the_frames_own_page_sets_its_height() {
    let (_server, browser) = example("iframe", FRAMES).await;
    is_as_high_as_its_page(&browser, "[data-question]").await;
    let before = height(&browser).await;
    let send = async |claimed: &str, origin: &str, source: &str| {
        let body = format!(
            "const frame = document.querySelector('iframe');
            const data = {{ 'login-help': {{ height: {claimed} }} }};
            dispatchEvent(new MessageEvent('message', {{ data, origin: {origin}, source: {source} }}));"
        );
        // At once, since the page in the frame then tells its height again.
        browser.run::<f64>(&format!("{body} return frame.getBoundingClientRect().height;"), &[]).await
    };
    let own = ("location.origin", "frame.contentWindow");
    assert_eq!(send("900", "'https://example.com'", own.1).await, before, "another origin");
    assert_eq!(send("900", own.0, "window").await, before, "another window");
    browser.run::<()>("postMessage({ 'login-help': { height: 900 } }, '*');", &[]).await;
    assert_eq!(height(&browser).await, before, "a real message of another window's");
    for nonsense in ["'900'", "NaN", "Infinity", "null", "undefined", "{}"] {
        assert_eq!(send(nonsense, own.0, own.1).await, before, "{nonsense}");
    }
    assert_eq!(send("900", own.0, own.1).await, 900.0);
    assert_eq!(send("-1", own.0, own.1).await, 200.0);
    assert_eq!(send("1e9", own.0, own.1).await, 50000.0);
}
