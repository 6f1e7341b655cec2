//! What can go wrong: files that are missing or broken, policies that forbid, and what people type.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    TWO_LINES,
    browser::Browser,
    own_page,
    screen::{Screen, Seen},
    server::{POLICY, Server, Site},
};

const ARTICLE: &str = "/articles/sendgrid-login/en.lha";
const STRINGS: &str = "/locales/en.lhs";
const WASM: &str = "/login-help-core.wasm";

/// Opens the two-line page on a server with a fault in it; the article must show, the console name the fault.
async fn fails(site: Site, code: &str, named: &str) {
    let server = site.page("/host.html", TWO_LINES).serve();
    let browser = Browser::start().await;
    let screen = browser.open(&server.at("/host.html")).await;
    let seen = browser.seen().await;
    shows_the_article(&browser, &screen).await;
    let errors: Vec<_> = seen.events.iter().filter(|event| event.name == "error").collect();
    assert_eq!(errors.len(), 1, "{:?}", seen.events);
    assert_eq!(errors[0].detail["code"], code, "{:?}", errors[0]);
    assert!(errors[0].bubbles && errors[0].composed);
    let is_named = |line: &String| line.starts_with("error: login-help: ") && line.contains(named);
    assert!(seen.console.iter().any(is_named), "no error names {named:?}: {:?}", seen.console);
    assert!(seen.errors.is_empty(), "{:?}", seen.errors);
}

async fn shows_the_article(browser: &Browser, screen: &Screen) {
    assert_eq!(screen.kind, "none");
    let visible = "const light = document.getElementById('light');
        return light.assignedSlot !== null && light.checkVisibility() && light.getBoundingClientRect().height > 0;";
    assert!(browser.run::<bool>(visible, &[]).await, "the light DOM can't be seen");
}

fn file(path: &str) -> Vec<u8> {
    Site::new().read(path).expect("the file is in dist")
}

#[tokio::test]
async fn an_article_of_garbage_gives_way_to_the_light_dom() {
    fails(Site::new().bytes(ARTICLE, vec![0xa5; 4_000]), "article", "article").await;
}

#[tokio::test]
async fn a_truncated_article_gives_way_to_the_light_dom() {
    let mut bytes = file(ARTICLE);
    bytes.truncate(bytes.len() / 2);
    fails(Site::new().bytes(ARTICLE, bytes), "article", "cut off").await;
}

#[tokio::test]
async fn an_article_of_another_schema_gives_way_to_the_light_dom() {
    let mut bytes = file(ARTICLE);
    bytes[4] += 1;
    let found = format!("schema {}", bytes[4]);
    fails(Site::new().bytes(ARTICLE, bytes), "article", &found).await;
}

#[tokio::test]
async fn a_missing_article_gives_way_to_the_light_dom() {
    fails(Site::new().missing(ARTICLE), "article", "/en.lha").await;
}

#[tokio::test]
async fn missing_strings_give_way_to_the_light_dom() {
    fails(Site::new().missing(STRINGS), "strings", "/en.lhs").await;
}

#[tokio::test]
async fn damaged_strings_give_way_to_the_light_dom() {
    let mut bytes = file(STRINGS);
    bytes.truncate(bytes.len() / 2);
    fails(Site::new().bytes(STRINGS, bytes), "strings", "strings").await;
}

#[tokio::test]
async fn a_missing_program_gives_way_to_the_light_dom() {
    fails(Site::new().missing(WASM), "wasm", "login-help-core.wasm").await;
}

#[tokio::test]
async fn a_missing_half_of_the_program_gives_way_to_the_light_dom() {
    fails(Site::new().missing("/login-help-core.js"), "wasm", "login-help-core.js").await;
}

#[tokio::test]
async fn a_damaged_program_gives_way_to_the_light_dom() {
    fails(Site::new().bytes(WASM, b"\0asm, or so it says".to_vec()), "wasm", "WebAssembly").await;
}

#[tokio::test]
async fn a_policy_that_forbids_wasm_gives_way_to_the_light_dom() {
    fails(Site::new().policy(&POLICY.replace(" 'wasm-unsafe-eval'", "")), "wasm", "WebAssembly").await;
}

#[tokio::test]
async fn a_program_sent_as_another_type_works_all_the_same() {
    let server = Site::new().typed(WASM, "application/octet-stream").page("/host.html", TWO_LINES).serve();
    let browser = Browser::start().await;
    assert_eq!(browser.open(&server.at("/host.html")).await.is(), ("question", "symptom"));
}

#[tokio::test]
async fn an_article_that_can_be_read_again_is_shown_when_the_element_comes_back() {
    let (server, browser, screen) = crate::host_page(
        "<script type=module src=/login-help.js></script>
        <login-help article=/nowhere><p id=light>The article itself.</p></login-help>",
    )
    .await;
    shows_the_article(&browser, &screen).await;
    let again = "const element = widget();
        element.remove();
        await settled();
        element.removeAttribute('article');
        document.body.append(element);
        return true;";
    browser.run::<bool>(again, &[]).await;
    browser.until("the widget is there", "return look().kind === 'question';").await;
    drop(server);
}

#[tokio::test]
async fn the_stand_alone_page_without_its_script_is_the_article() {
    let server = Site::new().missing("/login-help.js").serve();
    let browser = Browser::start().await;
    browser.load(&server.at("/#terminated")).await;
    let section = "const section = document.getElementById('terminated'), { top } = section.getBoundingClientRect();
        return section.checkVisibility() && top >= -1 && top < innerHeight;";
    browser.until("the section is on screen", section).await;
}

#[tokio::test]
async fn the_stand_alone_page_without_its_program_is_the_article() {
    let server = Site::new().missing(WASM).serve();
    let browser = Browser::start().await;
    assert_eq!(browser.open(&server.at("/")).await.kind, "none");
    let visible = "return document.getElementById('terminated').checkVisibility();";
    assert!(browser.run::<bool>(visible, &[]).await);
}

#[tokio::test]
async fn while_a_program_is_long_in_coming_the_article_is_there_to_read() {
    let site = Site::new().late(WASM, Duration::from_secs(5)).page("/host.html", TWO_LINES);
    let server = site.serve();
    let browser = Browser::start().await;
    browser.load(&server.at("/host.html")).await;
    let visible = "return document.getElementById('light').checkVisibility();";
    browser.until("the light DOM is there", visible).await;
    assert_eq!(browser.look().await.kind, "none", "the program is there already");
    browser.until("the widget is there", "return look().kind === 'question';").await;
    assert!(!browser.run::<bool>(visible, &[]).await);
}

/// What the field for the address is like.
async fn field(browser: &Browser) -> (String, Option<String>, String, bool) {
    let body = "await settled();
        const field = find('[data-email]');
        const told = field.getAttribute('aria-describedby').split(' ').map((id) => shadow().getElementById(id));
        const error = told.find((part) => part?.getAttribute('role') === 'alert')?.textContent ?? '';
        return [field.value, field.getAttribute('aria-invalid'), error, shadow().activeElement === field];";
    browser.run(body, &[]).await
}

#[tokio::test]
async fn an_address_that_is_none_keeps_what_was_typed_and_says_what_is_wrong() {
    let (_server, browser, screen) = own_page("symptom=new").await;
    assert_eq!(screen.is(), ("remedy", "confirm-email"));
    for typed in ["", "ada", "ada@@example.com", "@example.com", "ada@", "ada@example", "ada lovelace@example.com"] {
        browser.run::<()>("type(find('[data-email]'), args[0]);", &[json!(typed)]).await;
        browser.click("[data-submit]").await;
        let (kept, invalid, error, is_focused) = field(&browser).await;
        assert_eq!((kept.as_str(), invalid.as_deref()), (typed, Some("true")), "{typed:?}");
        assert!(!error.is_empty(), "{typed:?} is wrong, and nothing says why");
        assert!(is_focused, "the field has the focus after {typed:?}");
    }
    browser.run::<()>("type(find('[data-email]'), args[0]);", &[json!("ada@gmail.com")]).await;
    browser.click("[data-submit]").await;
    let (kept, invalid, error, _) = field(&browser).await;
    assert_eq!((kept.as_str(), invalid, error.as_str()), ("ada@gmail.com", None, ""));
    let inbox: String = browser.run("return find('[data-inbox]').href;", &[]).await;
    assert!(inbox.starts_with("https://mail.google.com/"), "{inbox}");
}

#[tokio::test]
async fn an_empty_message_is_asked_for_again() {
    let (_server, browser, screen) = own_page("symptom=error").await;
    for typed in ["", "  \n "] {
        browser.run::<()>("type(find('[data-message]'), args[0]);", &[json!(typed)]).await;
        browser.click("[data-submit]").await;
        let error: String = browser.run("await settled(); return find('[role=alert]').textContent;", &[]).await;
        assert!(!error.is_empty());
        assert_eq!(browser.look().await.is(), screen.is());
    }
}

/// Pastes into the message box and submits it; the screen after that, and how long it all took.
async fn pasted(text: &str) -> (Server, Browser, Screen, Duration) {
    let (server, browser, _) = own_page("symptom=error").await;
    browser.click("[data-message]").await;
    let started = Instant::now();
    browser.paste(text).await;
    let screen = browser.press("[data-submit]").await;
    (server, browser, screen, started.elapsed())
}

#[tokio::test]
async fn a_hundred_kilobytes_are_taken_at_once_and_handed_over_cut() {
    let text = "All work and no play makes Jack a dull boy. ".repeat(2_280);
    assert!(text.len() > 100_000);
    let (_server, browser, screen, taken) = pasted(&text).await;
    assert_ne!(screen.is(), ("question", "error"));
    assert!(taken < Duration::from_secs(2), "{taken:?}");
    let summary = browser.press("[data-talk]").await.summary.expect("there is a summary");
    assert!(summary.contains(&text[..1_000]), "{summary}");
    assert!(summary.contains('…') && summary.len() < 10_000, "it is not cut: {} bytes", summary.len());
}

#[tokio::test]
async fn pasted_markup_stays_text() {
    let markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    let (_server, browser, screen, _) = pasted(markup).await;
    assert_ne!(screen.is(), ("question", "error"));
    let summary = browser.press("[data-talk]").await.summary.expect("there is a summary");
    assert!(summary.contains(markup), "{summary}");
    let made: usize = browser.run("return all('img, script').length + document.images.length;", &[]).await;
    assert_eq!(made, 0);
    let Seen { violations, errors, .. } = browser.seen().await;
    assert!(violations.is_empty() && errors.is_empty(), "{violations:?} {errors:?}");
}
