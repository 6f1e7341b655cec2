//! The eight situations of the original article, step by step as a person would, with mouse, keyboard and paste.

use thirtyfour::prelude::*;

use crate::{browser::Browser, own_page, screen::Screen};

/// Presses the answers one after the other; each new screen must take the focus to its heading.
async fn answer(browser: &Browser, answers: &[&str]) -> Screen {
    let mut screen = browser.look().await;
    for answer in answers {
        screen = browser.press(&format!("[data-answer='{answer}']")).await;
        assert!(screen.is_focused, "the heading of {:?} has no focus", screen.is());
    }
    screen
}

#[tokio::test]
async fn an_account_that_was_moved_is_told_to_log_in_at_twilio() {
    let (_server, browser, first) = own_page("").await;
    assert_eq!(first.is(), ("question", "symptom"));
    assert!(!first.is_focused, "a page that loads leaves the focus where it is");
    let screen = answer(&browser, &["rejected", "twilio"]).await;
    assert_eq!(screen.is(), ("remedy", "unified-login"));
    assert!(screen.callout_kinds().contains(&"info"));
    assert_eq!(screen.action.as_deref(), Some("https://login.twilio.com/"));
}

#[tokio::test]
async fn somebody_who_just_signed_up_is_told_to_confirm_the_address() {
    let (_server, browser, _) = own_page("").await;
    let screen = answer(&browser, &["new"]).await;
    assert_eq!(screen.is(), ("remedy", "confirm-email"));
    assert_eq!(screen.callout_kinds(), ["info"]);
    // The mail's inbox is a field and a click away.
    browser.click("[data-email]").await;
    browser.paste("someone@gmail.com").await;
    browser.click("form:not(#form-words) [data-submit]").await;
    let inbox = browser.element("[data-inbox]").await.attr("href").await.unwrap().unwrap();
    assert!(inbox.starts_with("https://mail.google.com/"), "{inbox}");
    assert!(!browser.address().await.contains("gmail"), "the address stays out of the page's own");
}

#[tokio::test]
async fn a_shared_login_is_asked_about_and_what_did_not_help_leads_on() {
    let (_server, browser, _) = own_page("").await;
    let screen = answer(&browser, &["rejected", "shared"]).await;
    assert_eq!(screen.is(), ("remedy", "shared-credentials"));
    assert!(screen.callout_kinds().contains(&"advice"));
    assert_eq!(browser.press("[data-solved=no]").await.is(), ("question", "sends"));
    assert_eq!(browser.press("[data-answer=api-keys]").await.is(), ("remedy", "forgot-password"));
    let last = browser.press("[data-solved=no]").await;
    assert_eq!(last.is(), ("remedy", "contact-support"));
    assert!(last.support.is_some());
    assert!(browser.run::<bool>("return find('[data-solved]') === null;", &[]).await, "support is not asked after");
    assert!(last.summary.unwrap().lines().count() > 4);
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_keyboard_alone_after_its_warning() {
    let (_server, browser, _) = own_page("").await;
    for wanted in ["forgot-password", "direct", "password"] {
        let before = browser.look().await;
        tab_to(&browser, &format!("[data-answer='{wanted}']")).await;
        browser.key(&[], Key::Enter).await;
        let now = browser.change_from(&before).await;
        assert!(now.is_focused, "{wanted}");
    }
    let screen = browser.look().await;
    assert_eq!(screen.is(), ("remedy", "forgot-password"));
    assert_eq!(screen.callout_kinds(), ["warning"]);
    assert!(screen.warnings_first);
    tab_to(&browser, "[data-action]").await;
    tab_to(&browser, "[data-solved='yes']").await;
    browser.key(&[], ' ').await;
    assert_eq!(browser.change_from(&screen).await.kind, "done");
}

/// Presses Tab until this has the focus, which must always be visible.
async fn tab_to(browser: &Browser, selector: &str) {
    for _ in 0..40 {
        browser.key(&[], Key::Tab).await;
        let (there, visible): (bool, bool) = browser
            .run(
                "const on = shadow()?.activeElement;
                 return [on === find(args[0]), !on || getComputedStyle(on).outlineStyle !== 'none'];",
                &[selector.into()],
            )
            .await;
        assert!(visible, "the focus is somewhere without being visible, on the way to {selector}");
        if there {
            return;
        }
    }
    panic!("forty times Tab do not reach {selector}");
}

#[tokio::test]
async fn only_api_keys_means_that_nothing_breaks_and_the_answer_can_be_changed() {
    let (_server, browser, _) = own_page("").await;
    let screen = answer(&browser, &["forgot-password", "direct", "api-keys"]).await;
    assert_eq!(screen.callout_kinds(), ["info"]);
    let again = browser.press("[data-change=login]").await;
    assert_eq!(again.is(), ("question", "login"));
    let screen = answer(&browser, &["twilio"]).await;
    assert_eq!(screen.is(), ("remedy", "reset-twilio"));
    assert_eq!(screen.changes, ["symptom", "login", "sends"], "what still holds of the later answers is kept");
    assert_eq!(screen.callout_kinds(), ["info"]);
    browser.press("[data-change=symptom]").await;
    let screen = answer(&browser, &["new"]).await;
    assert_eq!(screen.is(), ("remedy", "confirm-email"));
    assert_eq!(screen.changes, ["symptom", "sends"], "what no longer holds is dropped");
}

#[tokio::test]
async fn a_forgotten_username_is_found_and_back_and_restart_lead_back() {
    let (_server, browser, first) = own_page("").await;
    let screen = answer(&browser, &["forgot-password", "forgotten"]).await;
    assert_eq!(screen.is(), ("remedy", "forgot-username"));
    let question = browser.press("[data-back]").await;
    assert_eq!(question.is(), ("question", "login"));
    answer(&browser, &["unsure"]).await;
    let restarted = browser.press("[data-restart]").await;
    assert_eq!(restarted.answers, first.answers);
    assert_eq!(restarted.hash, "");
}

#[tokio::test]
async fn whoever_is_not_sure_what_it_is_says_where_it_happens() {
    let (_server, browser, _) = own_page("").await;
    let screen = answer(&browser, &["unsure"]).await;
    assert_eq!((screen.is(), screen.answers.len()), (("question", "where"), 5));
    let screen = answer(&browser, &["mail", "unpaid-paused"]).await;
    assert_eq!(screen.is(), ("remedy", "frozen"));
    let changed = browser.press("[data-change=symptom]").await;
    assert_eq!(changed.is(), ("question", "symptom"));
    let given: Vec<String> = browser
        .run("return [...shadow().querySelectorAll('[aria-current]')].map(answer => answer.dataset.answer);", &[])
        .await;
    assert_eq!(given, ["unsure"], "what was said before is marked");
}

#[tokio::test]
async fn a_pasted_error_leads_straight_to_its_remedy() {
    let (_server, browser, _) = own_page("").await;
    answer(&browser, &["error"]).await;
    browser.click("[data-message]").await;
    browser.paste("smtp: 535 authentication failed:   BAD USERNAME/PASSWORD (in reply to end of AUTH)").await;
    let screen = browser.press("form:not(#form-words) [data-submit]").await;
    assert_eq!(screen.is(), ("remedy", "bad-username-password"));
    let question = browser.press("[data-back]").await;
    assert_eq!(question.is(), ("question", "error"));
}

#[tokio::test]
async fn a_terminated_account_is_sent_to_support_and_warned_of_what_may_be_lost() {
    let (_server, browser, _) = own_page("").await;
    let screen = answer(&browser, &["blocked", "unpaid-closed"]).await;
    assert_eq!(screen.is(), ("remedy", "terminated"));
    assert_eq!(screen.callout_kinds(), ["info", "warning"]);
    assert_eq!(screen.action.as_deref(), Some("https://support.sendgrid.com/"));
    assert!(screen.warnings_first);
}

#[tokio::test]
async fn a_banned_account_is_told_of_its_sub_users_and_never_sent_to_support() {
    let (_server, browser, _) = own_page("").await;
    let screen = answer(&browser, &["blocked", "banned"]).await;
    assert_eq!(screen.is(), ("remedy", "banned"));
    assert!(screen.callout_kinds().contains(&"warning"));
    assert_eq!(screen.action, None);
    for way in ["[data-talk]", "[data-solved=no]"] {
        let person = browser.press(way).await;
        assert_eq!((person.kind.as_str(), person.support.as_deref()), ("handoff", None), "{way}");
        assert_eq!(browser.press("[data-back]").await.is(), ("remedy", "banned"));
    }
}

#[tokio::test]
async fn an_earlier_answer_is_marked_and_stays_as_it_was_when_it_is_not_changed() {
    let (_server, browser, _) = own_page("").await;
    let remedy = answer(&browser, &["rejected", "shared"]).await;
    let question = browser.press("[data-change=symptom]").await;
    assert_eq!((question.is(), question.is_focused), (("question", "symptom"), true));
    assert_eq!(browser.run::<String>("return find('[aria-current]').dataset.answer;", &[]).await, "rejected");
    let back = browser.press("[data-back]").await;
    assert_eq!((back.is(), &back.changes, back.is_focused), (remedy.is(), &remedy.changes, true));
}

#[tokio::test]
async fn a_message_that_nobody_knows_is_said_so_and_goes_to_the_person_who_helps() {
    let (_server, browser, _) = own_page("").await;
    answer(&browser, &["error"]).await;
    browser.click("[data-message]").await;
    browser.paste("PC LOAD LETTER").await;
    let screen = browser.press("form:not(#form-words) [data-submit]").await;
    assert_eq!((screen.kind.as_str(), screen.is_focused), ("possible", true));
    assert!(!screen.notice.is_empty(), "the live region says nothing of it");
    let person = browser.press("[data-talk]").await;
    assert!(person.is_focused && person.summary.is_some_and(|summary| summary.contains("PC LOAD LETTER")));
}

#[tokio::test]
async fn what_is_solved_is_said_so_and_leaves_a_way_to_start_again() {
    let (_server, browser, _) = own_page("").await;
    answer(&browser, &["two-factor", "missing"]).await;
    let done = browser.press("[data-solved=yes]").await;
    assert_eq!((done.kind.as_str(), done.is_focused), ("done", true));
    let first = browser.press("[data-restart]").await;
    assert_eq!((first.is(), first.changes.len()), (("question", "symptom"), 0));
}
