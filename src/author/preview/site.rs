//! What the preview's server answers.
//!
//! Every page that the author has open can ask it for pictures and scripts, so a path is looked at before anything is
//! opened, and what is not a file of the widget's folder is not there. (Tower's `ServeDir` follows links out of the folder,
//! and waits for ever at a pipe.)

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Json, Router,
    extract::{Path as At, Query, Request, State},
    http::{HeaderName, StatusCode, header},
    middleware::{self, Next},
    response::{
        Html, IntoResponse, Response,
        sse::{Event, Sse},
    },
    routing::get,
};
use serde::Deserialize;
use serde_json::json;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use super::desk::{Desk, Paper};
use crate::{
    article::Article,
    author::{first_file, report, show, table},
    rules::{Case, Rules, Source, trail},
};

/// What every answer has. The policy is the one that the widget promises to work under.
const HEADERS: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
         img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The longest file that is served, in bytes: far more than any of a widget's.
const LONGEST: u64 = 16 << 20;

/// The article and the widget, as pages and files.
pub(super) struct Site {
    pub desk: Arc<Desk>,
    /// The widget's folder, with no link in its path.
    pub widget: PathBuf,
    pub port: u16,
}

/// Why something is not answered.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("This preview answers on this machine only.")]
    Elsewhere,
    #[error("This preview can only be read.")]
    NoReading,
    #[error("There is nothing here. The preview is at /")]
    Nothing,
    #[error("The article is not in this language.")]
    NoLanguage,
    #[error("{0}")]
    Fault(String),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::NoReading => StatusCode::METHOD_NOT_ALLOWED,
            Self::Nothing | Self::NoLanguage => StatusCode::NOT_FOUND,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, self.to_string()).into_response()
    }
}

type Kind = [(HeaderName, &'static str); 1];

impl Site {
    pub fn routes(self) -> Router {
        let site = Arc::new(self);
        let page = |kind, text: &'static str| get(move || async move { ([(header::CONTENT_TYPE, kind)], text) });
        Router::new()
            .route("/", get(async || Html(include_str!("page.html"))))
            .route("/page.js", page(kind("js"), include_str!("page.js")))
            .route("/page.css", page(kind("css"), include_str!("page.css")))
            .route("/state", get(state))
            .route("/explain", get(explain))
            .route("/articles/{id}/first.json", get(first))
            .route("/articles/{id}/{file}", get(compiled))
            .route("/{*path}", get(file))
            .method_not_allowed_fallback(async || Refusal::NoReading)
            .layer(middleware::from_fn_with_state(site.clone(), from_here))
            .with_state(site)
    }

    fn article(&self, lang: &str) -> Result<Article, Refusal> {
        let paper = self.desk.paper();
        let article = paper.articles.iter().find(|article| article.draft().lang == lang);
        article.cloned().ok_or(Refusal::NoLanguage)
    }
}

/// A page from elsewhere may have its own name lead here.
async fn from_here(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let hosts = [format!("127.0.0.1:{}", site.port), format!("localhost:{}", site.port)];
    let is_here = request.headers().get(header::HOST).is_some_and(|host| hosts.iter().any(|known| host == known));
    let answer = if is_here { next.run(request).await } else { Refusal::Elsewhere.into_response() };
    (HEADERS, answer).into_response()
}

/// What is found in the article, and in which languages it is, now and whenever it is saved.
async fn state(State(site): State<Arc<Site>>) -> Sse<impl Stream<Item = Result<Event, axum::Error>>> {
    let state = |paper: Arc<Paper>| {
        let languages = paper.articles.iter().map(|article| article.draft().lang.as_str());
        Event::default().json_data(json!({
            "version": paper.version,
            "id": paper.articles.first().map(|article| article.draft().id.as_str()),
            "languages": languages.collect::<Vec<_>>(),
            "findings": paper.findings.iter().map(report::finding).collect::<Vec<_>>(),
        }))
    };
    Sse::new(WatchStream::new(site.desk.papers()).map(state))
}

/// A case to explain.
#[derive(Deserialize)]
struct Told {
    lang: String,
    #[serde(default)]
    trail: String,
    #[serde(default)]
    facts: String,
}

async fn explain(State(site): State<Arc<Site>>, Query(told): Query<Told>) -> Result<impl IntoResponse, Refusal> {
    let article = site.article(&told.lang)?;
    let mut unknown = Vec::new();
    let mut case = Case::new(false);
    case.push(trail::read_facts(&article, Source::Host, &told.facts, &mut |pair| unknown.push(pair.to_owned())));
    let steps = trail::read(&article, &told.trail, &mut |pair| unknown.push(pair.to_owned()));
    steps.into_iter().for_each(|step| case.push(step));
    let explanation = show::explain(&Rules::new(article), &case);
    Ok(Json(show::Explanation { unknown, ..explanation }))
}

async fn first(State(site): State<Arc<Site>>) -> Result<impl IntoResponse, Refusal> {
    let first = first_file(&site.desk.paper().articles, &site.widget.join("locales"));
    first.map(Json).map_err(|failure| Refusal::Fault(failure.to_string()))
}

/// The article in a language, `LANG.lha`, or its table of words, `LANG.lhw`, compiled now.
async fn compiled(
    State(site): State<Arc<Site>>,
    At((_, file)): At<(String, String)>,
) -> Result<(Kind, Vec<u8>), Refusal> {
    let bytes = match file.strip_suffix(".lhw") {
        Some(lang) => {
            let paper = site.desk.paper();
            let mut languages = paper.articles.iter().zip(&paper.says);
            let language = languages.find(|(article, _)| article.draft().lang == lang);
            let (article, says) = language.ok_or(Refusal::NoLanguage)?;
            table(article, says).parts().to_bytes()
        }
        None => site.article(file.strip_suffix(".lha").unwrap_or_default())?.to_bytes(),
    };
    let bytes = bytes.map_err(|error| Refusal::Fault(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, kind(""))], bytes))
}

async fn file(State(site): State<Arc<Site>>, At(path): At<String>) -> Result<(Kind, Vec<u8>), Refusal> {
    let bytes = read(&site.widget, &path).map_err(|_| Refusal::Nothing)?;
    let extension = Path::new(&path).extension().and_then(|extension| extension.to_str());
    Ok(([(header::CONTENT_TYPE, kind(extension.unwrap_or_default()))], bytes))
}

/// Reads what really is a file in this folder, however its path is written.
fn read(folder: &Path, path: &str) -> io::Result<Vec<u8>> {
    let path = folder.join(path).canonicalize()?;
    let is_ours = path.starts_with(folder) && path.metadata()?.is_file();
    let mut bytes = Vec::new();
    if is_ours && File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)? as u64 <= LONGEST {
        return Ok(bytes);
    }
    Err(io::ErrorKind::NotFound.into())
}

fn kind(extension: &str) -> &'static str {
    match extension {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}
