//! The accounts that there are: here a file, in a site's own back end its database.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::email::{Address, InvalidAddress};

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

/// The accounts of one article's service.
#[derive(Debug)]
pub struct Accounts {
    article: String,
    states: HashMap<String, State>,
    by_address: HashMap<String, String>,
}

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
    /// An account in no state.
    #[error("an account has the state '{0}', which is none of the states")]
    NoState(String),
    /// An account whose address is none.
    #[error("an account with the state '{state}' has a bad address: {error}")]
    BadAddress {
        /// The account's state, to find it by.
        state: String,
        /// What is wrong with the address.
        error: InvalidAddress,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    article: String,
    states: HashMap<String, State>,
    accounts: HashMap<String, String>,
}

impl Accounts {
    /// Reads them from a TOML file, like `tests/fixtures/server/accounts.toml`.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn load(path: &Path) -> Result<Self, NotLoaded> {
        let text = fs::read_to_string(path).map_err(|error| NotLoaded::Unreadable { path: path.into(), error })?;
        let Written { article, states, accounts } = toml::from_str(&text)
            .map_err(|error| NotLoaded::Malformed { path: path.into(), error: Box::new(error) })?;
        let mut by_address = HashMap::new();
        for (address, state) in accounts {
            if !states.contains_key(&state) {
                return Err(NotLoaded::NoState(state));
            }
            match Address::parse(&address) {
                Ok(address) => by_address.insert(key(&address), state),
                Err(error) => return Err(NotLoaded::BadAddress { state, error }),
            };
        }
        Ok(Self { article, states, by_address })
    }

    /// The state of the account with this [`key`], if there is one with the service that this article is about.
    pub fn find(&self, article: &str, account: &str) -> Option<&State> {
        let state = self.by_address.get(account)?;
        self.states.get(state).filter(|_| article == self.article)
    }
}

/// What an account is known by: its address, which is the same in small letters and capitals.
pub fn key(address: &Address) -> String {
    address.as_str().to_lowercase()
}
