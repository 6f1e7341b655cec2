//! A walk over every path of the default article in the browser, and the table of what it found.
//!
//! A state is reached by its address, as a link would; each edge out of it is a click or a submitted form.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    time::Instant,
};

use login_help::article::Article;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::{
    browser::Browser,
    own_page,
    screen::{Screen, Seen},
};

const UNKNOWN_MESSAGE: &str = "The flux capacitor is out of plutonium";

/// What an edge is taken by.
#[derive(Debug, Clone, PartialEq)]
enum Act {
    Answer(String),
    /// A pasted message, and the pairs that the address must tell of it.
    Paste(String, String),
}

/// One path: what was answered on it, and where it leads.
#[derive(Debug, Clone)]
pub struct Path {
    /// What was answered, as the address says it.
    pub answers: Vec<String>,
    /// How many of the answers were to the question put before a remedy.
    interruptions: usize,
    /// Whether a remedy was picked from a list.
    has_picked: bool,
    /// What is on screen at its end.
    pub screen: Screen,
}

impl Path {
    /// How many answers it takes, apart from those to the question put before a remedy.
    pub fn without_interruptions(&self) -> usize {
        self.answers.len() - self.interruptions
    }

    /// Whether it ends in a screen of this kind.
    fn ends_in(&self, kind: &str) -> bool {
        self.screen.kind == kind
    }
}

/// What the walk found.
pub struct Walk {
    /// Every path to a remedy, to a list of remedies, or to a person.
    pub ends: Vec<Path>,
    /// How many edges were taken.
    clicks: usize,
    /// By remedy, the screens that follow when nothing helps.
    pub onwards: BTreeMap<String, Vec<Screen>>,
    /// What the page let happen.
    pub seen: Seen,
    /// What was fetched from anywhere else.
    pub foreign: Vec<String>,
}

impl Walk {
    /// Every path to a remedy.
    pub fn remedies(&self) -> impl Iterator<Item = &Path> {
        self.ends.iter().filter(|path| path.ends_in("remedy"))
    }

    /// Every remedy's screen, on the way and after something else didn't help.
    pub fn remedy_screens(&self) -> impl Iterator<Item = &Screen> {
        let onwards = self.onwards.values().flatten().filter(|screen| screen.kind == "remedy");
        self.remedies().map(|path| &path.screen).chain(onwards)
    }

    /// By remedy, the path to it with the fewest answers, and among equals one of questions alone.
    pub fn shortest(&self) -> BTreeMap<&str, &Path> {
        let mut shortest: BTreeMap<&str, &Path> = BTreeMap::new();
        for path in self.remedies() {
            let best = shortest.entry(&path.screen.id).or_insert(path);
            if (path.answers.len(), path.has_picked) < (best.answers.len(), best.has_picked) {
                *best = path;
            }
        }
        shortest
    }
}

/// The walk, taken once for all tests.
pub async fn walk() -> &'static Walk {
    static WALK: OnceCell<Walk> = OnceCell::const_new();
    WALK.get_or_init(take_walk).await
}

async fn take_walk() -> Walk {
    let started = Instant::now();
    let (_server, browser, first) = own_page("").await;
    let interruptions = interruptions();
    let mut todo = vec![Path { answers: Vec::new(), interruptions: 0, has_picked: false, screen: first }];
    let (mut ends, mut clicks, mut visited) = (Vec::new(), 0, HashSet::new());
    while let Some(path) = todo.pop() {
        assert!(path.answers.len() <= 8, "a path without an end: {:?}", path.answers);
        let screen = &path.screen;
        let acts = acts(screen);
        let is_list = screen.kind == "possible";
        if acts.is_empty() || is_list {
            ends.push(path.clone());
        }
        let is_interruption = screen.kind == "question" && interruptions.contains(&screen.id);
        let next = edges(&browser, screen, &acts).await;
        clicks += next.len();
        for (act, next) in acts.iter().zip(next) {
            let added = next.hash.strip_prefix(&screen.hash).map(|added| added.trim_start_matches('&'));
            let added = added.unwrap_or_else(|| panic!("{act:?} leads from #{} to #{}", screen.hash, next.hash));
            assert_ne!(added, "", "{act:?} leads nowhere from #{}", screen.hash);
            if let Act::Paste(text, told) = act {
                assert_eq!(added, format!("{}=@{told}", screen.id), "pasting {text:?}");
            }
            // Several messages may tell the same, and then the paths are the same.
            if visited.insert(next.hash.clone()) {
                todo.push(Path {
                    answers: path.answers.iter().cloned().chain([added.into()]).collect(),
                    interruptions: path.interruptions + usize::from(is_interruption),
                    has_picked: path.has_picked || is_list,
                    screen: next,
                });
            }
        }
    }
    let mut walk = Walk { ends, clicks, onwards: BTreeMap::new(), seen: browser.seen().await, foreign: Vec::new() };
    let starts: Vec<_> =
        walk.shortest().into_iter().map(|(id, path)| (id.to_owned(), path.screen.hash.clone())).collect();
    for (id, hash) in starts {
        walk.onwards.insert(id, onwards(&browser, &hash).await);
    }
    walk.seen = browser.seen().await;
    walk.foreign = browser.foreign().await;
    print(&walk, started);
    walk
}

/// Everything that can be done on a screen.
fn acts(screen: &Screen) -> Vec<Act> {
    let presses = || screen.answers.iter().cloned().map(Act::Answer);
    match screen.kind.as_str() {
        "question" if screen.message.is_some() => presses().chain(messages()).collect(),
        "question" | "possible" => presses().collect(),
        "remedy" | "handoff" => Vec::new(),
        _ => panic!("the walk came to a screen that is none of an article's: {screen:?}"),
    }
}

/// The messages that flow.toml knows, with what each tells, and one that it doesn't.
fn messages() -> Vec<Act> {
    let flow = fs::read_to_string(crate::article().join("flow.toml")).unwrap();
    let flow: toml::Table = toml::from_str(&flow).unwrap();
    let mut messages = vec![Act::Paste(UNKNOWN_MESSAGE.into(), String::new())];
    for entry in flow["messages"].as_array().unwrap() {
        let facts = entry["facts"].as_table().unwrap();
        let told: Vec<_> = facts.iter().map(|(fact, value)| format!("{fact}:{}", value.as_str().unwrap())).collect();
        let texts = entry["texts"].as_array().unwrap().iter();
        messages.extend(texts.map(|text| Act::Paste(text.as_str().unwrap().into(), told.join(","))));
    }
    messages
}

/// The article as it is built.
pub fn compiled() -> Article {
    login_help::author::compile(&crate::article()).expect("the article has no mistake").remove(0)
}

fn interruptions() -> BTreeSet<String> {
    let article = compiled();
    let facts = article.draft().remedies.iter().filter_map(|remedy| article.fact(remedy.interruption?));
    facts.map(|fact| fact.id.clone()).collect()
}

/// What is on screen after each of the acts, from the same screen every time.
async fn edges(browser: &Browser, screen: &Screen, acts: &[Act]) -> Vec<Screen> {
    let acts = acts.iter().map(|act| match act {
        Act::Answer(answer) => json!({ "answer": answer }),
        Act::Paste(text, _) => json!({ "text": text }),
    });
    let body = "
        const [{ hash, kind, id, answers }, acts] = args, screens = [];
        for (const { answer, text } of acts) {
          await jump(hash);
          const before = look();
          const same = before.kind === kind && before.id === id && before.answers.join() === answers.join();
          if (!same) throw new Error(`#${hash} shows something else when it is opened: ${JSON.stringify(before)}`);
          if (text === undefined) {
            const pick = find(`[data-answer='${answer}']`);
            if (pick.closest('details')?.open === false) pick.closest('details').querySelector('summary').click();
            pick.click();
          } else {
            type(find('[data-message]'), text);
            find('form:not(#form-words) [data-submit]').click();
          }
          await settled();
          screens.push(look());
        }
        return screens;";
    let shown = json!({ "hash": screen.hash, "kind": screen.kind, "id": screen.id, "answers": screen.answers });
    browser.run(body, &[shown, Value::Array(acts.collect())]).await
}

/// What follows when a remedy doesn't help, and neither does anything else.
async fn onwards(browser: &Browser, hash: &str) -> Vec<Screen> {
    let body = "
        await jump(args[0]);
        const screens = [];
        for (let now = look(); !find('[data-summary]') && screens.length < 100; now = look()) {
          const next = now.kind === 'remedy' ? '[data-solved=no]'
            : now.kind === 'question' ? '[data-answer=unsure]' : '[data-answer]';
          find(next).click();
          await settled();
          screens.push(look());
        }
        return screens;";
    browser.run(body, &[json!(hash)]).await
}

fn print(walk: &Walk, started: Instant) {
    println!("\nFewest answers to each remedy (in brackets: with the question put before it)");
    for (id, path) in walk.shortest() {
        let with = path.answers.len();
        let without = path.without_interruptions();
        let both = if with > without { format!("{without} ({with})") } else { without.to_string() };
        println!("  {id:<22} {both:<6} #{}", path.screen.hash);
    }
    let mean = |counts: Vec<usize>| counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    let shortest = walk.shortest();
    let asked: Vec<_> = walk.remedies().filter(|path| !path.has_picked).collect();
    println!("Mean number of answers to a remedy, without and with the question put before it:");
    println!(
        "  over the remedies' shortest paths   {:.2}   {:.2}",
        mean(shortest.values().map(|path| path.without_interruptions()).collect()),
        mean(shortest.values().map(|path| path.answers.len()).collect()),
    );
    println!(
        "  over the {:>3} paths of questions    {:.2}   {:.2}",
        asked.len(),
        mean(asked.iter().map(|path| path.without_interruptions()).collect()),
        mean(asked.iter().map(|path| path.answers.len()).collect()),
    );
    let ends = |kind| walk.ends.iter().filter(|path| path.ends_in(kind)).count();
    println!(
        "{} clicks, {} paths to a remedy, {} to a list, {} to a person, in {:.1} s",
        walk.clicks,
        ends("remedy"),
        ends("possible"),
        ends("handoff"),
        started.elapsed().as_secs_f32(),
    );
}
