//! The server's own tables, in SQLite or PostgreSQL.
//!
//! sqlx's `Any` driver serves both: each statement is written once, in the SQL and the few types that both have, so no
//! behaviour can differ between them.

use std::{
    borrow::Cow,
    future,
    pin::Pin,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use sqlx::{
    AnyPool, SqlSafeStr,
    any::{AnyPoolOptions, install_default_drivers},
    error::BoxDynError,
    migrate::{Migration, MigrationSource, MigrationType, Migrator},
};

use super::refusal::Refusal;

/// How long a statement, a transaction or a new connection may take before the database counts as away.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// How many connections PostgreSQL gets at most, or SQLite for reading.
const CONNECTIONS: u32 = 8;

/// The tables, ready to use. A clone is the same.
#[derive(Clone)]
pub struct Database {
    reader: AnyPool,
    writer: AnyPool,
}

/// Why a database can't be used. The address is left out: it may have a password in it.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// Neither kind.
    #[error("{0}: write an address that starts with sqlite: or postgres:")]
    OtherKind(&'static str),
    /// It can't be reached, or can't be read.
    #[error("{0}: the database can't be opened: {1}")]
    Away(&'static str, sqlx::Error),
    /// Its tables can't be made.
    #[error("database: its tables can't be made, which needs a database of its own or an empty one: {0}")]
    NotMigrated(#[from] sqlx::migrate::MigrateError),
}

impl Database {
    /// Opens it, and makes the tables that are missing.
    ///
    /// # Errors
    /// If it can't be reached or changed.
    pub async fn open(url: &str) -> Result<Self, NotOpened> {
        let is_sqlite = is_sqlite("database", url)?;
        let writable = if is_sqlite && !url.contains('?') { format!("{url}?mode=rwc") } else { url.into() };
        // SQLite has one writer at a time. Were there more connections that write, they would wait by polling.
        let (connections, set_up) = if is_sqlite { (1, SQLITE) } else { (CONNECTIONS, POSTGRES) };
        let writer = pool(connections, set_up).connect(&writable).await;
        let writer = writer.map_err(|error| NotOpened::Away("database", error))?;
        Migrator::new(Embedded).await?.run(&writer).await?;
        let reader = if is_sqlite { open_to_read("database", url, CONNECTIONS).await? } else { writer.clone() };
        Ok(Self { reader, writer })
    }

    /// Where to read.
    pub fn reader(&self) -> &AnyPool {
        &self.reader
    }

    /// Where to write.
    pub fn writer(&self) -> &AnyPool {
        &self.writer
    }

    /// Lets go of it, after what is under way; SQLite then has all in one file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }

    /// Whether it answers.
    pub async fn answers(&self) -> Result<(), sqlx::Error> {
        in_time(sqlx::query("SELECT 1").execute(&self.reader)).await.map(drop)
    }
}

/// What is written is on the disk before anybody is told so; readers and the writer don't wait for each other.
const SQLITE: &str = "PRAGMA busy_timeout = 2500; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
const SQLITE_READS: &str = "PRAGMA query_only = 1";
/// A statement that nobody waits for any more ends.
const POSTGRES: &str = "SET statement_timeout = 3000";
const POSTGRES_READS: &str = "SET statement_timeout = 3000; SET default_transaction_read_only = on";

/// Opens a database that is never written to this way, whatever a statement says. `key` is the option that its address is
/// from.
///
/// # Errors
/// If it can't be reached.
pub async fn open_to_read(key: &'static str, url: &str, connections: u32) -> Result<AnyPool, NotOpened> {
    let set_up = if is_sqlite(key, url)? { SQLITE_READS } else { POSTGRES_READS };
    pool(connections, set_up).connect(url).await.map_err(|error| NotOpened::Away(key, error))
}

/// Whether an address is one of SQLite's, where the other kind is PostgreSQL's.
fn is_sqlite(key: &'static str, url: &str) -> Result<bool, NotOpened> {
    install_default_drivers();
    match url.split_once(':') {
        Some(("sqlite", _)) => Ok(true),
        Some(("postgres" | "postgresql", _)) => Ok(false),
        _ => Err(NotOpened::OtherKind(key)),
    }
}

fn pool(connections: u32, set_up: &'static str) -> AnyPoolOptions {
    let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
    options.after_connect(move |connection, _| {
        Box::pin(async move { sqlx::raw_sql(set_up).execute(connection).await.map(drop) })
    })
}

/// What the database does, unless it takes too long.
pub async fn in_time<T, E: From<sqlx::Error>>(work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    tokio::time::timeout(PATIENCE, work).await.unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut.into()))
}

/// What the log says of a failure: no more than its kind, since a database's own words can quote an address.
pub fn kind(error: &sqlx::Error) -> Cow<'static, str> {
    match error {
        sqlx::Error::Database(error) => match error.code() {
            Some(code) => format!("it answers with code {code}").into(),
            None => "it answers with an error".into(),
        },
        sqlx::Error::PoolTimedOut => "it takes too long, or can't be reached".into(),
        sqlx::Error::Io(error) => format!("the connection fails: {}", error.kind()).into(),
        sqlx::Error::ColumnNotFound(_) | sqlx::Error::ColumnDecode { .. } => {
            "the answer has no such column as text".into()
        }
        _ => "it can't be asked".into(),
    }
}

/// Says in the log that the database fails, and refuses the request for now.
pub(super) fn away(error: sqlx::Error) -> Refusal {
    tracing::error!(reason = %kind(&error), "the database fails");
    metrics::counter!("database_failures_total").increment(1);
    Refusal::Away
}

/// The time that the tables go by.
pub fn now() -> i64 {
    millis(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

/// A duration as the tables have it.
pub fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// An id that no server has given before; later ones sort after earlier ones, which keeps indexes small.
///
/// # Errors
/// If the system has no randomness.
pub fn new_id() -> Result<String, getrandom::Error> {
    Ok(format!("{:012x}{:016x}", now(), getrandom::u64()?))
}

/// PostgreSQL's text can't have the letter that stands for nothing.
pub fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// The tables' history, inside the program.
#[derive(Debug)]
struct Embedded;

impl MigrationSource<'static> for Embedded {
    fn resolve(self) -> Pin<Box<dyn Future<Output = Result<Vec<Migration>, BoxDynError>> + Send>> {
        let sql = include_str!("migrations/1_tables.sql").into_sql_str();
        let tables = Migration::new(1, "tables".into(), MigrationType::Simple, sql, false);
        Box::pin(future::ready(Ok(vec![tables])))
    }
}
