//! Every kind of screen and every state of one, shown one after the other in one browser: for what must hold on all of
//! them, in any language.

use std::time::Duration;

use serde_json::json;

use crate::{
    broken_api::{Answer, Broken, PATH, allowing},
    browser::Browser,
};

/// A screen, or a state of one.
#[derive(Debug)]
pub struct Stop {
    /// What it is.
    pub name: &'static str,
    /// Where it is reached: a `#` of the stand-alone page; a path; or the attributes of an element on a host's page, with
    /// the status APIs' names in braces.
    at: &'static str,
    acts: &'static [Act],
    /// What must be there then.
    sees: &'static str,
}

/// What leads from there to the state.
#[derive(Debug)]
enum Act {
    Press(&'static str),
    Type(&'static str, &'static str),
    See(&'static str),
    /// The status APIs keep their answers to themselves.
    Hold,
    Release,
    /// The program stops.
    Crash,
}

use Act::{Crash, Hold, Press, Release, See, Type};

const fn stop(name: &'static str, at: &'static str, acts: &'static [Act], sees: &'static str) -> Stop {
    Stop { name, at, acts, sees }
}

const SUBMIT: Act = Press("form:not(#form-words) [data-submit]");
const ASK: Act = Type("[data-email]", "someone@gmail.com");

/// All of them. Those in which an address is typed, which stays, come after those that have none.
const STOPS: [Stop; 40] = [
    stop("the first question", "#", &[], "[data-question=symptom]"),
    stop("a later question", "#symptom=rejected", &[], "[data-question=login]"),
    stop("the box for messages", "#symptom=error", &[], "[data-message]"),
    stop("an empty message", "#symptom=error&error=unsure", &[Press("[data-change=error]"), SUBMIT], "[aria-invalid]"),
    stop(
        "an unknown message",
        "#symptom=error",
        &[Type("[data-message]", "PC LOAD LETTER"), SUBMIT],
        "[data-possible]",
    ),
    stop("the question before a remedy", "#symptom=forgot-password&login=direct", &[], "[data-question=sends]"),
    stop(
        "a remedy with a warning",
        "#symptom=forgot-password&login=direct&sends=unsure",
        &[],
        "[data-callout=warning]",
    ),
    stop("a remedy with long words", "#symptom=error&error=@error:sso", &[], "[data-remedy=sso]"),
    stop("a remedy with advice", "#symptom=rejected&login=shared", &[], "[data-callout=advice]"),
    stop("a remedy with an inbox", "#symptom=new", &[], "[data-remedy=confirm-email] .inbox"),
    stop("a wrong address", "#symptom=new", &[SUBMIT], "[data-email][aria-invalid]"),
    stop(
        "what is tried",
        "#symptom=two-factor&code=missing",
        &[Press("[data-solved=no]")],
        "[data-remedy=other-phone]",
    ),
    stop("a list of remedies", "#symptom=unsure&where=unsure", &[], "[data-possible]"),
    stop("the whole list of remedies", "#symptom=unsure&where=unsure", &[Press("summary")], "details[open]"),
    stop("support", "#symptom=two-factor&code=missing", &[Press("[data-talk]")], "[data-support]"),
    stop("the notice's own thread", "#symptom=blocked&notice=banned&tried=banned", &[], "[data-handoff]"),
    stop("solved", "#symptom=two-factor&code=missing", &[Press("[data-solved=yes]")], "[data-done]"),
    stop("an earlier question", "#symptom=rejected&login=shared", &[Press("[data-change=symptom]")], "[aria-current]"),
    stop(
        "what no longer fits",
        "#symptom=rejected&login=shared",
        &[Press("[data-change=symptom]"), Press("[data-answer=new]")],
        "[data-remedy=confirm-email]",
    ),
    stop("started again", "#symptom=rejected", &[Press("[data-restart]")], "[data-question=symptom]"),
    stop("the whole article", "#article", &[], "[data-article]"),
    stop("a rated article", "#article", &[Press("[data-rate=good]")], "[data-article]"),
    stop(
        "an address that may be another",
        "#symptom=new",
        &[Type("[data-email]", "me@gmial.com"), SUBMIT],
        ".suggestion",
    ),
    stop(
        "an inbox that we know",
        "#symptom=new",
        &[ASK, SUBMIT, See("[data-inbox]"), Press("summary")],
        "details[open]",
    ),
    stop(
        "an inbox that we don't know",
        "#symptom=new",
        &[Type("[data-email]", "me@example.org"), SUBMIT],
        "[data-inbox] ~ [data-inbox]",
    ),
    stop("support with an address", "#symptom=new", &[Press("[data-talk]")], "[data-add-address]"),
    stop("before the program", "/late{page}", &[], "[data-moment] [data-answer]"),
    stop("heard before the program", "/late{page}", &[Press("[data-answer=rejected]")], "[aria-busy=true]"),
    stop("the program is missing", "/broken{page}", &[], "slot:not([hidden])"),
    stop(
        "the program has stopped",
        "",
        &[See("[data-restart], [data-read]"), Press("[data-answer=rejected]"), See("[data-question=login]"), Crash],
        "[data-again]",
    ),
    stop("below a host's headings", "heading-level=4", &[See("[data-read]")], "h4[data-heading]"),
    stop(
        "a remedy below a host's headings",
        "heading-level=4 facts='symptom=new'",
        &[See("[data-remedy]")],
        "h4[data-heading]",
    ),
    stop("a field for the address", "account-status-url={emailed}", &[See("[data-read]")], ".beside [data-email]"),
    stop("a server that thinks", "account-status-url={emailed}", &[Hold, ASK, SUBMIT], ".beside .hint:not(:empty)"),
    stop("a mail on its way", "account-status-url={emailed}", &[ASK, SUBMIT], "[data-mailed]"),
    stop(
        "a mail that is told of late",
        "account-status-url={emailed}",
        &[Hold, ASK, SUBMIT, Press("[data-answer=rejected]"), See("[data-question=login]"), Release],
        ".late [data-mailed]",
    ),
    stop(
        "news that come late",
        "account-status-url={banned}",
        &[Hold, ASK, SUBMIT, Press("[data-answer=rejected]"), See("[data-question=login]"), Release],
        ".late [data-offer]",
    ),
    stop("what the server says", "account-status-url={banned}", &[ASK, SUBMIT], "[data-deny]"),
    stop(
        "trouble with the service",
        "service-status-url={trouble}",
        &[Release, See("[data-trouble]"), Press("[data-answer=rejected]")],
        "[data-question=login]",
    ),
    stop(
        "a box for a comment",
        "feedback-url={feedback} facts='symptom=two-factor code=missing'",
        &[See("[data-remedy]"), Press("[data-solved=yes]")],
        "[data-done] [data-message]",
    ),
];

/// The status APIs, which say what the stops need.
struct Apis([(&'static str, Broken); 4]);

impl Apis {
    fn start() -> Self {
        let trouble = json!({ "incidents": [{
            "name": "Logins fail", "status": "investigating", "shortlink": "https://stspg.io/incident",
            "components": [{ "name": "Login" }],
        }] });
        let api = |status, body: &str| Broken::start(Answer::new(status, body));
        Self([
            ("emailed", api(202, r#"{"emailed":true}"#)),
            ("banned", api(200, r#"{"facts":{"account":"banned"}}"#)),
            ("trouble", api(200, &trouble.to_string())),
            ("feedback", api(204, "")),
        ])
    }

    /// Attributes with the addresses in them.
    fn in_place(&self, attributes: &str) -> String {
        self.0.iter().fold(attributes.into(), |text, (name, api)| {
            text.replace(&format!("{{{name}}}"), &format!("{}{PATH}", api.origin()))
        })
    }

    fn hold(&self, is_held: bool) {
        self.0.iter().for_each(|(_, api)| api.hold(is_held));
    }
}

/// A host's page: headings down to the widget's, and something to reach by keyboard on both sides of it.
pub fn host(attributes: &str) -> String {
    let level = attributes.split_once("heading-level=").map_or(2, |(_, level)| level[..1].parse().unwrap());
    let headings: String = (1..level).map(|level| format!("<h{level}>Heading {level}</h{level}>")).collect();
    format!(
        "<main>{headings}<p><button id=before>Before</button></p><script type=module src=/login-help.js></script>
         <login-help {attributes}><p id=light>The article itself.</p></login-help>
         <p><button id=after>After</button></p></main>"
    )
}

impl Stop {
    fn path(&self) -> String {
        format!("/{}.html", self.slug())
    }

    /// The name as part of a file's.
    pub fn slug(&self) -> String {
        self.name.replace('\'', "").replace(' ', "-")
    }

    async fn show(&self, browser: &Browser, apis: &Apis) {
        for act in self.acts {
            match act {
                Press(selector) => {
                    until(browser, selector).await;
                    browser.run::<()>("find(args[0]).click(); await settled();", &[json!(selector)]).await;
                }
                Type(selector, text) => {
                    until(browser, ".widget:not([data-moment] *)").await;
                    until(browser, selector).await;
                    browser.run::<()>("type(find(args[0]), args[1]);", &[json!(selector), json!(text)]).await;
                }
                See(selector) => until(browser, selector).await,
                Hold => apis.hold(true),
                Release => apis.hold(false),
                Crash => {
                    let body = "const { crash } = await import(args[0]); setTimeout(crash); await settled();";
                    browser.run(body, &[json!(crate::core("js"))]).await
                }
            }
        }
        until(browser, self.sees).await;
        // A screen comes in with a movement, where movement is wanted.
        let end = "await settled();
            for (const animation of shadow().getAnimations()) if (animation.animationName === 'enter') animation.finish();";
        browser.run::<()>(end, &[]).await;
    }
}

/// A script's body after access.js.
pub fn script(body: &str) -> String {
    format!("{}\n{body}", include_str!("access.js"))
}

async fn until(browser: &Browser, selector: &str) {
    browser.until(selector, &format!("return find({}) !== null;", json!(selector))).await;
}

/// Goes through all of them: those on the stand-alone page at this path, and those on host pages in this language.
pub async fn tour(page: &str, lang: &str, mut visit: impl AsyncFnMut(&Browser, &Stop)) {
    let apis = Apis::start();
    let origins: Vec<_> = apis.0.iter().map(|(_, api)| api.origin()).collect();
    let wasm = format!("/late{}", crate::core("wasm"));
    let mut site = allowing(&origins).mount("/late/", &crate::dist()).late(&wasm, Duration::from_secs(600));
    site = site.mount("/broken/", &crate::dist()).missing("/broken/login-help.js");
    for stop in STOPS.iter().filter(|stop| !stop.at.starts_with(['#', '/'])) {
        site = site.page(&stop.path(), &host(&format!("lang={lang} {}", apis.in_place(stop.at))));
    }
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": include_str!("clock.js") })).await;
    browser.open(&server.at(page)).await;
    for stop in &STOPS {
        // What comes of an answer is listened to from when the widget is there.
        apis.hold(matches!(stop.acts.first(), Some(Release)));
        match stop.at.strip_prefix('#') {
            Some(hash) => {
                // From elsewhere, since where a button led is not in the address.
                browser.jump("symptom=intruder").await;
                browser.jump(hash).await;
            }
            None if stop.at.starts_with('/') => browser.load(&server.at(&stop.at.replace("{page}", page))).await,
            None => browser.load(&server.at(&stop.path())).await,
        }
        browser
            .run::<()>(
                &script("while (!shadow()) await settled(); if (window.said) said.length = 0; else listen();"),
                &[],
            )
            .await;
        stop.show(&browser, &apis).await;
        visit(&browser, stop).await;
    }
}
