//! A preview of an article in the real widget, with what the rules make of it beside it.
//!
//! A small server, on this machine only: [`Desk`] holds the article as it was last saved, `site` answers requests, and
//! the page (`page.html`, `page.js`, `page.css`) shows the widget and asks what is known each time that it moves on.

mod desk;
mod site;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};

use desk::Desk;
use site::Site;
use tokio::runtime::Runtime;

use super::watch::Changes;

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum NotServed {
    /// No article to show.
    #[error("{}: there is no flow.toml in it: name an article's own folder", .0.display())]
    NoArticle(PathBuf),
    /// No widget to show it in.
    #[error("{}: there is no {missing} in it: make it by ./dev build, or name another folder with --widget", folder.display())]
    NoWidget {
        /// Where it was looked for.
        folder: PathBuf,
        /// The first file that is not there.
        missing: &'static str,
    },
    /// Somebody else listens.
    #[error("port {port} can't be had: {error}; try --port 0, which takes one that is free")]
    NoPort {
        /// The one that was asked for.
        port: u16,
        /// Why not.
        error: io::Error,
    },
    /// The system can't tell of changes.
    #[error("{}: changes can't be watched: {error}", folder.display())]
    NoWatch {
        /// The article's folder.
        folder: PathBuf,
        /// Why not.
        error: notify_debouncer_mini::notify::Error,
    },
    /// The system has no more of something.
    #[error("the preview can't go on: {0}")]
    System(#[from] io::Error),
}

/// Serves an article's folder in the widget until the process ends; `ready` is told where.
///
/// # Errors
/// Says why it can't be served.
pub fn serve(article: &Path, widget: &Path, port: u16, ready: impl FnOnce(SocketAddr)) -> Result<(), NotServed> {
    if !article.join("flow.toml").is_file() {
        return Err(NotServed::NoArticle(article.into()));
    }
    let missing = ["login-help.js", "locales/en.lhs"].into_iter();
    if let Some(missing) = missing.into_iter().find(|file| !widget.join(file).is_file()) {
        return Err(NotServed::NoWidget { folder: widget.into(), missing });
    }
    let no_watch = |error| NotServed::NoWatch { folder: article.into(), error };
    let mut changes = Changes::of(article).map_err(no_watch)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| NotServed::NoPort { port, error })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let desk = Arc::new(Desk::new(article));
    let site = Site { desk: desk.clone(), widget: widget.canonicalize()?, port: address.port() };
    let runtime = Runtime::new()?;
    let _inside = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(listener)?;
    runtime.spawn(axum::serve(listener, site.routes()).into_future());
    ready(address);
    loop {
        changes.wait();
        desk.read_again();
    }
}
