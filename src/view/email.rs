//! A field for an email address, and the address that was probably meant. What becomes of the address is the caller's.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Help,
    element::{Child, El, el, live, live_text},
    parts,
    typed::{self, Skip, Typed},
};
use crate::{
    email::{Address, LONGEST, typo},
    locale::fill,
};

/// Takes an address in which nothing is wrong, or which the person wants as it is.
pub type Accept = Arc<dyn Fn(Address) + Send + Sync>;

/// The field, with a line that says why the address is asked for, and a button of these words.
pub fn email(help: Help, hint: &str, submit: &str, accept: Accept, skip: Option<Skip>) -> El {
    let setting = help.setting();
    let meant = RwSignal::new(String::new());
    let take = accept.clone();
    let field = Typed {
        label: setting.strings.email_label().into(),
        hint: hint.into(),
        submit: submit.into(),
        text: help.address,
        is_address: true,
        longest: Some(LONGEST),
        accept: Box::new(move |text| {
            let address = typed::address(&help.setting().strings, &text)?;
            match typo::likely(&address) {
                Some(likely) => meant.set(likely),
                None => {
                    meant.set(String::new());
                    take(address);
                }
            }
            Ok(())
        }),
        skip,
    };
    let suggestion = live(move || {
        let likely = meant.get();
        (!likely.is_empty()).then(|| suggestion(help, meant, &likely, accept.clone())).view()
    });
    el("div").child(typed::typed(field)).child(el("div").attr("role", "alert").child(suggestion))
}

fn suggestion(help: Help, meant: RwSignal<String>, likely: &str, accept: Accept) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let choice = |hook: &'static str, address: RwSignal<String>| {
        let accept = accept.clone();
        parts::press("second", (hook, ""), move || {
            let chosen = address.get_untracked();
            help.address.set(chosen.clone());
            meant.set(String::new());
            if let Ok(address) = Address::parse(&chosen) {
                accept(address);
            }
        })
    };
    el("div").class("suggestion").child(parts::text("", &fill(strings.typo(), "address", likely))).child(
        parts::row()
            .child(choice("data-use", meant).child(strings.typo_use()))
            .child(choice("data-keep", help.address).child(strings.typo_keep())),
    )
}

/// The field that asks our server about an address.
pub fn account(help: Help, skip: Option<Skip>) -> El {
    let setting = help.setting();
    let strings = &setting.strings;
    let ask = Arc::new(move |address: Address| help.ask(&address));
    email(help, strings.email_sent(), strings.email_ask(), ask, skip)
        .child(el("p").class("hint").attr("role", "status").child(live_text(help.asking)))
}
