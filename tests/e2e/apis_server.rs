//! The account-status API as it works: the reference server, which writes to whoever has an account, and a server that
//! knows who asks; and what the field does with an address before anybody is asked.

use std::{
    fs,
    future::pending,
    path::{Path, PathBuf},
    time::Duration,
};

use login_help::server::{FEW, Mailing, Post, Server as Reference, Settings, accounts::Config, log::Log};
use serde_json::json;
use sqlx::{AnyConnection, Connection, any::install_default_drivers};
use tokio::net::TcpListener;

use crate::{
    apis::{answered, submit},
    broken_api::{Answer, Broken, allowing, asking, element},
    browser::Browser,
    server::Server,
};

const ACCOUNTS: &str = "tests/fixtures/server/accounts.toml";

/// A page with the reference server beside it, and the folder that the server writes into.
async fn with_reference(name: &str) -> (PathBuf, Server, Browser) {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e").join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let page = element(&format!("account-status-url={origin}/account-status"));
    let server = allowing(&[origin]).page("/host.html", &page).serve();
    let reference = Reference::new(Settings {
        database: format!("sqlite:{}", room.join("server.db").display()),
        accounts: Config::load(Path::new(ACCOUNTS)).unwrap(),
        accounts_database: None,
        mailing: Mailing {
            post: Post::Outbox(room.join("outbox")),
            from: "help@example.org".parse().unwrap(),
            page: server.at("/host.html"),
            every: Duration::from_millis(20),
            limit: FEW,
        },
        token_life: Duration::from_secs(1800),
        origins: vec![server.at("").parse().unwrap()],
        status: None,
        limit: None,
        trusted_hops: 0,
        connections: 1024,
        log: Log::to(std::io::sink()),
    });
    tokio::spawn(reference.await.unwrap().serve(listener, pending()));
    let browser = Browser::start().await;
    browser.open(&server.at("/host.html")).await;
    (room, server, browser)
}

/// The token in the one mail that was written.
async fn token(room: &Path) -> String {
    for _ in 0..200 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mails = fs::read_dir(room.join("outbox")).into_iter().flatten();
        // Long lines are folded, and then an equals sign is written as three letters (RFC 2045, 6.7).
        let unfolded = |text: String| text.replace("=\r\n", "").replace("=3D", "=");
        let mut texts = mails.map(|mail| unfolded(fs::read_to_string(mail.unwrap().path()).unwrap()));
        // A mail that is only half written has no link yet.
        if let Some(token) = texts.find_map(|text| Some(text.split_once("#token=")?.1.split_once("\r\n")?.0.to_owned()))
        {
            return token;
        }
    }
    panic!("no mail within ten seconds");
}

async fn mailed(browser: &Browser) {
    browser.until("the mail is told of", "return find('[data-mailed]') !== null;").await;
}

/// Where the inbox may be.
async fn inboxes(browser: &Browser) -> Vec<String> {
    browser.run("return all('[data-mailed] [data-inbox]').map(({ href }) => href);", &[]).await
}

const HAS_FOCUS: &str = "await settled(); return shadow().activeElement?.hasAttribute('data-mailed') ?? false;";

#[tokio::test]
async fn an_address_is_written_to_and_the_inbox_is_a_click_away() {
    let (_room, server, browser) = with_reference("mailed").await;
    submit(&browser, "ada.lovelace@gmail.com").await;
    mailed(&browser).await;
    browser.until("it has the focus", HAS_FOCUS).await;
    let links = inboxes(&browser).await;
    assert!(links.len() == 1 && links[0].starts_with("https://mail.google.com/"), "{links:?}");
    assert_eq!(browser.press("[data-answer=rejected]").await.is(), ("question", "login"));
    mailed(&browser).await;
    let left =
        "return [location.href, ...Object.values(localStorage), ...Object.values(sessionStorage), document.cookie,
        ...performance.getEntriesByType('resource').map(({ name }) => name)];";
    let left: Vec<String> = browser.run(left, &[]).await;
    let seen = browser.seen().await;
    assert!(seen.events.len() >= 3, "{seen:?}");
    let told = seen.events.iter().map(|event| event.detail.to_string()).chain(seen.console).chain(left);
    for told in told {
        assert!(!told.contains("ada.lovelace"), "{told}");
    }
    browser.open(&server.at("/host.html")).await;
    submit(&browser, "ada@lovelace.example").await;
    mailed(&browser).await;
    let links = inboxes(&browser).await;
    assert_eq!(links.len(), 4, "which app holds a domain's mail only the person can say: {links:?}");
}

#[tokio::test]
async fn the_link_in_the_mail_leads_to_what_is_the_matter() {
    let (room, _server, browser) = with_reference("token").await;
    submit(&browser, "terminated@example.org").await;
    mailed(&browser).await;
    let again = "const element = widget(), parent = element.parentNode;
        element.remove();
        await settled();
        element.setAttribute('facts', `token=${args[0]}`);
        parent.append(element);";
    browser.run::<()>(again, &[json!(token(&room).await)]).await;
    browser.until("what the mail is about can be asked for", "return find('[data-redeem]') !== null;").await;
    browser.click("[data-redeem]").await;
    browser.until("the remedy is there", "return find('[data-remedy=terminated]') !== null;").await;
    let seen = browser.seen().await;
    assert!(seen.console.is_empty() && seen.errors.is_empty(), "{seen:?}");
}

#[tokio::test]
async fn a_server_whose_database_is_away_is_gone_past_by_the_questions() {
    let (room, _server, browser) = with_reference("away").await;
    install_default_drivers();
    // Another program has the database to itself.
    let mut other = AnyConnection::connect(&format!("sqlite:{}", room.join("server.db").display())).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    submit(&browser, "terminated@example.org").await;
    answered(&browser).await;
    let screen = browser.look().await;
    assert!(!screen.notice.is_empty(), "nothing is said");
    assert_eq!(screen.is(), ("question", "symptom"));
    browser.press("[data-answer=rejected]").await;
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
}

#[tokio::test]
async fn the_first_question_is_answered_while_the_server_thinks() {
    let api = Broken::start(Answer::new(202, r#"{"emailed":true}"#));
    let (_server, browser) = asking("account-status-url", &api.origin()).await;
    api.hold(true);
    submit(&browser, "ada@gmail.com").await;
    assert_eq!(browser.press("[data-answer=rejected]").await.is(), ("question", "login"));
    api.until("POST", 1).await;
    // The screen comes in with a movement.
    let place = "await Promise.all(shadow().getAnimations().map(({ finished }) => finished));
        return find('[data-heading]').getBoundingClientRect().top;";
    let before: f64 = browser.run(place, &[]).await;
    api.hold(false);
    mailed(&browser).await;
    assert!(!browser.run::<bool>(HAS_FOCUS, &[]).await, "the focus is taken away");
    assert_eq!(browser.run::<f64>(place, &[]).await, before, "the question has moved");
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
    mailed(&browser).await;
}

#[tokio::test]
async fn news_that_leaves_the_question_as_it_is_is_told_of_all_the_same() {
    let api = Broken::start(Answer::new(200, r#"{"facts":{"account":"frozen"}}"#));
    let (_server, browser) = asking("account-status-url", &api.origin()).await;
    submit(&browser, "ada@example.org").await;
    answered(&browser).await;
    let said = "return find('.notice').textContent + (find('.news')?.textContent ?? '');";
    assert_ne!(browser.run::<String>(said, &[]).await.trim(), "", "whoever asked hears nothing");
}

#[tokio::test]
async fn an_address_that_is_probably_another_is_asked_about_before_anybody_else_is() {
    let api = Broken::start(Answer::new(202, r#"{"emailed":true}"#));
    let (server, browser) = asking("account-status-url", &api.origin()).await;
    for (count, (choice, meant)) in
        [("data-use", "me@gmail.com"), ("data-keep", "me@gmial.com")].into_iter().enumerate()
    {
        browser.open(&server.at("/host.html")).await;
        submit(&browser, "me@gmial.com").await;
        let said: String = browser.run("await settled(); return find('.suggestion').textContent;", &[]).await;
        assert!(said.contains("me@gmail.com"), "{said}");
        assert_eq!(api.posts().len(), count, "it is sent before it is certain");
        browser.click(&format!("[{choice}]")).await;
        mailed(&browser).await;
        assert_eq!(api.posts()[count]["email"], meant);
        let value: String = browser.run("return find('[data-email]').value;", &[]).await;
        assert_eq!(value, meant);
    }
}

#[tokio::test]
async fn what_is_no_address_is_said_at_its_field_and_goes_nowhere() {
    let api = Broken::start(Answer::new(202, r#"{"emailed":true}"#));
    let (_server, browser) = asking("account-status-url", &api.origin()).await;
    for typed in ["", "ada", "ada@example", "ada lovelace@example.org"] {
        submit(&browser, typed).await;
        let body = "await settled();
            const field = find('[data-email]');
            const parts = field.getAttribute('aria-describedby').split(' ').map((id) => shadow().getElementById(id));
            const error = parts.find((part) => part?.getAttribute('role') === 'alert')?.textContent ?? '';
            return [field.value, error !== '' && field.ariaInvalid === 'true' && shadow().activeElement === field];";
        let (kept, is_said): (String, bool) = browser.run(body, &[]).await;
        assert!(kept == typed && is_said, "{typed:?} is now {kept:?}, and what is wrong is not said there");
    }
    submit(&browser, "ada@example.org").await;
    mailed(&browser).await;
    assert_eq!(api.posts().len(), 1);
}
