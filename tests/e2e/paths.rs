//! Every path of the default article, walked in the browser once, and what must be true of all of them.
//!
//! A state is reached by its address, as a link would; each edge out of it is a click or a submitted form.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    time::Instant,
};

use login_help::article::{Article, Block, CalloutKind, Plain};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::{
    browser::{Browser, Screen, Seen},
    own_page,
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
struct Path {
    answers: Vec<String>,
    /// How many of the answers were to the question put before a remedy.
    interruptions: usize,
    /// Whether a remedy was picked from a list.
    has_picked: bool,
    screen: Screen,
}

impl Path {
    fn without_interruptions(&self) -> usize {
        self.answers.len() - self.interruptions
    }

    fn ends_in(&self, kind: &str) -> bool {
        self.screen.kind == kind
    }
}

/// What the walk found.
struct Walk {
    /// Every path to a remedy, to a list of remedies, or to a person.
    ends: Vec<Path>,
    clicks: usize,
    /// By remedy, the screens that follow when nothing helps.
    onwards: BTreeMap<String, Vec<Screen>>,
    seen: Seen,
    foreign: Vec<String>,
}

impl Walk {
    fn remedies(&self) -> impl Iterator<Item = &Path> {
        self.ends.iter().filter(|path| path.ends_in("remedy"))
    }

    /// Every remedy's screen, on the way and after something else didn't help.
    fn remedy_screens(&self) -> impl Iterator<Item = &Screen> {
        let onwards = self.onwards.values().flatten().filter(|screen| screen.kind == "remedy");
        self.remedies().map(|path| &path.screen).chain(onwards)
    }

    /// By remedy, the path to it with the fewest answers, and among equals one of questions alone.
    fn shortest(&self) -> BTreeMap<&str, &Path> {
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
async fn walk() -> &'static Walk {
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
    walk.foreign = browser
        .run("return performance.getEntries().map(({ name }) => name).filter((name) => /^\\w+:/.test(name) && new URL(name).origin !== location.origin);", &[])
        .await;
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

fn compiled() -> Article {
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
            find('[data-submit]').click();
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
        for (let now = look(); now.kind !== 'handoff' && screens.length < 100; now = look()) {
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

#[tokio::test]
async fn every_remedy_is_reached() {
    let article = compiled();
    let declared: BTreeSet<_> =
        article.draft().remedies.iter().map(|remedy| article.section(remedy.section).unwrap().id.as_str()).collect();
    let reached: BTreeSet<_> = walk().await.shortest().into_keys().collect();
    assert_eq!(reached, declared);
}

#[tokio::test]
async fn every_remedy_is_within_three_answers() {
    for (id, path) in walk().await.shortest() {
        assert!(path.without_interruptions() <= 3, "{id}: {:?}", path.answers);
    }
}

#[tokio::test]
async fn no_path_is_longer_than_five_answers() {
    for path in &walk().await.ends {
        assert!(path.without_interruptions() <= 5, "{:?}", path.answers);
    }
}

#[tokio::test]
async fn every_path_ends_in_a_remedy_a_list_of_remedies_or_a_person() {
    for path in &walk().await.ends {
        let offers = match path.screen.kind.as_str() {
            "remedy" => !path.screen.id.is_empty(),
            "possible" => !path.screen.answers.is_empty(),
            "handoff" => path.screen.summary.is_some(),
            _ => false,
        };
        assert!(offers, "{:?} ends in {:?}", path.answers, path.screen);
    }
}

#[tokio::test]
async fn every_warning_stands_before_the_action_and_the_steps() {
    for screen in walk().await.remedy_screens() {
        assert!(screen.warnings_first, "#{}", screen.hash);
    }
}

#[tokio::test]
async fn a_remedy_whose_section_always_warns_shows_the_warning() {
    let article = compiled();
    let mut warned = 0;
    for screen in walk().await.remedy_screens() {
        let section = article.draft().sections.iter().find(|section| section.id == screen.id).unwrap();
        for block in &section.blocks {
            let Block::Callout(callout) = block else { continue };
            if callout.kind != CalloutKind::Warning || callout.when.is_some() {
                continue;
            }
            let Some(Plain::Paragraph(line)) = callout.body.first() else { panic!("a warning without words") };
            let words: String = line.iter().map(|span| span.text.as_str()).collect();
            let is_shown =
                |callout: &crate::browser::Callout| callout.kind == "warning" && callout.text.contains(&words);
            assert!(screen.callouts.iter().any(is_shown), "#{} does not say: {words}", screen.hash);
            warned += 1;
        }
    }
    assert_ne!(warned, 0);
}

#[tokio::test]
async fn a_reset_warns_unless_it_is_known_that_only_api_keys_send() {
    let mut counted = 0;
    for screen in walk().await.remedy_screens() {
        if ["forgot-password", "reset-twilio"].contains(&screen.id.as_str()) {
            let spares = screen.hash.contains("sends=api-keys");
            assert_eq!(screen.callout_kinds(), [if spares { "info" } else { "warning" }], "#{}", screen.hash);
            counted += 1;
        }
    }
    assert_ne!(counted, 0);
}

#[tokio::test]
async fn where_nothing_helps_every_remedy_leads_on_to_a_person() {
    for (id, screens) in &walk().await.onwards {
        assert_eq!(screens.last().map(|screen| screen.kind.as_str()), Some("handoff"), "{id}: {screens:?}");
        let mut shown: Vec<_> =
            screens.iter().filter(|screen| screen.kind == "remedy").map(|screen| &screen.id).chain([id]).collect();
        shown.sort();
        assert!(shown.windows(2).all(|two| two[0] != two[1]), "{id}: something is offered again: {shown:?}");
    }
}

#[tokio::test]
async fn a_ban_and_a_review_are_never_sent_to_support() {
    for id in ["banned", "under-review"] {
        let screens = &walk().await.onwards[id];
        assert_eq!(screens[0].kind, "handoff", "{id}");
        assert_eq!(screens[0].support, None, "{id}");
    }
}

#[tokio::test]
async fn the_whole_walk_breaks_no_policy_and_leaves_the_machine_alone() {
    let walk = walk().await;
    assert!(walk.seen.violations.is_empty(), "{:?}", walk.seen.violations);
    assert!(walk.seen.errors.is_empty(), "{:?}", walk.seen.errors);
    assert!(walk.seen.console.is_empty(), "{:?}", walk.seen.console);
    assert!(walk.foreign.is_empty(), "{:?}", walk.foreign);
}
