//! One-time tokens, which prove that whoever holds one reads the mail of an address.
//!
//! A token is 256 random bits. Kept is only a hash of it together with its address, so that the store gives away
//! neither, and so that a token can't be found for any other address.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::accounts::key;
use crate::email::Address;

/// The tokens that are out, each with the moment at which it expires.
pub struct Tokens {
    life: Duration,
    live: Mutex<HashMap<[u8; 32], Instant>>,
}

impl Tokens {
    /// No tokens yet; each will live this long.
    pub fn new(life: Duration) -> Self {
        Self { life, live: Mutex::default() }
    }

    /// How long each lives.
    pub fn life(&self) -> Duration {
        self.life
    }

    /// Makes a token for an address.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn issue(&self, address: &Address) -> Result<String, getrandom::Error> {
        let mut random = [0; 32];
        getrandom::fill(&mut random)?;
        let token = URL_SAFE_NO_PAD.encode(random);
        let now = Instant::now();
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        live.retain(|_, expires| *expires > now);
        live.insert(hash(address, &token), now + self.life);
        Ok(token)
    }

    /// Whether this is a live token of this address, which it is then no longer.
    pub fn redeem(&self, address: &Address, token: &str) -> bool {
        let hash = hash(address, token);
        let expires = self.live.lock().unwrap_or_else(PoisonError::into_inner).remove(&hash);
        expires.is_some_and(|expires| expires > Instant::now())
    }
}

fn hash(address: &Address, token: &str) -> [u8; 32] {
    // No address has a zero byte, so no address runs into a token.
    Sha256::new().chain_update(key(address)).chain_update([0]).chain_update(token).finalize().into()
}
