//! One-time tokens, which prove that whoever holds one reads the mail of an address.
//!
//! A token is 256 random bits, so it names its account by itself. Kept is only a hash of it, so that the database gives
//! away no token, beside the account's address, since nobody should have to type what the token proves already.
//!
//! An answer can be lost on its way, and is then asked for again. So a token stays good for a minute for the network
//! that it was first sent from. Whoever asks from there may be somebody else behind the same address, but has the link
//! all the same, and would have had the answer by being first.

use std::{fmt::Write, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use super::{
    caller::Caller,
    database::{Database, in_time, millis, now, storable},
};

/// How long a token that was used still gives the same answer to whoever used it, or as long as one lives at all.
const AGAIN: Duration = Duration::from_secs(60);

/// A token that somebody sent, and for what.
pub struct Sent<'a> {
    /// The token.
    pub token: &'a str,
    /// The article that they read.
    pub article: &'a str,
    /// The account that they name, if they name one.
    pub named: Option<&'a str>,
    /// Who they are.
    pub caller: Caller,
}

/// Makes a token for an account, as far as an article is about it.
///
/// # Errors
/// If the system has no randomness.
pub fn new_token() -> Result<String, getrandom::Error> {
    let mut random = [0; 32];
    getrandom::fill(&mut random)?;
    Ok(URL_SAFE_NO_PAD.encode(random))
}

/// Keeps a token that will be good for this long.
///
/// # Errors
/// If the database fails.
pub async fn keep(
    token: &str,
    article: &str,
    account: &str,
    life: Duration,
    connection: &mut AnyConnection,
) -> Result<(), sqlx::Error> {
    let keep = sqlx::query("INSERT INTO tokens (hash, article, account, expires) VALUES ($1, $2, $3, $4)");
    let keep = keep.bind(hash(token)).bind(article).bind(account).bind(now() + millis(life));
    keep.execute(connection).await.map(drop)
}

/// Forgets the tokens that are no longer live.
///
/// # Errors
/// If the database fails.
pub async fn forget_expired(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM tokens WHERE expires <= $1").bind(now()).execute(connection).await.map(drop)
}

impl Sent<'_> {
    /// The account that the token is for, if it is live, as far as this caller is concerned. A token of another article
    /// is none, and so is one of another account than that which the caller names; both stay good.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn account(&self, database: &Database) -> Result<Option<String>, sqlx::Error> {
        let find = sqlx::query_scalar(
            "SELECT account FROM tokens
             WHERE hash = $1 AND article = $2 AND expires > $3 AND (used_by IS NULL OR used_by = $4)",
        );
        let find = find.bind(hash(self.token)).bind(storable(self.article)).bind(now()).bind(self.caller.to_string());
        let account: Option<String> = in_time(find.fetch_optional(database.reader())).await?;
        Ok(account.filter(|account| self.named.is_none_or(|named| named == account)))
    }

    /// Uses it up, so that from now on it is for this caller alone; whether it still was for them. It is one statement, so
    /// of all who send it at once, to whichever server, one caller is the first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn redeem(&self, life: Duration, database: &Database) -> Result<bool, sqlx::Error> {
        let (now, caller) = (now(), self.caller.to_string());
        let redeem = sqlx::query(
            "UPDATE tokens SET used_by = $2, expires = CASE WHEN used_by IS NULL THEN $4 ELSE expires END
             WHERE hash = $1 AND expires > $3 AND (used_by IS NULL OR used_by = $2)",
        );
        let redeem = redeem.bind(hash(self.token)).bind(caller).bind(now).bind(now + millis(AGAIN.min(life)));
        Ok(in_time(redeem.execute(database.writer())).await?.rows_affected() > 0)
    }
}

/// The SHA-256 hash of a text, in hexadecimal.
pub fn hash(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        // A string can always be written to.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
