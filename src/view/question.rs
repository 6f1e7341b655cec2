//! A question: a choice, or a box to paste or type into. The question is the heading, and there is one a page.

use super::{
    Act, Field, Now, Place, email,
    node::{El, el},
    parts,
    typed::{self, Typed},
};
use crate::{
    article::{Fact, FactId, Kind, RemedyId, UNSURE, ValueId},
    rules::{Knowledge, Step, summary::LONGEST_KEPT},
};

/// The question for a fact; before a remedy it says that it is the one question in between.
pub fn question(now: &Now, fact: FactId, before: Option<RemedyId>) -> Option<El> {
    let (strings, article) = (now.strings(), now.article());
    let (asked, known) = (article.question(fact)?, article.fact(fact)?);
    let note = before.and_then(|_| parts::text("eyebrow", strings.interruption()));
    let screen = el("section")
        .attr("data-question", &known.id)
        .attr("part", "question")
        .child(parts::back(now))
        .child(note)
        .child(parts::heading(now, 0, &asked.prompt))
        .child(parts::text("hint", &asked.hint));
    Some(match asked.kind {
        Kind::Choice => screen.child(words(now)).child(choice(now, fact, known)).child(beside(now)),
        Kind::Message => screen
            .child(message(now, fact))
            .child(parts::text("or", strings.message_pick()))
            .child(choice(now, fact, known)),
        Kind::Email => {
            let skip = Act::Take(Step::Answer(fact, None));
            screen.child(email::account(now, Field::Account, Some((strings.email_skip(), skip))))
        }
    })
}

fn choice(now: &Now, fact: FactId, known: &Fact) -> El {
    let given = now.known.of(fact);
    let take = |value| Act::Take(Step::Answer(fact, value));
    let mut answers = Vec::new();
    for (position, value) in known.values.iter().enumerate() {
        let id = ValueId(position as u8);
        if known.unsure() == Some(id) {
            continue;
        }
        let is_given = matches!(given, Knowledge::Value(given, _) if given == id);
        let answer = parts::answer(&value.id, &value.label, &value.hint, take(Some(id)));
        let answer = answer.maybe("data-fits", now.state.fitting.contains(&id).then_some(""));
        answers.push(answer.maybe("aria-current", is_given.then_some("true")));
    }
    let is_unsure = match given {
        Knowledge::Unsure => true,
        Knowledge::Value(given, _) => known.unsure() == Some(given),
        Knowledge::Open => false,
    };
    let unsure = parts::answer(UNSURE, now.strings().unsure(), "", take(None));
    answers.push(unsure.maybe("aria-current", is_unsure.then_some("true")));
    parts::list("answers", answers)
}

/// On the first question, where the article has sentences to understand them by: the box for the person's own words.
fn words(now: &Now) -> Option<El> {
    let (strings, case) = (now.strings(), &now.state.case);
    let is_first = case.steps().iter().all(|step| matches!(step, Step::Wrote { .. } | Step::NoGuess | Step::Told(..)));
    let has_sentences = now.article().draft().has_sentences;
    (is_first && has_sentences && now.state.place == Place::Flow).then(|| {
        let field = Typed {
            field: Field::Words,
            label: strings.words_label(),
            hint: strings.words_hint(),
            submit: strings.words_submit(),
            text: case.pasted(None).unwrap_or_default(),
            longest: Some(LONGEST_KEPT),
            skip: None,
        };
        el("div").child(typed::typed(now, field)).child(parts::text("or", strings.words_pick()))
    })
}

fn message(now: &Now, fact: FactId) -> El {
    let strings = now.strings();
    let field = Typed {
        field: Field::Message(fact),
        label: strings.message_label(),
        hint: "",
        submit: strings.message_submit(),
        text: now.state.case.pasted(Some(fact)).unwrap_or_default(),
        longest: None,
        skip: None,
    };
    typed::typed(now, field)
}

/// On the first screen, where there is a server to ask: the field for the address, until a mail is on its way.
fn beside(now: &Now) -> Option<El> {
    let is_first = now.setting().account && !now.state.case.can_go_back();
    (is_first && now.state.mailed.is_empty()).then(|| {
        el("div").class("beside").child(parts::heading(now, 1, now.strings().beside())).child(email::account(
            now,
            Field::Account,
            None,
        ))
    })
}
