//! The status APIs as the widget uses them: asked in the background, and without a word where they fail.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use js_sys::{Date, Math};
use wasm_bindgen_futures::spawn_local;

use super::{
    Shell,
    http::{self, Fault},
};
use crate::{
    locale::fill,
    rules::{Source, trail},
    status::{
        Reply,
        account::{self, Account},
        feedback::{Feedback, Queue},
        service::{self, Service},
    },
    view::Help,
};

/// What the page says of its servers: addresses, each empty where there is none.
#[derive(Clone, Default)]
pub struct Apis {
    /// `account-status-url`.
    pub account: String,
    /// `service-status-url`.
    pub service: String,
    /// `feedback-url`.
    pub feedback: String,
}

/// What outlives a change of the element's attributes, and ends with its widget.
#[derive(Default)]
pub struct Life {
    /// Until when the account server asks to be left alone, in milliseconds since 1970.
    quiet_until: Cell<f64>,
    /// By section, the id of what was last said of it.
    ids: RefCell<Vec<(String, String)>>,
}

/// Asks about an address, or redeems a token.
pub fn ask(shell: &Shell, apis: &Apis, life: &Rc<Life>, help: Help, address: &str, token: &str) {
    let (shell, url, life) = (shell.clone(), apis.account.clone(), Rc::downgrade(life));
    let asked = help.state_now().moves;
    let setting = help.setting();
    let article = &setting.rules.article().draft().id;
    let is_token = !token.is_empty();
    let body = if is_token { account::redemption(article, token) } else { account::question(article, address) };
    let address = address.to_owned();
    spawn_local(async move {
        let now = Date::now();
        let quiet_until = life.upgrade().map_or(0.0, |life| life.quiet_until.get());
        let reply = if quiet_until > now {
            let wait = ((quiet_until - now) / 1000.0) as u32 + 1;
            Reply { status: 429, body: Default::default(), wait: Some(wait) }
        } else {
            let answer = http::call(&shell, &url, Some(&body)).await;
            heard(&shell, "account-status-url", answer)
        };
        let Some(life) = life.upgrade() else { return };
        let setting = help.setting();
        let (facts, mailed) = match account::read(&reply) {
            Account::Facts(facts) => (facts, ""),
            Account::Emailed => (String::new(), address.as_str()),
            Account::Silent => (String::new(), ""),
        };
        let unknown = |fact: &str| shell.warn(&format!("the server may not tell '{fact}', so it is ignored"));
        let facts = trail::read_facts(setting.rules.article(), Source::Server, &facts, unknown);
        let otherwise = match reply.wait {
            Some(wait) => {
                if quiet_until <= now {
                    life.quiet_until.set(now + f64::from(wait) * 1000.0);
                }
                let lang = &setting.rules.article().draft().lang;
                fill(setting.strings.wait(), "when", &shell.wait(wait, lang))
            }
            None if is_token => setting.strings.token_used().into(),
            None => setting.strings.no_news().into(),
        };
        help.told(asked, facts, mailed, &otherwise);
    });
}

/// Asks how the service is.
pub fn look(shell: &Shell, apis: &Apis, life: &Rc<Life>, help: Help) {
    if apis.service.is_empty() || help.state_now().aside.service != Service::Unknown {
        return;
    }
    let (shell, url, life) = (shell.clone(), apis.service.clone(), Rc::downgrade(life));
    spawn_local(async move {
        let reply = heard(&shell, "service-status-url", http::call(&shell, &url, None).await);
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
        // An article need not have the fact.
        let fact = trail::read_facts(article, Source::Server, fact, |_| {});
        help.service_is(service, fact);
    });
}

/// Keeps feedback until it is sent, and sends it if it can: whether a section helped, or a comment on the last such.
pub fn feed(
    shell: &Shell,
    apis: &Apis,
    life: &Rc<Life>,
    help: Help,
    section: &str,
    helpful: Option<bool>,
    comment: &str,
) {
    if apis.feedback.is_empty() {
        return;
    }
    let mut ids = life.ids.borrow_mut();
    let said = ids.iter().rfind(|(of, _)| of == section);
    let id = match (helpful, said) {
        (None, Some((_, id))) => format!("{id}-comment"),
        _ => format!("{}", (Math::random() * 1e16) as u64),
    };
    if helpful.is_some() {
        ids.push((section.into(), id.clone()));
    }
    drop(ids);
    let setting = help.setting();
    let article = setting.rules.article().draft().id.as_str();
    let body = Feedback { id: &id, article, section, helpful, comment }.body();
    let now = Date::now();
    let mut queue = Queue::read(&shell.stored(&apis.feedback), now);
    queue.push(&id, body, now);
    shell.store(&apis.feedback, &queue.to_text());
    send(shell, apis, life);
}

/// Sends the feedback that waits, one after the other, until one can't be.
pub fn send(shell: &Shell, apis: &Apis, life: &Rc<Life>) {
    let (shell, url, life) = (shell.clone(), apis.feedback.clone(), Rc::downgrade(life));
    if !url.is_empty() && !shell.stored(&url).is_empty() {
        spawn_local(async move {
            // Of several pages only one sends. Where there is no lock to be had, marks and ids must do.
            let release = shell.alone().await;
            while send_one(&shell, &url, &life, release.is_ok()).await {}
            if let Ok(release) = release {
                shell.release(&release);
            }
        });
    }
}

/// Sends the oldest; whether there may be more to send.
async fn send_one(shell: &Shell, url: &str, life: &Weak<Life>, is_alone: bool) -> bool {
    let queue = || Queue::read(&shell.stored(url), Date::now());
    let mut claiming = queue();
    let Some((id, body)) = claiming.claim(Date::now(), is_alone) else { return false };
    shell.store(url, &claiming.to_text());
    let answer = http::call(shell, url, Some(&body)).await;
    let mut rest = queue();
    let is_done = match &answer {
        // What a server refuses for good would be refused again.
        Ok(reply) => !matches!(reply.status, 408 | 429 | 500..),
        Err(_) => false,
    };
    if is_done {
        rest.drop_one(&id);
    } else {
        let wait = answer.as_ref().ok().and_then(|reply| reply.wait).map_or(0.0, f64::from);
        rest.put_off(&id, wait * 1000.0, Date::now());
    }
    shell.store(url, &rest.to_text());
    heard(shell, "feedback-url", answer);
    is_done && life.upgrade().is_some()
}

/// What came of a call; what went wrong is said on the console alone.
fn heard(shell: &Shell, what: &str, answer: Result<Reply, Fault>) -> Reply {
    let reply = answer.unwrap_or_else(|fault| {
        shell.warn(&format!("{what}: {}", fault.text));
        Reply { status: 0, body: Default::default(), wait: None }
    });
    if reply.status >= 400 {
        shell.warn(&format!("{what}: it answers {}", reply.status));
    }
    reply
}
