//! What servers say while the questions go on: trouble with the service, a mail on its way, news of the account. It comes
//! first on a screen; where it arrives late it comes last, so that nothing moves under the person's finger.

use leptos::prelude::{Get, Track};

use super::{
    Help,
    element::{El, el},
    email, inbox, parts,
};
use crate::{article::is_allowed_url, email::Address, status::service::Service};

/// Trouble with the service and news of the account, if they are to be told before the screen (or after it).
pub fn news(help: Help, is_before: bool) -> El {
    // What comes is said by the region in [`widget`](super::widget); the boxes are read by whoever goes to them.
    help.news.track();
    let aside = help.state_now().aside;
    let is_here = aside.is_late != is_before;
    region(is_before)
        .child(is_here.then(|| trouble(help, aside.service)).flatten())
        .child(aside.offer.filter(|_| is_here).map(|_| offer(help)))
}

/// The mail on its way, likewise. By itself, since its field may be in use when other news come.
pub fn mail(help: Help, is_before: bool) -> El {
    let is_here = help.state().aside.is_mail_late != is_before;
    let address = Address::parse(&help.mailed.get()).ok().filter(|_| is_here);
    region(is_before).child(address.map(|address| mailed(help, &address)))
}

fn region(is_before: bool) -> El {
    el("div").class(if is_before { "news" } else { "news late" })
}

fn boxed(hook: &'static str, words: &str) -> El {
    let words = el("p").class("word").child(words);
    el("div").class("callout").attr("part", "news").attr("tabindex", "-1").attr(hook, "").child(words)
}

fn trouble(help: Help, service: Service) -> Option<El> {
    let setting = help.setting();
    let strings = &setting.strings;
    let Service::Trouble(trouble) = service else { return None };
    let words = if trouble.is_maintenance { strings.maintenance() } else { strings.incident() };
    let more = is_allowed_url(&trouble.url)
        .then(|| parts::external(help, "link", &trouble.url, strings.service_more(), "data-more"));
    let more = more.map(|more| el("p").child(more));
    Some(boxed("data-trouble", words).attr("data-callout", "warning").child(el("p").child(trouble.title)).child(more))
}

fn mailed(help: Help, address: &Address) -> El {
    let strings = &help.setting().strings;
    boxed("data-mailed", strings.emailed())
        .attr("data-callout", "info")
        .child(inbox::links(help, address))
        .child(inbox::missing(help, Some(email::account(help, None))))
}

fn offer(help: Help) -> El {
    let setting = help.setting();
    let show = parts::press("second", ("data-news", ""), move || help.take_offer());
    boxed("data-offer", setting.strings.news())
        .attr("data-callout", "info")
        .child(show.child(setting.strings.news_show()))
}
