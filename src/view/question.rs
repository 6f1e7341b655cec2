//! A question: a choice, or a box to paste or type into. The question is the heading, and there is one a page.

use leptos::{
    ev,
    html::{button, section, span},
    prelude::*,
    tachys::view::any_view::AnyView,
};

use super::{
    Help, parts,
    typed::{self, Typed},
};
use crate::{
    article::{Fact, FactId, Kind, Question, RemedyId, UNSURE, ValueId},
    rules::{self, Knowledge, Step},
};

/// The question for a fact; before a remedy it says that it is the one question in between.
pub fn question(help: Help, fact: FactId, before: Option<RemedyId>) -> AnyView {
    let setting = help.setting();
    let article = super::article_of(&setting);
    let (Some(asked), Some(known)) = (article.question(fact), article.fact(fact)) else {
        return ().into_any();
    };
    let note = before.map(|_| parts::text("eyebrow", setting.strings.interruption.clone()));
    section()
        .attr("data-question", known.id.clone())
        .attr("part", "question")
        .child((
            parts::back(help),
            note,
            parts::heading(help, 0, asked.prompt.clone()),
            parts::text("hint", asked.hint.clone()),
            form(help, fact, asked, known),
        ))
        .into_any()
}

fn form(help: Help, fact: FactId, asked: &Question, known: &Fact) -> AnyView {
    match asked.kind {
        Kind::Choice => choice(help, fact, known),
        Kind::Message => {
            let pick = parts::text("or", help.setting().strings.message_pick.clone());
            (typed::typed(message(help, fact)), pick, choice(help, fact, known)).into_any()
        }
        Kind::Email => typed::typed(email(help, fact)),
    }
}

fn choice(help: Help, fact: FactId, known: &Fact) -> AnyView {
    let given = help.known().of(fact);
    let answers = known.values.iter().enumerate().map(|(position, value)| {
        let id = ValueId(position as u8);
        let is_given = matches!(given, Knowledge::Value(given, _) if given == id);
        answer(help, &value.id, &value.label, &value.hint, is_given, Step::Answer(fact, Some(id)))
    });
    let unsure = help.setting().strings.unsure.clone();
    let unsure = answer(help, UNSURE, &unsure, "", given == Knowledge::Unsure, Step::Answer(fact, None));
    parts::list("answers", answers.chain([unsure]))
}

fn answer(help: Help, id: &str, label: &str, hint: &str, is_given: bool, step: Step) -> AnyView {
    button()
        .attr("type", "button")
        .class("answer")
        .attr("part", "answer")
        .attr("data-answer", id.to_string())
        .attr("aria-current", is_given.then_some("true"))
        .on(ev::click, move |_| help.take(step.clone()))
        .child((
            span().class("words").child((
                span().class("label").child(label.to_string()),
                (!hint.is_empty()).then(|| span().class("hint").child(hint.to_string())),
            )),
            parts::icon("m6 3 5 5-5 5"),
        ))
        .into_any()
}

fn message(help: Help, fact: FactId) -> Typed {
    let setting = help.setting();
    let strings = &setting.strings;
    let earlier = help.case.with_untracked(|case| {
        case.steps().iter().find_map(|step| match step {
            Step::Message { fact: asked, text, .. } if *asked == fact => Some(text.clone()),
            _ => None,
        })
    });
    Typed {
        label: strings.message_label.clone(),
        hint: String::new(),
        submit: strings.message_submit.clone(),
        text: RwSignal::new(earlier.unwrap_or_default()),
        is_address: false,
        accept: Box::new(move |text| {
            let setting = help.setting();
            if text.trim().is_empty() {
                return Err(setting.strings.message_empty.clone());
            }
            let told = rules::recognise(super::article_of(&setting), &text);
            let notice = if told.is_empty() { setting.strings.message_kept.clone() } else { String::new() };
            help.take(Step::Message { fact, text, told });
            help.notice.set(notice);
            Ok(())
        }),
        skip: None,
    }
}

fn email(help: Help, fact: FactId) -> Typed {
    let setting = help.setting();
    let strings = &setting.strings;
    Typed {
        label: strings.email_label.clone(),
        hint: String::new(),
        submit: strings.email_submit.clone(),
        text: help.address,
        is_address: true,
        accept: Box::new(move |text| {
            typed::address(&help.setting().strings, &text)?;
            help.take(Step::Answer(fact, None));
            Ok(())
        }),
        skip: Some((strings.email_skip.clone(), Box::new(move || help.take(Step::Answer(fact, None))))),
    }
}
