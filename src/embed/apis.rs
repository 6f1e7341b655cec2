//! The calls to the status APIs. They run in the background; where one fails, only the console says so.

use std::cell::{Cell, RefCell};

use js_sys::{Date, Math};

use super::{Page, Shell, http};
use crate::{
    locale::{fill, number},
    rules::{Source, trail},
    status::{
        Reply,
        account::{self, Account},
        feedback::{Feedback, Queue},
        service::{self, Service},
    },
    view::{Help, State},
};

/// The addresses of the status APIs, from the element's attributes; each empty where there is none.
#[derive(Clone, Default)]
pub struct Apis {
    /// `account-status-url`.
    pub account: String,
    /// `service-status-url`.
    pub service: String,
    /// `feedback-url`.
    pub feedback: String,
}

/// What is kept as long as the widget lives, also when the element's attributes change.
#[derive(Default)]
pub struct Life {
    /// When the account server may be asked again, in milliseconds since 1970: its `Retry-After`.
    quiet_until: Cell<f64>,
    /// By section, the id of the last feedback about it.
    ids: RefCell<Vec<(String, String)>>,
}

/// Asks about an address, or redeems a token.
pub fn ask(page: &Page, help: Help, address: &str, token: &str) {
    let (shell, url, life) = page.at_work(|apis| &apis.account);
    let asked = help.state().moves;
    let setting = help.setting();
    let article = &setting.rules.article().draft().id;
    let is_token = !token.is_empty();
    let body = if is_token { account::redemption(article, token) } else { account::question(article, address) };
    let (address, token) = (address.to_owned(), token.to_owned());
    let now = Date::now();
    let quiet_until = life.upgrade().map_or(0.0, |life| life.quiet_until.get());
    let told = shell.clone();
    let then = move |answer| {
        let reply = heard(&shell, "account-status-url", answer);
        let Some(life) = life.upgrade() else { return };
        let setting = help.setting();
        let (facts, mailed) = match account::read(&reply) {
            Account::Facts(facts) => (facts, ""),
            Account::Emailed => (String::new(), address.as_str()),
            Account::Silent => (String::new(), ""),
        };
        let mut unknown = |fact: &str| shell.warn(&["the server may not tell '", fact, "', so it is ignored"].concat());
        let facts = trail::read_facts(setting.rules.article(), Source::Server, &facts, &mut unknown);
        let otherwise = match reply.wait {
            Some(wait) => {
                if quiet_until <= now {
                    life.quiet_until.set(now + f64::from(wait) * 1000.0);
                }
                let lang = &setting.rules.article().draft().lang;
                fill(setting.strings.wait(), "when", &shell.wait(wait, lang))
            }
            // The request did not reach the server, so the link is still good.
            None if is_token && matches!(reply.status, 0 | 500..) => {
                help.set(State { token, ..help.state() });
                setting.strings.no_news().into()
            }
            None if is_token => setting.strings.token_used().into(),
            None => setting.strings.no_news().into(),
        };
        if help.told(asked, facts, mailed, &otherwise) {
            shell.bring("[data-mailed]");
        }
    };
    if quiet_until > now {
        // The server wants to be left alone: what it said before is its answer.
        let wait = number(((quiet_until - now) / 1000.0) as u64 + 1);
        http::call(&told, "", &["429\0", &wait].concat(), Box::new(then));
    } else {
        http::call(&told, &url, &body, Box::new(then));
    }
}

/// Asks how the service is.
pub fn look(page: &Page, help: Help) {
    let (shell, url, life) = page.at_work(|apis| &apis.service);
    if url.is_empty() || help.state().aside.service != Service::Unknown {
        return;
    }
    let told = shell.clone();
    let then = move |answer| {
        let reply = heard(&shell, "service-status-url", answer);
        if life.upgrade().is_none() {
            return;
        }
        let setting = help.setting();
        let article = setting.rules.article();
        let service = if reply.status == 200 {
            service::read(&reply.body, &article.draft().components)
        } else {
            Service::Unknown
        };
        let fact = match &service {
            Service::Trouble(trouble) if trouble.is_maintenance => "service=maintenance",
            Service::Trouble(_) => "service=incident",
            Service::Up | Service::Unknown => "",
        };
        // The article may have no such fact.
        let fact = trail::read_facts(article, Source::Server, fact, &mut |_| {});
        help.service_is(service, fact);
    };
    http::call(&told, &url, "", Box::new(then));
}

/// Keeps feedback until it is sent, and sends it if it can: whether a section helped, or a comment on the last such.
pub fn feed(page: &Page, help: Help, section: &str, helpful: Option<bool>, comment: &str) {
    let (shell, url, _) = page.at_work(|apis| &apis.feedback);
    if url.is_empty() {
        return;
    }
    let mut ids = page.life.ids.borrow_mut();
    let said = ids.iter().rfind(|(of, _)| of == section);
    let id = match (helpful, said) {
        (None, Some((_, id))) => [id, "-comment"].concat(),
        _ => number((Math::random() * 1e16) as u64),
    };
    if helpful.is_some() {
        ids.push((section.into(), id.clone()));
    }
    drop(ids);
    let setting = help.setting();
    let article = setting.rules.article().draft().id.as_str();
    let body = Feedback { id: &id, article, section, helpful, comment }.body();
    let now = Date::now();
    let mut queue = Queue::read(&shell.stored(&url), now);
    queue.push(&id, body, now);
    shell.store(&url, &queue.to_text());
    send(page);
}

/// Sends the feedback that waits, one after the other, until one can't be. Also when the widget goes meanwhile: a page may
/// take it away because it helped.
pub fn send(page: &Page) {
    let (shell, url, _) = page.at_work(|apis| &apis.feedback);
    if !url.is_empty() && !shell.stored(&url).is_empty() {
        let told = shell.clone();
        // Only one of several pages sends. Without a lock, marks in the storage and the ids have to do.
        told.alone(http::number(Box::new(move |held| send_oldest(shell, url, held.is_ok()))));
    }
}

/// Sends the oldest, and when it is sent, the next.
fn send_oldest(shell: Shell, url: String, is_alone: bool) {
    let mut claiming = Queue::read(&shell.stored(&url), Date::now());
    let Some((id, body)) = claiming.claim(Date::now(), is_alone) else { return shell.release() };
    shell.store(&url, &claiming.to_text());
    let (told, to) = (shell.clone(), url.clone());
    let then = move |answer: Result<Reply, String>| {
        let mut rest = Queue::read(&shell.stored(&url), Date::now());
        let is_done = match &answer {
            // A permanent refusal is not retried.
            Ok(reply) => !matches!(reply.status, 408 | 429 | 500..),
            Err(_) => false,
        };
        if is_done {
            rest.drop_one(&id);
        } else {
            let wait = answer.as_ref().ok().and_then(|reply| reply.wait).map_or(0.0, f64::from);
            rest.put_off(&id, wait * 1000.0, Date::now());
        }
        shell.store(&url, &rest.to_text());
        heard(&shell, "feedback-url", answer);
        if is_done {
            send_oldest(shell, url, is_alone);
        } else {
            shell.release();
        }
    };
    http::call(&told, &to, &body, Box::new(then));
}

/// The result of a call. A failure goes to the console and nowhere else.
fn heard(shell: &Shell, what: &str, answer: Result<Reply, String>) -> Reply {
    let reply = answer.unwrap_or_else(|fault| {
        shell.warn(&[what, ": ", &fault].concat());
        Reply { status: 0, body: Default::default(), wait: None }
    });
    if reply.status >= 400 {
        shell.warn(&[what, ": it answers ", &number(reply.status.into())].concat());
    }
    reply
}
