//! How often a caller may ask: a token bucket per network, and never per account, whose answers must not differ.
//!
//! The buckets are a table of fixed size, which no caller can make grow. Two networks may share a bucket by chance;
//! which ones, no caller can know, since the hash has a key of its own.

use std::{
    hash::{BuildHasher, RandomState},
    net::{IpAddr, Ipv6Addr, SocketAddr},
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};

use super::refusal::Refusal;

const BUCKETS: usize = 1 << 16;

/// Every caller's bucket.
pub struct Limits {
    per_minute: NonZeroU32,
    is_behind_proxy: bool,
    hasher: RandomState,
    /// When each bucket is full again.
    full_at: Mutex<Vec<Instant>>,
}

impl Limits {
    /// Full buckets, of `per_minute` requests each. Behind a proxy, the proxy says who the caller is.
    pub fn new(per_minute: NonZeroU32, is_behind_proxy: bool) -> Self {
        let full_at = Mutex::new(vec![Instant::now(); BUCKETS]);
        Self { per_minute, is_behind_proxy, hasher: RandomState::new(), full_at }
    }

    /// Takes one request out of a caller's bucket, or says how long to wait for the next.
    fn take(&self, caller: IpAddr) -> Result<(), Refusal> {
        let whole = Duration::from_secs(60);
        let now = Instant::now();
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let count = buckets.len() as u64;
        let bucket = usize::try_from(self.hasher.hash_one(network(caller)) % count).unwrap_or_default();
        let Some(full_at) = buckets.get_mut(bucket) else { return Ok(()) };
        let then_full_at = (*full_at).max(now) + whole / self.per_minute.get();
        let wait = then_full_at.saturating_duration_since(now + whole);
        if !wait.is_zero() {
            return Err(Refusal::TooMany(wait));
        }
        *full_at = then_full_at;
        Ok(())
    }

    fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        // Only the last entry is the proxy's own; those before it are whatever the caller wrote.
        let last = headers.get_all("x-forwarded-for").iter().next_back();
        let named = last.and_then(|entries| entries.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        named.filter(|_| self.is_behind_proxy).unwrap_or(peer)
    }
}

/// Whom an address belongs to: one household has a whole /64 of IPv6.
fn network(caller: IpAddr) -> IpAddr {
    match caller.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}

/// Refuses callers who ask too often.
pub async fn limit(
    State(limits): State<Arc<Limits>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    limits.take(limits.caller(peer.ip(), request.headers()))?;
    Ok(next.run(request).await)
}
