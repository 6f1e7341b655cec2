//! A phone in the hand: everything by finger, at a phone's size.

use serde_json::{Value, json};

use crate::{
    browser::Browser,
    engine,
    languages::languages,
    screen::Screen,
    server::{Server, Site},
};

/// The least that a finger hits, in pixels (WCAG 2.5.5).
const FINGER: f64 = 44.0;

/// A page on a phone, where the engine can be one.
async fn phone(site: Site, path: &str) -> Option<(Server, Browser)> {
    if engine::skips() {
        return None;
    }
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.resize(390, 844).await;
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 })).await;
    browser.load(&server.at(path)).await;
    Some((server, browser))
}

async fn until_ready(browser: &Browser) {
    browser.until("the widget is ready", "return seen.events.some(({ name }) => name === 'ready');").await;
}

/// Where a finger hits what is there for a selector, when it is scrolled to.
async fn point(browser: &Browser, selector: &str) -> (f64, f64) {
    let body = "const part = find(args[0]);
        part.scrollIntoView({ block: 'center', behavior: 'instant' });
        await settled();
        const { left, top, width, height } = part.getBoundingClientRect(), point = [left + width / 2, top + height / 2];
        if (!part.contains(shadow().elementFromPoint(...point))) throw new Error(`something lies on ${args[0]}`);
        return [point, [width, height]];";
    let (point, (width, height)): ((f64, f64), (f64, f64)) = browser.run(body, &[json!(selector)]).await;
    // A fraction of a pixel is lost where the page is scaled.
    assert!(width > FINGER - 0.1 && height > FINGER - 0.1, "{selector} is {width} by {height} pixels");
    point
}

async fn touch(browser: &Browser, kind: &str, points: &[(f64, f64)]) {
    let points: Vec<Value> = points.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
}

/// Touches and lets go.
async fn tap(browser: &Browser, selector: &str) {
    let at = point(browser, selector).await;
    touch(browser, "touchStart", &[at]).await;
    touch(browser, "touchEnd", &[]).await;
}

/// Taps, and waits until something else is on screen.
async fn tap_on(browser: &Browser, selector: &str) -> Screen {
    let before = browser.look().await;
    tap(browser, selector).await;
    browser.change_from(&before).await
}

/// Drags what is there for a selector upwards.
async fn swipe(browser: &Browser, selector: &str) {
    let (x, y) = point(browser, selector).await;
    touch(browser, "touchStart", &[(x, y)]).await;
    for step in 1..=10 {
        touch(browser, "touchMove", &[(x, y - f64::from(step) * 20.0)]).await;
    }
    touch(browser, "touchEnd", &[]).await;
}

#[tokio::test]
async fn taps_alone_lead_from_the_first_question_to_a_remedy_and_back() {
    let Some((_server, browser)) = phone(Site::new(), "/").await else { return };
    until_ready(&browser).await;
    let is_phone = "return matchMedia('(pointer: coarse)').matches && innerWidth === 390;";
    assert!(browser.run::<bool>(is_phone, &[]).await, "the page does not know that it is on a phone");
    let first = browser.look().await;
    assert_eq!(tap_on(&browser, "[data-answer=forgot-password]").await.is(), ("question", "login"));
    assert_eq!(tap_on(&browser, "[data-answer=direct]").await.is(), ("question", "sends"));
    assert_eq!(tap_on(&browser, "[data-answer=password]").await.is(), ("remedy", "forgot-password"));
    assert_eq!(tap_on(&browser, "[data-back]").await.is(), ("question", "sends"));
    assert_eq!(tap_on(&browser, "[data-back]").await.is(), ("question", "login"));
    let back = tap_on(&browser, "[data-back]").await;
    assert_eq!((back.is(), &back.answers), (first.is(), &first.answers));
}

#[tokio::test]
async fn a_message_is_typed_and_sent_by_finger() {
    let Some((_server, browser)) = phone(Site::new(), "/#symptom=error").await else { return };
    until_ready(&browser).await;
    tap(&browser, "[data-message]").await;
    browser.until("the box has the focus", "return shadow().activeElement === find('[data-message]');").await;
    browser.paste("535 authentication failed: bad username/password").await;
    assert_eq!(tap_on(&browser, "form:not(#form-words) [data-submit]").await.is(), ("remedy", "bad-username-password"));
}

/// How long after a finger has left an answer the answer is pressed, in milliseconds.
async fn delay(browser: &Browser) -> f64 {
    let listen = "window.times = {};
        for (const name of ['touchend', 'click']) {
          addEventListener(name, ({ timeStamp }) => (times[name] = timeStamp), { capture: true });
        }";
    browser.run::<()>(listen, &[]).await;
    tap(browser, "[data-answer=rejected]").await;
    browser.until("the tap has become a click", "return 'click' in times;").await;
    browser.run("return times.click - times.touchend;", &[]).await
}

#[tokio::test]
async fn a_tap_acts_at_once() {
    // Where a page may be zoomed by two taps, a browser waits for the second: on pages that do not say that they fit.
    let unfit =
        "<!doctype html><html><head><title>Old</title></head><body><script type=module src=/login-help.js></script>
        <login-help loading=eager></login-help></body></html>";
    let sites = [
        (Site::new(), "/"),
        (Site::new().page("/host.html", crate::TWO_LINES), "/host.html"),
        (Site::new().bytes("/host.html", unfit.into()), "/host.html"),
    ];
    for (number, (site, path)) in sites.into_iter().enumerate() {
        let Some((_server, browser)) = phone(site, path).await else { return };
        until_ready(&browser).await;
        let taken = delay(&browser).await;
        assert!(taken < 100.0, "{taken} ms on page {number}");
    }
}

#[tokio::test]
async fn a_swipe_that_starts_on_an_answer_scrolls_and_presses_nothing() {
    let Some((_server, browser)) = phone(Site::new(), "/").await else { return };
    until_ready(&browser).await;
    browser.resize(390, 500).await;
    let before = browser.look().await;
    let started = "return scrollY;";
    let from: f64 = browser.run(started, &[]).await;
    swipe(&browser, "[data-answer=rejected]").await;
    let moved = format!("return scrollY > {from} + 100;");
    browser.until("the page has scrolled", &moved).await;
    // A tap on a page that still glides only stops it.
    let rests = "let last;
        do {
          last = scrollY;
          await new Promise((done) => setTimeout(done, 400));
        } while (scrollY !== last);";
    browser.run::<()>(rests, &[]).await;
    assert_eq!(browser.look().await, before);
    assert_eq!(tap_on(&browser, "[data-answer=rejected]").await.is(), ("question", "login"), "a tap still presses");
}

#[tokio::test]
async fn a_swipe_before_the_program_is_there_presses_nothing_and_holds_nothing_up() {
    let late = std::time::Duration::from_secs(2);
    let Some((_server, browser)) = phone(Site::new().late(&crate::core("wasm"), late), "/").await else { return };
    browser.resize(390, 500).await;
    browser.until("the first question is there", "return find('[data-moment] [data-answer=rejected]') !== null;").await;
    swipe(&browser, "[data-answer=rejected]").await;
    assert!(browser.run::<bool>("return find('[aria-busy]') === null && scrollY > 0;", &[]).await);
    until_ready(&browser).await;
    assert_eq!(browser.look().await.is(), ("question", "symptom"));
}

/// How far down the page a remedy's first step begins and its button ends, in pixels; a remedy without a button has 0.
const REACH: &str = "const [step, button] = ['.text li', '[data-action], [data-support]'].map((part) => find(part));
    const foot = button ? button.getBoundingClientRect().bottom + scrollY : 0;
    return [step.getBoundingClientRect().top + scrollY, foot];";

#[tokio::test]
async fn on_a_phone_a_remedy_s_first_step_is_on_the_first_screen_and_its_button_within_one_and_a_half() {
    if engine::skips() {
        return;
    }
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    browser.resize(390, 844).await;
    let mut faults = Vec::new();
    for lang in languages() {
        let page = if lang == "en" { String::from("/") } else { format!("/{lang}.html") };
        browser.open(&server.at(&format!("{page}#article"))).await;
        let ids: Vec<String> =
            browser.run("return all('[data-section]').map(({ dataset }) => dataset.section);", &[]).await;
        assert!(ids.len() > 20);
        let mut lowest = (0.0_f64, 0.0_f64);
        for id in ids {
            // The one question before a remedy, where there is one, is answered so that its warning is shown.
            browser.jump(&format!("remedy={id}&sends=password")).await;
            let (step, button): (f64, f64) = browser.run(REACH, &[]).await;
            lowest = (lowest.0.max(step), lowest.1.max(button));
            if step > 844.0 || button > 1.5 * 844.0 {
                faults.push(format!("{lang} {id}: the first step is at {step:.0}, the button ends at {button:.0}"));
            }
        }
        println!("{lang}: the lowest first step is at {:.0}, the lowest button ends at {:.0}", lowest.0, lowest.1);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
