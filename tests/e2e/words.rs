//! The box for people's own words: what is written in it leads on, stays on the device, and is never lost.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{
    TWO_LINES,
    browser::Browser,
    own_page,
    screen::Screen,
    server::{Server, Site},
};

/// A message that the article names, and where it leads.
const KNOWN: (&str, &str) = ("Sorry, we were unable to send SMS at this Time", "two-factor");

/// Something that nobody can make sense of.
const NONSENSE: &str = "asdfgh qwertz";

/// Writes into the box, as pasting does.
async fn write(browser: &Browser, text: &str) {
    browser.click("[data-words]").await;
    browser.paste(text).await;
}

/// Writes it, and sends it.
async fn send(browser: &Browser, text: &str) -> Screen {
    write(browser, text).await;
    browser.press("[data-submit]").await
}

/// What the attribute says on each element that has it.
async fn values(browser: &Browser, hook: &str) -> Vec<String> {
    browser.run("return all(`[${args[0]}]`).map((found) => found.getAttribute(args[0]));", &[json!(hook)]).await
}

/// What is in the box.
async fn written(browser: &Browser) -> String {
    browser.run("await settled(); return find('[data-words]').value;", &[]).await
}

#[tokio::test]
async fn a_known_message_leads_to_its_remedy_which_says_why_and_can_be_told_that_it_is_wrong() {
    let (_server, browser, _) = own_page("").await;
    let screen = send(&browser, KNOWN.0).await;
    assert_eq!(screen.is(), ("remedy", KNOWN.1));
    assert!(screen.is_focused);
    let because: String = browser.run("return find('.eyebrow q').textContent;", &[]).await;
    assert_eq!(because, KNOWN.0);
    let screen = browser.press("[data-deny]").await;
    assert_eq!(screen.is(), ("question", "symptom"));
    assert_eq!(written(&browser).await, KNOWN.0, "nobody types it again");
    assert!(!screen.notice.is_empty());
}

#[tokio::test]
async fn a_sentence_offers_the_likely_remedies_and_none_of_these_goes_on_with_the_questions() {
    let (_server, browser, _) = own_page("").await;
    let screen = send(&browser, "i lost my phone").await;
    assert_eq!(screen.kind, "guesses");
    assert!(screen.is_focused);
    let guesses = values(&browser, "data-guess").await;
    assert!((1..=3).contains(&guesses.len()) && guesses.contains(&"other-phone".into()), "{guesses:?}");
    let screen = browser.press("[data-guess=other-phone]").await;
    assert_eq!(screen.is(), ("remedy", "other-phone"));
    let screen = browser.go_back().await;
    assert_eq!(screen.kind, "guesses");
    assert_eq!(values(&browser, "data-guess").await, guesses);
    assert_eq!(browser.press("[data-none]").await.kind, "question");
}

#[tokio::test]
async fn what_nobody_understands_is_said_so_and_kept_for_whoever_helps() {
    let (_server, browser, _) = own_page("").await;
    let screen = send(&browser, NONSENSE).await;
    assert_eq!(screen.is(), ("question", "symptom"));
    assert!(!screen.notice.is_empty());
    assert_eq!(written(&browser).await, NONSENSE);
    let screen = browser.press("[data-talk]").await;
    assert!(screen.summary.unwrap().contains(NONSENSE));
}

#[tokio::test]
async fn a_secret_in_what_is_written_or_pasted_is_taken_out_before_it_is_kept() {
    let secret = "SG.abcdefghijklmnop.QRSTUVWXYZ0123456789";
    let (_server, browser, _) = own_page("").await;
    let text = format!("{NONSENSE} {secret} and password: hunter2");
    let screen = send(&browser, &text).await;
    assert!(screen.notice.contains("removed"), "{:?}", screen.notice);
    let left = format!("{NONSENSE} [API key removed] and password: [password removed]");
    assert_eq!(written(&browser).await, left);
    browser.press("[data-answer=error]").await;
    browser.run::<()>("type(find('[data-message]'), args[0]);", &[json!(format!("PC LOAD LETTER {secret}"))]).await;
    let screen = browser.press("[data-submit]").await;
    assert!(screen.notice.contains("removed"), "{:?}", screen.notice);
    let summary = browser.press("[data-talk]").await.summary.unwrap();
    assert!(summary.contains(&left) && summary.contains("PC LOAD LETTER [API key removed]"), "{summary}");
    let page: String = browser.run("return shadow().innerHTML;", &[]).await;
    assert!(!page.contains(secret) && !page.contains("hunter2"));
}

#[tokio::test]
async fn an_empty_box_and_an_address_are_asked_for_what_is_wanted() {
    let (_server, browser, _) = own_page("").await;
    for text in ["", "someone@example.com"] {
        write(&browser, text).await;
        browser.click("[data-submit]").await;
        browser.until("the error is said", "return find('[data-words]').matches('[aria-invalid=true]');").await;
        let error: String = browser.run("return find('#box-words-error').textContent;", &[]).await;
        assert!(!error.is_empty());
        assert_eq!(browser.look().await.is(), ("question", "symptom"));
        assert_eq!(written(&browser).await, text);
    }
}

#[tokio::test]
async fn answers_stand_out_while_they_are_typed_and_nothing_moves() {
    let (_server, browser, _) = own_page("").await;
    browser.click("[data-words]").await;
    let places = "return JSON.stringify(all('[data-answer]').map((answer) => answer.getBoundingClientRect().top));";
    let before: String = browser.run(places, &[]).await;
    browser.paste("forgot").await;
    browser.until("an answer stands out", "return find('[data-answer=forgot-password]').matches('[data-fits]');").await;
    assert!(values(&browser, "data-fits").await.len() < 4, "few do");
    let said: String = browser.run("return find('.hidden[role=status]').textContent;", &[]).await;
    let label = "return find('[data-answer=forgot-password] .label').textContent;";
    assert!(said.contains(&browser.run::<String>(label, &[]).await), "{said:?}");
    assert_eq!(browser.run::<String>(places, &[]).await, before);
    assert_eq!(written(&browser).await, "forgot");
    for _ in "forgot".chars() {
        browser.key(&[], Key::Backspace).await;
    }
    browser.until("none stands out", "return find('[data-fits]') === null;").await;
}

#[tokio::test]
async fn enter_sends_but_not_the_one_that_ends_a_composition() {
    let (_server, browser, _) = own_page("").await;
    write(&browser, KNOWN.0).await;
    let compose = "find('[data-words]').dispatchEvent(new KeyboardEvent('keydown',
        { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, composed: true, cancelable: true }));
        await settled();";
    browser.run::<()>(compose, &[]).await;
    let before = browser.look().await;
    assert_eq!(before.is(), ("question", "symptom"));
    browser.key(&[], Key::Enter).await;
    assert_eq!(browser.change_from(&before).await.is(), ("remedy", KNOWN.1));
}

#[tokio::test]
async fn what_is_written_is_in_no_address_no_event_and_no_storage() {
    let secret = "my colleague Zaphod changed the password";
    let (_server, browser, _) = own_page("").await;
    send(&browser, secret).await;
    let seen = browser.seen().await;
    let events = format!("{:?}", seen.events);
    let kept: String = browser
        .run(
            "return location.href + JSON.stringify([localStorage, sessionStorage, history.state, document.cookie]);",
            &[],
        )
        .await;
    for place in [events, kept] {
        assert!(!place.contains("Zaphod"), "{place}");
    }
    let sent: Vec<String> =
        browser.run("return performance.getEntriesByType('resource').map(({ name }) => name);", &[]).await;
    assert!(sent.iter().all(|address| !address.contains("Zaphod")), "{sent:?}");
}

#[tokio::test]
async fn without_its_sentences_the_article_s_messages_are_understood_all_the_same() {
    let site = Site::new().missing("/articles/sendgrid-login/en.lhw").page("/host.html", TWO_LINES);
    let (server, browser): (Server, _) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/host.html")).await;
    write(&browser, "i lost my phone").await;
    browser.click("[data-submit]").await;
    let screen = browser.look().await;
    assert_eq!(screen.is(), ("question", "symptom"));
    assert!(!screen.notice.is_empty());
    browser.click("[data-restart]").await;
    assert_eq!(send(&browser, KNOWN.0).await.is(), ("remedy", KNOWN.1));
}

#[tokio::test]
async fn what_is_sent_before_the_sentences_are_there_waits_for_them() {
    let site = Site::new().late("/articles/sendgrid-login/en.lhw", Duration::from_secs(2));
    let (server, browser) = (site.page("/host.html", TWO_LINES).serve(), Browser::start().await);
    browser.open(&server.at("/host.html")).await;
    let screen = send(&browser, "i lost my phone").await;
    assert_eq!(screen.kind, "guesses");
}

#[tokio::test]
async fn a_megabyte_is_cut_and_freezes_nothing() {
    let (_server, browser, _) = own_page("").await;
    browser.click("[data-words]").await;
    let paste = "const started = performance.now();
        document.execCommand('insertText', false, 'password '.repeat(120000));
        await settled();
        return [performance.now() - started, find('[data-words]').value.length];";
    let [took, length]: [f64; 2] = browser.run(paste, &[]).await;
    assert_eq!(length, 10_000.0);
    assert!(took < 3_000.0, "{took} ms");
    let screen = browser.press("[data-submit]").await;
    assert!(["question", "guesses", "remedy"].contains(&screen.kind.as_str()));
}

#[tokio::test]
async fn strange_texts_throw_nothing() {
    let (_server, browser, _) = own_page("").await;
    for text in ["<img src=x onerror=alert(1)>", "\u{202e}drowssap", "p\u{301}\u{200b}a\u{feff}ss", "😀😀", "𝕡𝕒𝕤𝕤"]
    {
        send(&browser, text).await;
        browser.press("[data-restart]").await;
    }
    // Half of a pair, which no well-formed text has.
    browser.run::<()>("const box = find('[data-words]'); type(box, 'x\\ud800y'); await settled();", &[]).await;
    let screen = browser.press("[data-submit]").await;
    assert_ne!(screen.kind, "none");
    let seen = browser.seen().await;
    assert!(seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
    let image: Value = browser.run("return find('img');", &[]).await;
    assert!(image.is_null());
}
