//! The articles that come with the widget: nothing is made for one of them, and every one is as good as the first.

#![cfg(feature = "author")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use login_help::{
    article::{Article, Block, Plain, RemedyId, Section, Target, ValueId},
    author::{compile, show},
    rules::{Case, Rules, Screen, Step},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folders() -> Vec<PathBuf> {
    let folders = fs::read_dir(root().join("public/articles")).unwrap();
    folders.map(|entry| entry.unwrap().path()).collect()
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// The part of a host's name that says whose it is: `example` of `help.example.com`.
fn owner(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split('/').next()?;
    host.rsplit('.').nth(1)
}

fn links(article: &Article) -> impl Iterator<Item = &str> {
    let draft = article.draft();
    let actions = draft.remedies.iter().filter_map(|remedy| Some(remedy.action.as_ref()?.url.as_str()));
    let sources = draft.sections.iter().map(|section| section.source.as_str());
    let spans = draft.sections.iter().flat_map(Section::spans).filter_map(|span| match &span.target {
        Some(Target::Url(url)) => Some(url.as_str()),
        Some(Target::Section(_)) | None => None,
    });
    actions.chain(sources).chain(spans).chain([draft.support.url.as_str()])
}

/// How long a section's lists are; other blocks count as one.
fn lengths(section: &Section) -> Vec<usize> {
    let length = |block: &Block| match block {
        Block::Plain(Plain::Steps(items) | Plain::List(items)) => items.len(),
        Block::Plain(_) => 1,
        Block::Callout(callout) => callout.body.len(),
    };
    section.blocks.iter().map(length).collect()
}

#[test]
fn nothing_in_the_source_knows_any_article() {
    let mut words = BTreeSet::new();
    for folder in folders() {
        let article = compile(&folder).unwrap().remove(0);
        let draft = article.draft();
        words.insert(draft.id.clone());
        words.extend(links(&article).filter_map(owner).filter(|owner| owner.len() > 3).map(str::to_owned));
        // An id of one word may be a word of the program's too.
        let ids = draft.sections.iter().map(|section| &section.id);
        let ids = ids.chain(draft.facts.iter().flat_map(|fact| fact.values.iter().map(|value| &value.id)));
        words.extend(ids.filter(|id| id.contains('-')).map(|id| format!("\"{id}\"")));
    }
    assert!(words.len() > 30, "{words:?}");
    for file in files_in(&root().join("src")) {
        let source = fs::read_to_string(&file).unwrap().to_lowercase();
        for word in &words {
            assert!(!source.contains(word.as_str()), "{} knows of {word}", file.display());
        }
    }
}

#[test]
fn every_article_has_a_second_language_or_is_the_default() {
    for folder in folders() {
        let languages = compile(&folder).unwrap();
        let tags = languages.iter().map(|article| article.draft().lang.as_str()).collect::<Vec<_>>();
        assert!(tags.contains(&"en"), "{}: {tags:?}", folder.display());
        if !folder.ends_with("sendgrid-login") {
            assert!(tags.len() > 1, "{}: {tags:?}", folder.display());
        }
    }
}

#[test]
fn languages_say_the_same_things_in_other_words() {
    for folder in folders() {
        let mut languages = compile(&folder).unwrap().into_iter();
        let first = languages.next().unwrap();
        for other in languages {
            let shape = |article: &Article| {
                let sections = article.draft().sections.iter();
                sections.map(|section| (section.id.clone(), lengths(section))).collect::<Vec<_>>()
            };
            assert_eq!(shape(&first), shape(&other), "{} {}", folder.display(), other.draft().lang);
            assert_eq!(links(&first).collect::<Vec<_>>(), links(&other).collect::<Vec<_>>(), "{}", folder.display());
            let same = first.draft().sections.iter().zip(&other.draft().sections);
            for (one, two) in same {
                // A message in quotation marks is what people see, in whatever language they read about it.
                let is_quoted = one.heading.starts_with('“');
                assert!(is_quoted || one.heading != two.heading, "{}: is it translated?", one.id);
            }
        }
    }
}

#[test]
fn the_default_article_asks_little() {
    let article = compile(&root().join("public/articles/sendgrid-login")).unwrap().remove(0);
    let first = article.draft().questions.first().and_then(|question| article.fact(question.fact)).unwrap();
    let answers = first.values.len() - usize::from(first.unsure().is_some());
    assert!(answers <= 8, "more answers than are read in a hurry");
    let expected = show::dialogue(&Rules::new(article)).expectation();
    assert!(expected.questions <= 2.2, "{} questions on average", expected.questions);
    assert!(expected.longest <= 3, "{} questions at most", expected.longest);
}

/// Everybody who ends at a person was offered all that may still have helped them: whatever they answered, and whatever
/// didn't help.
#[test]
fn nobody_is_handed_over_whom_something_that_was_never_offered_may_help() {
    for folder in folders() {
        for article in compile(&folder).unwrap() {
            let rules = Rules::new(article);
            let mut ends = 0;
            hand_over(&rules, &Case::new(false), &[], &mut ends);
            assert!(ends > 10, "{}", folder.display());
        }
    }
}

/// Goes on from a case to every end, with the remedies that were offered on the way.
fn hand_over(rules: &Rules, case: &Case, offered: &[RemedyId], ends: &mut usize) {
    let mut on = |step: Step, more: &[RemedyId]| {
        let mut case = case.clone();
        case.push(step);
        hand_over(rules, &case, &[offered, more].concat(), ends);
    };
    match case.screen(rules) {
        Screen::Question(fact) | Screen::Interruption(_, fact) => {
            let values = rules.article().fact(fact).unwrap().values.len() as u8;
            (0..values).for_each(|value| on(Step::Answer(fact, Some(ValueId(value))), &[]));
            on(Step::Answer(fact, None), &[]);
        }
        Screen::Remedy(remedy) => on(Step::Tried(remedy), &[remedy]),
        Screen::Guesses(remedies) | Screen::Possible(remedies) => {
            on(Step::Tried(*remedies.first().unwrap()), &remedies);
        }
        Screen::Handoff => {
            *ends += 1;
            let known = case.known(rules.article());
            let missed = rules.likeliest(&known).into_iter().find(|remedy| !offered.contains(remedy));
            assert_eq!(missed, None, "after {:?}", case.steps());
        }
    }
}
