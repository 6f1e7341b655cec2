//! What the server's command line takes; whatever it does not say, the environment may, or else one TOML file.

use std::{fs, net::SocketAddr, num::NonZeroU32, path::PathBuf};

use axum::http::HeaderValue;
use clap::{Args, Command as Clap, CommandFactory, FromArgMatches, Parser, Subcommand, builder::OsStr};
use lettre::message::Mailbox;
use login_help::server::{Source, accounts};

/// Answers what the login-help widget asks, beside a site's own accounts
///
/// Every option can also be set by the environment, as LOGIN_HELP_ and its name in capitals with _ for -, or by the file
/// that --config names, where its name is the key. The command line counts first, then the environment.
#[derive(Parser)]
#[command(name = "login-help-server", version)]
pub struct Options {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Answers until SIGINT or SIGTERM, and ends within twenty seconds of it; the log is lines of JSON on standard error
    Serve(Box<Serve>),
    /// Prints of each article and section how often it helped and how often not, and what people said last
    Report(Report),
    /// Prints the API's description, OpenAPI 3.1 as JSON
    Openapi,
}

#[derive(Args)]
pub struct Tables {
    /// A TOML file with any of these options, and with `article`, `query` and `[states]` if there is no --accounts
    #[arg(long, value_name = "FILE", env = "LOGIN_HELP_CONFIG")]
    pub config: Option<PathBuf>,
    /// The server's own tables: sqlite:FILE, or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, value_name = "URL", env = "LOGIN_HELP_DATABASE", hide_env_values = true)]
    #[arg(default_value = "sqlite:login-help.db")]
    pub database: String,
}

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub tables: Tables,
    /// Where to listen; port 0 takes one that is free
    #[arg(long, env = "LOGIN_HELP_LISTEN", default_value = "127.0.0.1:8081")]
    pub listen: SocketAddr,
    /// Where to serve /metrics, which are not for everybody; nowhere if it is left out
    #[arg(long, value_name = "LISTEN", env = "LOGIN_HELP_METRICS")]
    pub metrics: Option<SocketAddr>,
    /// A TOML file that says where accounts are and what their states mean
    #[arg(long, value_name = "FILE", env = "LOGIN_HELP_ACCOUNTS")]
    pub accounts: Option<PathBuf>,
    /// The database that accounts are looked up in, if it is not --database; it is only read
    #[arg(long, value_name = "URL", env = "LOGIN_HELP_ACCOUNTS_DATABASE", hide_env_values = true)]
    pub accounts_database: Option<String>,
    /// The folder that mail is written into
    #[arg(long, value_name = "DIR", env = "LOGIN_HELP_OUTBOX", default_value = "outbox")]
    pub outbox: PathBuf,
    /// Sends mail to this relay instead: smtps://USER:PASSWORD@HOST, smtp://HOST?tls=required, or smtp://localhost
    #[arg(long, value_name = "URL", env = "LOGIN_HELP_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Who mail is from
    #[arg(long, value_name = "ADDRESS", env = "LOGIN_HELP_FROM", default_value = "login-help@example.org")]
    pub from: Mailbox,
    /// The help page, which the mail's link opens
    #[arg(long, value_name = "URL", env = "LOGIN_HELP_PAGE", value_parser = page)]
    pub page: String,
    /// An origin whose pages may ask, like `https://example.org`; can be given again
    #[arg(long, value_name = "ORIGIN", env = "LOGIN_HELP_ORIGIN", value_delimiter = ',', value_parser = origin)]
    pub origin: Vec<HeaderValue>,
    /// A status page's summary.json (Statuspage v2): a file, or an http: address
    #[arg(long, value_name = "FILE_OR_URL", env = "LOGIN_HELP_STATUS", value_parser = source)]
    pub status: Option<Source>,
    /// How many requests a caller may POST in a minute
    #[arg(long, value_name = "NUMBER", env = "LOGIN_HELP_PER_MINUTE", default_value = "10")]
    pub per_minute: NonZeroU32,
    /// How many proxies of yours every request passes in a row, each adding who asked it to X-Forwarded-For
    #[arg(long, value_name = "NUMBER", env = "LOGIN_HELP_TRUSTED_HOPS", conflicts_with = "behind_proxy")]
    pub trusted_hops: Option<usize>,
    /// The same as --trusted-hops 1
    #[arg(long, env = "LOGIN_HELP_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// How many connections there may be; more wait
    #[arg(long, value_name = "NUMBER", env = "LOGIN_HELP_CONNECTIONS", default_value = "1024")]
    pub connections: usize,
    /// What the file of --config says of accounts
    #[arg(skip)]
    pub accounts_in_config: Option<accounts::Config>,
}

#[derive(Args)]
pub struct Report {
    #[command(flatten)]
    pub tables: Tables,
    /// Prints it as CSV
    #[arg(long)]
    pub csv: bool,
    /// How many of the latest comments on each section
    #[arg(long, value_name = "NUMBER", default_value = "3")]
    pub comments: u32,
}

/// Why the options are not good.
#[derive(Debug, thiserror::Error)]
pub enum NotConfigured {
    #[error("{0}")]
    Flags(#[from] clap::Error),
    #[error("config: {}: it can't be read: {error}", path.display())]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("config: {}: {error}", path.display())]
    Malformed { path: PathBuf, error: Box<toml::de::Error> },
    #[error("config: there is no key '{0}'")]
    NoKey(String),
    #[error("config: '{0}' must be a text, a number, true or false, or a list of texts")]
    OtherType(String),
}

impl Options {
    /// Reads the command line, the environment, and the file of `--config`.
    pub fn read() -> Result<Self, NotConfigured> {
        let known = Self::command().ignore_errors(true).get_matches();
        let config = known.subcommand().and_then(|(_, flags)| flags.try_get_one::<PathBuf>("config").ok().flatten());
        let Some(path) = config.cloned() else { return Ok(Self::try_parse()?) };
        let text =
            fs::read_to_string(&path).map_err(|error| NotConfigured::Unreadable { path: path.clone(), error })?;
        let malformed = |error| NotConfigured::Malformed { path: path.clone(), error: Box::new(error) };
        let mut keys: toml::Table = text.parse().map_err(malformed)?;
        let accounts = ["article", "query", "states"].iter().filter_map(|key| keys.remove_entry(*key));
        let accounts = accounts.collect::<toml::Table>();
        let is_there = !accounts.is_empty();
        let accounts = is_there.then(|| accounts.try_into().map_err(malformed)).transpose()?;
        let mut options = Self::from_arg_matches(&with_defaults(keys)?.try_get_matches()?)?;
        if let Command::Serve(serve) = &mut options.command {
            serve.accounts_in_config = accounts;
        }
        Ok(options)
    }
}

/// The command line, whose options' defaults are these.
fn with_defaults(keys: toml::Table) -> Result<Clap, NotConfigured> {
    let mut clap = Options::command();
    for (key, value) in keys {
        let values = texts(value).ok_or_else(|| NotConfigured::OtherType(key.clone()))?;
        let has_key = |clap: &Clap| clap.get_arguments().any(|arg| arg.get_long() == Some(&key) && key != "config");
        let commands = clap.get_subcommands().filter(|clap| has_key(clap)).map(|clap| clap.get_name().to_owned());
        let commands = commands.collect::<Vec<_>>();
        if commands.is_empty() {
            return Err(NotConfigured::NoKey(key));
        }
        let id = key.replace('-', "_");
        for command in commands {
            let (id, values) = (id.clone(), values.clone());
            clap = clap.mut_subcommand(command, |clap| {
                clap.mut_arg(id, |arg| arg.required(false).default_values(values.into_iter().map(OsStr::from)))
            });
        }
    }
    Ok(clap)
}

fn texts(value: toml::Value) -> Option<Vec<String>> {
    match value {
        toml::Value::String(text) => Some(vec![text]),
        toml::Value::Integer(number) => Some(vec![number.to_string()]),
        toml::Value::Boolean(is_so) => Some(vec![is_so.to_string()]),
        toml::Value::Array(values) => values.into_iter().map(|value| value.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
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
        return Err("this server fetches nothing by TLS: let a timer fetch the page into a file, and name the file");
    }
    text.parse().map_err(|_| "no file and no address")
}
