//! One-time tokens, which prove that whoever holds one reads the mail of an address.
//!
//! A token is 256 random bits, so it names its account by itself. Kept is only a hash of it, so that the store gives
//! away no token, beside the account's address, since nobody should have to type what the token proves already.
//!
//! An answer can be lost on its way, and is then asked for again. So a token stays good for a minute for the network
//! that it was first sent from. Whoever asks from there may be somebody else behind the same address, but has the link
//! all the same, and would have had the answer by being first.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::caller::Caller;
use crate::email::Key;

/// How long a token that was used still gives the same answer to whoever used it, or as long as one lives at all.
const AGAIN: Duration = Duration::from_secs(60);

/// The tokens that are out, by their hashes.
pub struct Tokens {
    life: Duration,
    out: Mutex<HashMap<[u8; 32], Token>>,
}

struct Token {
    /// What it is for.
    article: String,
    account: Key,
    expires: Instant,
    used_by: Option<Caller>,
}

impl Tokens {
    /// No tokens yet; each will live this long.
    pub fn new(life: Duration) -> Self {
        Self { life, out: Mutex::default() }
    }

    /// How long each lives.
    pub fn life(&self) -> Duration {
        self.life
    }

    /// Makes a token for the account with this key, as far as an article is about it.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn issue(&self, article: String, account: Key) -> Result<String, getrandom::Error> {
        let mut random = [0; 32];
        getrandom::fill(&mut random)?;
        let token = URL_SAFE_NO_PAD.encode(random);
        let issued = Token { article, account, expires: Instant::now() + self.life, used_by: None };
        self.out.lock().unwrap_or_else(PoisonError::into_inner).insert(hash(&token), issued);
        Ok(token)
    }

    /// Forgets the tokens that are no longer live.
    pub fn forget_expired(&self) {
        let now = Instant::now();
        self.out.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, token| token.expires > now);
    }

    /// The key of the account that this live token is for, which it is from now on for this caller alone. A token of
    /// another article is none, and so is one of another account than that which the caller names; both stay good.
    pub fn redeem(&self, token: &str, article: &str, named: Option<&Key>, caller: Caller) -> Option<Key> {
        let now = Instant::now();
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let token = out.get_mut(&hash(token)).filter(|token| token.expires > now && token.article == article)?;
        if named.is_some_and(|named| *named != token.account) || token.used_by.is_some_and(|by| by != caller) {
            return None;
        }
        if token.used_by.is_none() {
            token.used_by = Some(caller);
            token.expires = now + AGAIN.min(self.life);
        }
        Some(token.account.clone())
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
