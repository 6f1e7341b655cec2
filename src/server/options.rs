//! What the reference server's command line takes.

use std::{net::SocketAddr, num::NonZeroU32, path::PathBuf};

use axum::http::HeaderValue;
use clap::{Args, Parser, Subcommand};
use lettre::message::Mailbox;
use login_help::server::Source;

/// Answers what the login-help widget asks: a small server to learn from, and to test with
#[derive(Parser)]
#[command(name = "login-help-server", version)]
pub struct Options {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Answers until SIGINT or SIGTERM, and ends within fifteen seconds of it; every request is logged on standard error
    Serve(Box<Serve>),
    /// Prints the API's description, OpenAPI 3.1 as JSON
    Openapi,
}

#[derive(Args)]
pub struct Serve {
    /// Where to listen; port 0 takes one that is free
    #[arg(long, default_value = "127.0.0.1:8081")]
    pub listen: SocketAddr,
    /// The accounts that there are, in TOML
    #[arg(long, value_name = "FILE")]
    pub accounts: PathBuf,
    /// The folder that mail is written into
    #[arg(long, value_name = "DIR", default_value = "outbox")]
    pub outbox: PathBuf,
    /// Sends mail to this relay instead, over SMTP without TLS
    #[arg(long, value_name = "HOST:PORT", value_parser = relay)]
    pub smtp: Option<(String, u16)>,
    /// Who mail is from
    #[arg(long, value_name = "ADDRESS", default_value = "login-help@example.org")]
    pub from: Mailbox,
    /// The help page, which the mail's link opens
    #[arg(long, value_name = "URL", value_parser = page)]
    pub page: String,
    /// An origin whose pages may ask, like `https://example.org`; can be given again
    #[arg(long = "origin", value_name = "ORIGIN", value_parser = origin)]
    pub origins: Vec<HeaderValue>,
    /// A status page's summary.json (Statuspage v2): a file, or an http: address
    #[arg(long, value_name = "FILE_OR_URL", value_parser = source)]
    pub status: Option<Source>,
    /// The file that feedback is appended to
    #[arg(long, value_name = "FILE", default_value = "feedback.jsonl")]
    pub feedback: PathBuf,
    /// How many requests a caller may POST in a minute
    #[arg(long, value_name = "NUMBER", default_value = "10")]
    pub per_minute: NonZeroU32,
    /// How many proxies of yours every request passes in a row, each adding who asked it to X-Forwarded-For
    #[arg(long, value_name = "NUMBER", conflicts_with = "behind_proxy")]
    pub trusted_hops: Option<usize>,
    /// The same as --trusted-hops 1
    #[arg(long)]
    pub behind_proxy: bool,
}

fn relay(text: &str) -> Result<(String, u16), String> {
    let (host, port) = text.rsplit_once(':').ok_or("write HOST:PORT, like localhost:25")?;
    let port = port.parse().map_err(|error| format!("'{port}' is no port: {error}"))?;
    Ok((host.into(), port))
}

fn is_web(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme))
}

fn page(text: &str) -> Result<String, &'static str> {
    let is_page = is_web(text) && !text.contains('#') && !text.contains(char::is_whitespace);
    is_page.then(|| text.into()).ok_or("a page is an https: or http: address without a #")
}

fn origin(text: &str) -> Result<HeaderValue, &'static str> {
    let is_origin = is_web(text) && text.matches('/').count() == 2;
    HeaderValue::from_str(text).ok().filter(|_| is_origin).ok_or("an origin is like https://example.org, with no path")
}

fn source(text: &str) -> Result<Source, &'static str> {
    if text.starts_with("https://") {
        return Err("this server speaks no TLS: let a timer fetch the page into a file, and name the file");
    }
    text.parse().map_err(|_| "no file and no address")
}
