//! A good guest on a page that we have never seen: what its styles, scripts and shortcuts do to the widget, and what the
//! widget leaves alone.

use serde_json::{Value, json};

use crate::{
    CORE_AT_HAND, TWO_LINES,
    browser::Browser,
    host_page,
    server::{Server, Site},
};

/// A page whose sheet reaches for everything.
async fn styled(css: &str) -> (Server, Browser) {
    let body = format!("<link rel=stylesheet href=/host.css>{TWO_LINES}");
    let site = Site::new().bytes("/host.css", css.as_bytes().to_vec()).page("/host.html", &body);
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/host.html")).await;
    // Not with the mouse, below which another answer would come to lie.
    browser.run::<()>("find('[data-answer=rejected]').click();", &[]).await;
    browser.until("the next question is there", "return look().id === 'login';").await;
    (server, browser)
}

/// How the widget's parts look: what a page's styles would have to change to break it.
async fn look(browser: &Browser) -> Value {
    let body = "const properties = ['color', 'backgroundColor', 'fontSize', 'fontWeight', 'fontFamily', 'lineHeight',
          'letterSpacing', 'textTransform', 'textAlign', 'padding', 'display', 'borderTopWidth', 'opacity', 'rotate',
          'visibility', 'cursor', 'wordSpacing', 'textIndent', 'whiteSpace'];
        return ['.widget', '.title', '.answer', '.answer .label', '.back .icon', '.quiet'].map((selector) => {
          const style = getComputedStyle(find(selector));
          return properties.map((property) => `${selector} ${property} ${style[property]}`);
        });";
    browser.run(body, &[]).await
}

#[tokio::test]
async fn a_page_s_styles_do_not_reach_in() {
    let (_plain, browser) = styled("").await;
    let plain = look(&browser).await;
    let hostile = "* { color: red; font: italic 700 9px/3 fantasy; letter-spacing: 1em; text-transform: uppercase;
          text-align: right; word-spacing: 2em; text-indent: 3em; white-space: pre; cursor: none; visibility: visible; }
        button { all: unset; background: lime; padding: 90px; } h2 { font-size: 99px; display: none; }
        svg { width: 500px; height: 500px; fill: red; } .widget, .answer, .title { display: none !important; }";
    let (_hostile, browser) = styled(hostile).await;
    assert_eq!(look(&browser).await, plain);
}

#[tokio::test]
async fn a_page_s_huge_root_font_size_leaves_the_widget_readable() {
    let (_server, browser) = styled("html { font-size: 100px }").await;
    let size: String = browser.run("return getComputedStyle(find('.widget')).fontSize;", &[]).await;
    assert_eq!(size, "32px");
    let (_server, browser) = styled("html { font-size: 1px }").await;
    let size: String = browser.run("return getComputedStyle(find('.widget')).fontSize;", &[]).await;
    assert_eq!(size, "16px");
}

#[tokio::test]
async fn a_page_s_shortcuts_do_not_fire_while_someone_types() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    let listen = "window.keys = [];
        for (const name of ['keydown', 'keypress', 'keyup']) addEventListener(name, ({ key }) => keys.push(key));";
    browser.run::<()>(listen, &[]).await;
    browser.press("[data-answer=error]").await;
    browser.click("[data-message]").await;
    for key in ['s', '/', '5'] {
        browser.key(&[], key).await;
    }
    assert_eq!(browser.look().await.message.as_deref(), Some("s/5"));
    assert_eq!(browser.run::<Vec<String>>("return keys;", &[]).await, Vec::<String>::new());
    browser.key(&[], thirtyfour::Key::Escape).await;
    let heard: Vec<String> = browser.run("return keys;", &[]).await;
    assert!(heard.iter().all(|key| key == "Escape") && !heard.is_empty(), "a dialog can still be closed: {heard:?}");
}

#[tokio::test]
async fn an_element_that_goes_frees_all_that_it_had() {
    let (_server, browser, _) = host_page(&format!("{CORE_AT_HAND}{TWO_LINES}")).await;
    browser.until("the program is at hand", "return 'core' in window;").await;
    // The program's exports have no names that mean anything.
    let rounds =
        "const memory = Object.values(await core.default()).find((made) => made instanceof WebAssembly.Memory);
        const round = async () => {
          const element = document.createElement('login-help');
          element.setAttribute('loading', 'eager');
          const ready = new Promise((done) => element.addEventListener('login-help-ready', done, { once: true }));
          document.body.append(element);
          await ready;
          element.shadowRoot.querySelector('[data-answer=rejected]').click();
          await settled();
          element.remove();
          await settled();
        };
        for (let warm = 0; warm < 5; warm++) await round();
        const before = memory.buffer.byteLength;
        for (let time = 0; time < args[0]; time++) await round();
        return [before, memory.buffer.byteLength];";
    let mut sizes = Vec::new();
    for _ in 0..4 {
        let (before, after): (u64, u64) = browser.run(rounds, &[json!(50)]).await;
        sizes.extend([before, after]);
    }
    println!("the wasm's memory over 200 elements: {sizes:?} bytes");
    // By then it has room for what several elements have at once: one's table may come in while another's is freed.
    let full = &sizes[1..];
    assert!(full.iter().all(|size| *size == full[0]), "{sizes:?}");
}

#[tokio::test]
async fn changed_attributes_are_taken_up_and_the_answers_stay() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    let question = browser.press("[data-answer=rejected]").await;
    browser.run::<()>("widget().setAttribute('heading-level', '4');", &[]).await;
    browser.until("the heading has its level", "return find('[data-heading]').localName === 'h4';").await;
    assert_eq!(browser.look().await.is(), question.is());
    browser.run::<()>("widget().setAttribute('support-url', 'https://example.com/desk');", &[]).await;
    browser.run::<()>("widget().setAttribute('facts', 'symptom=blocked');", &[]).await;
    browser.run::<()>("await new Promise((done) => setTimeout(done, 200));", &[]).await;
    assert_eq!(browser.look().await.is(), question.is(), "facts that come late change nothing under one's eyes");
    let handoff = browser.press("[data-talk]").await;
    assert_eq!(handoff.support.as_deref(), Some("https://example.com/desk"));
    let again = browser.press("[data-restart]").await;
    assert_eq!(again.is(), ("question", "notice"), "they count from the next start");
}

#[tokio::test]
async fn another_article_can_be_put_in_while_the_widget_runs() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    browser.press("[data-answer=rejected]").await;
    browser.run::<()>("widget().setAttribute('article', '/articles/university-sso');", &[]).await;
    browser
        .until(
            "its first question is there",
            "return find('[data-answer=rejected], [data-change]') === null && look().kind === 'question';",
        )
        .await;
    browser.run::<()>("widget().setAttribute('lang', 'fr');", &[]).await;
    browser.until("it is in French", "return find('.widget').lang === 'fr';").await;
    let seen = browser.seen().await;
    assert!(seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
}

#[tokio::test]
async fn a_bad_attribute_falls_back_and_says_so() {
    let page = TWO_LINES.replace(
        "<login-help>",
        "<login-help heading-level=nine support-url=javascript:alert(1) facts=colour=blue theme=pink loading=soon>",
    );
    let (_server, browser, screen) = host_page(&page).await;
    assert_eq!(screen.is(), ("question", "symptom"));
    assert_eq!(browser.run::<String>("return find('[data-heading]').localName;", &[]).await, "h2");
    let said = browser.seen().await.console;
    for name in ["heading-level", "support-url", "facts", "theme", "loading"] {
        assert!(
            said.iter().any(|line| line.starts_with("warn: login-help: ") && line.contains(name)),
            "{name}: {said:?}"
        );
    }
}

#[tokio::test]
async fn a_whole_walk_asks_no_one_but_its_own_server() {
    let (_server, browser, _) = host_page(TWO_LINES).await;
    for answer in ["forgot-password", "direct", "unsure"] {
        browser.press(&format!("[data-answer={answer}]")).await;
    }
    browser.press("[data-solved=no]").await;
    assert_eq!(browser.foreign().await, Vec::<String>::new());
}
