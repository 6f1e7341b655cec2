//! The widget in other languages than English: nothing stays behind in English, a change of the language keeps every
//! answer, and what is written from right to left is so in all its parts.

use std::{collections::BTreeSet, fs};

use serde_json::json;

use crate::{
    TWO_LINES,
    broken_api::{Answer, Broken, PATH, allowing},
    browser::Browser,
    host_page,
    looks::{SCREENS, show},
    own_page, pseudo,
    server::{Server, Site},
};

/// All that is said in the first widget, in words or to a screen reader alone, and is neither code nor in brackets. What
/// the person typed and where links lead is nobody's to translate.
const PLAIN: &str = "
    const said = [];
    const walk = document.createTreeWalker(shadow(), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!node.parentElement.closest('code, pre, style')) said.push(node.data);
      } else {
        for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt', 'aria-valuetext']) {
          if (node.hasAttribute(name)) said.push(node.getAttribute(name));
        }
      }
    }
    const date = new Intl.DateTimeFormat(args[0], { dateStyle: 'long', timeZone: 'UTC' });
    const known = ['Gmail', 'Outlook', 'Yahoo Mail', 'iCloud Mail', ...args[1].map((day) => date.format(new Date(day)))];
    return said.map((text) => known.reduce((rest, name) => rest.replaceAll(name, ''), text))
      .map((text) => { for (let before; before !== text;) [before, text] = [text, text.replace(/\\[[^\\[\\]]*\\]/g, '')]; return text; })
      .filter((text) => /\\p{L}{2}/u.test(text));";

/// The days on which the article's sections were checked.
fn days() -> BTreeSet<String> {
    let words = fs::read_to_string(crate::article().join("en.md")).unwrap();
    words.lines().filter_map(|line| line.strip_prefix("checked = ")).map(String::from).collect()
}

/// The stand-alone page's element on a page in the language that nobody speaks, with more attributes.
async fn in_pseudo(site: Site, more: &str) -> (Server, Browser) {
    let (articles, locales) = pseudo::build();
    let lang = pseudo::LANG;
    let body = format!(
        "<script type=module src=/login-help.js></script><login-help own-page lang={lang} {more}><p>Light</p></login-help>"
    );
    let site = site.mount("/articles/sendgrid-login/", &articles).mount("/locales/", &locales);
    let (server, browser) = (site.page("/host.html", &body).serve(), Browser::start().await);
    let first = browser.open(&server.at("/host.html")).await;
    assert_eq!(first.is(), ("question", "symptom"), "{:?}", browser.seen().await);
    (server, browser)
}

async fn plain(browser: &Browser) -> Vec<String> {
    browser.run(PLAIN, &[json!(pseudo::LANG), json!(days())]).await
}

#[tokio::test]
async fn in_a_language_that_nobody_speaks_no_screen_has_plain_english() {
    let (server, browser) = in_pseudo(Site::new(), "").await;
    let mut found = Vec::new();
    for screen in SCREENS {
        show(&browser, screen).await;
        found.extend(plain(&browser).await.into_iter().map(|text| format!("{}: {text}", screen.0)));
    }
    assert_eq!(found, Vec::<String>::new());
    let seen = browser.seen().await;
    assert!(seen.console.is_empty() && seen.errors.is_empty(), "{seen:?}");
    browser.open(&server.at("/")).await;
    let english = plain(&browser).await;
    assert!(english.len() > 10, "English is plain: {english:?} {:?}", browser.seen().await);
}

#[tokio::test]
async fn what_servers_say_is_told_in_a_language_that_nobody_speaks() {
    let busy = Broken::start(Answer::new(429, "").header("Retry-After: 42"));
    let service = json!({
        "page": { "url": "https://status.example.com" }, "components": [], "status": { "indicator": "minor" },
        "incidents": [{ "name": "[]", "status": "investigating", "components": [{ "name": "SendGrid Website" }] }],
    });
    let service = Broken::start(Answer::new(200, &service.to_string()));
    let more = format!("account-status-url={}{PATH} service-status-url={}{PATH}", busy.origin(), service.origin());
    let (_server, browser) = in_pseudo(allowing(&[busy.origin(), service.origin()]), &more).await;
    browser.until("the trouble is said", "return find('[data-trouble]') !== null;").await;
    for address in ["", "ada", "ada@gmial.com"] {
        // Not with the mouse: the news at the lower edge may lie over the button until somebody scrolls.
        let body = "type(find('[data-email]'), args[0]); find('form:not(#form-words) [data-submit]').click(); await settled();";
        browser.run::<()>(body, &[json!(address)]).await;
        assert_eq!(plain(&browser).await, Vec::<String>::new(), "{address}");
    }
    browser.run::<()>("find('[data-keep]').click();", &[]).await;
    browser.until("a wait is said", "return find('.notice').textContent !== '';").await;
    let notice = browser.look().await.notice;
    // In this language Intl writes what the browser's own language says.
    assert!(notice.contains("in 42 seconds"), "{notice}");
    browser.run::<()>("find('.notice').textContent = '';", &[]).await;
    assert_eq!(plain(&browser).await, Vec::<String>::new());
}

/// Chooses a language from the stand-alone page's menu.
async fn choose(browser: &Browser, lang: &str) {
    let body = "document.querySelector('.languages summary').click();
        document.querySelector(`.languages a[lang=${args[0]}]`).click();";
    browser.run::<()>(body, &[json!(lang)]).await;
    browser.until("the widget is in the language", &format!("return find('.widget').lang === '{lang}';")).await;
}

#[tokio::test]
async fn the_language_of_the_page_changes_while_somebody_answers_and_nothing_is_lost() {
    let (server, browser, english) = own_page("symptom=error").await;
    browser.run::<()>("type(find('[data-message]'), 'Something odd');", &[]).await;
    browser.click("form:not(#form-words) [data-submit]").await;
    let english_now = browser.change_from(&english).await;
    choose(&browser, "de").await;
    let german = browser.look().await;
    assert_eq!((german.is(), &german.changes), (english_now.is(), &english_now.changes));
    let page = "const { lang, dir } = document.documentElement, text = (part) => document.querySelector(part).textContent;
        return [lang, dir, location.pathname, location.hash.slice(1), document.title, text('h1'), text('header p'), text('.skip')];";
    let in_place: [String; 8] = browser.run(page, &[]).await;
    assert_eq!(in_place[..3], ["de", "ltr", "/de.html"]);
    assert_eq!(in_place[3], english_now.hash);
    // The message that nobody knows is in no address, and still there for whoever helps.
    browser.press("[data-talk]").await;
    let summary = browser.look().await.summary.unwrap();
    assert!(summary.contains("Something odd"), "{summary}");
    // The page of that address says the same around the widget.
    browser.open(&server.at(&format!("/de.html#{}", english_now.hash))).await;
    assert_eq!(browser.run::<[String; 8]>(page, &[]).await, in_place);
    assert_eq!(browser.look().await.is(), german.is());
    choose(&browser, "en").await;
    assert_eq!(browser.run::<[String; 8]>(page, &[]).await[..3], ["en", "ltr", "/"]);
}

#[tokio::test]
async fn a_widget_in_a_page_follows_the_language_and_keeps_the_answers() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    browser.press("[data-answer=error]").await;
    browser.run::<()>("type(find('[data-message]'), 'Something odd');", &[]).await;
    browser.click("form:not(#form-words) [data-submit]").await;
    browser.until("it goes on", "return find('[data-change=error]') !== null;").await;
    let before = browser.look().await;
    for (lang, dir) in [("de", "ltr"), ("ar", "rtl"), ("pt", "ltr"), ("ja-JP", "ltr")] {
        browser.run::<()>("widget().lang = args[0];", &[json!(lang)]).await;
        let is_there = format!("return find('.widget').lang.startsWith('{}');", &lang[..2]);
        browser.until("the widget is in the language", &is_there).await;
        let now = browser.look().await;
        assert_eq!((now.is(), &now.changes, &now.answers), (before.is(), &before.changes, &before.answers), "{lang}");
        assert_eq!(browser.run::<String>("return find('.widget').dir;", &[]).await, dir, "{lang}");
    }
    browser.press("[data-talk]").await;
    assert!(browser.look().await.summary.unwrap().contains("Something odd"));
}

/// The languages that the default article comes in.
pub fn languages() -> Vec<String> {
    let articles = login_help::author::compile(&crate::article()).unwrap();
    articles.iter().map(|article| article.draft().lang.clone()).collect()
}

#[tokio::test]
async fn every_language_has_a_page_of_its_own_that_leads_to_the_others() {
    let all = languages();
    assert_eq!(all, ["en", "ar", "de", "es", "fr", "ja", "pt-BR"]);
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    let mut titles = BTreeSet::new();
    for lang in &all {
        let path = if lang == "en" { "/".to_owned() } else { format!("/{lang}.html") };
        let screen = browser.open(&server.at(&path)).await;
        assert_eq!(screen.is(), ("question", "symptom"), "{lang}");
        let body = "const of = (part, name) => document.querySelector(part)?.getAttribute(name);
            const links = [...document.querySelectorAll('link[hreflang]')].map((link) => [link.hreflang, link.getAttribute('href')]);
            return { lang: document.documentElement.lang, widget: find('.widget').lang, title: document.title,
              description: of('meta[name=description]', 'content'), canonical: of('link[rel=canonical]', 'href'), links,
              sections: document.querySelectorAll('login-help > section[itemprop=mainEntity]').length };";
        let page: serde_json::Value = browser.run(body, &[]).await;
        assert_eq!((&page["lang"], &page["widget"]), (&json!(lang), &json!(lang)));
        assert_eq!(page["canonical"], json!(server.at(&path)), "{lang}");
        assert_eq!(page["links"].as_array().unwrap().len(), all.len(), "{lang}");
        assert!(page["links"].as_array().unwrap().contains(&json!([lang, server.at(&path)])), "{lang}: {page}");
        assert!(page["description"].as_str().unwrap().len() > 10, "{lang}");
        assert!(page["sections"].as_u64().unwrap() > 15, "{lang}");
        titles.insert(page["title"].to_string());
        let seen = browser.seen().await;
        assert!(seen.console.is_empty() && seen.errors.is_empty() && seen.violations.is_empty(), "{lang}: {seen:?}");
    }
    assert_eq!(titles.len(), all.len());
}

#[tokio::test]
async fn days_are_written_as_each_language_writes_them() {
    let (_server, browser, _) = own_page("symptom=new").await;
    for lang in languages() {
        choose(&browser, &lang).await;
        // The source is painted after the rest of the screen.
        let body = "const day = new Intl.DateTimeFormat(args[0], { dateStyle: 'long', timeZone: 'UTC' });
            const days = args[1].map((checked) => day.format(new Date(checked)));
            const text = () => find('.source').textContent;
            for (let tries = 0; tries < 100 && !days.some((day) => text().includes(day)); tries++) await settled();
            return [text(), days];";
        let (text, days): (String, Vec<String>) = browser.run(body, &[json!(lang), json!(days())]).await;
        assert!(days.iter().any(|day| text.contains(day)), "{lang}: none of {days:?} is in {text}");
    }
}

#[tokio::test]
async fn arabic_is_right_to_left_in_order_icons_and_mixed_text() {
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    browser.open(&server.at("/ar.html#symptom=error&error=sso")).await;
    let body = "const box = (part) => find(part).getBoundingClientRect(), middle = (part) => { const { left, right } = box(part); return (left + right) / 2; };
        const row = [...find('.solved .row').children].map((part) => part.getBoundingClientRect().left);
        const style = (part, name, pseudo) => getComputedStyle(find(part), pseudo)[name];
        const { left, right } = box('.widget');
        return {
          back: middle('[data-back]') > (left + right) / 2, icon: style('[data-back] .icon', 'transform'),
          number: style('.steps > li', 'direction'), order: row[0] > row[1],
          bar: style('[data-callout=warning]', 'borderRightWidth'), code: style('code', 'direction'),
        };";
    let found: serde_json::Value = browser.run(body, &[]).await;
    let expected = json!({
        "back": true, "icon": "matrix(-1, 0, 0, 1, 0, 0)", "number": "rtl", "order": true, "bar": "4px", "code": "ltr",
    });
    assert_eq!(found, expected);
    browser.jump("symptom=error").await;
    // An answer that is an English message starts at the right, and its own punctuation stays at its end.
    let body = "const label = find('[data-answer=bad-credentials] .label');
        const range = document.createRange();
        range.selectNodeContents(label);
        const [text, box] = [range.getBoundingClientRect(), label.getBoundingClientRect()];
        const { textAlign, unicodeBidi } = getComputedStyle(label);
        return [Math.round(box.right - text.right), textAlign, unicodeBidi];";
    let found: (f64, String, String) = browser.run(body, &[]).await;
    // Browsers name what they compute differently; a first line that is full would look the same at either side.
    assert!(
        found.0 == 0.0 && ["right", "-webkit-right"].contains(&found.1.as_str()) && found.2 == "plaintext",
        "{found:?}"
    );
}
