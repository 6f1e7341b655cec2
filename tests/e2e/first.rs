//! The first question, which is there before the program is: as the widget will show it, and answerable at once.

use std::time::Duration;

use serde_json::json;

use crate::{
    TWO_LINES,
    browser::Browser,
    engine::Setting,
    server::{BEFORE, Server, Site},
};

/// Long enough to look and to answer before the program is there.
const LATE: Duration = Duration::from_secs(2);

/// Every node of the first widget's markup, without what no one sees: comments, the order of attributes.
const MARKUP: &str = "const written = (node) => node.nodeType === 3 ? node.data : node.nodeType !== 1 ? '' :
    `<${node.localName} ${[...node.attributes].map(({ name, value }) => `${name}=${value}`).sort()}>`
    + [...node.childNodes].map(written).join('') + '</>';
    return written(find('.widget'));";

/// Begins to add up how far things move.
const WATCH: &str = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shift += value)))
      .observe({ type: 'layout-shift' });";

/// How far they moved since.
const SHIFT: &str = "await new Promise((done) => setTimeout(done, 200)); return shift;";

/// A page whose program comes late, as soon as its first question is there.
async fn early(site: Site, path: &str) -> (Server, Browser) {
    let (server, browser) = (site.late(&crate::core("wasm"), LATE).serve(), Browser::start().await);
    browser.load(&server.at(path)).await;
    browser.until("the first question is there", "return find('[data-answer], [data-submit]') !== null;").await;
    let is_early = "return find('[data-moment]') !== null || shadow().querySelector('[data-moment]') !== null;";
    assert!(browser.run::<bool>(is_early, &[]).await, "the program is there already");
    (server, browser)
}

async fn until_ready(browser: &Browser) {
    browser.until("the widget is ready", "return seen.events.some(({ name }) => name === 'ready');").await;
}

/// A page with the widget on an article of ours in a language.
fn embedded(article: &str, lang: &str) -> Site {
    let body = format!(
        "<script type=module src=/login-help.js></script>
        <login-help article=/articles/{article} lang={lang}><p id=light>The article.</p></login-help><p>Below.</p>"
    );
    Site::new().page("/host.html", &body)
}

#[tokio::test]
async fn the_widget_takes_the_first_question_s_place_without_a_change() {
    let sites = [
        (Site::new(), "/"),
        (Site::new().page("/host.html", TWO_LINES), "/host.html"),
        (embedded("two-factor", "de"), "/host.html"),
        (embedded("university-sso", "fr"), "/host.html"),
    ];
    for (site, path) in sites {
        let (_server, browser) = early(site, path).await;
        browser.run::<()>(WATCH, &[]).await;
        let before: String = browser.run(MARKUP, &[]).await;
        until_ready(&browser).await;
        let after: String = browser.run(MARKUP, &[]).await;
        assert_eq!(before, after);
        assert!(browser.run::<f64>(SHIFT, &[]).await == 0.0, "something moved at {path}");
        let seen = browser.seen().await;
        assert!(seen.violations.is_empty() && seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
    }
}

#[tokio::test]
async fn an_answer_before_the_program_is_there_is_acted_on_when_it_comes() {
    for (site, path) in [(Site::new(), "/"), (Site::new().page("/host.html", TWO_LINES), "/host.html")] {
        let (_server, browser) = early(site, path).await;
        browser.click("[data-answer=new]").await;
        browser.click("[data-answer=rejected]").await;
        let heard = "return [find('[aria-busy]').dataset.answer, find('.notice').textContent];";
        let (busy, said): (String, String) = browser.run(heard, &[]).await;
        assert!(busy == "rejected" && !said.is_empty(), "{busy} {said}");
        until_ready(&browser).await;
        let screen = browser.look().await;
        assert_eq!((screen.is(), screen.changes.len()), (("question", "login"), 1), "{path}");
        assert!(screen.is_focused, "the new question has the focus");
    }
}

#[tokio::test]
async fn an_answer_before_any_file_is_there_is_kept_by_the_page_itself() {
    let site = Site::new().late("/login-help.js", LATE).page("/host.html", "");
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.load(&server.at("/host.html")).await;
    // In a window of its own, since the driver waits until the one that it looks at is loaded.
    let answered = "const other = open('/');
        let answer;
        while (!answer?.hasAttribute('aria-busy')) {
          await new Promise((done) => setTimeout(done, 20));
          answer = other.document.querySelector('login-help')?.shadowRoot?.querySelector('[data-answer=rejected]');
          answer?.click();
        }
        const isThere = !!other.customElements.get('login-help');
        const root = other.document.querySelector('login-help').shadowRoot;
        while (!root.querySelector('[data-question=login]')) await new Promise((done) => setTimeout(done, 20));
        return isThere;";
    assert!(!browser.run::<bool>(answered, &[]).await, "the element is there already");
}

#[tokio::test]
async fn the_focus_stays_on_the_answer_that_has_it() {
    let (_server, browser) = early(Site::new(), "/").await;
    browser.run::<()>("find('[data-answer=blocked]').focus();", &[]).await;
    until_ready(&browser).await;
    let focused = "return shadow().activeElement?.dataset.answer ?? '';";
    assert_eq!(browser.run::<String>(focused, &[]).await, "blocked");
}

#[tokio::test]
async fn what_the_page_knows_or_its_address_carries_is_not_asked_even_for_a_moment() {
    let facts = "<script type=module src=/login-help.js></script>
        <login-help facts='symptom=blocked'><p>The article.</p></login-help>";
    let body = "return find('[data-answer]')?.checkVisibility() ?? false;";
    for (site, path) in [(Site::new().page("/host.html", facts), "/host.html"), (Site::new(), "/#symptom=blocked")] {
        let server = site.late(&crate::core("wasm"), LATE).serve();
        let browser = Browser::start().await;
        browser.load(&server.at(path)).await;
        browser.until("the page is loaded", "return document.readyState === 'complete';").await;
        assert!(!browser.run::<bool>(body, &[]).await, "{path}");
        until_ready(&browser).await;
        assert_eq!(browser.look().await.is(), ("question", "notice"));
    }
}

#[tokio::test]
async fn a_page_that_is_not_scrolled_to_the_widget_loads_the_shell_alone() {
    let body = "<script type=module src=/login-help.js></script><svg width=10 height=5000></svg>
        <login-help><p>The article.</p></login-help>";
    let (server, browser) = (Site::new().page("/host.html", body).serve(), Browser::start().await);
    browser.load(&server.at("/host.html")).await;
    browser.run::<()>("await new Promise((done) => setTimeout(done, 500));", &[]).await;
    let loaded = "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);";
    let loaded: Vec<String> = browser.run(loaded, &[]).await;
    assert_eq!(
        loaded.iter().filter(|path| !["/favicon.ico", BEFORE].contains(&path.as_str())).collect::<Vec<_>>(),
        ["/login-help.js"]
    );
    drop(server);
}

#[tokio::test]
async fn without_scripts_the_article_is_there_and_no_question_that_leads_nowhere() {
    let (server, browser) = (Site::new().serve(), Browser::set_to(&[Setting::Scriptless]).await);
    browser.load(&server.at("/")).await;
    let seen = "return [document.getElementById('terminated').checkVisibility(),
        document.querySelector('login-help').shadowRoot.querySelector('[data-answer]').checkVisibility()];";
    assert_eq!(browser.evaluate(seen).await, json!([true, false]));
}

#[tokio::test]
async fn a_page_whose_script_is_missing_shows_the_article() {
    let (server, browser) = (Site::new().missing("/login-help.js").serve(), Browser::start().await);
    browser.load(&server.at("/")).await;
    let seen = "return document.getElementById('terminated').checkVisibility() && find('[data-answer]') === null;";
    browser.until("the article alone is there", seen).await;
}
