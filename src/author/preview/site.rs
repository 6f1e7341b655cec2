//! What the preview's server answers.

use std::{
    fs,
    io::Cursor,
    path::{Component, Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use serde_json::json;
use tiny_http::{Header, Method, Request, Response};

use super::desk::Desk;
use crate::{
    article::Article,
    author::{first_file, report, show},
    rules::{Case, Rules, Source, trail},
};

/// The one that the widget promises to work under.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// How long a page may wait for a change before it has to ask again.
const PATIENCE: Duration = Duration::from_secs(25);

type Answer = Response<Cursor<Vec<u8>>>;

/// The article and the widget, as pages and files.
pub(super) struct Site {
    pub desk: Arc<Desk>,
    pub widget: PathBuf,
    pub port: u16,
}

impl Site {
    pub fn answer(&self, request: &Request) -> Answer {
        // A page from elsewhere may have its own name lead here.
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let mut headers = request.headers().iter();
        let host = headers.find(|header| header.field.equiv("host")).map(|header| header.value.as_str());
        if !host.is_some_and(|host| hosts.iter().any(|known| known == host)) {
            return refusal(403, "This preview answers on this machine only.");
        }
        if *request.method() != Method::Get {
            return refusal(405, "This preview can only be read.");
        }
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        let parameter = |name: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| decoded(value)).unwrap_or_default()
        };
        match path {
            "/" => answer("text/html; charset=utf-8", include_str!("page.html")),
            "/page.js" => answer("text/javascript; charset=utf-8", include_str!("page.js")),
            "/page.css" => answer("text/css; charset=utf-8", include_str!("page.css")),
            "/state" => self.state(parameter("newer-than").parse().ok()),
            "/explain" => self.explain(&parameter("lang"), &parameter("trail"), &parameter("facts")),
            _ => match path.strip_prefix("/articles/") {
                Some(file) => self.compiled(file),
                None => self.file(path),
            },
        }
    }

    /// What is found in the article, and in which languages it is; where a version is given, once there is a newer one.
    fn state(&self, newer_than: Option<u64>) -> Answer {
        let paper = match newer_than {
            Some(version) => self.desk.newer_than(version, PATIENCE),
            None => self.desk.paper(),
        };
        let languages = paper.articles.iter().map(|article| article.draft().lang.as_str());
        json_answer(&json!({
            "version": paper.version,
            "id": paper.articles.first().map(|article| article.draft().id.as_str()),
            "languages": languages.collect::<Vec<_>>(),
            "findings": paper.findings.iter().map(report::finding).collect::<Vec<_>>(),
        }))
    }

    fn explain(&self, lang: &str, trail: &str, facts: &str) -> Answer {
        let Some(article) = self.article(lang) else { return refusal(404, "There is no such article.") };
        let mut unknown = Vec::new();
        let mut case = Case::new(false);
        case.push(trail::read_facts(&article, Source::Host, facts, |pair| unknown.push(pair.to_owned())));
        let steps = trail::read(&article, trail, |pair| unknown.push(pair.to_owned()));
        steps.into_iter().for_each(|step| case.push(step));
        let explanation = show::explain(&Rules::new(article), &case);
        match serde_json::to_value(show::Explanation { unknown, ..explanation }) {
            Ok(explanation) => json_answer(&explanation),
            Err(error) => refusal(500, &error.to_string()),
        }
    }

    fn article(&self, lang: &str) -> Option<Article> {
        self.desk.paper().articles.iter().find(|article| article.draft().lang == lang).cloned()
    }

    /// `ID/first.json` or `ID/LANG.lha`, compiled now.
    fn compiled(&self, file: &str) -> Answer {
        if file.ends_with("/first.json") {
            return match first_file(&self.desk.paper().articles, &self.widget.join("locales")) {
                Ok(first) => json_answer(&first),
                Err(failure) => refusal(500, &failure.to_string()),
            };
        }
        let lang = file.split_once('/').and_then(|(_, file)| file.strip_suffix(".lha")).unwrap_or_default();
        let Some(article) = self.article(lang) else { return refusal(404, "The article is not in this language.") };
        match article.to_bytes() {
            Ok(bytes) => answer("application/octet-stream", bytes),
            Err(error) => refusal(500, &error.to_string()),
        }
    }

    fn file(&self, path: &str) -> Answer {
        let path = decoded(path.trim_start_matches('/'));
        let path = Path::new(&path);
        let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        match fs::read(self.widget.join(path)) {
            Ok(bytes) if is_inside => answer(kind(path), bytes),
            _ => refusal(404, "There is nothing here. The preview is at /"),
        }
    }
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("html") => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Percent-encoded text as it was.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.first_chunk::<2>().filter(|_| *first == b'%');
        let byte = hex.and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = byte.and_then(|_| after.get(2..)).unwrap_or(after);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn json_answer(value: &serde_json::Value) -> Answer {
    answer("application/json", value.to_string())
}

fn refusal(status: u16, why: &str) -> Answer {
    answer("text/plain; charset=utf-8", why).with_status_code(status)
}

fn answer(kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    let headers = [
        ("content-type", kind),
        ("content-security-policy", POLICY),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ];
    // They are ours and short, so each is a header.
    let headers = headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, *value).ok());
    headers.fold(Response::from_data(body.into()), Response::with_header)
}
