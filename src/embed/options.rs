//! The element's attributes. A bad value falls back to the default and is said on the console.

use js_sys::{Date, Intl, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::{
    article::{Article, is_allowed_url},
    rules::{Source, Step, trail},
};

/// What the host page asks for.
pub struct Options {
    /// `facts`: what the page knows.
    pub told: Step,
    /// `email`: an address that the page has; empty where it has none.
    pub email: String,
    /// `heading-level`, 1 to 6.
    pub level: u8,
    /// `support-url`, where it overrides the article's.
    pub support: Option<String>,
    /// Whether `account-status-url` is set.
    pub server: bool,
    /// `own-page`: the page is the widget's own, so its address carries the answers.
    pub own_page: bool,
    /// The page's address, without query and `#`.
    pub page: String,
}

impl Options {
    /// Reads the attributes of the element.
    pub fn read(host: &HtmlElement, article: &Article) -> Self {
        let given = |name: &str| host.get_attribute(name).filter(|value| !value.trim().is_empty());
        let told = trail::read_facts(article, Source::Host, &given("facts").unwrap_or_default(), |pair| {
            warn(&format!("facts: the article has no '{pair}', so it is ignored"));
        });
        let level = given("heading-level").map_or(2, |level| match level.trim().parse() {
            Ok(level @ 1..=6) => level,
            _ => {
                warn(&format!("heading-level: '{level}' is no number from 1 to 6, so it is 2"));
                2
            }
        });
        let support = given("support-url").filter(|url| {
            let allowed = is_allowed_url(url);
            if !allowed {
                warn(&format!("support-url: '{url}' is no https:, http: or mailto: address, so the article's is used"));
            }
            allowed
        });
        let location = window().location();
        let page = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default();
        Self {
            told,
            email: given("email").unwrap_or_default(),
            level,
            support,
            server: given("account-status-url").is_some(),
            own_page: host.has_attribute("own-page"),
            page,
        }
    }
}

/// Says on the console what a site owner should put right.
pub fn warn(what: &str) {
    web_sys::console::warn_1(&format!("login-help: {what}").into());
}

/// Writes a day, `YYYY-MM-DD`, in a language's own way; as it is where the browser can't.
pub fn day(day: &str, lang: &str) -> String {
    let date = Date::new(&day.into());
    if date.get_time().is_nan() {
        return day.into();
    }
    let style = Object::new();
    // Setting a property of a plain object that was just made can't fail.
    for (key, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
        Reflect::set(&style, &key.into(), &value.into()).unwrap_or_default();
    }
    let locales = js_sys::Array::of1(&JsValue::from(lang));
    let format = Intl::DateTimeFormat::new(&locales, &style).format();
    format.call1(&JsValue::NULL, &date).ok().and_then(|text| text.as_string()).unwrap_or_else(|| day.into())
}
