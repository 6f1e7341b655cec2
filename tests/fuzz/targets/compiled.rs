//! A compiled article from anywhere: refused, or good for every question that the widget asks of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use login_help::{
    article::{Article, MAGIC, SCHEMA, ValueId},
    rules::{Case, Rules, Screen, Step, recognise, trail},
};

fuzz_target!(|bytes: &[u8]| {
    // The head is the same in every file, so it is not for the fuzzer to find.
    let file = [MAGIC.as_slice(), &[SCHEMA], bytes].concat();
    let Ok(article) = Article::from_bytes(&file) else { return };
    // The widget would only be slow with more.
    if article.draft().facts.len() * article.draft().remedies.len() > 10_000 {
        return;
    }
    let _ = recognise(&article, "535 Authentication failed");
    let rules = Rules::new(article);
    let mut case = Case::new(bytes.len() % 2 == 0);
    for choice in bytes.iter().take(64) {
        match case.screen(&rules) {
            Screen::Question(fact) | Screen::Interruption(_, fact) => {
                let count = rules.article().fact(fact).map_or(0, |fact| fact.values.len());
                let value = usize::from(*choice) % (count + 1);
                case.push(Step::Answer(fact, (value < count).then_some(ValueId(value as u8))));
            }
            Screen::Guesses(remedies) | Screen::Possible(remedies) => match remedies.get(usize::from(*choice) % remedies.len().max(1)) {
                Some(remedy) => case.push(Step::Chose(*remedy)),
                None => break,
            },
            Screen::Remedy(remedy) => case.push(Step::Tried(remedy)),
            Screen::Handoff => break,
        }
        let address = trail::write(rules.article(), &case);
        let _ = trail::read(rules.article(), &address, &mut |_| {});
    }
});
