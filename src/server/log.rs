//! What is logged of a request: method, path, status and milliseconds, and nothing that the caller wrote.

use std::{
    fmt,
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};

/// Where lines of the log go.
#[derive(Clone)]
pub struct Log(Arc<Mutex<dyn Write + Send>>);

impl Default for Log {
    /// Standard error.
    fn default() -> Self {
        Self::to(io::stderr())
    }
}

impl Log {
    /// Logs to this writer.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(writer)))
    }

    /// Writes a line, in which there must be no address and no token.
    pub fn line(&self, line: fmt::Arguments) {
        let mut writer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Where the log can't be written there is nowhere left to say so.
        drop(writeln!(writer, "{line}"));
    }
}

/// Logs each request once it is answered.
pub async fn log_requests(State(log): State<Log>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::PATCH];
    // A caller can write anything as a method or a path, an address too.
    let method = known.iter().find(|known| *known == request.method()).map_or("OTHER", Method::as_str).to_owned();
    let path = request.extensions().get::<MatchedPath>().map_or("(no such path)", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    log.line(format_args!("{method} {path} {} {milliseconds:.1} ms", response.status().as_u16()));
    response
}
