//! The service-status API: an incident of what the article is about is said without anything moving, and whatever else
//! comes, or doesn't, changes nothing.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    broken_api::{Answer, Broken, Manner, PATH, allowing, asking, element},
    browser::Browser,
    server::Server,
};

const LINK: &str = "https://stspg.io/incident";

/// A status page that has this in it.
fn summary(list: &str, status: &str, component: &str) -> Value {
    json!({
        "page": { "url": "https://status.sendgrid.com" },
        "status": { "indicator": "minor" },
        "components": [{ "name": component, "status": "operational" }],
        list: [{ "name": "Logins <b>fail</b>", "status": status, "shortlink": LINK, "components": [{ "name": component }] }],
    })
}

fn incident(component: &str) -> Value {
    summary("incidents", "investigating", component)
}

/// A page whose service is as this summary says.
async fn told_of(summary: &Value) -> (Broken, Server, Browser) {
    let api = Broken::start(Answer::new(200, &summary.to_string()));
    let (server, browser) = asking("service-status-url", &api.origin()).await;
    (api, server, browser)
}

async fn is_in_trouble(browser: &Browser) {
    browser.until("the trouble is said", "return find('[data-trouble]') !== null;").await;
}

/// Answers to the reset of a password, for somebody with API keys; gives the kinds of the callouts in it.
async fn reset(browser: &Browser) -> Vec<String> {
    for answer in ["forgot-password", "direct", "api-keys"] {
        browser.press(&format!("[data-answer={answer}]")).await;
    }
    assert_eq!(browser.look().await.is(), ("remedy", "forgot-password"));
    browser.run("return all('section [data-callout]').map(({ dataset }) => dataset.callout);", &[]).await
}

#[tokio::test]
async fn an_incident_that_is_told_late_moves_nothing_and_then_comes_first() {
    let api = Broken::start(Answer::new(200, &incident("SendGrid Website").to_string()));
    api.hold(true);
    let (_server, browser) = asking("service-status-url", &api.origin()).await;
    api.until("GET", 1).await;
    let place = "return ['[data-heading]', '[data-answer]'].map((part) => find(part).getBoundingClientRect().top);";
    let before: [f64; 2] = browser.run(place, &[]).await;
    api.hold(false);
    is_in_trouble(&browser).await;
    assert_eq!(browser.run::<[f64; 2]>(place, &[]).await, before, "the question has moved");
    let (text, link, rel): (String, String, String) = browser
        .run(
            "const link = find('[data-trouble] a');
             return [find('[data-trouble]').textContent, link.href, link.rel];",
            &[],
        )
        .await;
    assert!(text.contains("Logins <b>fail</b>"), "{text}");
    assert_eq!(link, LINK);
    assert!(rel.split(' ').any(|word| word == "noopener"), "{rel}");
    let is_said = "return find('.hidden[role=status]').textContent !== '';";
    assert!(browser.run::<bool>(is_said, &[]).await, "the live region says nothing");
    assert_eq!(reset(&browser).await, ["warning", "info"], "a reset during an incident is warned of");
    let is_first = "return !!(find('[data-trouble]').compareDocumentPosition(find('[data-heading]'))
        & Node.DOCUMENT_POSITION_FOLLOWING);";
    assert!(browser.run::<bool>(is_first, &[]).await, "the incident does not come first");
    let summary = browser.press("[data-talk]").await.summary.expect("there is a summary");
    assert!(summary.contains("Logins <b>fail</b>"), "{summary}");
}

#[tokio::test]
async fn maintenance_under_way_is_told_apart_from_an_incident() {
    let words = async |summary: &Value| {
        let (_api, _server, browser) = told_of(summary).await;
        is_in_trouble(&browser).await;
        let words: String = browser.run("return find('[data-trouble] .word').textContent;", &[]).await;
        (words, reset(&browser).await)
    };
    let maintenance = summary("scheduled_maintenances", "in_progress", "Login");
    let fault = incident("Login");
    let (maintenance, incident) = tokio::join!(words(&maintenance), words(&fault));
    assert!(!maintenance.0.is_empty() && maintenance.0 != incident.0, "{maintenance:?} {incident:?}");
    assert_eq!(maintenance.1, ["info"], "announced work is no reason to leave a password as it is");
    assert_eq!(incident.1, ["warning", "info"]);
}

#[tokio::test]
async fn a_component_that_is_down_counts_where_no_incident_is_told_of() {
    let summary = json!({ "components": [{ "name": "API v3", "status": "major_outage" }] });
    let (_api, _server, browser) = told_of(&summary).await;
    is_in_trouble(&browser).await;
    let links: usize = browser.run("return all('[data-trouble] a').length;", &[]).await;
    assert_eq!(links, 0, "there is no address to link to");
}

/// Opens a page for each of these answers, goes on at once, and finds no trouble told of: neither then nor when whatever
/// came has been read.
async fn nothing_is_said(answers: Vec<(&str, Answer)>) {
    let apis: Vec<_> = answers.into_iter().map(|(name, answer)| (name, Broken::start(answer))).collect();
    let origins: Vec<_> = apis.iter().map(|(_, api)| api.origin()).collect();
    let pages = apis.iter().fold(allowing(&origins), |site, (name, api)| {
        site.page(&format!("/{name}.html"), &element(&format!("service-status-url={}{PATH}", api.origin())))
    });
    let (server, browser) = (pages.serve(), Browser::start().await);
    for (name, api) in &apis {
        browser.open(&server.at(&format!("/{name}.html"))).await;
        assert_eq!(browser.press("[data-answer=rejected]").await.is(), ("question", "login"), "{name}");
        api.until("GET", 1).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        let seen = browser.seen().await;
        assert!(seen.errors.is_empty() && seen.violations.is_empty(), "{name}: {seen:?}");
        let boxes: usize = browser.run("return all('.news > *').length;", &[]).await;
        assert_eq!((boxes, browser.look().await.notice.as_str()), (0, ""), "{name}");
        browser.press("[data-restart]").await;
        assert_eq!(reset(&browser).await, ["info"], "{name}");
        assert_eq!(api.count("GET"), 1, "{name}");
    }
}

#[tokio::test]
async fn what_is_no_trouble_of_the_login_says_nothing() {
    let all = [
        ("another-component", incident("SMTP")),
        ("over", summary("incidents", "resolved", "Login")),
        ("announced", summary("scheduled_maintenances", "scheduled", "Login")),
        ("no-incidents", json!({ "status": { "indicator": "none" } })),
        ("unknown-indicator", json!({ "status": { "indicator": "purple" }, "incidents": [] })),
        ("other-shapes", json!({ "status": 3, "incidents": { "a": null }, "components": [[1], "x", null] })),
    ];
    nothing_is_said(all.map(|(name, summary)| (name, Answer::new(200, &summary.to_string()))).into()).await;
}

#[tokio::test]
async fn a_status_page_that_fails_says_nothing() {
    nothing_is_said(vec![
        ("error", Answer::new(500, &incident("Login").to_string())),
        ("malformed", Answer::new(200, "{incidents")),
        ("html", Answer::new(200, "<!doctype html>").header("Content-Type: text/html")),
        ("silent", Answer::new(200, "").coming(Manner::Silent)),
    ])
    .await;
}

#[tokio::test]
async fn a_status_page_that_is_named_later_is_asked_too() {
    let api = Broken::start(Answer::new(200, &incident("Login").to_string()));
    let (_server, browser) = asking("data-later", &api.origin()).await;
    browser.run::<()>("widget().setAttribute('service-status-url', widget().dataset.later);", &[]).await;
    is_in_trouble(&browser).await;
}

#[tokio::test]
async fn a_mail_that_is_told_of_stays_where_it_is_when_the_status_page_answers_late() {
    let (account, service) =
        (Broken::start(Answer::new(202, r#"{"emailed":true}"#)), Broken::start(Answer::new(200, "{}")));
    service.hold(true);
    let attributes =
        format!("account-status-url={}{PATH} service-status-url={}{PATH}", account.origin(), service.origin());
    let site = allowing(&[account.origin(), service.origin()]).page("/host.html", &element(&attributes));
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/host.html")).await;
    crate::apis::submit(&browser, "ada@gmail.com").await;
    let has_focus = "await settled(); return shadow().activeElement?.hasAttribute('data-mailed') ?? false;";
    browser.until("the mail is told of", has_focus).await;
    let place = "return find('[data-mailed]').getBoundingClientRect().top;";
    let before: f64 = browser.run(place, &[]).await;
    service.hold(false);
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(browser.run::<f64>(place, &[]).await, before, "it has moved");
    assert!(browser.run::<bool>(has_focus, &[]).await, "it has lost the focus");
}
