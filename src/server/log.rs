//! The log: lines of JSON, in which there is nothing that a caller wrote.

use std::{
    io::{self, Write},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use tracing::{
    Dispatch, Instrument,
    instrument::{WithDispatch, WithSubscriber},
};

use super::database::now;

/// Where lines of the log go. A server has its own: what a library says of its own accord is in none, since nobody knows
/// what it quotes.
#[derive(Clone)]
pub struct Log(Dispatch);

impl Default for Log {
    /// Standard error.
    fn default() -> Self {
        Self::to(io::stderr())
    }
}

impl Log {
    /// Logs to this writer.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        let writer = Arc::new(Mutex::new(writer));
        let lines = tracing_subscriber::fmt().json().flatten_event(true).with_target(false).with_span_list(false);
        Self(lines.with_writer(move || Shared(writer.clone())).into())
    }

    /// Whatever this work says goes into this log.
    pub fn of<T>(&self, work: T) -> WithDispatch<T> {
        work.with_subscriber(self.0.clone())
    }
}

/// A writer of several threads.
struct Shared<W>(Arc<Mutex<W>>);

impl<W: Write> Write for Shared<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}

/// Logs and counts each request once it is answered: method, path, status, milliseconds, and an id that every line about it
/// has.
pub async fn log_requests(State(log): State<Log>, request: Request, next: Next) -> Response {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let id = format!("{:x}-{:x}", now(), NEXT.fetch_add(1, Ordering::Relaxed));
    let started = Instant::now();
    let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::PATCH];
    // A caller can write anything as a method or a path, an address too.
    let method = known.iter().find(|known| *known == request.method()).map_or("OTHER", Method::as_str).to_owned();
    let path = request.extensions().get::<MatchedPath>().map_or("(no such path)", MatchedPath::as_str).to_owned();
    log.of(async move {
        let span = tracing::info_span!("request", id);
        async move {
            let response = next.run(request).await;
            let (status, taken) = (response.status().as_u16(), started.elapsed());
            tracing::info!(method, path, status, milliseconds = taken.as_secs_f64() * 1000.0, "answered");
            metrics::histogram!("request_seconds", "path" => path.clone()).record(taken);
            metrics::counter!("requests_total", "path" => path, "status" => status.to_string()).increment(1);
            response
        }
        .instrument(span)
        .await
    })
    .await
}
