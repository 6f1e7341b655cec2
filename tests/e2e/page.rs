//! The stand-alone page: its address, the browser's history, and the whole article.

use serde_json::json;

use crate::own_page;

#[tokio::test]
async fn the_address_carries_the_answers_and_nothing_that_was_typed() {
    let (_server, browser, _) = own_page("").await;
    browser.press("[data-answer=error]").await;
    browser.click("[data-message]").await;
    browser.paste("zebra-and-secrets").await;
    let screen = browser.press("form:not(#form-words) [data-submit]").await;
    assert_eq!(screen.hash, "symptom=error&error=@");
    browser.jump("symptom=new").await;
    browser.click("[data-email]").await;
    browser.paste("zebra@gmail.com").await;
    browser.click("form:not(#form-words) [data-submit]").await;
    browser.until("the inbox is there", "return find('[data-inbox]') !== null;").await;
    let told = browser.run::<String>(
        "return [location.href, document.cookie, document.referrer, JSON.stringify([history.state, { ...localStorage },
          { ...sessionStorage }, seen.events, seen.console]), (await indexedDB.databases()).length].join();",
        &[],
    );
    let told = told.await;
    assert!(told.contains("symptom=new"), "{told}");
    assert!(!told.contains("zebra"), "{told}");
    let summary = browser.press("[data-talk]").await.summary.expect("there is a summary");
    assert!(!summary.contains("zebra@"), "{summary}");
}

#[tokio::test]
async fn the_browsers_back_and_forward_go_over_the_screens() {
    let (_server, browser, first) = own_page("").await;
    let second = browser.press("[data-answer=rejected]").await;
    let third = browser.press("[data-answer=shared]").await;
    assert_eq!(third.is(), ("remedy", "shared-credentials"));
    assert_eq!(browser.go_back().await.is(), second.is());
    let at_first = browser.go_back().await;
    assert_eq!((at_first.is(), at_first.hash.as_str()), (first.is(), ""));
    assert_eq!(browser.go_forward().await.is(), second.is());
    let at_third = browser.go_forward().await;
    assert_eq!((at_third.is(), &at_third.changes), (third.is(), &third.changes));
}

#[tokio::test]
async fn the_first_screen_adds_nothing_to_the_browsers_history() {
    let (_server, browser, screen) = own_page("symptom=rejected&nonsense").await;
    assert_eq!(screen.hash, "symptom=rejected", "the address is put right");
    // The blank page that every test starts from, and this one.
    let entries: usize = browser.run("return history.length;", &[]).await;
    assert!(entries <= 3, "{entries}");
    browser.press("[data-answer=shared]").await;
    assert_eq!(browser.run::<usize>("return history.length;", &[]).await, entries + 1);
}

#[tokio::test]
async fn an_address_with_answers_opens_their_screen() {
    let (server, browser, _) = own_page("").await;
    for (hash, is) in [
        ("symptom=forgot-password&login=direct", ("question", "sends")),
        ("symptom=error&error=@error:ip", ("remedy", "ip-access")),
        ("symptom=error&error=ip", ("remedy", "ip-access")),
        ("symptom=unsure&where=unsure", ("possible", "")),
        ("symptom=unsure&where=unsure&remedy=sso", ("remedy", "sso")),
        ("symptom=blocked&notice=banned&tried=banned", ("handoff", "")),
    ] {
        let screen = browser.open(&server.at(&format!("/#{hash}"))).await;
        assert_eq!((screen.is(), screen.hash.as_str()), (is, hash));
        assert!(!screen.is_focused, "a page that loads leaves the focus alone");
    }
}

#[tokio::test]
async fn what_an_old_address_says_too_much_is_left_out_and_the_rest_kept() {
    let (_server, browser, screen) =
        own_page("symptom=rejected&colour=blue&login=shared&notice=gone&tried=x&%20").await;
    assert_eq!(screen.is(), ("remedy", "shared-credentials"));
    assert_eq!(screen.hash, "symptom=rejected&login=shared");
    let seen = browser.seen().await;
    for part in ["colour=blue", "notice=gone", "tried=x"] {
        assert!(seen.console.iter().any(|line| line.starts_with("warn: ") && line.contains(part)), "{part}");
    }
    assert!(seen.errors.is_empty(), "{:?}", seen.errors);
    let screen = browser.jump("<img/src=x/onerror=alert(1)>&symptom=new").await;
    assert_eq!(screen.is(), ("remedy", "confirm-email"));
}

/// Why a section is not where a link to it leads, or nothing. The browser tells a page of a new address in its own time.
const ASTRAY: &str = "const faults = () => {
    const section = find(`[data-section='${args[0]}']`);
    if (!section) return ['it is not there'];
    const { top } = section.getBoundingClientRect();
    const focused = shadow().activeElement;
    return [focused !== section && `${focused?.outerHTML} has the focus`,
      (top < -1 || top >= innerHeight) && `it is at ${top} of ${innerHeight}`].filter(Boolean);
  };
  for (let turn = 0; turn < 100 && faults().length; turn += 1) await settled();
  return faults();";

#[tokio::test]
async fn a_sections_address_opens_the_article_at_that_section() {
    let (_server, browser, screen) = own_page("terminated").await;
    assert_eq!((screen.is(), screen.hash.as_str()), (("article", "sendgrid-login"), "terminated"));
    assert_eq!(browser.run::<Vec<String>>(ASTRAY, &[json!("terminated")]).await, Vec::<String>::new());
}

#[tokio::test]
async fn on_a_phone_a_sections_heading_is_what_its_address_leads_to() {
    let (server, browser, _) = own_page("").await;
    browser.resize(360, 640).await;
    browser.open(&server.at("/#forgot-password")).await;
    assert_eq!(browser.run::<Vec<String>>(ASTRAY, &[json!("forgot-password")]).await, Vec::<String>::new());
    browser.press("[data-back]").await;
    browser.press("[data-read]").await;
    for section in ["compromised", "forgot-password", "banned"] {
        browser.click(&format!("nav a[href='#{section}']")).await;
        assert_eq!(browser.run::<Vec<String>>(ASTRAY, &[json!(section)]).await, Vec::<String>::new(), "{section}");
    }
}

#[tokio::test]
async fn the_contents_lead_to_every_section_and_every_section_has_an_address() {
    let (server, browser, _) = own_page("").await;
    browser.press("[data-read]").await;
    let contents = "return all('nav a').map((link) => link.getAttribute('href').slice(1));";
    let listed: Vec<String> = browser.run(contents, &[]).await;
    let sections: Vec<String> =
        browser.run("return all('[data-section]').map(({ dataset }) => dataset.section);", &[]).await;
    assert_eq!(listed, sections);
    assert_eq!(sections.len(), 30);
    for section in &sections {
        browser.click(&format!("nav a[href='#{section}']")).await;
        assert_eq!(browser.run::<Vec<String>>(ASTRAY, &[json!(section)]).await, Vec::<String>::new(), "{section}");
        assert_eq!(browser.address().await, server.at(&format!("/#{section}")));
    }
    let own =
        "return all('[data-section]').map((section) => section.querySelector(`a[href='#${section.dataset.section}']`))
        .filter((link) => link?.getAttribute('aria-label')).length;";
    assert_eq!(browser.run::<usize>(own, &[]).await, sections.len());
    browser.click("[data-section=banned] a[href='#banned']").await;
    assert_eq!(browser.run::<Vec<String>>(ASTRAY, &[json!("banned")]).await, Vec::<String>::new());
}

#[tokio::test]
async fn leaving_the_article_returns_to_where_the_answers_led() {
    let (_server, browser, _) = own_page("").await;
    browser.press("[data-answer=blocked]").await;
    let remedy = browser.press("[data-answer=unpaid-closed]").await;
    let article = browser.press("[data-read]").await;
    assert_eq!((article.kind.as_str(), article.hash.as_str()), ("article", "article"));
    let back = browser.press("[data-back]").await;
    assert_eq!((back.is(), &back.hash), (remedy.is(), &remedy.hash));
}

#[tokio::test]
async fn a_link_to_another_remedy_opens_it_in_the_flow_with_a_way_back() {
    let (_server, browser, _) = own_page("").await;
    browser.press("[data-answer=forgot-password]").await;
    let first = browser.press("[data-answer=twilio]").await;
    let second = browser.press(".text a[href='#reset-no-mail']").await;
    assert_eq!(second.is(), ("remedy", "reset-no-mail"));
    assert!(browser.run::<bool>("return !!find('[data-action]') && !!find('[data-solved=no]');", &[]).await);
    assert_eq!(browser.press("[data-back]").await.is(), first.is());
    browser.press("[data-restart]").await;
    browser.jump("remedy=compromised").await;
    let asked = browser.press(".text a[href='#forgot-password']").await;
    assert_eq!(asked.is(), ("question", "sends"), "the question before a remedy is asked on this way too");
}

#[tokio::test]
async fn the_browser_s_back_button_leads_from_what_follows_a_remedy_to_the_remedy() {
    let (_server, browser, _) = own_page("symptom=new").await;
    for (press, place) in [("[data-solved=yes]", "done"), ("[data-talk]", "handoff")] {
        let remedy = browser.look().await;
        let after = browser.press(press).await;
        assert_eq!(after.kind, place);
        assert_eq!(browser.go_back().await.is(), remedy.is());
        assert_eq!(browser.go_forward().await.kind, place);
        assert_eq!(browser.press("[data-back]").await.is(), remedy.is());
    }
}

#[tokio::test]
async fn the_article_can_be_rated_at_its_end() {
    for (hook, helpful) in [("good", true), ("bad", false)] {
        let (_server, browser, _) = own_page("article").await;
        let order = "const [rate, section] = [find('.rate'), all('[data-section]').at(-1)];
            return !!(section.compareDocumentPosition(rate) & Node.DOCUMENT_POSITION_FOLLOWING);";
        assert!(browser.run::<bool>(order, &[]).await);
        browser.click(&format!("[data-rate={hook}]")).await;
        let thanks = "await settled(); return [find('.rate').textContent, find('.rate button')];";
        let (words, button): (String, Option<serde_json::Value>) = browser.run(thanks, &[]).await;
        assert!(!words.is_empty() && button.is_none(), "{words}");
        let feedback: Vec<_> =
            browser.seen().await.events.into_iter().filter(|event| event.name == "feedback").collect();
        assert_eq!(feedback.len(), 1);
        assert_eq!(feedback[0].detail, json!({ "helpful": helpful, "section": "" }));
        assert!(feedback[0].bubbles && feedback[0].composed);
    }
}

#[tokio::test]
async fn the_skip_link_loses_no_answer() {
    let (_server, browser, _) = own_page("").await;
    let screen = browser.press("[data-answer=rejected]").await;
    browser.run::<()>("document.querySelector('.skip').click(); await settled(); await settled();", &[]).await;
    let now = browser.look().await;
    assert_eq!((now.is(), &now.changes), (screen.is(), &screen.changes), "{}", now.hash);
}

#[tokio::test]
async fn the_page_fetches_every_file_once() {
    let (_server, browser, _) = own_page("").await;
    browser.press("[data-answer=rejected]").await;
    let fetched = "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).sort();";
    let fetched: Vec<String> = browser.run(fetched, &[]).await;
    let icons = ["/icon.svg", "/manifest.webmanifest", "/sw.js"];
    let fetched: Vec<_> = fetched.iter().filter(|path| !icons.contains(&path.as_str())).collect();
    let [css, js, wasm] = ["css", "js", "wasm"].map(crate::core);
    let words = ["/articles/sendgrid-login/en.lha", "/articles/sendgrid-login/en.lhw", "/locales/en.lhs"];
    let mut wanted = vec!["/login-help.js", &css, &js, &wasm];
    wanted.extend(words);
    wanted.sort_unstable();
    assert_eq!(fetched, wanted);
}

#[tokio::test]
async fn the_article_s_skip_links_lead_to_its_contents_and_to_its_text() {
    let (_server, browser, _) = own_page("article").await;
    for (link, wanted) in [("contents", "nav"), ("unified-login", "section")] {
        let press = format!("find(\".skip a[href='#{link}']\").click(); await settled();");
        browser.run::<()>(&press, &[]).await;
        let focused: String = browser.run("return shadow().activeElement?.localName ?? '';", &[]).await;
        assert_eq!(focused, wanted, "{link}");
    }
}
