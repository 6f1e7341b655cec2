//! A question: a choice, or a box to paste or type into. The question is the heading, and there is one a page.

use leptos::prelude::*;

use super::{
    Help,
    dom::Node,
    element::{Child, El, el, live},
    email, parts,
    typed::{self, Typed},
};
use crate::{
    article::{Fact, FactId, Kind, RemedyId, UNSURE, ValueId},
    rules::{self, Knowledge, Step},
};

/// The question for a fact; before a remedy it says that it is the one question in between.
pub fn question(help: Help, fact: FactId, before: Option<RemedyId>) -> Option<El> {
    let setting = help.setting();
    let article = super::article_of(&setting);
    let (asked, known) = (article.question(fact)?, article.fact(fact)?);
    let note = before.and_then(|_| parts::text("eyebrow", setting.strings.interruption()));
    let screen = el("section")
        .attr("data-question", &known.id)
        .attr("part", "question")
        .child(parts::back(help))
        .child(note)
        .child(parts::heading(help, 0, &asked.prompt))
        .child(parts::text("hint", &asked.hint));
    Some(match asked.kind {
        Kind::Choice => screen.child(choice(help, fact, known)).child(beside(help)),
        Kind::Message => screen
            .child(typed::typed(message(help, fact)))
            .child(parts::text("or", setting.strings.message_pick()))
            .child(choice(help, fact, known)),
        Kind::Email => {
            let skip = move || help.take(Step::Answer(fact, None));
            screen.child(email::account(help, Some((setting.strings.email_skip().into(), Box::new(skip)))))
        }
    })
}

fn choice(help: Help, fact: FactId, known: &Fact) -> El {
    let given = help.known().of(fact);
    let mut answers = Vec::new();
    for (position, value) in known.values.iter().enumerate() {
        let id = ValueId(position as u8);
        let is_given = matches!(given, Knowledge::Value(given, _) if given == id);
        let take = move || help.take(Step::Answer(fact, Some(id)));
        let answer = parts::answer(&value.id, &value.label, &value.hint, take);
        answers.push(answer.maybe("aria-current", is_given.then_some("true")));
    }
    let unsure =
        parts::answer(UNSURE, help.setting().strings.unsure(), "", move || help.take(Step::Answer(fact, None)));
    answers.push(unsure.maybe("aria-current", (given == Knowledge::Unsure).then_some("true")));
    parts::list("answers", answers.into_iter())
}

fn message(help: Help, fact: FactId) -> Typed {
    let setting = help.setting();
    let earlier = help.state_now().case.pasted(fact).map(String::from);
    Typed {
        label: setting.strings.message_label().into(),
        hint: String::new(),
        submit: setting.strings.message_submit().into(),
        text: RwSignal::new(earlier.unwrap_or_default()),
        is_address: false,
        longest: None,
        accept: Box::new(move |text| {
            let setting = help.setting();
            if text.trim().is_empty() {
                return Err(setting.strings.message_empty().into());
            }
            let told = rules::recognise(super::article_of(&setting), &text);
            let is_unknown = told.is_empty();
            help.take(Step::Message { fact, text, told });
            if is_unknown {
                help.notice.set(setting.strings.message_kept().into());
            }
            Ok(())
        }),
        skip: None,
    }
}

/// On the first screen, where there is a server to ask: the field for the address, until a mail is on its way.
fn beside(help: Help) -> Option<Node> {
    let is_first = help.setting().account && !help.state_now().case.can_go_back();
    let field = move || {
        el("div")
            .class("beside")
            .child(parts::heading(help, 1, help.setting().strings.beside()))
            .child(email::account(help, None))
    };
    is_first.then(|| live(move || help.mailed.get().is_empty().then(field).view()))
}
