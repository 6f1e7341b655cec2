//! The accounts that there are, wherever the site owner's own query finds them.
//!
//! The query is run for every address that is asked about, off the request's path. It can read only, from a database of
//! its own if need be. Sample accounts are a table of the server's, with a query of the same form.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use icu_normalizer::ComposingNormalizer;
use idna::AsciiDenyList;
use lettre::message::Mailbox;
use serde::Deserialize;
use sqlx::{AnyPool, AssertSqlSafe, Row};

use super::database::{Database, NotOpened, in_time, kind, open_to_read};
use crate::email::{Address, InvalidAddress, Key};

/// How many connections look accounts up at once.
const CONNECTIONS: u32 = 4;

/// Facts as the widget takes them: a fact's name, and its value.
pub type Facts = BTreeMap<String, String>;

/// A state that accounts can be in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// What the widget is told of it.
    pub facts: Facts,
    /// The subject of the mail about it.
    pub subject: String,
    /// What the mail says: the state, and what to do.
    pub text: String,
}

/// An account.
#[derive(Debug)]
pub struct Account<'a> {
    /// Its address as it is stored. Mail goes there, however the address that was asked about is spelt.
    pub mailbox: Mailbox,
    /// The name of the state that it is in.
    pub state: &'a str,
    /// What the state means.
    pub meaning: &'a State,
}

/// Where accounts are, and what their states mean: as it is written in TOML.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The article whose facts these are.
    pub article: String,
    /// The query that takes an address, as `$1`, and gives the columns `email` and `state`.
    pub query: Option<String>,
    /// The states that it gives, and what they mean.
    pub states: HashMap<String, State>,
    /// Sample accounts instead of a query: each address with its state.
    pub accounts: Option<HashMap<String, String>>,
}

/// Sample accounts: of each key the address and the state.
type Samples<'a> = HashMap<Key, (&'a str, &'a str)>;

/// Why there are no accounts.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// No file.
    #[error("{}: it can't be read: {error}", path.display())]
    Unreadable {
        /// Where it was looked for.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// Not TOML, or not of this shape.
    #[error("{}: {error}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: Box<toml::de::Error>,
    },
    /// Neither a query nor samples, or both.
    #[error("query: write either the query that finds an account, or sample accounts as [accounts]")]
    NoQuery,
    /// The query was tried, and failed.
    #[error("query: it was tried with an address that nobody has: {0}")]
    NotRun(sqlx::Error),
    /// The accounts' database is away.
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    /// The samples can't be written.
    #[error("database: the sample accounts can't be written: {0}")]
    NotWritten(sqlx::Error),
    /// An account in no state.
    #[error("accounts: one has the state '{0}', which is none of the states")]
    NoState(String),
    /// An account whose address is none.
    #[error("accounts: one with the state '{state}' has a bad address: {error}")]
    BadAddress {
        /// The account's state, to find it by.
        state: String,
        /// What is wrong with the address.
        error: InvalidAddress,
    },
    /// An account whose address no mail can have.
    #[error("accounts: one with the state '{state}' has an address that mail can't be sent to: {error}")]
    NoMail {
        /// The account's state, to find it by.
        state: String,
        /// Why not.
        error: lettre::address::AddressError,
    },
    /// Two accounts that nobody could tell apart.
    #[error("accounts: one with the state '{0}' has the address of another")]
    Twice(String),
}

/// Why an account was not looked up. Nothing that the database gave is quoted: it may be an address.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    /// The database fails.
    #[error("the query fails: {}", kind(.0))]
    Query(#[from] sqlx::Error),
    /// A state without a meaning.
    #[error("the query gives a state that [states] does not name")]
    NoState,
    /// An address that is none.
    #[error("the query gives an email that is no address")]
    NoAddress,
}

impl Config {
    /// Reads it from a TOML file, like `tests/fixtures/server/accounts.toml`.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn load(path: &Path) -> Result<Self, NotLoaded> {
        let text = fs::read_to_string(path).map_err(|error| NotLoaded::Unreadable { path: path.into(), error })?;
        let config = Self::parse(&text);
        let config = config.map_err(|error| NotLoaded::Malformed { path: path.into(), error: error.into() })?;
        config.samples()?;
        Ok(config)
    }

    /// Reads it from TOML.
    ///
    /// # Errors
    /// If it is of another shape.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The sample accounts by their keys, once they are known to be good.
    fn samples(&self) -> Result<Option<Samples<'_>>, NotLoaded> {
        let mut samples = HashMap::new();
        for (address, state) in self.accounts.iter().flatten() {
            if !self.states.contains_key(state) {
                return Err(NotLoaded::NoState(state.clone()));
            }
            let parsed = match Address::parse(address) {
                Ok(parsed) => parsed,
                Err(error) => return Err(NotLoaded::BadAddress { state: state.clone(), error }),
            };
            if let Err(error) = parsed.as_str().parse::<lettre::Address>() {
                return Err(NotLoaded::NoMail { state: state.clone(), error });
            }
            if samples.insert(key(&parsed), (address.as_str(), state.as_str())).is_some() {
                return Err(NotLoaded::Twice(state.clone()));
            }
        }
        Ok(self.accounts.is_some().then_some(samples))
    }
}

/// The accounts of one article's service.
pub struct Accounts {
    article: String,
    query: Arc<str>,
    states: HashMap<String, State>,
    pool: AnyPool,
}

impl Accounts {
    /// Opens them in the database at this address, with connections of their own. The query is tried once.
    ///
    /// # Errors
    /// If a sample, the query or the database is not good.
    pub async fn open(config: Config, url: &str, database: &Database) -> Result<Self, NotLoaded> {
        let samples = config.samples()?;
        let query = match (&config.query, samples) {
            (Some(query), None) => query.as_str().into(),
            (None, Some(samples)) => {
                write_samples(samples, database).await.map_err(NotLoaded::NotWritten)?;
                "SELECT email, state FROM sample_accounts WHERE account = $1".into()
            }
            _ => return Err(NotLoaded::NoQuery),
        };
        let pool = open_to_read("accounts-database", url, CONNECTIONS).await?;
        let accounts = Self { article: config.article, query, states: config.states, pool };
        accounts.row("nobody@login-help.invalid").await.map_err(NotLoaded::NotRun)?;
        Ok(accounts)
    }

    /// The account with this key, if there is one with the service that this article is about.
    ///
    /// # Errors
    /// If the query fails, is slow, or gives something else.
    pub async fn find(&self, article: &str, account: &str) -> Result<Option<Account<'_>>, NotFound> {
        // The query is run for another article too: all addresses are the same work.
        let Some((email, state)) = self.row(account).await?.filter(|_| article == self.article) else {
            return Ok(None);
        };
        let address = Address::parse(&email).map_err(|_| NotFound::NoAddress)?;
        // A query may compare by a looser rule than ours, and then has found somebody else.
        if key(&address).as_str() != account {
            return Ok(None);
        }
        let email = address.as_str().parse().map_err(|_| NotFound::NoAddress)?;
        let (state, meaning) = self.states.get_key_value(&state).ok_or(NotFound::NoState)?;
        Ok(Some(Account { mailbox: Mailbox::new(None, email), state, meaning }))
    }

    /// Lets go of the database.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// What a state means, if it still has a meaning.
    pub fn meaning(&self, state: &str) -> Option<&State> {
        self.states.get(state)
    }

    async fn row(&self, account: &str) -> Result<Option<(String, String)>, sqlx::Error> {
        let query = sqlx::query(AssertSqlSafe(self.query.clone())).bind(account.to_owned());
        let Some(row) = in_time(query.fetch_optional(&self.pool)).await? else { return Ok(None) };
        let (email, state): (Option<String>, Option<String>) = (row.try_get("email")?, row.try_get("state")?);
        Ok(email.zip(state))
    }
}

async fn write_samples(samples: Samples<'_>, database: &Database) -> Result<(), sqlx::Error> {
    let mut transaction = database.writer().begin().await?;
    sqlx::query("DELETE FROM sample_accounts").execute(&mut *transaction).await?;
    for (key, (email, state)) in samples {
        let insert = sqlx::query("INSERT INTO sample_accounts (account, email, state) VALUES ($1, $2, $3)");
        insert.bind(key.as_str()).bind(email).bind(state).execute(&mut *transaction).await?;
    }
    transaction.commit().await
}

/// What an account is known by: its address, in whichever of its spellings.
pub fn key(address: &Address) -> Key {
    let a_labels = |domain: &str| idna::domain_to_ascii_cow(domain.as_bytes(), AsciiDenyList::URL).ok().map(Into::into);
    Key::of(address, |text| ComposingNormalizer::new_nfc().normalize(text).into(), a_labels)
}
