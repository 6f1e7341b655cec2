//! What an account server tells: facts that lead straight to a remedy, can be denied, and are only offered where they
//! come late; and the one-time token out of a mail's link.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    browser::Browser,
    engine,
    server::{Server, Site},
};

const API: &str = "/account.json";

/// A host page whose account server answers this, after a while.
async fn told(answer: &Value, delay: Duration) -> (Server, Browser) {
    let page = crate::TWO_LINES.replace("<login-help>", &format!("<login-help account-status-url={API}>"));
    let site = Site::new().bytes(API, answer.to_string().into_bytes()).late(API, delay).page("/host.html", &page);
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/host.html")).await;
    (server, browser)
}

async fn ask(browser: &Browser) {
    let typed = "const field = all('[data-email]')[0]; field.value = 'me@example.com';
        field.dispatchEvent(new Event('input')); all('[data-email] ~ .row [data-submit]')[0].click();";
    browser.run::<()>(typed, &[]).await;
}

fn banned() -> Value {
    json!({ "facts": { "account": "banned", "colour": "red" } })
}

#[tokio::test]
async fn facts_that_a_server_tells_lead_straight_to_the_remedy_and_it_says_why() {
    let (_server, browser) = told(&banned(), Duration::ZERO).await;
    let before = browser.look().await;
    ask(&browser).await;
    let screen = browser.change_from(&before).await;
    assert_eq!(screen.is(), ("remedy", "banned"));
    browser.until("the heading has the focus", "return look().is_focused;").await;
    let denied = browser.press("[data-deny]").await;
    assert_eq!(denied.is(), ("question", "symptom"), "what is denied counts no more");
    assert_eq!(browser.press("[data-back]").await.is(), ("remedy", "banned"));
    let seen = browser.seen().await;
    assert!(seen.console.iter().any(|line| line.contains("colour=red")), "{:?}", seen.console);
    assert!(seen.events.iter().all(|event| !event.detail.to_string().contains("example.com")));
}

#[tokio::test]
async fn facts_that_come_late_are_offered_and_move_nothing() {
    let (_server, browser) = told(&banned(), Duration::from_millis(2500)).await;
    ask(&browser).await;
    let asked = browser.press("[data-answer=rejected]").await;
    // When the screen has come in.
    let top = "await new Promise((done) => setTimeout(done, 500)); return all('[data-heading]')[0].getBoundingClientRect().top;";
    let before: f64 = browser.run(top, &[]).await;
    browser.until("the news are offered", "return all('[data-offer]').length === 1;").await;
    assert_eq!(browser.look().await.is(), asked.is(), "the question stays");
    let after: f64 = browser.run(top, &[]).await;
    assert_eq!(before, after, "the question moved");
    assert_eq!(browser.press("[data-news]").await.is(), ("remedy", "banned"));
    assert_eq!(browser.run::<usize>("return all('[data-offer]').length;", &[]).await, 0);
}

/// The stand-alone page with an account server, opened by the link in a mail, and what it has to say asked for.
async fn by_link(answer: &Value, status: u16) -> (Server, Browser) {
    let page = String::from_utf8(Site::new().read("/index.html").unwrap()).unwrap();
    let page = page.replace("<login-help", &format!("<login-help account-status-url={API}"));
    let site = Site::new().bytes(API, answer.to_string().into_bytes()).status(API, status);
    let site = site.bytes("/index.html", page.into_bytes());
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/index.html#token=aBc-123_x")).await;
    assert!(!browser.address().await.contains("aBc"), "{}", browser.address().await);
    assert_eq!(server.asked(API), 0, "a program that goes through mails presses nothing");
    browser.click("[data-redeem]").await;
    (server, browser)
}

#[tokio::test]
async fn the_link_in_a_mail_leads_to_the_remedy_and_its_token_leaves_the_address() {
    let (_server, browser) = by_link(&banned(), 200).await;
    browser.until("the remedy is there", "return all('[data-remedy=banned]').length === 1;").await;
    assert_eq!(browser.run::<usize>("return all('[data-redeem]').length;", &[]).await, 0);
}

#[tokio::test]
async fn the_token_in_a_mail_s_link_is_nowhere_in_the_history() {
    if engine::skips() {
        return;
    }
    let (_server, browser) = by_link(&banned(), 200).await;
    browser.until("the remedy is there", "return all('[data-remedy=banned]').length === 1;").await;
    let visited = "return navigation.entries().map((entry) => entry.url).join(' ');";
    let visited: String = browser.run(visited, &[]).await;
    assert!(visited.contains("index.html") && !visited.contains("aBc"), "{visited}");
}

#[tokio::test]
async fn a_link_that_was_used_says_so_and_the_questions_go_on() {
    let (_server, browser) = by_link(&json!({ "type": "about:blank" }), 422).await;
    browser
        .until(
            "something is said",
            "return all('.notice')[0].textContent !== '' && !all('.notice')[0].textContent.includes('five');",
        )
        .await;
    assert_eq!(browser.look().await.is(), ("question", "symptom"));
    assert_eq!(browser.press("[data-answer=new]").await.is(), ("remedy", "confirm-email"));
}

#[tokio::test]
async fn a_link_that_no_server_has_heard_of_can_be_used_again() {
    let (server, browser) = by_link(&json!({ "type": "about:blank" }), 503).await;
    browser.until("the server was asked", "return find('[data-redeem]') !== null;").await;
    browser.click("[data-redeem]").await;
    browser.until("it is there again", "return find('[data-redeem]') !== null;").await;
    assert_eq!(server.asked(API), 2);
}
