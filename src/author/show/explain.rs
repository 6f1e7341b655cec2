//! Why a case stands where it stands.

use super::{
    explanation::{Asking, Explanation, Guessed, KnownFact, OpenQuestion, Shown, ShownCallout, Told, Weighed},
    verdict::Judge,
    walk::callouts,
    words::{self, Words, first_words},
};
use crate::{
    article::{Article, FactId, Kind, Question, RemedyId, UNSURE, ValueId},
    rules::{Case, Diagnosis, Knowledge, Known, Reason, Rules, Screen, Source, Step, Truth, trail},
    words::{Guess, Table},
};

/// Entropies closer than this are the same.
const EXACT: f64 = 1e-9;

/// Explains a case.
pub fn explain(rules: &Rules, case: &Case) -> Explanation {
    let article = rules.article();
    let (words, known, draft) = (Words(article), case.known(article), article.draft());
    let judge = Judge::new(rules, &known);
    let screen = case.screen(rules);
    let diagnosed = match &screen {
        Screen::Remedy(remedy) | Screen::Interruption(remedy, _) => Some(*remedy),
        Screen::Question(_) | Screen::Guesses(_) | Screen::Possible(_) | Screen::Handoff => None,
    };
    let because = diagnosed.map(|remedy| rules.reasons(&known, remedy)).unwrap_or_default();
    let because = because.iter().map(|Reason { fact, value, source }| valued(words, *fact, *value, *source));
    let remedies = (0..draft.remedies.len()).map(|place| weighed(&judge, RemedyId(place as u16)));
    let questions = draft.questions.iter().filter(|question| known.of(question.fact) == Knowledge::Open);
    let shown_callouts = diagnosed.into_iter().flat_map(|remedy| callouts(rules, remedy)).map(|callout| ShownCallout {
        kind: callout.kind.word(),
        text: first_words(callout),
        is_shown: rules.shows(&known, callout),
        why: judge.condition(callout.when.as_ref()),
    });
    Explanation {
        article: draft.id.clone(),
        lang: draft.lang.clone(),
        title: draft.title.clone(),
        known: known_facts(words, &known),
        messages: messages(words, case),
        tried: known.all_tried().iter().map(|remedy| words.remedy(*remedy).into()).collect(),
        because: because.collect(),
        callouts: shown_callouts.collect(),
        remedies: remedies.collect(),
        uncertainty: uncertainty(rules, &known).1,
        questions: questions.map(|question| open(&judge, case, question, &screen)).collect(),
        shown: shown(rules, &known, screen),
        unknown: Vec::new(),
        guesses: Vec::new(),
        sure: false,
        words: Vec::new(),
    }
}

impl Explanation {
    /// Adds what a table of words makes of a pasted text.
    pub fn with_guesses(mut self, rules: &Rules, table: &Table, text: &str) -> Self {
        let words = Words(rules.article());
        let understanding = table.understand(rules, text);
        // Where facts settle it, no word does.
        let by_words =
            understanding.guesses.first().filter(|_| understanding.facts.is_empty() || !understanding.is_sure);
        let deciding = by_words.map(|guess| table.deciding(text, guess.remedy)).unwrap_or_default();
        self.words = deciding.into_iter().map(String::from).collect();
        let guessed = |guess: Guess| Guessed { section: words.remedy(guess.remedy).into(), share: guess.share };
        self.guesses = understanding.guesses.into_iter().map(guessed).collect();
        self.sure = understanding.is_sure;
        self
    }
}

/// Explains a case from a link, `symptom=rejected&login=unsure`. What the article doesn't know is said too.
pub fn explain_trail(article: &Article, trail: &str) -> Explanation {
    let mut unknown = Vec::new();
    let mut case = Case::new(false);
    trail::read(article, trail, &mut |pair| unknown.push(pair.into())).into_iter().for_each(|step| case.push(step));
    Explanation { unknown, ..explain(&Rules::new(article.clone()), &case) }
}

fn valued(words: Words, fact: FactId, value: ValueId, source: Source) -> KnownFact {
    KnownFact {
        fact: words.fact(fact).into(),
        prompt: words.prompt(fact).into(),
        value: words.value(fact, value).into(),
        label: words.label(fact, value).into(),
        source: Some(words::source(source)),
    }
}

fn known_facts(words: Words, known: &Known) -> Vec<KnownFact> {
    let facts = (0..words.0.draft().facts.len()).map(|place| FactId(place as u16));
    let facts = facts.filter_map(|fact| match known.of(fact) {
        Knowledge::Open => None,
        Knowledge::Unsure => Some(KnownFact {
            fact: words.fact(fact).into(),
            prompt: words.prompt(fact).into(),
            value: UNSURE.into(),
            label: words::UNSURE.into(),
            source: None,
        }),
        Knowledge::Value(value, source) => Some(valued(words, fact, value, source)),
    });
    facts.collect()
}

fn messages(words: Words, case: &Case) -> Vec<Told> {
    let messages = case.steps().iter().filter_map(|step| match step {
        Step::Message { text, told, .. } | Step::Wrote { text, told, .. } => Some(Told {
            text: text.clone(),
            facts: told.iter().map(|(fact, value)| valued(words, *fact, *value, Source::Person)).collect(),
        }),
        _ => None,
    });
    messages.collect()
}

fn shown(rules: &Rules, known: &Known, screen: Screen) -> Shown {
    let words = Words(rules.article());
    let (id, heading) = (|remedy| words.remedy(remedy).into(), |remedy| words.heading(remedy).into());
    match screen {
        Screen::Question(fact) => Shown::Question { fact: words.fact(fact).into(), prompt: words.prompt(fact).into() },
        Screen::Interruption(remedy, fact) => Shown::Interruption {
            fact: words.fact(fact).into(),
            prompt: words.prompt(fact).into(),
            remedy: id(remedy),
            heading: heading(remedy),
        },
        Screen::Remedy(remedy) => Shown::Remedy {
            remedy: id(remedy),
            heading: heading(remedy),
            is_picked: known.chosen == Some(remedy) && rules.diagnose(known) != Diagnosis::Remedy(remedy),
        },
        Screen::Guesses(remedies) | Screen::Possible(remedies) => {
            Shown::Possible { remedies: remedies.into_iter().map(id).collect() }
        }
        Screen::Handoff => Shown::Handoff { channel: words::channel(rules.channel(known)) },
    }
}

fn weighed(judge: &Judge, remedy: RemedyId) -> Weighed {
    let words = Words(judge.rules.article());
    let (standing, why) = judge.remedy(remedy);
    Weighed {
        remedy: words.remedy(remedy).into(),
        heading: words.heading(remedy).into(),
        weight: words.0.remedy(remedy).map_or(0, |remedy| remedy.weight),
        standing,
        why,
    }
}

fn open(judge: &Judge, case: &Case, question: &Question, screen: &Screen) -> OpenQuestion {
    let words = Words(judge.rules.article());
    let fact = question.fact;
    let (asking, why) = match judge.truth(question.when.as_ref()) {
        _ if screen.asks() == Some(fact) => (Asking::Now, String::new()),
        _ if judge.rules.is_askable(judge.known, fact, &judge.possible) => (Asking::Possible, String::new()),
        Truth::False => (Asking::Impossible, judge.against(question.when.as_ref())),
        Truth::Unknown => {
            (Asking::Waiting, question.when.as_ref().map(|when| words.condition(when)).unwrap_or_default())
        }
        Truth::True => (Asking::Impossible, "there is no server to ask".into()),
    };
    let is_askable = matches!(asking, Asking::Now | Asking::Possible) && question.kind != Kind::Email;
    OpenQuestion {
        fact: words.fact(fact).into(),
        prompt: question.prompt.clone(),
        asking,
        why,
        uncertainty: is_askable.then(|| expected_uncertainty(judge.rules, case, fact)),
    }
}

/// What the remedies still possible weigh together, and their entropy under their weights, in bits.
fn uncertainty(rules: &Rules, known: &Known) -> (f64, f64) {
    let article = rules.article();
    let standing = rules.standing(known, &known.possible(article));
    let weights = standing.remedies.iter().filter_map(|remedy| article.remedy(*remedy));
    let weights: Vec<f64> = weights.map(|remedy| f64::from(remedy.weight)).collect();
    let all: f64 = weights.iter().sum();
    let entropy: f64 = weights.iter().map(|weight| weight / all * (all / weight).log2()).sum();
    (all, (entropy / EXACT).round() * EXACT)
}

/// The entropy after each answer, where an answer is as likely as the remedies it leaves are heavy.
fn expected_uncertainty(rules: &Rules, case: &Case, fact: FactId) -> f64 {
    let count = rules.article().fact(fact).map_or(0, |fact| fact.values.len());
    let answers = (0..count).map(|value| {
        let mut case = case.clone();
        case.push(Step::Answer(fact, Some(ValueId(value as u8))));
        uncertainty(rules, &case.known(rules.article()))
    });
    let (all, left) =
        answers.fold((0.0, 0.0), |(all, left), (weight, entropy)| (all + weight, left + weight * entropy));
    if all > 0.0 { (left / all / EXACT).round() * EXACT } else { 0.0 }
}
