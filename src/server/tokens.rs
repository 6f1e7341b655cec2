//! One-time tokens, which prove that whoever holds one reads the mail of an address.
//!
//! A token is 256 random bits, so it names its account by itself. Kept is only a hash of it, so that the store gives
//! away no token, beside the account's address, since nobody should have to type what the token proves already.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// The tokens that are out, by their hashes.
pub struct Tokens {
    life: Duration,
    out: Mutex<HashMap<[u8; 32], Token>>,
}

struct Token {
    /// The key of the account that it is for.
    account: String,
    expires: Instant,
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

    /// Makes a token for the account with this key.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn issue(&self, account: String) -> Result<String, getrandom::Error> {
        let mut random = [0; 32];
        getrandom::fill(&mut random)?;
        let token = URL_SAFE_NO_PAD.encode(random);
        let now = Instant::now();
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        out.retain(|_, token| token.expires > now);
        out.insert(hash(&token), Token { account, expires: now + self.life });
        Ok(token)
    }

    /// The key of the account that this live token is for, which it is then no longer. Where the caller names an
    /// account, a token of another one is none, and stays good.
    pub fn redeem(&self, token: &str, named: Option<&str>) -> Option<String> {
        let hash = hash(token);
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        out.get(&hash).filter(|token| named.is_none_or(|named| named == token.account))?;
        out.remove(&hash).filter(|token| token.expires > Instant::now()).map(|token| token.account)
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
