//! The element's attributes. A bad value falls back to the default and is said on the console.

use web_sys::Element;

use super::{Shell, apis::Apis};
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
    /// The one-time token out of a mail's link, which a page hands on as the fact `token`; empty where there is none.
    pub token: String,
    /// The status APIs.
    pub apis: Apis,
    /// `own-page`: the page is the widget's own, so its address carries the answers.
    pub own_page: bool,
}

impl Options {
    /// Reads the attributes of the element.
    pub fn read(host: &Element, article: &Article, shell: &Shell) -> Self {
        let given = |name: &str| host.get_attribute(name).filter(|value| !value.trim().is_empty());
        let facts = given("facts").unwrap_or_default();
        let mut token = String::new();
        let told = trail::read_facts(article, Source::Host, &facts, &mut |pair| match pair.split_once('=') {
            Some((trail::TOKEN, found)) => token = found.to_owned(),
            _ => shell.warn(&["facts: the article has no '", pair, "', so it is ignored"].concat()),
        });
        // The shell and the style sheet read the other attributes.
        for (name, values) in [("theme", "auto light dark"), ("loading", "lazy eager")] {
            if let Some(value) = given(name).filter(|value| !values.split(' ').any(|known| known == value)) {
                shell.warn(&[name, ": '", &value, "' is none of ", values, ", so it is the first of them"].concat());
            }
        }
        let level = given("heading-level").map_or(2, |level| match level.trim().parse() {
            Ok(level @ 1..=6) => level,
            _ => {
                shell.warn(&["heading-level: '", &level, "' is no number from 1 to 6, so it is 2"].concat());
                2
            }
        });
        let support = given("support-url").filter(|url| {
            let allowed = is_allowed_url(url);
            if !allowed {
                shell.warn(&["support-url: '", url, "' is no web or mail address, so the article's is used"].concat());
            }
            allowed
        });
        Self {
            told,
            email: given("email").unwrap_or_default(),
            level,
            support,
            token,
            apis: Apis {
                account: given("account-status-url").unwrap_or_default(),
                service: given("service-status-url").unwrap_or_default(),
                feedback: given("feedback-url").unwrap_or_default(),
            },
            own_page: host.has_attribute("own-page"),
        }
    }
}
