//! The feedback API: what somebody says arrives once, whatever the network does meanwhile, or not at all where a server
//! refuses it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    broken_api::{Answer, Broken, Port, asking},
    browser::Browser,
    engine,
    server::Server,
};

fn taken() -> Answer {
    Answer::new(204, "")
}

/// Says of the whole article that it is good, or bad.
async fn rate(browser: &Browser, how: &str) {
    browser.press("[data-read]").await;
    browser.click(&format!("[data-rate={how}]")).await;
}

/// A page whose feedback is answered so, on which somebody has just said that the article is good.
async fn rated(answer: Answer) -> (Broken, Server, Browser) {
    let api = Broken::start(answer);
    let (server, browser) = asking("feedback-url", &api.origin()).await;
    rate(&browser, "good").await;
    (api, server, browser)
}

/// Writes a comment on what was just rated.
async fn comment(browser: &Browser, text: &str) {
    browser.until("there is a box for a comment", "return find('[data-message]') !== null;").await;
    browser.run::<()>("type(find('[data-message]'), args[0]);", &[json!(text)]).await;
    browser.click("form:not(#form-words) [data-submit]").await;
}

/// What is kept on the device for the API.
async fn kept(browser: &Browser) -> String {
    browser.run("return Object.entries(localStorage).filter(([name]) => name.startsWith('login-help ')).map(([, text]) => text).join('');", &[]).await
}

/// Kept, and after a try that failed. Before the first try nothing is claimed: a page that is left then may still send.
const TRIED: &str = "text !== '' && 0 < claimed && claimed <= Date.now()";

/// Waits until this is so of the `text` that is kept, and of the time until which the last of it is `claimed`.
async fn until_kept(browser: &Browser, what: &str) {
    let body = format!(
        "const kept = Object.entries(localStorage).find(([name]) => name.startsWith('login-help '));
         const text = kept?.[1] ?? '', claimed = Math.max(...text.split('\\n').map((line) => line.split(' ')[1] ?? 0));
         return {what};"
    );
    browser.until(what, &body).await;
}

/// Tells the page that there is a network again.
async fn online(browser: &Browser) {
    browser.run::<()>("dispatchEvent(new Event('online'));", &[]).await;
}

/// Gives a second request the time to come that mustn't.
async fn a_while() {
    tokio::time::sleep(Duration::from_millis(500)).await;
}

fn id(post: &Value) -> &str {
    let id = post["id"].as_str().expect("feedback has an id");
    assert!(!id.is_empty() && id.len() <= 64, "{post}");
    id
}

#[tokio::test]
async fn what_helped_and_what_did_not_and_the_comment_are_posted_once_each() {
    let api = Broken::start(taken());
    let (_server, browser) = asking("feedback-url", &api.origin()).await;
    browser.press("[data-answer=two-factor]").await;
    browser.press("[data-answer=missing]").await;
    browser.press("[data-solved=no]").await;
    api.until("POST", 1).await;
    browser.press("[data-solved=yes]").await;
    api.until("POST", 2).await;
    comment(&browser, "  “It” \\ helped\nme 🙂 ").await;
    api.until("POST", 3).await;
    rate(&browser, "bad").await;
    api.until("POST", 4).await;
    a_while().await;
    let posts = api.posts();
    let ids: Vec<_> = posts.iter().map(id).collect();
    let article = "sendgrid-login";
    let all = [
        json!({ "id": ids[0], "article": article, "section": "two-factor", "helpful": false }),
        json!({ "id": ids[1], "article": article, "section": "other-phone", "helpful": true }),
        json!({ "id": format!("{}-comment", ids[1]), "article": article, "section": "other-phone", "comment": "“It” \\ helped\nme 🙂" }),
        json!({ "id": ids[3], "article": article, "helpful": false }),
    ];
    assert_eq!(posts, all);
    assert!(ids[0] != ids[1] && ids[1] != ids[3] && ids[0] != ids[3], "{ids:?}");
    assert_eq!(kept(&browser).await, "");
    assert!(api.asked().iter().all(|asked| asked.target == "/api" && !asked.head.contains("\ncookie:")));
}

#[tokio::test]
async fn while_the_server_is_down_feedback_is_kept_and_sent_once_when_the_page_is_opened_again() {
    let port = Port::new();
    let (server, browser) = asking("feedback-url", &port.origin()).await;
    rate(&browser, "good").await;
    until_kept(&browser, TRIED).await;
    let api = port.open(taken());
    browser.open(&server.at("/host.html")).await;
    api.until("POST", 1).await;
    until_kept(&browser, "text === ''").await;
    browser.open(&server.at("/host.html")).await;
    a_while().await;
    assert_eq!(api.posts().len(), 1);
}

#[tokio::test]
async fn while_the_server_is_down_feedback_is_kept_and_sent_once_when_there_is_a_network_again() {
    let port = Port::new();
    let (_server, browser) = asking("feedback-url", &port.origin()).await;
    rate(&browser, "good").await;
    comment(&browser, "later").await;
    until_kept(&browser, "text.split('\\n').length === 3 && claimed <= Date.now()").await;
    let api = port.open(taken());
    online(&browser).await;
    online(&browser).await;
    api.until("POST", 2).await;
    until_kept(&browser, "text === ''").await;
    online(&browser).await;
    a_while().await;
    let mut posts = api.posts();
    posts.sort_by_key(|post| id(post).len());
    assert_eq!(posts.len(), 2, "{posts:?}");
    assert_eq!(id(&posts[1]), format!("{}-comment", id(&posts[0])));
}

#[tokio::test]
async fn offline_feedback_is_kept_and_sent_once_when_the_browser_is_online_again() {
    if engine::skips() {
        return;
    }
    let api = Broken::start(taken());
    let (_server, browser) = asking("feedback-url", &api.origin()).await;
    browser.offline(true).await;
    rate(&browser, "good").await;
    until_kept(&browser, TRIED).await;
    // Whether it may post is asked all the same: Chromium's emulation lets preflights through.
    assert_eq!(api.posts().len(), 0);
    browser.offline(false).await;
    api.until("POST", 1).await;
    until_kept(&browser, "text === ''").await;
    a_while().await;
    assert_eq!(api.posts().len(), 1);
}

#[tokio::test]
async fn what_one_page_is_sending_another_does_not_send_too() {
    let api = Broken::start(taken());
    let (server, browser) = asking("feedback-url", &api.origin()).await;
    api.hold(true);
    rate(&browser, "good").await;
    api.until("POST", 1).await;
    browser.window().await;
    browser.open(&server.at("/host.html")).await;
    online(&browser).await;
    a_while().await;
    api.hold(false);
    until_kept(&browser, "text === ''").await;
    online(&browser).await;
    a_while().await;
    assert_eq!(api.posts().len(), 1);
}

#[tokio::test]
async fn a_server_that_asks_for_a_minute_is_not_asked_again_at_once() {
    let (api, server, browser) = rated(Answer::new(503, "").header("Retry-After: 60")).await;
    api.until("POST", 1).await;
    until_kept(&browser, "text !== '' && claimed > Date.now() + 55_000 && claimed < Date.now() + 76_000").await;
    api.answer(taken());
    online(&browser).await;
    browser.open(&server.at("/host.html")).await;
    a_while().await;
    assert_eq!(api.posts().len(), 1);
    assert_ne!(kept(&browser).await, "");
}

#[tokio::test]
async fn what_a_server_refuses_for_good_is_dropped() {
    let (api, server, browser) = rated(Answer::new(400, "")).await;
    api.until("POST", 1).await;
    until_kept(&browser, "text === ''").await;
    api.answer(taken());
    browser.open(&server.at("/host.html")).await;
    a_while().await;
    assert_eq!(api.posts().len(), 1);
}

#[tokio::test]
async fn what_is_said_meanwhile_does_not_go_to_a_server_that_asks_for_a_minute() {
    let (api, _server, browser) = rated(Answer::new(503, "").header("Retry-After: 60")).await;
    api.until("POST", 1).await;
    until_kept(&browser, "claimed > Date.now() + 55_000").await;
    comment(&browser, "later").await;
    a_while().await;
    assert_eq!(api.posts().len(), 1);
}

#[tokio::test]
async fn a_comment_goes_with_what_it_is_on() {
    let (api, _server, browser) = rated(taken()).await;
    browser.press("[data-back]").await;
    browser.press("[data-answer=new]").await;
    browser.press("[data-solved=yes]").await;
    comment(&browser, "on the section").await;
    api.until("POST", 3).await;
    browser.press("[data-read]").await;
    comment(&browser, "on the article").await;
    api.until("POST", 4).await;
    let posts = api.posts();
    let of = |rating: usize| format!("{}-comment", id(&posts[rating]));
    assert_eq!([id(&posts[2]), id(&posts[3])], [of(1), of(0)], "{posts:?}");
}

#[tokio::test]
async fn two_pages_that_are_online_again_at_one_moment_send_nothing_twice() {
    let api = Broken::start(taken());
    let (server, browser) = asking("feedback-url", &api.origin()).await;
    let at: f64 = browser.run("return Date.now() + 12_000;", &[]).await;
    let schedule = "setTimeout(() => dispatchEvent(new Event('online')), args[0] - Date.now());";
    browser.run::<()>(schedule, &[json!(at)]).await;
    browser.window().await;
    browser.open(&server.at("/host.html")).await;
    let fill = "const lines = Array.from({ length: 20 }, (_, number) => `${Date.now()} 0 id${number} {\"id\":\"id${number}\"}\\n`);
        localStorage[`login-help ${args[0]}`] = lines.join('');";
    browser.run::<()>(fill, &[json!(format!("{}/api", api.origin()))]).await;
    browser.run::<()>(schedule, &[json!(at)]).await;
    let left: f64 = browser.run("return args[0] - Date.now();", &[json!(at)]).await;
    assert!(left > 100.0, "the second page took too long to open");
    tokio::time::sleep(Duration::from_millis(left as u64)).await;
    api.until("POST", 20).await;
    a_while().await;
    let mut ids: Vec<_> = api.posts().iter().map(|post| id(post).to_owned()).collect();
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!((all, ids.len()), (20, 20), "sent, and different ones among them");
}
