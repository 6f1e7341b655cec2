//! The handoff to a person: its summary, what goes along with it only when that is wanted, and the links that open it.

use serde_json::json;

use crate::{
    apis::submit,
    broken_api::{Answer, Broken, PATH, allowing, element},
    browser::Browser,
    host_page, own_page,
    server::Server,
};

const ADDRESS: &str = "ada.lovelace@example.org";
/// The longest link that mail programs take.
const LONGEST: usize = 2_000;

/// The words of what a selector finds.
async fn words(browser: &Browser, selector: &str) -> String {
    browser.run("return find(args[0]).textContent;", &[json!(selector)]).await
}

#[tokio::test]
async fn a_summary_says_what_was_answered_and_tried_and_the_address_only_when_that_is_wanted() {
    let api = Broken::start(Answer::new(503, ""));
    let page = element(&format!("account-status-url={}{PATH}", api.origin()));
    let server = allowing(&[api.origin()]).page("/host.html", &page).serve();
    let browser = Browser::start().await;
    browser.open(&server.at("/host.html?secret=query")).await;
    submit(&browser, ADDRESS).await;
    let mut wanted = vec![
        format!("login-help {}", env!("CARGO_PKG_VERSION")),
        "sendgrid-login".into(),
        server.at("/host.html"),
        browser.run("return new Date().toISOString().slice(0, 10);", &[]).await,
    ];
    for answer in ["two-factor", "missing"] {
        wanted.push(words(&browser, &format!("[data-answer={answer}] .label")).await);
        browser.press(&format!("[data-answer={answer}]")).await;
    }
    for _ in 0..2 {
        wanted.push(words(&browser, "[data-heading]").await);
        browser.press("[data-solved=no]").await;
    }
    let screen = browser.look().await;
    assert_eq!(screen.is(), ("remedy", "contact-support"));
    let summary = screen.summary.expect("there is a summary");
    for wanted in &wanted {
        assert!(summary.contains(wanted), "{wanted:?} is not in it:\n{summary}");
    }
    assert!(!summary.contains("secret"), "the page's query is nobody's business:\n{summary}");
    let mut links = vec![screen.support];
    for is_ticked in [false, true, false] {
        let screen = browser.look().await;
        let summary = screen.summary.expect("there is a summary");
        assert_eq!(summary.contains(ADDRESS), is_ticked, "{summary}");
        links.push(screen.support);
        browser.click("[data-add-address]").await;
    }
    assert!(links.iter().flatten().all(|link| !link.contains("ada")), "{links:?}");
}

/// A host page with this support address.
async fn supported(support: &str) -> (Server, Browser) {
    let (server, browser, _) = host_page(&element(&format!("support-url='{support}'"))).await;
    (server, browser)
}

/// The handoff after a message of so many characters: the summary, and the support link.
async fn handed_over(server: &Server, browser: &Browser, length: usize) -> (String, String) {
    browser.open(&server.at("/host.html")).await;
    browser.press("[data-answer=error]").await;
    browser.click("[data-message]").await;
    browser.paste(&"Ein Fehler ist aufgetreten: ü & 100 %. ".repeat(length / 39 + 1)).await;
    browser.press("form:not(#form-words) [data-submit]").await;
    let screen = browser.press("[data-talk]").await;
    (screen.summary.expect("there is a summary"), screen.support.expect("there is a link"))
}

/// A part of a link's query, decoded.
async fn part(browser: &Browser, link: &str, name: &str) -> String {
    browser.run("return new URL(args[0]).searchParams.get(args[1]) ?? '';", &[json!(link), json!(name)]).await
}

#[tokio::test]
async fn the_way_to_support_copies_the_summary_and_leads_there() {
    let (_server, browser, _) = own_page("symptom=new").await;
    browser.press("[data-talk]").await;
    // The page is stayed on, so that what it says can be read.
    let stay = "addEventListener('click', (event) => {
        window.left = event.defaultPrevented ? '' : event.composedPath().find((part) => part.href)?.href;
        event.preventDefault();
    });";
    browser.run::<()>(stay, &[]).await;
    browser.click("[data-support]").await;
    browser.until("the copying is told of", "return find('.notice').textContent !== '';").await;
    assert_eq!(browser.run::<String>("return left;", &[]).await, "https://support.sendgrid.com/");
}

#[tokio::test]
async fn a_mail_to_support_is_written_as_far_as_a_link_can_be_long() {
    let (server, browser) = supported("mailto:help@example.com").await;
    for length in [1, 3_000] {
        let (summary, link) = handed_over(&server, &browser, length).await;
        assert!(link.starts_with("mailto:help@example.com?") && link.len() <= LONGEST, "{}: {link}", link.len());
        assert!(!part(&browser, &link, "subject").await.is_empty(), "{link}");
        let body = part(&browser, &link, "body").await.replace("\r\n", "\n");
        if length == 1 {
            assert_eq!(body, summary);
        } else {
            let kept = body.strip_suffix(" […]").expect("it says that it is cut");
            assert!(summary.starts_with(kept) && link.len() > LONGEST - 20, "{}: {body}", link.len());
        }
    }
}

#[tokio::test]
async fn a_support_form_that_takes_a_text_has_it() {
    let (server, browser) = supported("https://example.com/new?text={summary}&from=help").await;
    let (summary, link) = handed_over(&server, &browser, 1).await;
    assert!(link.starts_with("https://example.com/new?text="), "{link}");
    assert_eq!(part(&browser, &link, "text").await.replace("\r\n", "\n"), summary);
    assert_eq!(part(&browser, &link, "from").await, "help");
    let (_, link) = handed_over(&server, &browser, 3_000).await;
    assert!(link.len() <= LONGEST, "{}", link.len());
}

#[tokio::test]
async fn a_summary_in_german_is_in_english_too() {
    let (_server, browser, screen) = host_page(&element("article=/articles/two-factor lang=de")).await;
    let answer = &screen.answers[0];
    let german = words(&browser, &format!("[data-answer={answer}] .label")).await;
    browser.press(&format!("[data-answer={answer}]")).await;
    browser.press("[data-talk]").await;
    browser.until("it is in both languages", "return look().summary.includes('--- English ---');").await;
    let summary = browser.look().await.summary.expect("there is a summary");
    let (own, english) = summary.split_once("--- English ---").expect("there is a line between");
    assert!(own.contains(&german) && !english.contains(&german), "{summary}");
}

#[tokio::test]
async fn a_summary_that_was_in_two_languages_is_in_english_alone_once_the_page_is() {
    let (_server, browser, screen) = host_page(&element("article=/articles/two-factor lang=de")).await;
    browser.press(&format!("[data-answer={}]", screen.answers[0])).await;
    browser.press("[data-talk]").await;
    browser.until("it is in both languages", "return look().summary.includes('--- English ---');").await;
    browser.run::<()>("widget().setAttribute('lang', 'en');", &[]).await;
    browser.until("it is in English", "return find('.widget').lang === 'en' && look().kind === 'handoff';").await;
    let summary = browser.look().await.summary.expect("there is a summary");
    assert!(!summary.contains("--- English ---"), "{summary}");
}
