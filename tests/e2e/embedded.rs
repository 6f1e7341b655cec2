//! The element on a page that is somebody else's: what it leaves alone, what it tells, and that it can come, go, and be
//! one of many.

use serde_json::{Value, json};

use crate::{TWO_LINES, browser::Browser, host_page, server::Site};

#[tokio::test]
async fn the_host_pages_address_and_history_stay_as_they_are() {
    let server = Site::new().page("/host.html", TWO_LINES).serve();
    let browser = Browser::start().await;
    let url = server.at("/host.html?a=b#terminated");
    assert_eq!(browser.open(&url).await.is(), ("question", "symptom"), "the host's # is none of ours");
    let entries: usize = browser.run("return history.length;", &[]).await;
    browser.press("[data-answer=blocked]").await;
    browser.press("[data-answer=unpaid-closed]").await;
    browser.press(".text a[href='#frozen']").await;
    let own =
        "return all('[data-section]').filter((part) => part.querySelector(`h3 + a[href^='#'], a.address`)).length;";
    assert_eq!(browser.run::<usize>(own, &[]).await, 0, "sections have no address on a page that is not theirs");
    browser.press("[data-back]").await;
    browser.press("[data-talk]").await;
    browser.press("[data-restart]").await;
    let screen = browser.jump("symptom=new").await;
    assert_eq!(screen.is(), ("question", "symptom"), "the host's # is followed");
    browser.run::<()>("history.back(); await settled();", &[]).await;
    browser.until("the host's own entry is back", "return location.hash === '#terminated';").await;
    assert_eq!(browser.address().await, url);
    assert_eq!(browser.run::<usize>("return history.length;", &[]).await, entries + 1, "one is the host's own");
}

#[tokio::test]
async fn everything_that_happens_is_told_to_the_host_page() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    browser.press("[data-answer=rejected]").await;
    browser.press("[data-answer=shared]").await;
    browser.press("[data-solved=yes]").await;
    browser.press("[data-back]").await;
    browser.press("[data-talk]").await;
    let seen = browser.seen().await;
    let told: Vec<_> = seen.events.iter().map(|event| (event.name.as_str(), &event.detail)).collect();
    let (question, remedy) = (|fact| json!({ "question": fact }), json!({ "remedy": "shared-credentials" }));
    let expected = [
        ("question", &question("symptom")),
        ("ready", &Value::Null),
        ("question", &question("login")),
        ("remedy", &remedy),
        ("resolved", &remedy),
        ("feedback", &json!({ "helpful": true, "section": "shared-credentials" })),
        ("remedy", &remedy),
        ("handoff", &json!({ "channel": "support" })),
    ];
    assert_eq!(told, expected);
    assert!(seen.events.iter().all(|event| event.bubbles && event.composed), "{:?}", seen.events);
}

#[tokio::test]
async fn the_host_page_is_told_where_only_the_notice_can_be_replied_to() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    for press in ["[data-answer=blocked]", "[data-answer=review]", "[data-solved=no]"] {
        browser.press(press).await;
    }
    let last = browser.seen().await.events.pop().expect("there are events");
    assert_eq!((last.name.as_str(), last.detail), ("handoff", json!({ "channel": "reply" })));
}

#[tokio::test]
async fn the_host_page_is_told_of_a_list_to_choose_from_and_of_the_whole_article() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    let listen = "window.told = [];
        for (const name of ['possible', 'article']) {
          addEventListener(`login-help-${name}`, ({ detail }) => told.push([name, detail]));
        }";
    browser.run::<()>(listen, &[]).await;
    for press in ["[data-answer=unsure]", "[data-answer=unsure]", "[data-read]"] {
        browser.press(press).await;
    }
    browser.until("both are told", "return told.length === 2;").await;
    let shown: Vec<String> = browser.run("return told[0][1].remedies;", &[]).await;
    assert!(shown.len() > 1 && shown.contains(&"forgot-username".into()), "{shown:?}");
    assert_eq!(
        browser.evaluate("return [told[0][0], told[1]];").await,
        json!(["possible", ["article", { "section": "" }]])
    );
}

#[tokio::test]
async fn an_embedded_walk_breaks_no_policy_and_leaves_the_machine_alone() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    for answer in ["forgot-password", "direct", "unsure"] {
        browser.press(&format!("[data-answer={answer}]")).await;
    }
    browser.press("[data-read]").await;
    let seen = browser.seen().await;
    assert!(seen.violations.is_empty() && seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
    assert_eq!(browser.foreign().await, Vec::<String>::new());
}

#[tokio::test]
async fn two_widgets_work_apart_and_share_one_program() {
    let (server, browser, _) = host_page(
        "<script type=module src=/login-help.js></script>
        <login-help id=one><p>One.</p></login-help><login-help id=two><p>Two.</p></login-help>",
    )
    .await;
    browser.until("both are there", "return look('one').kind === 'question' && look('two').kind === 'question';").await;
    let press = async |id: &str, selector: &str| {
        let body = "find(args[1], args[0]).click(); await settled(); return ['one', 'two'].map((id) => look(id).id);";
        browser.run::<[String; 2]>(body, &[json!(id), json!(selector)]).await
    };
    assert_eq!(press("one", "[data-answer=rejected]").await, ["login", "symptom"]);
    assert_eq!(press("two", "[data-answer=new]").await, ["login", "confirm-email"]);
    assert_eq!(press("one", "[data-answer=shared]").await, ["shared-credentials", "confirm-email"]);
    assert_eq!(press("two", "[data-restart]").await, ["shared-credentials", "symptom"]);
    let remedies = browser.seen().await.events.into_iter().filter(|event| event.name == "remedy");
    let from: Vec<_> = remedies.map(|event| event.from).collect();
    assert_eq!(from, ["two", "one"]);
    for path in ["/login-help.js", &crate::core("js"), &crate::core("wasm")] {
        assert_eq!(server.asked(path), 1, "{path}");
    }
}

#[tokio::test]
async fn an_element_that_is_taken_away_and_put_back_has_its_answers() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    browser.press("[data-answer=rejected]").await;
    let away = "window.kept = widget(); kept.remove(); await settled(); return kept.shadowRoot.childElementCount;";
    assert_eq!(browser.run::<usize>(away, &[]).await, 1, "the light DOM's slot is left");
    browser.run::<()>("document.body.append(kept);", &[]).await;
    browser.until("it is there again", "return look().kind === 'question';").await;
    let screen = browser.look().await;
    assert_eq!((screen.is(), screen.changes.len()), (("question", "login"), 1));
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
    let seen = browser.seen().await;
    assert_eq!(seen.events.iter().filter(|event| event.name == "remedy").count(), 1, "the old widget is gone");
    assert!(seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
}

#[tokio::test]
async fn an_element_that_is_moved_keeps_its_answers() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    let before = browser.press("[data-answer=rejected]").await;
    let moved = "document.body.prepend(document.createElement('main'));
        document.querySelector('main').append(widget());";
    browser.run::<()>(moved, &[]).await;
    let after = browser.look().await;
    assert_eq!((after.is(), &after.changes), (before.is(), &before.changes));
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
}

#[tokio::test]
async fn an_element_that_is_put_back_while_it_loads_starts_once() {
    let (_server, browser, _) =
        host_page("<script type=module src=/login-help.js></script><login-help id=first loading=eager></login-help>")
            .await;
    let again = "const element = document.createElement('login-help');
        element.id = 'second';
        element.setAttribute('loading', 'eager');
        document.body.append(element);
        element.remove();
        await Promise.resolve();
        await Promise.resolve();
        document.body.append(element);";
    browser.run::<()>(again, &[]).await;
    browser.until("it is there", "return look('second').kind === 'question';").await;
    started_once(&browser, "second").await;
}

#[tokio::test]
async fn an_element_out_of_sight_waits_and_then_starts_once() {
    let (server, browser) = (
        Site::new()
            .page(
                "/host.html",
                "<script type=module src=/login-help.js></script>
            <svg width=10 height=5000></svg><login-help id=far></login-help>",
            )
            .serve(),
        Browser::start().await,
    );
    browser.load(&server.at("/host.html")).await;
    // Taken away and put back while it waits, as frameworks do.
    browser.run::<()>("window.far = widget(); far.remove(); await settled(); document.body.append(far);", &[]).await;
    browser.run::<()>("await new Promise((done) => setTimeout(done, 300));", &[]).await;
    assert_eq!(server.asked(&crate::core("wasm")), 0, "the program is fetched before the element is near");
    browser.run::<()>("far.scrollIntoView();", &[]).await;
    browser.until("it is there", "return look('far').kind === 'question';").await;
    started_once(&browser, "far").await;
}

async fn started_once(browser: &Browser, id: &str) {
    browser.run::<()>("await new Promise((done) => setTimeout(done, 500));", &[]).await;
    let events = browser.seen().await.events;
    let ready = events.iter().filter(|event| event.name == "ready" && event.from == id).count();
    assert_eq!(ready, 1, "{events:?}");
}

#[tokio::test]
async fn the_host_page_can_start_it_again() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    browser.press("[data-answer=rejected]").await;
    browser.run::<()>("widget().restart();", &[]).await;
    let screen = browser.look().await;
    assert_eq!((screen.is(), screen.changes.len()), (("question", "symptom"), 0));
}

#[tokio::test]
async fn what_the_host_page_knows_is_not_asked() {
    let (_server, browser, screen) = host_page(
        "<script type=module src=/login-help.js></script><login-help facts='symptom=blocked notice=banned no=thing'
            heading-level=4 support-url='https://example.com/help'></login-help>",
    )
    .await;
    assert_eq!(screen.is(), ("remedy", "banned"));
    assert_eq!(browser.run::<String>("return find('[data-heading]').localName;", &[]).await, "h4");
    let seen = browser.seen().await;
    assert!(seen.console.iter().any(|line| line.starts_with("warn: ") && line.contains("no=thing")), "{seen:?}");
}
