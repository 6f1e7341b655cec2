//! The accounts that there are: here a file, in a site's own back end its database.

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

use crate::email::{Address, InvalidAddress, Key};

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
pub struct Account {
    /// Its address as it is stored. Mail goes there, however the address that was asked about is spelt.
    pub mailbox: Mailbox,
    /// The state that it is in.
    pub state: Arc<State>,
}

/// The accounts of one article's service.
#[derive(Debug)]
pub struct Accounts {
    article: String,
    by_key: HashMap<Key, Account>,
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
    /// An account whose address no mail can have.
    #[error("an account with the state '{state}' has an address that mail can't be sent to: {error}")]
    NoMail {
        /// The account's state, to find it by.
        state: String,
        /// Why not.
        error: lettre::address::AddressError,
    },
    /// Two accounts that nobody could tell apart.
    #[error("an account with the state '{0}' has the address of another")]
    Twice(String),
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
        let states = states.into_iter().map(|(name, state)| (name, Arc::new(state))).collect::<HashMap<_, _>>();
        let mut by_key = HashMap::new();
        for (address, name) in accounts {
            let Some(state) = states.get(&name).cloned() else { return Err(NotLoaded::NoState(name)) };
            let address = match Address::parse(&address) {
                Ok(address) => address,
                Err(error) => return Err(NotLoaded::BadAddress { state: name, error }),
            };
            let mailbox = match address.as_str().parse() {
                Ok(address) => Mailbox::new(None, address),
                Err(error) => return Err(NotLoaded::NoMail { state: name, error }),
            };
            if by_key.insert(key(&address), Account { mailbox, state }).is_some() {
                return Err(NotLoaded::Twice(name));
            }
        }
        Ok(Self { article, by_key })
    }

    /// The account with this key, if there is one with the service that this article is about.
    pub fn find(&self, article: &str, key: &Key) -> Option<&Account> {
        self.by_key.get(key).filter(|_| article == self.article)
    }
}

/// What an account is known by: its address, in whichever of its spellings.
pub fn key(address: &Address) -> Key {
    let a_labels = |domain: &str| idna::domain_to_ascii_cow(domain.as_bytes(), AsciiDenyList::URL).ok().map(Into::into);
    Key::of(address, |text| ComposingNormalizer::new_nfc().normalize(text).into(), a_labels)
}
