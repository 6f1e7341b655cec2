//! Whether an article's links still lead somewhere: asked only when somebody wants to know, never at a build.
//!
//! Each address is asked once, politely: one at a time, a server no more often than every half second, without a body
//! where the server can do without. What led somewhere is kept in a file and not asked again for some days.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs, io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use ureq::{Agent, Error, ResponseExt, http::StatusCode};

use super::{
    check::day,
    files::{Failure, file_error, folders},
    read::{Language, read},
    source::Place,
};
use crate::article::Target;

/// How links are asked.
#[derive(Debug, Clone)]
pub struct Asking {
    /// How long one may take.
    pub patience: Duration,
    /// How long a server is left alone between two.
    pub pause: Duration,
    /// Where it is kept what led somewhere.
    pub cache: Option<PathBuf>,
    /// For how many days that is believed.
    pub max_age: u16,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "leads", rename_all = "kebab-case")]
pub enum Leads {
    /// To a page.
    There,
    /// To a page at another address.
    On {
        /// Which.
        to: String,
    },
    /// To a page that is not for everybody: people may see it, and a program does not.
    Closed {
        /// What the server answers.
        status: u16,
    },
    /// Nowhere.
    Nowhere {
        /// Why.
        why: String,
    },
}

/// A link that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub url: String,
    /// The files and lines where it stands.
    pub places: Vec<String>,
    /// What was found there.
    #[serde(flatten)]
    pub leads: Leads,
}

/// All links of some articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Each address once, sorted.
    pub links: Vec<Link>,
}

impl Report {
    /// How many lead nowhere.
    pub fn broken(&self) -> usize {
        self.links.iter().filter(|link| matches!(link.leads, Leads::Nowhere { .. })).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Link { url, places, leads } in &self.links {
            let what = match leads {
                Leads::There => continue,
                Leads::On { to } => format!("leads on to {to}"),
                Leads::Closed { status } => format!("answers {status}, which may be for programs only"),
                Leads::Nowhere { why } => format!("leads nowhere: {why}"),
            };
            writeln!(f, "{url} {what}")?;
            places.iter().try_for_each(|place| writeln!(f, "  {place}"))?;
        }
        write!(f, "{} links asked or known: {} lead nowhere", self.links.len(), self.broken())
    }
}

/// Asks every link of the articles at these paths.
///
/// # Errors
/// An article's mistakes, or a file that can't be read or written.
pub fn links(paths: &[PathBuf], asking: &Asking) -> Result<Report, Failure> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        for folder in folders(path)? {
            for language in read(&folder).map_err(Failure::Findings)?.languages {
                for url in urls(&language) {
                    let places = places_of(&language, &url);
                    found.entry(url).or_default().extend(places);
                }
            }
        }
    }
    let mut known = Known::read(asking)?;
    let mut asker = Asker::new(asking);
    let links = found.into_iter().map(|(url, places)| {
        let places = places.into_iter().collect();
        let leads = known.leads(&url).unwrap_or_else(|| asker.ask(&url));
        known.keep(&url, &leads);
        Link { url, places, leads }
    });
    let report = Report { links: links.collect() };
    known.write(asking)?;
    Ok(report)
}

/// The addresses of web pages in a language: of links, actions, sources and support.
fn urls(language: &Language) -> Vec<String> {
    let draft = language.article.draft();
    let spans = draft.sections.iter().flat_map(|section| section.spans());
    let linked = spans.filter_map(|span| match &span.target {
        Some(Target::Url(url)) => Some(url),
        _ => None,
    });
    let actions = draft.remedies.iter().filter_map(|remedy| remedy.action.as_ref()).map(|action| &action.url);
    let sources = draft.sections.iter().map(|section| &section.source);
    let all = linked.chain(actions).chain(sources).chain([&draft.support.url]);
    let mut urls: Vec<String> = all.filter(|url| url.starts_with("http")).map(|url| without_fragment(url)).collect();
    urls.sort();
    urls.dedup();
    urls
}

/// What a server is asked for.
fn without_fragment(url: &str) -> String {
    url.split('#').next().unwrap_or_default().into()
}

/// The lines of a language's file where an address stands; the file alone where it is the flow's.
fn places_of(language: &Language, url: &str) -> Vec<String> {
    let source = &language.source;
    let at = |(start, _)| {
        let place = Place { source: source.clone(), span: start..start };
        format!("{}:{}", source.file, place.start().0)
    };
    let places: Vec<String> = source.text.match_indices(url).map(at).collect();
    let flow = Path::new(&source.file).with_file_name("flow.toml").display().to_string();
    if places.is_empty() { vec![flow] } else { places }
}

/// Asks servers, none of them too often.
struct Asker {
    agent: Agent,
    pause: Duration,
    /// By server, when it was last asked.
    asked: BTreeMap<String, Instant>,
}

/// How often a busy server is asked again, and how long it may ask us to wait, in seconds.
const AGAIN: (usize, u64) = (1, 30);

impl Asker {
    fn new(asking: &Asking) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(asking.patience))
            .http_status_as_error(false)
            .user_agent(concat!("login-help/", env!("CARGO_PKG_VERSION"), " (link check)"));
        Self { agent: config.build().into(), pause: asking.pause, asked: BTreeMap::new() }
    }

    fn ask(&mut self, url: &str) -> Leads {
        let mut tries = 0;
        loop {
            // Some servers know no HEAD, and some answer it otherwise than GET.
            let answer = match self.call(url, true) {
                Ok((status, ..)) if !status.is_success() => self.call(url, false),
                answer => answer,
            };
            match answer {
                Ok((StatusCode::TOO_MANY_REQUESTS, _, wait)) if tries < AGAIN.0 => {
                    tries += 1;
                    thread::sleep(Duration::from_secs(wait.unwrap_or(1).min(AGAIN.1)));
                }
                Ok((status, end, _)) => return leads(url, status, end),
                Err(error) => return Leads::Nowhere { why: error.to_string() },
            }
        }
    }

    /// The status, the address in the end, and in how many seconds a busy server may be asked again.
    fn call(&mut self, url: &str, is_head: bool) -> Result<(StatusCode, String, Option<u64>), Error> {
        let host = url.split('/').nth(2).unwrap_or_default().to_owned();
        if let Some(last) = self.asked.get(&host) {
            thread::sleep(self.pause.saturating_sub(last.elapsed()));
        }
        let answer = if is_head { self.agent.head(url).call() } else { self.agent.get(url).call() };
        self.asked.insert(host, Instant::now());
        let answer = answer?;
        let wait = answer.headers().get("retry-after").and_then(|wait| wait.to_str().ok()?.parse().ok());
        Ok((answer.status(), answer.get_uri().to_string(), wait))
    }
}

fn leads(url: &str, status: StatusCode, end: String) -> Leads {
    match status.as_u16() {
        200..=299 if end.trim_end_matches('/') == url.trim_end_matches('/') => Leads::There,
        200..=299 => Leads::On { to: end },
        401 | 403 | 407 | 429 | 451 => Leads::Closed { status: status.as_u16() },
        _ => Leads::Nowhere { why: format!("it answers {status}") },
    }
}

/// What led somewhere not long ago.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Known(BTreeMap<String, Seen>);

#[derive(Serialize, Deserialize)]
struct Seen {
    /// The day, `YYYY-MM-DD`.
    day: String,
    /// The address in the end, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

impl Known {
    /// What is kept and still believed. A file that is not there, or that something else wrote, keeps nothing.
    fn read(asking: &Asking) -> Result<Self, Failure> {
        let Some(path) = &asking.cache else { return Ok(Self::default()) };
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            text => text.map_err(file_error(path))?,
        };
        let mut known: Self = serde_json::from_str(&text).unwrap_or_default();
        let today = OffsetDateTime::now_utc().date();
        known.0.retain(|_, seen| {
            let age = day(&seen.day).map(|day| (today - day).whole_days());
            age.is_some_and(|age| (0..=i64::from(asking.max_age)).contains(&age))
        });
        Ok(known)
    }

    fn leads(&self, url: &str) -> Option<Leads> {
        self.0.get(url).map(|seen| seen.to.clone().map_or(Leads::There, |to| Leads::On { to }))
    }

    /// Keeps what led somewhere; what did not is asked again the next time.
    fn keep(&mut self, url: &str, leads: &Leads) {
        let to = match leads {
            Leads::There => None,
            Leads::On { to } => Some(to.clone()),
            Leads::Closed { .. } | Leads::Nowhere { .. } => return,
        };
        let day = OffsetDateTime::now_utc().date().to_string();
        self.0.entry(url.into()).or_insert(Seen { day, to });
    }

    fn write(&self, asking: &Asking) -> Result<(), Failure> {
        let Some(path) = &asking.cache else { return Ok(()) };
        let text = serde_json::to_string_pretty(self).map_err(Failure::Json)?;
        fs::write(path, text + "\n").map_err(file_error(path))
    }
}
