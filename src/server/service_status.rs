//! `GET /service-status`: a status page's summary passed through, for pages whose host sends no CORS headers.

use std::{
    convert::Infallible,
    fs::{self, File},
    io::{self, Read},
    path::PathBuf,
    str::FromStr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderName, header},
};
use tokio::sync::Mutex;

use super::{
    Shared,
    refusal::{GetRefusals, Refusal, StatusRefusals},
};

/// How long a copy is kept; also a failed one, lest every visitor knocks at a page that is down.
const KEPT: Duration = Duration::from_secs(30);
const PATIENCE: Duration = Duration::from_secs(5);
const LONGEST: u64 = 64 * 1024;

/// Where the summary is.
#[derive(Debug, Clone)]
pub enum Source {
    /// In a file.
    File(PathBuf),
    /// At an `http:` address.
    Url(String),
}

impl FromStr for Source {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(if text.starts_with("http://") { Self::Url(text.into()) } else { Self::File(text.into()) })
    }
}

/// The status page, and the last copy of its summary.
pub struct StatusPage {
    source: Source,
    copy: Mutex<Option<(Instant, Result<Bytes, Refusal>)>>,
}

/// Why there is no summary.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("{0}")]
    File(#[from] io::Error),
    #[error("it is no file")]
    NoFile,
    #[error("{0}")]
    Page(#[from] ureq::Error),
    #[error("it is longer than {LONGEST} bytes")]
    TooLong,
    #[error("it is no JSON: {0}")]
    NotJson(#[from] serde_json::Error),
}

impl StatusPage {
    /// A page that nobody has asked for yet.
    pub fn new(source: Source) -> Self {
        Self { source, copy: Mutex::default() }
    }

    async fn summary(&self) -> Result<Bytes, Refusal> {
        // Held while the page is read, so that it is read once for all who wait.
        let mut copy = self.copy.lock().await;
        if let Some((read, summary)) = &*copy
            && read.elapsed() < KEPT
        {
            return summary.clone();
        }
        let source = self.source.clone();
        let read = tokio::task::spawn_blocking(move || source.read()).await;
        let summary = read.unwrap_or_else(|error| Err(io::Error::other(error).into())).map_err(|error| {
            tracing::warn!(reason = %error, "the status page can't be read");
            if matches!(error, Unreadable::Page(ureq::Error::Timeout(_))) {
                Refusal::SlowStatus
            } else {
                Refusal::NoStatus
            }
        });
        *copy = Some((Instant::now(), summary.clone()));
        summary
    }
}

impl Source {
    fn read(&self) -> Result<Bytes, Unreadable> {
        let mut summary = Vec::new();
        match self {
            // To open a pipe can take for ever.
            Self::File(path) if !fs::metadata(path)?.is_file() => return Err(Unreadable::NoFile),
            Self::File(path) => File::open(path)?.take(LONGEST + 1).read_to_end(&mut summary)?,
            Self::Url(url) => {
                let answer = ureq::get(url).config().timeout_global(Some(PATIENCE)).build().call()?;
                answer
                    .into_body()
                    .into_reader()
                    .take(LONGEST + 1)
                    .read_to_end(&mut summary)
                    .map_err(ureq::Error::from)?
            }
        };
        if summary.len() as u64 > LONGEST {
            return Err(Unreadable::TooLong);
        }
        serde_json::from_slice::<serde::de::IgnoredAny>(&summary)?;
        Ok(summary.into())
    }
}

/// Ask how the service is.
///
/// The summary of a status page in the form of Statuspage v2, `summary.json`, as it was at most 30 seconds ago.
#[utoipa::path(
    get,
    path = "/service-status",
    responses(
        (status = 200, description = "The summary, unchanged", content_type = "application/json", body = serde_json::Value,
            example = json!({
                "page": { "name": "Example" },
                "status": { "indicator": "none", "description": "All Systems Operational" },
                "components": [],
                "incidents": [],
            })),
        StatusRefusals,
        GetRefusals,
    )
)]
pub async fn service_status(
    State(shared): State<Arc<Shared>>,
) -> Result<([(HeaderName, &'static str); 2], Bytes), Refusal> {
    let summary = shared.status.as_ref().ok_or(Refusal::NotFound)?.summary().await?;
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "max-age=30")], summary))
}
