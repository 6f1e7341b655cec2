//! The account-status API as it fails: whatever comes, or doesn't, the person is told quietly, keeps what was typed, and
//! goes on. Against real connections, of which the API keeps a record.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    broken_api::{Answer, Broken, Manner, PATH, Port, allowing, asking, element},
    browser::Browser,
    server::Server,
};

const ADDRESS: &str = "ada.lovelace@example.org";

/// Types an address into the field of the first screen, and submits it.
pub async fn submit(browser: &Browser, address: &str) {
    browser.run::<()>("type(find('[data-email]'), args[0]);", &[json!(address)]).await;
    browser.click("form:not(#form-words) [data-submit]").await;
}

/// Waits until nothing is being asked any more.
pub async fn answered(browser: &Browser) {
    browser.until("nothing is asked any more", "return find('.beside p[role=status]')?.textContent === '';").await;
}

/// Asks about the address on a page whose API fails, and goes on to a remedy; gives how long the asking took.
async fn goes_on(server: &Server, browser: &Browser, page: &str) -> Duration {
    browser.open(&server.at(page)).await;
    let started = Instant::now();
    submit(browser, ADDRESS).await;
    answered(browser).await;
    let taken = started.elapsed();
    let screen = browser.look().await;
    assert!(!screen.notice.is_empty(), "{page}: nothing is said");
    assert_eq!(screen.is(), ("question", "symptom"), "{page}");
    let typed: String = browser.run("return find('[data-email]').value;", &[]).await;
    assert_eq!(typed, ADDRESS, "{page}");
    browser.press("[data-answer=rejected]").await;
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"), "{page}");
    let seen = browser.seen().await;
    assert!(seen.violations.is_empty() && seen.errors.is_empty(), "{page}: {seen:?}");
    assert!(seen.console.iter().all(|line| !line.contains(ADDRESS)), "{page}: {seen:?}");
    assert!(!seen.events.iter().any(|event| event.detail.to_string().contains(ADDRESS)), "{page}: {seen:?}");
    taken
}

/// What no request may carry but in its body: not the address, not a cookie.
fn gives_nothing_away(page: &str, api: &Broken) {
    for asked in api.asked() {
        assert_eq!(asked.target, PATH, "{page}");
        assert!(!asked.head.contains("ada.lovelace"), "{page}: {}", asked.head);
        assert!(!asked.head.contains("\ncookie:"), "{page}: {}", asked.head);
    }
}

/// Goes through these faults on one page for each, after the APIs' origin has set a cookie. Each comes with how often it
/// may be asked, and gives how long that took.
async fn all_go_on(faults: Vec<(&str, Answer, usize)>) -> Vec<(Broken, Duration)> {
    let apis: Vec<_> = faults
        .into_iter()
        .map(|(name, answer, tries)| (name, Broken::start(answer.header("Set-Cookie: session=secret")), tries))
        .collect();
    let origins: Vec<_> = apis.iter().map(|(_, api, _)| api.origin()).collect();
    let mut site = allowing(&origins);
    for (name, api, _) in &apis {
        let page = element(&format!("account-status-url={}{PATH}", api.origin()));
        site = site.page(&format!("/{name}.html"), &page);
    }
    let (server, browser) = (site.serve(), Browser::start().await);
    let jar = Broken::start(Answer::new(200, "{}").header("Set-Cookie: session=secret"));
    browser.load(&format!("{}/", jar.origin())).await;
    let mut done = Vec::new();
    for (name, api, tries) in apis {
        let taken = goes_on(&server, &browser, &format!("/{name}.html")).await;
        assert_eq!(api.count("POST"), tries, "{name}: {:?}", api.asked());
        gives_nothing_away(name, &api);
        done.push((api, taken));
    }
    done
}

#[tokio::test]
async fn an_answer_that_refuses_is_asked_for_once_and_the_questions_go_on() {
    let status = |name, status| (name, Answer::new(status, r#"{"facts":{"account":"banned"}}"#), 1);
    let all = vec![
        status("bad-request", 400),
        status("unauthorised", 401),
        status("forbidden", 403),
        status("not-found", 404),
        status("too-many", 429),
        status("error", 500),
        status("overloaded", 503),
    ];
    for (api, _) in all_go_on(all).await {
        let posts = api.posts();
        assert_eq!(posts, [json!({ "article": "sendgrid-login", "email": ADDRESS })]);
    }
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_is_asked_for_once_and_the_questions_go_on() {
    let html = Answer::new(200, "<!doctype html><h1>Welcome</h1>").header("Content-Type: text/html");
    all_go_on(vec![
        ("html", html, 1),
        ("malformed", Answer::new(200, "{facts: banned}"), 1),
        ("truncated", Answer::new(200, r#"{"facts":{"account":"ban"#), 1),
        ("nothing", Answer::new(200, ""), 1),
        ("null", Answer::new(200, "null"), 1),
        ("unknown", Answer::new(200, r#"{"facts":{"colour":"red","account":"purple"}}"#), 1),
        ("unfit", Answer::new(200, r#"{"facts":{"symptom":"blocked","account":["banned"]}}"#), 1),
        ("no-mail", Answer::new(202, r#"{"emailed":false}"#), 1),
    ])
    .await;
}

#[tokio::test]
async fn a_network_that_fails_is_tried_twice_and_the_questions_go_on() {
    let elsewhere = Broken::start(Answer::new(200, r#"{"facts":{"account":"banned"}}"#));
    let location = format!("Location: {}{PATH}", elsewhere.origin());
    let banned = Answer::new(200, r#"{"facts":{"account":"banned"}}"#);
    let done = all_go_on(vec![
        ("hangs-up", banned.clone().coming(Manner::HangUp), 2),
        ("reset", banned.clone().coming(Manner::Reset), 2),
        ("moved", Answer::new(302, "").header(&location), 2),
        ("moved-for-good", Answer::new(308, "").header(&location), 2),
        // What may not be sent at all never is; only whether it may is asked twice.
        ("unshared", banned.unshared(), 0),
    ])
    .await;
    assert_eq!(done.last().map(|(api, _)| api.count("OPTIONS")), Some(2));
    assert!(elsewhere.asked().is_empty(), "the address went on to {:?}", elsewhere.asked());
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_twice_and_the_questions_go_on() {
    let port = Port::new();
    let address = format!("{}{PATH}", port.origin());
    // Not every browser's list of requests has those that failed.
    let count = "window.tried = [];
        window.fetch = ((send) => (...given) => {
          tried.push(given[0].url ?? String(given[0]));
          return send(...given);
        })(fetch);";
    let page = element(&format!("account-status-url={address}"));
    let server = allowing(&[port.origin()]).before(count).page("/host.html", &page).serve();
    let browser = Browser::start().await;
    let taken = goes_on(&server, &browser, "/host.html").await;
    assert!(taken < Duration::from_secs(4), "{taken:?}");
    let tried = "return tried.filter((url) => url === args[0]).length;";
    assert_eq!(browser.run::<usize>(tried, &[json!(address)]).await, 2);
}

#[tokio::test]
async fn a_server_that_never_ends_is_left_after_five_seconds() {
    let facts = Answer::new(200, r#"{"facts":{"account":"banned"}}"#);
    let slow = |manner| {
        let answer = facts.clone().coming(manner);
        async move { all_go_on(vec![("slow", answer, 1)]).await.remove(0).1 }
    };
    let (silent, drip) = tokio::join!(slow(Manner::Silent), slow(Manner::Drip));
    for taken in [silent, drip] {
        assert!((4.0..8.0).contains(&taken.as_secs_f64()), "{taken:?}");
    }
}

#[tokio::test]
async fn ten_megabytes_are_not_read_on_after_the_first_64_kilobytes() {
    let body = format!(r#"{{"facts":{{"account":"{}"}}}}"#, "x".repeat(10_000_000));
    let done = all_go_on(vec![("long", Answer::new(200, &body).coming(Manner::Pieces), 1)]).await;
    let written = done[0].0.written();
    assert!((65_536..1_000_000).contains(&written), "{written} bytes");
}

#[tokio::test]
async fn a_server_that_asks_for_half_a_minute_has_it() {
    let api = Broken::start(Answer::new(429, "{}").header("Retry-After: 30"));
    let (_server, browser) = asking("account-status-url", &api.origin()).await;
    for _ in 0..2 {
        submit(&browser, ADDRESS).await;
        answered(&browser).await;
        let notice = browser.look().await.notice;
        assert!(notice.contains("30") || notice.contains("29"), "{notice}");
    }
    assert_eq!(api.count("POST"), 1);
    assert_eq!(browser.press("[data-answer=new]").await.is(), ("remedy", "confirm-email"));
}

#[tokio::test]
async fn a_cookie_would_cross_if_the_widget_let_it() {
    let api = Broken::start(Answer::new(200, "{}").header("Set-Cookie: session=secret"));
    let (server, browser) = asking("account-status-url", &api.origin()).await;
    browser.load(&format!("{}/", api.origin())).await;
    browser.open(&server.at("/host.html")).await;
    let body = "await fetch(args[0], { mode: 'no-cors', credentials: 'include' });";
    browser.run::<()>(body, &[json!(format!("{}{PATH}", api.origin()))]).await;
    assert!(api.asked().iter().any(|asked| asked.head.contains("\ncookie: session=secret")), "{:?}", api.asked());
}

#[tokio::test]
async fn the_time_that_a_server_asks_for_ends_however_often_somebody_asks_meanwhile() {
    let api = Broken::start(Answer::new(429, "{}").header("Retry-After: 2"));
    let (_server, browser) = asking("account-status-url", &api.origin()).await;
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(4) {
        submit(&browser, ADDRESS).await;
        answered(&browser).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    assert!((2..=3).contains(&api.count("POST")), "it was asked {} times", api.count("POST"));
}
