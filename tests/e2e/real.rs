//! What real articles have besides words: pictures, tables, lists in steps, keys, code.

use serde_json::{Value, json};

use crate::{
    browser::Browser,
    looks::{USUAL, violations},
    server::{Server, Site},
};

/// The remedy with all of it, on a page that follows the system's colours or, with `theme`, has its own.
async fn remedy(theme: &str) -> (Server, Browser) {
    let page = format!(
        "<main><h1>Webmail</h1><script type=module src=/login-help.js></script>
         <login-help loading=eager article=/examples/articles/webmail/ {theme}></login-help></main>"
    );
    let (server, browser) = (Site::new().page("/webmail.html", &page).serve(), Browser::start().await);
    assert_eq!(browser.open(&server.at("/webmail.html")).await.is(), ("question", "symptom"));
    assert_eq!(browser.press("[data-answer=forgot]").await.is(), ("remedy", "new-password"));
    (server, browser)
}

/// The addresses of the pictures that are shown, once they have come.
async fn pictures(browser: &Browser) -> Vec<String> {
    browser
        .until(
            "a picture is shown",
            "const [image] = shadow().querySelectorAll('img:not([hidden])'); image?.scrollIntoView();
             return [...shadow().querySelectorAll('img')].some((image) => image.checkVisibility() && image.naturalWidth > 0);",
        )
        .await;
    browser
        .run(
            "return [...shadow().querySelectorAll('img')].filter((image) => image.checkVisibility()).map((image) => image.src);",
            &[],
        )
        .await
}

#[tokio::test]
async fn pictures_come_from_beside_the_article_and_follow_the_theme() {
    for (theme, file) in [("theme=light", "login.png"), ("theme=dark", "login-dark.png")] {
        let (server, browser) = remedy(theme).await;
        let path = format!("/examples/articles/webmail/{file}");
        assert_eq!(pictures(&browser).await, [server.at(&path)]);
        // What is not shown is not loaded.
        let other = if theme == "theme=light" { "login-dark.png" } else { "login.png" };
        assert_eq!(server.asked(&format!("/examples/articles/webmail/{other}")), 0);
        let seen = browser.seen().await;
        assert!(seen.errors.is_empty() && seen.violations.is_empty(), "{seen:?}");
    }
}

#[tokio::test]
async fn a_picture_has_its_room_before_it_comes_and_its_words_where_it_does_not() {
    let (_server, browser) = remedy("theme=light").await;
    let [width, height]: [f64; 2] = browser
        .run(
            "const image = shadow().querySelector('img.light');
             image.removeAttribute('src');
             await settled();
             image.setAttribute('src', '/nowhere.png');
             const { width, height } = image.getBoundingClientRect();
             return [width, height];",
            &[],
        )
        .await;
    assert!((width / height - 480.0 / 300.0).abs() < 0.05, "{width} by {height}");
    let alternative: String = browser.run("return shadow().querySelector('img.light').alt;", &[]).await;
    assert!(alternative.contains("Forgot your password"));
}

#[tokio::test]
async fn a_wide_table_scrolls_by_itself_and_the_keyboard_reaches_it() {
    let (_server, browser) = remedy("").await;
    browser.resize(320, 640).await;
    let scrolls: Value = browser
        .run(
            "const box = shadow().querySelector('.wide');
             box.focus();
             return {
               page: document.scrollingElement.scrollWidth <= innerWidth,
               table: box.scrollWidth > box.clientWidth,
               focused: shadow().activeElement === box,
               heads: [...box.querySelectorAll('th')].length,
             };",
            &[],
        )
        .await;
    assert_eq!(scrolls, json!({ "page": true, "table": true, "focused": true, "heads": 3 }));
}

#[tokio::test]
async fn what_belongs_to_a_step_stands_in_it_and_the_list_is_one() {
    let (_server, browser) = remedy("").await;
    let within: Vec<String> = browser
        .run(
            "const tags = (step) => [...step.children].map((child) => child.localName).join(' ');
             return [...shadow().querySelectorAll('.steps > li')].map(tags);",
            &[],
        )
        .await;
    assert_eq!(within, ["p", "ul", "kbd kbd div"]);
}

#[tokio::test]
async fn all_of_it_meets_the_usual_rules_in_both_schemes() {
    let (_server, browser) = remedy("").await;
    let found = violations(&browser, &USUAL).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}
