//! What servers say while the questions go on: trouble with the service, a mail on its way, news of the account. It comes
//! first on a screen; where it arrives late it comes last, so that nothing moves under the person's finger.

use super::{
    Act, Field, Now, email, inbox,
    node::{El, el},
    parts,
};
use crate::{article::is_allowed_url, email::Address, status::service::Service};

/// Trouble with the service and news of the account, if they are to be told before the screen (or after it).
pub fn news(now: &Now, is_before: bool) -> Option<El> {
    // What comes is said by the region in [`widget`](super::widget); the boxes are read by whoever goes to them.
    let aside = &now.state.aside;
    let is_here = aside.is_late != is_before;
    let trouble = trouble(now, &aside.service).filter(|_| is_here);
    let offer = aside.offer.as_ref().filter(|_| is_here).map(|_| offer(now));
    let link = (is_before && !now.state.token.is_empty()).then(|| link(now));
    let class = if is_before { "news" } else { "news late" };
    let is_any = trouble.is_some() || offer.is_some() || link.is_some();
    is_any.then(|| el("div").class(class).child(link).child(trouble).child(offer))
}

/// The mail on its way, likewise. By itself, since its field may be in use when other news come.
pub fn mail(now: &Now, is_before: bool) -> Option<El> {
    let is_here = now.state.aside.is_mail_late != is_before;
    let address = Address::parse(&now.state.mailed).ok().filter(|_| is_here)?;
    let class = if is_before { "news mail" } else { "news mail late" };
    Some(el("div").class(class).child(mailed(now, &address)))
}

fn boxed(hook: &'static str, words: &str) -> El {
    let words = el("p").class("word").child(words);
    el("div").class("callout").attr("part", "news").attr("tabindex", "-1").attr(hook, "").child(words)
}

fn trouble(now: &Now, service: &Service) -> Option<El> {
    let strings = now.strings();
    let Service::Trouble(trouble) = service else { return None };
    let words = if trouble.is_maintenance { strings.maintenance() } else { strings.incident() };
    let more = is_allowed_url(&trouble.url)
        .then(|| parts::external(now, "link", &trouble.url, strings.service_more(), "data-more"));
    let more = more.map(|more| el("p").child(more));
    let title = el("p").child(trouble.title.as_str());
    Some(boxed("data-trouble", words).attr("data-callout", "warning").child(title).child(more))
}

fn mailed(now: &Now, address: &Address) -> El {
    boxed("data-mailed", now.strings().emailed())
        .attr("data-callout", "info")
        .child(inbox::links(now, address))
        .child(inbox::missing(now, Some(email::account(now, Field::Again, None))))
}

/// What our server tells whoever opens the link in its mail and presses.
fn link(now: &Now) -> El {
    told(now, "data-token", ("data-redeem", ""), Act::Redeem)
}

fn offer(now: &Now) -> El {
    told(now, "data-offer", ("data-news", ""), Act::Hear)
}

fn told(now: &Now, hook: &'static str, button: (&'static str, &str), act: Act) -> El {
    let show = parts::press("second", button, act).child(now.strings().news_show());
    boxed(hook, now.strings().news()).attr("data-callout", "info").child(show)
}
