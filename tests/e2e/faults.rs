//! What can go wrong: files that are missing or broken, policies that forbid, and what people type.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    CORE_AT_HAND, TWO_LINES,
    browser::Browser,
    engine, own_page,
    screen::{Screen, Seen},
    server::{POLICY, Server, Site},
};

const ARTICLE: &str = "/articles/sendgrid-login/en.lha";
const STRINGS: &str = "/locales/en.lhs";

/// Opens the two-line page on a server with a fault in it; the article must show, the console name the fault.
async fn fails(site: Site, code: &str, named: &str) {
    fails_on(site, TWO_LINES, code, named).await;
}

async fn fails_on(site: Site, page: &str, code: &str, named: &str) {
    let server = site.page("/host.html", page).serve();
    let browser = Browser::start().await;
    let screen = browser.open(&server.at("/host.html")).await;
    let seen = browser.seen().await;
    shows_the_article(&browser, &screen).await;
    let errors: Vec<_> = seen.events.iter().filter(|event| event.name == "error").collect();
    assert_eq!(errors.len(), 1, "{:?}", seen.events);
    assert_eq!(errors[0].detail["code"], code, "{:?}", errors[0]);
    assert!(errors[0].bubbles && errors[0].composed);
    let is_named = |line: &String| line.starts_with(&format!("error: login-help: {code}: ")) && line.contains(named);
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

/// The file at a path, cut in half.
fn half(path: &str) -> Vec<u8> {
    let mut bytes = file(path);
    bytes.truncate(bytes.len() / 2);
    bytes
}

fn wasm() -> String {
    crate::core("wasm")
}

fn glue() -> String {
    crate::core("js")
}

#[tokio::test]
async fn an_article_of_garbage_gives_way_to_the_light_dom() {
    fails(Site::new().bytes(ARTICLE, vec![0xa5; 4_000]), "article-damaged", "login-help build").await;
}

#[tokio::test]
async fn a_truncated_article_gives_way_to_the_light_dom() {
    fails(Site::new().bytes(ARTICLE, half(ARTICLE)), "article-damaged", "cut off").await;
}

#[tokio::test]
async fn an_article_of_another_schema_gives_way_to_the_light_dom() {
    let mut bytes = file(ARTICLE);
    bytes[4] += 1;
    fails(Site::new().bytes(ARTICLE, bytes), "article-version", "different versions").await;
}

#[tokio::test]
async fn a_missing_article_gives_way_to_the_light_dom() {
    fails(Site::new().missing(ARTICLE), "article-status", "/en.lha").await;
}

#[tokio::test]
async fn an_article_that_breaks_off_gives_way_to_the_light_dom() {
    if engine::skips() {
        return;
    }
    fails(Site::new().cut(ARTICLE), "article-unreachable", "broke off").await;
}

#[tokio::test]
async fn an_article_of_another_origin_that_forbids_it_gives_way_to_the_light_dom() {
    let elsewhere = Site::new().serve();
    let page =
        TWO_LINES.replace("<login-help>", &format!("<login-help article={}>", elsewhere.at("/articles/two-factor")));
    let policy = POLICY.replace("connect-src 'self'", &format!("connect-src 'self' {}", elsewhere.at("")));
    fails_on(Site::new().policy(&policy), &page, "article-unreachable", "Access-Control-Allow-Origin").await;
    let page = page.replace("two-factor", "university-sso");
    fails_on(Site::new(), &page, "article-unreachable", "connect-src").await;
}

#[tokio::test]
async fn missing_strings_give_way_to_the_light_dom() {
    fails(Site::new().missing(STRINGS), "strings-status", "/en.lhs").await;
}

#[tokio::test]
async fn damaged_strings_give_way_to_the_light_dom() {
    fails(Site::new().bytes(STRINGS, half(STRINGS)), "strings-damaged", "cut off").await;
}

#[tokio::test]
async fn strings_of_another_schema_give_way_to_the_light_dom() {
    let mut bytes = file(STRINGS);
    bytes[4] += 1;
    fails(Site::new().bytes(STRINGS, bytes), "strings-version", "different versions").await;
}

#[tokio::test]
async fn a_missing_program_gives_way_to_the_light_dom() {
    fails(Site::new().missing(&wasm()), "core-status", &wasm()).await;
}

#[tokio::test]
async fn a_server_that_fails_gives_way_to_the_light_dom() {
    fails(Site::new().failing(&wasm()), "core-status", "500").await;
}

#[tokio::test]
async fn a_missing_half_of_the_program_gives_way_to_the_light_dom() {
    fails(Site::new().missing(&glue()), "core-status", &glue()).await;
}

#[tokio::test]
async fn a_program_that_breaks_off_gives_way_to_the_light_dom() {
    if engine::skips() {
        return;
    }
    fails(Site::new().cut(&wasm()), "core-unreachable", "broke off").await;
}

#[tokio::test]
async fn a_truncated_program_gives_way_to_the_light_dom() {
    fails(Site::new().bytes(&wasm(), half(&wasm())), "core-damaged", "one build").await;
}

#[tokio::test]
async fn a_program_that_somebody_changed_never_runs() {
    let mut bytes = file(&wasm());
    // A custom section at the end, which changes nothing but the digest.
    bytes.extend([0, 2, 1, b'x']);
    fails(Site::new().bytes(&wasm(), bytes), "core-damaged", "one build").await;
}

#[tokio::test]
async fn a_half_of_the_program_that_somebody_changed_never_runs() {
    if engine::skips() {
        return;
    }
    let glue_bytes = [file(&glue()), b"\nwindow.ran = true;".to_vec()].concat();
    let server = Site::new().bytes(&glue(), glue_bytes).page("/host.html", TWO_LINES).serve();
    let browser = Browser::start().await;
    assert_eq!(browser.open(&server.at("/host.html")).await.kind, "none");
    assert!(browser.run::<bool>("return !('ran' in window);", &[]).await, "it ran");
}

#[tokio::test]
async fn a_policy_that_forbids_wasm_gives_way_to_the_light_dom() {
    let policy = POLICY.replace(" 'wasm-unsafe-eval'", "");
    fails(Site::new().policy(&policy), "core-forbidden", "'wasm-unsafe-eval'").await;
}

#[tokio::test]
async fn half_a_program_of_another_type_gives_way_to_the_light_dom() {
    fails(Site::new().typed(&glue(), "text/plain"), "core-type", "text/javascript").await;
}

#[tokio::test]
async fn a_program_sent_as_another_type_works_all_the_same() {
    let server = Site::new().typed(&wasm(), "application/octet-stream").page("/host.html", TWO_LINES).serve();
    let browser = Browser::start().await;
    assert_eq!(browser.open(&server.at("/host.html")).await.is(), ("question", "symptom"));
    let seen = browser.seen().await;
    assert!(seen.console.iter().any(|line| line.contains("application/wasm")), "{seen:?}");
}

/// A page that takes the widget from another origin, and that origin.
fn from_elsewhere(files: Site) -> (Server, Site, String) {
    let elsewhere = files.serve();
    let origin = elsewhere.at("");
    let page = TWO_LINES.replace("src=/", &format!("src={origin}/"));
    let policy = POLICY.replace("script-src 'self'", &format!("script-src 'self' {origin}"));
    let policy = policy.replace("connect-src 'self'", &format!("connect-src 'self' {origin}"));
    (elsewhere, Site::new().policy(&policy), page)
}

#[tokio::test]
async fn the_widget_can_come_from_another_origin_that_allows_it() {
    let (_elsewhere, site, page) = from_elsewhere(Site::new().shared_but("none"));
    let server = site.page("/host.html", &page).serve();
    let browser = Browser::start().await;
    assert_eq!(browser.open(&server.at("/host.html")).await.is(), ("question", "symptom"));
    assert_eq!(browser.press("[data-answer=new]").await.is(), ("remedy", "confirm-email"));
}

#[tokio::test]
async fn files_that_have_moved_to_another_origin_are_fetched_from_there() {
    let (elsewhere, site, _) = from_elsewhere(Site::new().shared_but("none"));
    let moved = [ARTICLE, &wasm()].into_iter().fold(site, |site, path| site.moved(path, &elsewhere.at(path)));
    let (server, browser) = (moved.page("/host.html", TWO_LINES).serve(), Browser::start().await);
    assert_eq!(browser.open(&server.at("/host.html")).await.is(), ("question", "symptom"));
    assert_eq!(browser.press("[data-answer=new]").await.is(), ("remedy", "confirm-email"));
}

#[tokio::test]
async fn a_program_that_another_origin_keeps_to_itself_gives_way_to_the_light_dom() {
    let (_elsewhere, site, page) = from_elsewhere(Site::new().shared_but(&wasm()));
    fails_on(site, &page, "core-unreachable", "Access-Control-Allow-Origin").await;
}

#[tokio::test]
async fn a_browser_without_web_assembly_shows_the_light_dom() {
    fails(Site::new().before("delete window.WebAssembly;"), "core-forbidden", "WebAssembly").await;
}

/// Stops the program as a panic does, on a page that has it at hand.
async fn crash(browser: &Browser) {
    browser.until("the program is at hand", "return 'core' in window;").await;
    browser.run::<()>("crash(); await settled();", &[]).await;
}

#[tokio::test]
async fn a_panic_gives_way_to_the_article_and_loses_no_answer() {
    let page = "<script type=module src=/login-help.js></script>
        <login-help id=one><p id=light>One.</p></login-help><login-help id=two><p>Two.</p></login-help>";
    let (_server, browser, _) = crate::host_page(&format!("{CORE_AT_HAND}{page}")).await;
    browser.until("both are there", "return look('one').kind === 'question' && look('two').kind === 'question';").await;
    let second = browser.press("[data-answer=rejected]").await;
    crash(&browser).await;
    browser.until("the article is there", "return document.getElementById('light').checkVisibility();").await;
    let seen = browser.seen().await;
    let errors: Vec<_> = seen.events.iter().filter(|event| event.name == "error").collect();
    let mut from: Vec<_> = errors.iter().map(|error| error.from.as_str()).collect();
    from.sort_unstable();
    assert_eq!(from, ["one", "two"]);
    assert!(errors.iter().all(|error| error.detail["code"] == "panic"), "{errors:?}");
    let offers = "return ['one', 'two'].map((id) => find('[data-again]', id) !== null);";
    assert_eq!(browser.run::<[bool; 2]>(offers, &[]).await, [true, false], "only one has answers to keep");
    browser.click("[data-again]").await;
    browser.until("the question is there again", "return look('one').kind === 'question';").await;
    let again = browser.look().await;
    assert_eq!((again.is(), &again.changes), (second.is(), &second.changes));
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
}

#[tokio::test]
async fn a_panic_in_an_article_that_was_built_without_words_shows_the_article_too() {
    let first = br#"{"en":{"strings":"en"}}"#.to_vec();
    let page = TWO_LINES.replace("<login-help>", "<login-help article=/articles/university-sso>");
    let site = Site::new()
        .bytes("/articles/university-sso/first.json", first)
        .page("/host.html", &format!("{CORE_AT_HAND}{page}"));
    let (server, browser) = (site.serve(), Browser::start().await);
    let screen = browser.open(&server.at("/host.html")).await;
    browser.press(&format!("[data-answer={}]", screen.answers[0])).await;
    crash(&browser).await;
    browser.until("the article is there", "return document.getElementById('light').checkVisibility();").await;
    assert!(browser.seen().await.events.iter().any(|event| event.name == "error"));
}

#[tokio::test]
async fn an_answer_given_before_a_failure_is_kept_for_another_try() {
    let site = Site::new().cut(&wasm()).late(&wasm(), Duration::from_secs(1)).page("/host.html", TWO_LINES);
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.load(&server.at("/host.html")).await;
    browser.until("the first question is there", "return find('[data-answer]') !== null;").await;
    browser.click("[data-answer=rejected]").await;
    browser.until("it has failed", "return find('[data-again]') !== null;").await;
    server.mend();
    browser.click("[data-again]").await;
    browser.until("the widget is there", "return look().id === 'login';").await;
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
    let server = Site::new().missing(&wasm()).serve();
    let browser = Browser::start().await;
    assert_eq!(browser.open(&server.at("/")).await.kind, "none");
    let visible = "return document.getElementById('terminated').checkVisibility();";
    assert!(browser.run::<bool>(visible, &[]).await);
}

#[tokio::test]
async fn while_a_program_is_long_in_coming_the_article_is_there_to_read() {
    let page = TWO_LINES.replace("<login-help>", "<login-help facts=symptom=rejected>");
    let server = Site::new().late(&wasm(), Duration::from_secs(5)).page("/host.html", &page).serve();
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
        browser.click("form:not(#form-words) [data-submit]").await;
        let (kept, invalid, error, is_focused) = field(&browser).await;
        assert_eq!((kept.as_str(), invalid.as_deref()), (typed, Some("true")), "{typed:?}");
        assert!(!error.is_empty(), "{typed:?} is wrong, and nothing says why");
        assert!(is_focused, "the field has the focus after {typed:?}");
    }
    browser.run::<()>("type(find('[data-email]'), args[0]);", &[json!("ada@gmail.com")]).await;
    browser.click("form:not(#form-words) [data-submit]").await;
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
        browser.click("form:not(#form-words) [data-submit]").await;
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
    let screen = browser.press("form:not(#form-words) [data-submit]").await;
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
