//! A mounted widget in a real browser, with small articles and a shell that records what is asked of it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that can't go on has failed")]

mod common;

use std::{cell::RefCell, rc::Rc};

use common::blocked_or_forgot;
use js_sys::{Array, Function, JSON, Promise, Reflect};
use login_help::{
    article::{self, Channel, Draft, FactId, Kind},
    embed::{Shell, Widget, answered, mount},
    locale::Strings,
};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/public/render.js")]
extern "C" {
    fn show(parent: &Element, tree: &JsValue);
    fn listen(container: &Element, ready: &JsValue, act: &JsValue);
}

/// A widget on the page, and the calls that it made of its shell.
struct Page {
    host: HtmlElement,
    container: HtmlElement,
    calls: Array,
    widget: Rc<RefCell<Option<Widget>>>,
}

fn js(code: &str) -> JsValue {
    Function::new_no_args(&format!("return {code}")).call0(&JsValue::NULL).unwrap()
}

fn compiled<T: serde::Serialize>(data: &T) -> Vec<u8> {
    let data = article::compiled(|| postcard::to_allocvec(data)).unwrap();
    [&article::MAGIC[..], &[article::SCHEMA], &data].concat()
}

fn strings() -> Vec<u8> {
    strings_with("")
}

/// Strings that are their own keys, with an ending.
fn strings_with(ending: &str) -> Vec<u8> {
    Strings::new(&Strings::KEYS.map(|key| format!("{key}{ending}"))).unwrap().to_bytes()
}

/// A shell that renders into the container, and whose other methods note their names and arguments.
fn shell(container: &HtmlElement, calls: &Array) -> Shell {
    let room = container.clone();
    let render = Closure::<dyn Fn(String)>::new(move |tree: String| {
        show(&room, &JSON::parse(&tree).unwrap_or(JsValue::NULL));
    });
    let take = Closure::<dyn Fn(u32, String, bool)>::new(|number, said: String, is_answer| {
        answered(number, &said, is_answer);
    });
    let record = Function::new_with_args(
        "calls, render, answered",
        "const note = (name, answer) => (...given) => (calls.push([name, ...given].join(' ')), answer);
         const call = async (number, url) => {
           const { facts } = await (await fetch(url)).json();
           const leaves = Object.entries(facts ?? {}).flatMap(([fact, value]) => [`facts/${fact}`, value]);
           answered(number, [200, NaN, ...leaves].join('\\0'), true);
         };
         const follow = (isFirst, trail, address, found, name, detail) => {
           note('keep')(trail);
           if (name) note('emit')(name, detail);
           if (found) note('bring')(found);
         };
         return { render, follow, emit: note('emit'), day: (day) => day, copy: note('copy'),
                  save: note('save'), warn: note('warn'), call,
                  stored: () => '', store: () => {}, english: () => {}, sentences: () => {},
                  time: () => '2026-11-30T12:00:00.000Z',
                  page: () => 'https://example.com/', hash: () => '', bring: note('bring') };",
    );
    let (render, take) = (render.into_js_value(), take.into_js_value());
    record.call3(&JsValue::NULL, calls, &render, &take).unwrap().unchecked_into()
}

fn page(draft: &Draft, attributes: &[(&str, &str)]) -> Page {
    let host: HtmlElement = js("document.body.appendChild(document.createElement('div'))").unchecked_into();
    for (name, value) in attributes {
        host.set_attribute(name, value).unwrap();
    }
    let container: HtmlElement =
        js("document.body.lastChild.appendChild(document.createElement('div'))").unchecked_into();
    let calls = Array::new();
    let bytes = compiled(draft);
    let widget = Rc::new(RefCell::new(mount(&host, shell(&container, &calls), &bytes, &strings()).ok()));
    let acting = widget.clone();
    let act = Closure::<dyn Fn(usize, String)>::new(move |place, text| {
        acting.borrow().as_ref().unwrap().act(place, text);
    });
    listen(&container, &Closure::<dyn Fn()>::new(|| {}).into_js_value(), &act.into_js_value());
    Page { host, container, calls, widget }
}

impl Page {
    fn find(&self, selector: &str) -> Option<Element> {
        self.container.query_selector(selector).unwrap()
    }

    async fn click(&self, selector: &str) {
        self.find(selector).unwrap_or_else(|| panic!("no {selector}")).unchecked_into::<HtmlElement>().click();
        settled().await;
    }

    /// As a finger going down does.
    fn touch(&self, selector: &str) {
        let given = Reflect::get(&self.find(selector).unwrap(), &"given".into()).unwrap();
        let place = Reflect::get(&given, &"@click".into()).unwrap().as_f64().unwrap();
        self.widget.borrow().as_ref().unwrap().foresee(place as usize);
    }

    async fn type_and_submit(&self, text: &str) {
        let field = self.find("input, textarea").unwrap();
        Reflect::set(&field, &"value".into(), &text.into()).unwrap();
        field.dispatch_event(&js("new Event('input', { bubbles: true })").unchecked_into()).unwrap();
        self.click("[data-submit]").await;
    }

    fn notice(&self) -> String {
        self.find("[role=status]").unwrap().text_content().unwrap()
    }

    fn said(&self, call: &str) -> bool {
        self.calls.iter().any(|said| said.as_string().unwrap() == call)
    }
}

/// Lets the views follow the state.
async fn settled() {
    let wait = js("new Promise((done) => setTimeout(done, 20))").unchecked_into::<Promise>();
    wasm_bindgen_futures::JsFuture::from(wait).await.unwrap();
}

#[wasm_bindgen_test]
async fn the_first_question_comes_up_without_taking_the_focus() {
    let page = page(&blocked_or_forgot(), &[]);
    settled().await;
    assert!(page.find("[data-question=trouble]").is_some());
    for answer in ["forgot", "blocked", "other", "unsure"] {
        assert!(page.find(&format!("button[data-answer={answer}]")).is_some(), "{answer}");
    }
    assert!(page.find("[data-back]").is_none());
    assert!(!page.said("bring [data-heading]"));
    assert!(page.said(r#"emit question {"question":"trouble"}"#));
}

#[wasm_bindgen_test]
async fn an_answer_leads_on_and_the_new_heading_asks_for_the_focus() {
    let page = page(&blocked_or_forgot(), &[]);
    page.click("[data-answer=blocked]").await;
    assert!(page.find("[data-question=notice]").is_some());
    assert!(page.said("bring [data-heading]") && page.said("keep trouble=blocked"));
    page.click("[data-answer=unpaid]").await;
    assert!(page.find("[data-remedy=s1]").is_some());
    assert!(page.said(r#"emit remedy {"remedy":"s1"}"#));
    page.click("[data-back]").await;
    assert!(page.find("[data-question=notice]").is_some());
}

#[wasm_bindgen_test]
async fn a_screen_made_before_the_press_is_the_one_that_comes_without() {
    let screen = async |is_touched: bool| {
        let page = page(&blocked_or_forgot(), &[]);
        for answer in ["[data-answer=blocked]", "[data-answer=unpaid]", "[data-back]", "[data-answer=banned]"] {
            settled().await;
            if is_touched {
                page.touch(answer);
            }
            page.click(answer).await;
        }
        page.container.inner_html()
    };
    assert_eq!(screen(true).await, screen(false).await);
}

#[wasm_bindgen_test]
async fn a_screen_made_before_the_press_gives_way_to_what_happens_meanwhile() {
    let page = page(&blocked_or_forgot(), &[]);
    settled().await;
    page.touch("[data-answer=blocked]");
    page.click("[data-answer=forgot]").await;
    assert!(page.find("[data-remedy=s2]").is_some(), "another answer is pressed");
    page.click("[data-back]").await;
    page.touch("[data-answer=blocked]");
    let (article, strings) = (compiled(&blocked_or_forgot()), strings_with(" anew"));
    page.widget.borrow().as_ref().unwrap().update(&page.host, &article, &strings).unwrap();
    settled().await;
    page.click("[data-answer=blocked]").await;
    assert!(page.container.text_content().unwrap().contains("unsure anew"), "the widget has other strings");
}

#[wasm_bindgen_test]
async fn restart_forgets_the_answers() {
    let page = page(&blocked_or_forgot(), &[]);
    page.click("[data-answer=blocked]").await;
    page.widget.borrow().as_ref().unwrap().restart();
    settled().await;
    assert!(page.find("[data-question=trouble]").is_some());
    assert_eq!(page.notice(), "cleared");
}

#[wasm_bindgen_test]
async fn the_live_region_says_what_the_new_screen_does_not_show() {
    let page = page(&blocked_or_forgot(), &[]);
    page.click("[data-answer=blocked]").await;
    assert_eq!(page.notice(), "");
    page.click("[data-answer=unpaid]").await;
    page.click("[data-solved=no]").await;
    assert_eq!(page.notice(), "noted");
    page.click("[data-change=trouble]").await;
    assert_eq!(page.notice(), "");
    page.click("[data-answer=forgot]").await;
    assert_eq!(page.notice(), "dropped");
}

#[wasm_bindgen_test]
async fn facts_of_the_page_settle_the_case_and_say_so() {
    let page = page(&blocked_or_forgot(), &[("facts", "trouble=forgot colour=red")]);
    settled().await;
    assert!(page.find("[data-remedy=s2]").is_some());
    assert!(page.container.text_content().unwrap().contains("because_host"));
    assert!(page.calls.iter().any(|said| said.as_string().unwrap().contains("colour=red")));
}

#[wasm_bindgen_test]
async fn the_heading_level_follows_the_page_and_a_bad_one_falls_back() {
    for (given, tag) in [("4", "H4"), ("9", "H2"), ("x", "H2")] {
        let page = page(&blocked_or_forgot(), &[("heading-level", given)]);
        settled().await;
        assert_eq!(page.find("[data-heading]").unwrap().tag_name(), tag);
    }
}

fn with_email_question() -> Draft {
    let mut draft = blocked_or_forgot();
    draft.facts[1].server = true;
    draft.questions[1].kind = Kind::Email;
    draft
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_kept_and_said_at_its_field() {
    let page = page(&with_email_question(), &[("account-status-url", "/status")]);
    page.click("[data-answer=blocked]").await;
    page.type_and_submit("me at example").await;
    let field = page.find("[data-email]").unwrap();
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(page.said("bring #box-account"));
    assert_eq!(Reflect::get(&field, &"value".into()).unwrap().as_string().unwrap(), "me at example");
    let error = field.get_attribute("aria-describedby").unwrap().split(' ').next_back().unwrap().to_string();
    assert_eq!(page.find(&format!("#{error}")).unwrap().text_content().unwrap(), "email_bad_character");
    assert!(page.calls.iter().all(|said| !said.as_string().unwrap().starts_with("ask")));
}

#[wasm_bindgen_test]
async fn a_message_that_nobody_knows_is_kept_and_said() {
    let mut draft = blocked_or_forgot();
    draft.questions[1].kind = Kind::Message;
    draft.patterns = vec![common::pattern("banned for good", &[(1, 0)])];
    let page = page(&draft, &[]);
    page.click("[data-answer=blocked]").await;
    page.type_and_submit("<img src=x onerror=alert(1)>").await;
    assert!(page.find("[data-possible]").is_some());
    assert_eq!(page.notice(), "message_kept");
    page.click("[data-talk]").await;
    let summary = page.find("[data-summary]").unwrap();
    assert!(Reflect::get(&summary, &"value".into()).unwrap().as_string().unwrap().contains("<img src=x"));
    assert!(page.find("img").is_none());
}

#[wasm_bindgen_test]
async fn a_case_for_another_channel_is_never_offered_support() {
    let mut draft = blocked_or_forgot();
    draft.remedies[0].handoff = Channel::Reply;
    draft.support.url = "https://example.com/support".into();
    let page = page(&draft, &[]);
    page.click("[data-answer=blocked]").await;
    page.click("[data-answer=banned]").await;
    page.click("[data-talk]").await;
    assert!(page.find("[data-handoff]").is_some());
    assert!(page.find("[data-support]").is_none());
    assert!(page.said(r#"emit handoff {"channel":"reply"}"#));
}

#[wasm_bindgen_test]
async fn an_interruption_comes_before_its_remedy() {
    let mut draft = blocked_or_forgot();
    draft.remedies[2].interruption = Some(FactId(2));
    let page = page(&draft, &[]);
    page.click("[data-answer=forgot]").await;
    assert!(page.find("[data-question=device]").is_some());
    page.click("[data-answer=unsure]").await;
    assert!(page.find("[data-remedy=s2]").is_some());
}

#[wasm_bindgen_test]
fn a_broken_article_is_refused_with_the_reason() {
    let refused = |article: &[u8], strings: &[u8]| {
        let host: HtmlElement = js("document.createElement('div')").unchecked_into();
        let mounted = mount(&host, shell(&host, &Array::new()), article, strings);
        let error = JsValue::from(mounted.err().unwrap());
        Reflect::get(&error, &"message".into()).unwrap().as_string().unwrap()
    };
    let good = compiled(common::article(blocked_or_forgot()).draft());
    assert!(refused(b"<!doctype html>", &strings()).starts_with("article-damaged: "));
    assert!(refused(&good[..good.len() - 3], &strings()).starts_with("article-damaged: "));
    assert!(refused(&good, b"").starts_with("strings-damaged: "));
    let newer = [&good[..4], &[99], &good[5..]].concat();
    let newer = refused(&newer, &strings());
    assert!(newer.starts_with("article-version: ") && newer.contains("versions"), "{newer}");
}

#[wasm_bindgen_test]
async fn a_freed_widget_leaves_nothing_behind() {
    let page = page(&blocked_or_forgot(), &[]);
    settled().await;
    drop(page.widget.take());
    settled().await;
    assert_eq!(page.container.child_element_count(), 0);
}
