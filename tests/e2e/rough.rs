//! Pages as they are: what their scripts have broken, what they do to the element, and what a browser's own helpers add.
//! Whatever it is, a flow ends, or the article shows with a code that says why.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::{
    CORE_AT_HAND, TWO_LINES,
    broken_api::{Answer, Broken, asking, element},
    browser::Browser,
    host_page, own_page,
    screen::Event,
    server::{POLICY, Site},
};

const ARTICLE: &str = "/articles/sendgrid-login/en.lha";

const LIGHT_IS_THERE: &str = "return document.getElementById('light').checkVisibility();";

/// A page of the host's with a script that runs before the widget's, and the widget.
fn rough(site: Site, name: &str, script: &str, element: &str) -> Site {
    let body = format!("<script src=/{name}-first.js></script>{element}");
    site.bytes(&format!("/{name}-first.js"), script.into()).page(&format!("/{name}.html"), &body)
}

/// A site whose pages may have one another in frames.
fn framing(site: Site) -> Site {
    site.policy(&format!("{POLICY}; frame-src 'self'"))
}

/// What a script of rough.js gives.
async fn run<T: serde::de::DeserializeOwned>(browser: &Browser, body: &str) -> T {
    browser.run(&format!("{}\n{body}", include_str!("rough.js")), &[]).await
}

/// The codes of the failures so far, each with the id of the element that failed.
async fn failures(browser: &Browser) -> Vec<(String, String)> {
    let failed = browser.seen().await.events.into_iter().filter(|event| event.name == "error");
    failed.map(|Event { from, detail, .. }| (from, detail["code"].as_str().unwrap_or_default().to_owned())).collect()
}

/// How a flow ended in a page.
#[derive(Debug, Deserialize)]
struct End {
    end: String,
    codes: Vec<String>,
    errors: Vec<String>,
}

/// How a flow may end where the page has broken what it can't do without.
const STOPS: &[&str] = &["script-failed"];
const STOPS_LOADING: &[&str] = &["script-failed", "core-unreachable", "article-unreachable", "strings-unreachable"];

/// What pages do to what all scripts share: a name, the script, and the codes that the article may show with. Where there
/// are none, the flow must end as ever.
const ROWS: [(&str, &str, &[&str]); 43] = [
    (
        "objects-wrapped",
        "const has = Object.prototype.hasOwnProperty;
         Object.prototype.hasOwnProperty = function (name) { return has.call(this, name); };
         Object.prototype.each = function () {};",
        &[],
    ),
    ("objects-frozen", "Object.freeze(Object.prototype);", &[]),
    (
        "objects-missing",
        "for (const name of ['hasOwnProperty', 'toString', 'valueOf', 'isPrototypeOf']) delete Object.prototype[name];",
        &[],
    ),
    (
        "objects-throwing",
        "const fail = () => { throw new Error('the page’s'); };
         Object.defineProperty(Object.prototype, 'each', { enumerable: true, get: fail, set: fail });",
        &[],
    ),
    (
        "arrays-wrapped",
        "for (const name of Object.getOwnPropertyNames(Array.prototype)) {
           const own = Array.prototype[name];
           if (typeof own !== 'function' || name === 'constructor') continue;
           Array.prototype[name] = function (...args) { return own.apply(this, args); };
         }
         Array.prototype.each = function () {};",
        &[],
    ),
    ("arrays-frozen", "Object.freeze(Array.prototype);", &[]),
    (
        "arrays-missing",
        "for (const name of ['at', 'find', 'flat', 'flatMap', 'includes']) delete Array.prototype[name];",
        STOPS,
    ),
    (
        "arrays-throwing",
        "for (const name of ['filter', 'find', 'flatMap', 'map']) {
           Array.prototype[name] = () => { throw new Error('the page’s'); };
         }",
        STOPS,
    ),
    (
        "fetch-wrapped-for-strings",
        "const real = fetch;
         window.fetch = (where, how) => {
           const path = typeof where === 'string' ? where : where.url.substr(0);
           return real(path, how);
         };",
        &[],
    ),
    ("fetch-frozen", "Object.defineProperty(window, 'fetch', { value: Object.freeze(fetch), writable: false });", &[]),
    ("fetch-missing", "delete window.fetch;", STOPS_LOADING),
    ("fetch-throwing", "window.fetch = () => { throw new Error('the page’s'); };", STOPS_LOADING),
    ("fetch-without-promises", "window.fetch = () => undefined;", STOPS_LOADING),
    (
        "json-wrapped",
        "const { parse, stringify } = JSON;
         JSON.parse = (...args) => parse(...args);
         JSON.stringify = (...args) => stringify(...args);
         Array.prototype.toJSON = () => '[]';",
        &[],
    ),
    ("json-frozen", "Object.freeze(JSON);", &[]),
    ("json-missing", "delete window.JSON;", STOPS),
    ("json-throwing", "JSON.parse = JSON.stringify = () => { throw new Error('the page’s'); };", STOPS),
    (
        "json-throwing-later",
        "addEventListener('login-help-ready', () => {
           JSON.parse = () => { throw new Error('the page’s'); };
         });",
        STOPS,
    ),
    (
        "history-wrapped",
        "for (const name of ['pushState', 'replaceState']) {
           const own = history[name];
           history[name] = function (...args) { return own.apply(this, args); };
         }",
        &[],
    ),
    ("history-frozen", "Object.freeze(history); Object.freeze(History.prototype);", &[]),
    ("history-missing", "Object.defineProperty(window, 'history', { value: undefined });", &[]),
    (
        "history-throwing",
        "history.pushState = history.replaceState = () => { throw new DOMException('too often', 'SecurityError'); };",
        &[],
    ),
    (
        "storage-wrapped",
        "const kept = {};
         Object.defineProperty(window, 'localStorage', { value: new Proxy(kept, {}) });",
        &[],
    ),
    ("storage-frozen", "Object.defineProperty(window, 'localStorage', { value: Object.freeze({}) });", &[]),
    ("storage-missing", "Object.defineProperty(window, 'localStorage', { value: null });", &[]),
    (
        "storage-throwing",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
        &[],
    ),
    (
        "storage-throwing-later",
        "const fail = () => { throw new DOMException('full', 'QuotaExceededError'); };
         Object.defineProperty(window, 'localStorage', { value: new Proxy({}, { get: fail, set: fail, has: fail }) });",
        &[],
    ),
    (
        "crypto-wrapped",
        "const digest = crypto.subtle.digest.bind(crypto.subtle);
         crypto.subtle.digest = (...args) => digest(...args);",
        &[],
    ),
    (
        "crypto-frozen",
        "Object.freeze(crypto); Object.freeze(crypto.subtle); Object.freeze(SubtleCrypto.prototype);",
        &[],
    ),
    ("crypto-missing", "Object.defineProperty(window, 'crypto', { value: undefined });", &[]),
    ("crypto-throwing", "crypto.subtle.digest = () => { throw new Error('the page’s'); };", &[]),
    ("crypto-refusing", "crypto.subtle.digest = () => Promise.reject(new Error('the page’s'));", &[]),
    (
        "intl-wrapped",
        "for (const name of ['DateTimeFormat', 'Locale', 'RelativeTimeFormat']) {
           Intl[name] = new Proxy(Intl[name], {});
         }",
        &[],
    ),
    (
        "intl-frozen",
        "for (const part of [Intl, ...Object.values(Object.getOwnPropertyDescriptors(Intl)).map(({ value }) => value)]) Object.freeze(part);",
        &[],
    ),
    ("intl-missing", "delete window.Intl;", &[]),
    (
        "intl-throwing",
        "for (const name of ['DateTimeFormat', 'Locale', 'RelativeTimeFormat']) {
           Intl[name] = function () { throw new RangeError('the page’s'); };
         }",
        &[],
    ),
    // What else the element itself stands on.
    ("shadow-throwing", "Element.prototype.attachShadow = () => { throw new Error('the page’s'); };", STOPS),
    (
        "sheets-throwing",
        "Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { set() { throw new Error('the page’s'); } });",
        STOPS,
    ),
    ("observer-missing", "delete window.IntersectionObserver;", &[]),
    ("observer-throwing", "window.IntersectionObserver = function () { throw new Error('the page’s'); };", &[]),
    ("locks-missing", "Object.defineProperty(navigator, 'locks', { value: undefined });", &[]),
    (
        "locks-throwing",
        "Object.defineProperty(navigator, 'locks', { get() { throw new DOMException('no', 'SecurityError'); } });",
        &[],
    ),
    ("locks-refusing", "navigator.locks.request = () => { throw new DOMException('no', 'SecurityError'); };", &[]),
];

#[tokio::test]
async fn whatever_a_page_has_broken_the_flow_ends_or_the_article_shows_with_the_right_code() {
    let element = element("own-page feedback-url=/feedback");
    let site = ROWS.iter().fold(framing(Site::new()), |site, (name, script, _)| rough(site, name, script, &element));
    let (server, browser) = (site.page("/host.html", "").serve(), Browser::start().await);
    browser.load(&server.at("/host.html")).await;
    let mut faults = Vec::new();
    // Several at once, since each waits for what it loads most of the time.
    for rows in ROWS.chunks(8) {
        let addresses: Vec<_> = rows.iter().map(|(name, ..)| format!("/{name}.html")).collect();
        let walk = format!("return Promise.all({}.map(walkIn));", json!(addresses));
        for ((name, _, codes), end) in rows.iter().zip(run::<Vec<End>>(&browser, &walk).await) {
            let is_right = match end.end.as_str() {
                "done" => end.codes.is_empty(),
                "article" => !end.codes.is_empty() && end.codes.iter().all(|code| codes.contains(&code.as_str())),
                _ => false,
            };
            if !is_right || !end.errors.is_empty() {
                faults.push(format!("{name}: {end:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), ROWS.len(), faults.join("\n"));
}

/// Runs in the frame, whose page can't be looked into, and tells the page around it what happens there.
const TELL: &str = "const tell = (what) => parent.postMessage(what, '*');
    for (const name of ['error', 'unhandledrejection']) {
      addEventListener(name, ({ message, reason }) => tell(`uncaught: ${message ?? reason}`));
    }
    const press = ({ target }, answer) => target.shadowRoot.querySelector(`[data-answer=${answer}]`).click();
    addEventListener('login-help-ready', (event) => press(event, 'rejected'));
    addEventListener('login-help-question', (event) => event.detail.question === 'login' && press(event, 'shared'));
    addEventListener('login-help-remedy', () => tell('remedy'));
    const look = setInterval(() => {
      if (!document.getElementById('terminated')?.checkVisibility()) return;
      tell('article');
      clearInterval(look);
    }, 20);";

#[tokio::test]
async fn in_a_frame_that_may_run_scripts_and_nothing_else_the_flow_ends_or_the_article_shows() {
    // Such a frame has no origin, so it may read only what anybody may.
    for site in [Site::new().shared_but("none"), Site::new()] {
        let keep = "window.told = []; addEventListener('message', ({ data }) => told.push(String(data)));";
        let frame = "<script src=/told.js></script><iframe sandbox=allow-scripts src=/ width=600 height=600></iframe>";
        let site = framing(site).before(TELL).bytes("/told.js", keep.into()).page("/host.html", frame);
        let (server, browser) = (site.serve(), Browser::start().await);
        browser.load(&server.at("/host.html")).await;
        browser.until("it comes to an end", "return told.includes('remedy') || told.includes('article');").await;
        // What comes after all else, the page's own worker, say.
        browser.run::<()>("await settled(); await settled();", &[]).await;
        let told: Vec<String> = browser.run("return told;", &[]).await;
        assert!(!told.iter().any(|told| told.starts_with("uncaught")), "{told:?}");
    }
}

#[tokio::test]
async fn the_link_in_a_mail_is_used_up_by_nobody_but_who_presses() {
    let api = Broken::start(Answer::new(200, &json!({ "facts": { "account": "banned" } }).to_string()));
    let site = crate::broken_api::allowing(&[api.origin()]);
    let page = element(&format!("account-status-url={}/api facts=token=aBc-123_x", api.origin()));
    let (server, browser) = (site.page("/host.html", &page).serve(), Browser::start().await);
    assert_eq!(browser.open(&server.at("/host.html")).await.is(), ("question", "symptom"));
    browser.until("the button is there", "return find('[data-redeem]') !== null;").await;
    // A scanner may wait as long.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(api.count("POST"), 0);
    browser.click("[data-redeem]").await;
    browser.until("the remedy is there", "return look().id === 'banned';").await;
    assert_eq!(api.posts(), [json!({ "article": "sendgrid-login", "token": "aBc-123_x" })]);
}

#[tokio::test]
async fn feedback_goes_out_also_where_the_page_takes_the_widget_away_for_it() {
    let api = Broken::start(Answer::new(204, ""));
    let (server, browser) = asking("feedback-url", &api.origin()).await;
    browser.press("[data-answer=rejected]").await;
    browser.press("[data-answer=shared]").await;
    let resolved = "addEventListener('login-help-resolved', ({ target }) => target.remove());
        find('[data-solved=yes]').click();";
    browser.run::<()>(resolved, &[]).await;
    api.until("POST", 1).await;
    let free = "return (await navigator.locks.query()).held.length === 0;";
    browser.until("other pages may send", free).await;
    let seen = browser.seen().await;
    assert!(seen.errors.is_empty(), "{seen:?}");
    browser.window().await;
    browser.open(&server.at("/host.html")).await;
    browser.press("[data-answer=new]").await;
    browser.click("[data-solved=yes]").await;
    api.until("POST", 2).await;
}

/// Has the program stop while it reads an element's attributes: of all that read them, it alone asks for the theme.
const CRASH_WHEN_READ: &str = "const crashing = (element) => {
      element.getAttribute = (name) => {
        if (name !== 'theme') return Element.prototype.getAttribute.call(element, name);
        delete element.getAttribute;
        core.crash();
      };
      return element;
    };";

#[tokio::test]
async fn a_program_that_stops_while_a_widget_starts_or_changes_is_started_anew_by_another_try() {
    let page = format!("{CORE_AT_HAND}{}", TWO_LINES.replace("<login-help>", "<login-help id=one>"));
    let (server, browser, _) = host_page(&page).await;
    browser.until("the program is at hand", "return 'core' in window;").await;
    let question = browser.press("[data-answer=rejected]").await;
    let glue = crate::core("js");
    let starts = server.asked(&glue);
    let change = format!("{CRASH_WHEN_READ} crashing(widget()).setAttribute('heading-level', '3');");
    browser.run::<()>(&change, &[]).await;
    browser.until("another try is offered", "return find('[data-again]') !== null;").await;
    assert_eq!(failures(&browser).await, [("one".into(), "panic".into())]);
    assert!(browser.run::<bool>(LIGHT_IS_THERE, &[]).await, "the article can't be read");
    browser.click("[data-again]").await;
    browser.until("the question is there", "return look().kind === 'question';").await;
    let again = browser.look().await;
    assert_eq!((again.is(), &again.changes), (question.is(), &question.changes));
    assert!(server.asked(&glue) > starts, "the stopped program runs on");
    let starts = server.asked(&glue);
    let another = format!(
        "{CRASH_WHEN_READ}
         const two = crashing(document.createElement('login-help'));
         two.id = 'two';
         document.body.prepend(two);
         while (!find('[data-answer=rejected]', 'two')) await Promise.resolve();
         find('[data-answer=rejected]', 'two').click();"
    );
    browser.run::<()>(&another, &[]).await;
    browser
        .until(
            "both offer another try",
            "return all('[data-again]', 'one').concat(all('[data-again]', 'two')).length === 2;",
        )
        .await;
    let mut failed = failures(&browser).await.split_off(1);
    failed.sort();
    assert_eq!(failed, [("one".into(), "panic".into()), ("two".into(), "panic".into())], "one program runs for both");
    browser.run::<()>("for (const id of ['one', 'two']) find('[data-again]', id).click();", &[]).await;
    let both = "return ['one', 'two'].every((id) => look(id).id === 'login');";
    browser.until("both questions are there", both).await;
    assert!(server.asked(&glue) > starts, "the stopped program runs on");
}

#[tokio::test]
async fn a_language_counts_however_a_page_writes_it_and_wherever_a_browser_lists_it() {
    let first = "document.documentElement.removeAttribute('lang');
        Object.defineProperty(navigator, 'language', { value: 'sv' });
        Object.defineProperty(navigator, 'languages', { value: ['sv', 'de'] });";
    let site = rough(Site::new(), "second", first, TWO_LINES);
    let site = rough(site, "posix", "document.documentElement.lang = 'de_DE';", TWO_LINES);
    let (server, browser) = (site.serve(), Browser::start().await);
    let lang = "return find('.widget').lang;";
    browser.open(&server.at("/second.html")).await;
    assert_eq!(browser.run::<String>(lang, &[]).await, "de", "of a browser’s languages the second is ours");
    browser.open(&server.at("/posix.html")).await;
    assert_eq!(browser.run::<String>(lang, &[]).await, "de");
    let written = [
        ("pt_br", "pt-BR"),
        ("de-Latn-DE-1996-u-co-phonebk", "de"),
        ("PT", "pt-BR"),
        ("ja-Jpan-JP-x-private", "ja"),
        ("pt-Latn-BR", "pt-BR"),
        ("es-419", "es"),
        ("FR-ca", "fr"),
    ];
    for (written, meant) in written {
        browser.run::<()>("widget().lang = args[0];", &[json!(written)]).await;
        browser.until(written, &format!("return find('.widget').lang === '{meant}';")).await;
    }
    browser.run::<()>("widget().removeAttribute('lang');", &[]).await;
    browser.until("it is in the page’s language again", "return find('.widget').lang === 'de';").await;
    let said = browser.seen().await.console;
    assert_eq!(said.iter().filter(|line| line.contains("de_DE")).count(), 1, "{said:?}");
}

#[tokio::test]
async fn what_was_redirected_cut_or_of_another_type_is_not_kept_for_use_offline() {
    let plain = Site::new();
    let worker = String::from_utf8(plain.read("/sw.js").unwrap()).unwrap();
    assert!(worker.contains("navigator.languages"), "the worker asks for no languages");
    let german = plain.read("/de.html").unwrap();
    let strings = plain.read("/locales/fr.lhs").unwrap();
    let site = plain
        // The worker of a German browser.
        .bytes("/sw.js", worker.replace("navigator.languages", "[\"de\"]").into_bytes())
        // The page has a policy in it.
        .policy("")
        .moved("/de.html", "/de")
        .bytes("/de", german)
        .bytes("/locales/fr.lhs", strings)
        .status("/locales/fr.lhs", 206)
        .typed("/articles/sendgrid-login/fr.lha", "text/html; charset=utf-8");
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/")).await;
    let kept = "const registration = await navigator.serviceWorker.getRegistration();
        return registration?.active?.state === 'activated' && !!navigator.serviceWorker.controller;";
    browser.until("the page is kept", kept).await;
    let fetched = "const paths = ['/de.html', '/locales/fr.lhs', '/articles/sendgrid-login/fr.lha'];
        return Promise.all(paths.map(async (path) => (await fetch(path)).status));";
    assert_eq!(browser.run::<Vec<u16>>(fetched, &[]).await, [200, 206, 200]);
    let kept = "const kept = [];
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const { url } of await cache.keys()) {
            const { redirected, status, headers } = await cache.match(url);
            kept.push([new URL(url).pathname, redirected, status, headers.get('content-type')]);
          }
        }
        return kept;";
    let kept: Vec<(String, bool, u16, String)> = browser.run(kept, &[]).await;
    assert!(kept.iter().any(|(path, ..)| path == "/"), "{kept:?}");
    for (path, redirected, status, kind) in &kept {
        let is_page = path.ends_with('/') || path.ends_with(".html");
        assert!(!redirected && *status == 200 && (is_page || !kind.contains("html")), "{path} is kept: {kept:?}");
    }
    assert_eq!(browser.open(&server.at("/de.html")).await.is(), ("question", "symptom"));
}

/// A page on which no timer of half a second or more ever ends, and no observer ever tells anything.
const NOTHING_IS_TOLD: &str = "const begin = setTimeout;
    window.setTimeout = (act, delay, ...args) => (delay >= 500 ? 0 : begin(act, delay, ...args));
    window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };";

#[tokio::test]
async fn a_widget_of_which_no_observer_tells_starts_when_it_is_used_and_after_a_while() {
    let site = rough(Site::new(), "silent", NOTHING_IS_TOLD, TWO_LINES);
    let styled = format!("<link rel=stylesheet href=/host.css>{TWO_LINES}");
    let site = site.bytes("/host.css", "login-help { display: contents }".into()).page("/boxless.html", &styled);
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/boxless.html")).await;
    assert_eq!(browser.press("[data-answer=rejected]").await.is(), ("question", "login"));
    for used in ["click", "focus"] {
        browser.load(&server.at("/silent.html")).await;
        browser.until("the first question is there", "return find('[data-answer=rejected]') !== null;").await;
        browser.run::<()>("find('[data-answer=rejected]')[args[0]]();", &[json!(used)]).await;
        browser.until(used, "return seen.events.some(({ name }) => name === 'ready');").await;
        let id = if used == "click" { "login" } else { "symptom" };
        browser.until(used, &format!("return look().id === '{id}';")).await;
    }
}

/// What a page takes ten seconds for takes half a second.
const HURRY: &str = "const begin = setTimeout;
    window.setTimeout = (act, delay, ...args) => begin(act, delay >= 5000 ? delay / 20 : delay, ...args);";

#[tokio::test]
async fn where_nothing_comes_of_a_press_the_article_shows_and_the_press_is_done_when_another_try_works() {
    let never = Duration::from_secs(60);
    let browser = Browser::start().await;
    for late in [&crate::core("wasm"), &crate::core("js"), ARTICLE] {
        let server = rough(Site::new().late(late, never), "hurry", HURRY, TWO_LINES).serve();
        browser.load(&server.at("/hurry.html")).await;
        browser.until("the first question is there", "return find('[data-answer=rejected]') !== null;").await;
        browser.click("[data-answer=rejected]").await;
        browser.until("another try is offered", "return find('[data-again]')?.checkVisibility() ?? false;").await;
        let alert = "return find('[role=alert]').checkVisibility() && find('[role=alert]').textContent !== '';";
        assert!(browser.run::<bool>(alert, &[]).await, "{late}: nobody is told");
        assert!(browser.run::<bool>(LIGHT_IS_THERE, &[]).await, "{late}: the article can't be read");
        assert_eq!(failures(&browser).await, [(String::new(), "core-unreachable".into())], "{late}");
        server.mend();
        browser.click("[data-again]").await;
        browser.until(late, "return look().id === 'login';").await;
        assert_eq!(browser.look().await.changes, ["symptom"], "{late}");
        let seen = browser.seen().await;
        assert!(seen.errors.is_empty(), "{late}: {seen:?}");
    }
}

/// What must be so of the widget, wherever it is now: the answer is kept, and what is for screen readers alone is out of
/// sight, as the sheet has it.
const WHOLE: &str = "const root = widget?.shadowRoot, hidden = root?.querySelector('.hidden');
    return root?.querySelector('[data-question=login]') != null && hidden.getBoundingClientRect().width <= 1;";

#[tokio::test]
async fn a_widget_in_another_document_keeps_its_answers_and_its_looks() {
    let page = format!("{TWO_LINES}<iframe width=600 height=600></iframe>");
    let site = Site::new().page("/host.html", &page).page("/other.html", "");
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.open(&server.at("/host.html")).await;
    browser.press("[data-answer=rejected]").await;
    let other = "window.moved = widget(); window.other = open('/other.html', '', 'width=300,height=300');";
    browser.run::<()>(other, &[]).await;
    let is_there = "return other.location.pathname === '/other.html' && other.document.readyState === 'complete';";
    browser.until("another window is there", is_there).await;
    let whole = WHOLE.replace("widget", "moved");
    let places = [
        "document.querySelector('iframe').contentDocument.body",
        "document.body",
        "other.document.body",
        "document.body",
    ];
    for place in places {
        for apart in ["", "moved.remove(); await settled();"] {
            browser.run::<()>(&format!("{apart} {place}.append(moved);"), &[]).await;
            browser.until(&format!("it is whole in {place}"), &whole).await;
        }
    }
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
    let seen = browser.seen().await;
    assert!(seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
}

#[tokio::test]
async fn an_early_press_is_done_whatever_others_add_to_what_was_pressed() {
    let site = Site::new().late(&crate::core("wasm"), Duration::from_secs(1)).page("/host.html", TWO_LINES);
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.load(&server.at("/host.html")).await;
    browser.until("the first question is there", "return find('[data-answer=rejected]') !== null;").await;
    // As password managers, translators and checkers of grammar do, before the press and after it.
    let add = "const button = find('[data-answer=rejected]');
        const add = (round) => {
          for (const part of [button, button.firstElementChild, button.parentElement, button.closest('section')]) {
            part.dataset[`manager${round}`] = 'true';
            part.setAttribute(`manager-id-${round}`, '1');
            part.classList.add(`manager-${round}`);
            part.style.outlineOffset = `${round}px`;
          }
          button.append(document.createElement('manager-icon'));
          button.before(document.createElement('manager-icon'));
          button.closest('section').prepend(document.createElement('manager-menu'));
        };
        add(1);
        button.click();
        add(2);
        return seen.events.some(({ name }) => name === 'ready');";
    assert!(!browser.run::<bool>(add, &[]).await, "the program is there already");
    browser.until("the press is done", "return look().id === 'login';").await;
    assert_eq!(browser.press("[data-answer=shared]").await.is(), ("remedy", "shared-credentials"));
}

#[tokio::test]
async fn on_every_path_a_translator_that_puts_its_own_elements_in_keeps_no_text_from_changing() {
    let two = "<script type=module src=/login-help.js></script>
        <login-help id=one></login-help><login-help id=two></login-help>";
    let (_server, browser, _) = host_page(two).await;
    browser.until("both are there", "return look('one').kind === 'question' && look('two').kind === 'question';").await;
    let steps: usize = run(&browser, "return walkTranslated();").await;
    println!("{steps} steps of a walk in two widgets, one of which is translated");
    assert!(steps > 100, "{steps}");
    let seen = browser.seen().await;
    assert!(seen.errors.is_empty() && seen.console.is_empty(), "{seen:?}");
    assert!(!seen.events.iter().any(|event| event.name == "error"));
}

#[tokio::test]
async fn what_a_manager_has_filled_in_without_a_word_counts_when_it_is_submitted() {
    let (_server, browser, _) = own_page("symptom=error").await;
    let fill = "find(args[0]).value = args[1]; find('form:not(#form-words) [data-submit]').click();";
    browser.run::<()>(fill, &[json!("[data-message]"), json!("535 Bad username / password")]).await;
    browser.until("the message is read", "return look().id === 'bad-username-password';").await;
    browser.jump("symptom=new").await;
    browser.run::<()>(fill, &[json!("[data-email]"), json!("someone@gmail.com")]).await;
    browser.until("the address is read", "return find('[data-inbox]') !== null;").await;
    assert_eq!(browser.run::<String>("return find('[data-email]').value;", &[]).await, "someone@gmail.com");
}
