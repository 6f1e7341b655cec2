//! How often a caller may ask: a token bucket per network, and never per account, whose answers must not differ.
//!
//! The buckets are a table of fixed size, which no caller can make grow. Two networks may share a bucket by chance;
//! which ones, no caller can know, since the hash has a key of its own.

use std::{
    hash::{BuildHasher, RandomState},
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use super::{Shared, caller::Caller, refusal::Refusal};

const BUCKETS: usize = 1 << 16;

/// Every caller's bucket.
pub struct Limits {
    per_minute: NonZeroU32,
    hasher: RandomState,
    /// When each bucket is full again.
    full_at: Mutex<Vec<Instant>>,
}

impl Limits {
    /// Full buckets, of `per_minute` requests each.
    pub fn new(per_minute: NonZeroU32) -> Self {
        let full_at = Mutex::new(vec![Instant::now(); BUCKETS]);
        Self { per_minute, hasher: RandomState::new(), full_at }
    }

    /// Takes one request out of a caller's bucket, or says how long to wait for the next.
    fn take(&self, caller: Caller) -> Result<(), Refusal> {
        let whole = Duration::from_secs(60);
        let now = Instant::now();
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let count = buckets.len() as u64;
        let bucket = usize::try_from(self.hasher.hash_one(caller) % count).unwrap_or_default();
        let Some(full_at) = buckets.get_mut(bucket) else { return Ok(()) };
        let then_full_at = (*full_at).max(now) + whole / self.per_minute.get();
        let wait = then_full_at.saturating_duration_since(now + whole);
        if !wait.is_zero() {
            return Err(Refusal::TooMany(wait));
        }
        *full_at = then_full_at;
        Ok(())
    }
}

/// Refuses callers who ask too often.
pub async fn limit(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    if let Some(limits) = &shared.limits {
        limits.take(caller)?;
    }
    Ok(next.run(request).await)
}
