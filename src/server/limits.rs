//! How often something may happen: a token bucket each, in the database, so that all servers count together.
//!
//! Callers have one per network, and never per account, whose answers must not differ. Mail has one per address, of which
//! no answer tells.

use std::{num::NonZeroU32, time::Duration};

use sqlx::AnyConnection;

use super::database::{millis, now};

/// A bucket's size.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// How often something may happen at once.
    pub at_once: NonZeroU32,
    /// How long it takes until it may happen once more.
    pub every: Duration,
}

impl Limit {
    /// So many in a minute.
    pub fn per_minute(number: NonZeroU32) -> Self {
        Self { at_once: number, every: Duration::from_secs(60) / number.get() }
    }

    /// Takes one out of the bucket with this name, or says how long to wait for the next.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn take(self, name: &str, connection: &mut AnyConnection) -> Result<Result<(), Duration>, sqlx::Error> {
        let (now, every, whole) = (now(), millis(self.every), millis(self.every * self.at_once.get()));
        let taken = sqlx::query(
            "INSERT INTO buckets (name, full_at) VALUES ($1, $2 + $3)
             ON CONFLICT (name) DO UPDATE
             SET full_at = $3 + CASE WHEN buckets.full_at > $2 THEN buckets.full_at ELSE $2 END
             WHERE buckets.full_at + $3 <= $2 + $4",
        );
        let taken = taken.bind(name).bind(now).bind(every).bind(whole).execute(&mut *connection).await?;
        if taken.rows_affected() > 0 {
            return Ok(Ok(()));
        }
        let full_at: i64 =
            sqlx::query_scalar("SELECT full_at FROM buckets WHERE name = $1").bind(name).fetch_one(connection).await?;
        Ok(Err(Duration::from_millis(u64::try_from(full_at + every - now - whole).unwrap_or_default())))
    }
}

/// Forgets the buckets that are full again.
///
/// # Errors
/// If the database fails.
pub async fn forget_full(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM buckets WHERE full_at <= $1").bind(now()).execute(connection).await.map(drop)
}
