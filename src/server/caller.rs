//! Who asks: the network that a request comes from, which is all that this server knows of a caller.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use super::{Shared, refusal::Refusal};

/// A network: an address of IPv4, or a /64 of IPv6, since one household has a whole one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Caller(IpAddr);

/// The network's first address.
impl fmt::Display for Caller {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<IpAddr> for Caller {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
            address @ IpAddr::V4(_) => address,
        })
    }
}

impl FromRequestParts<Arc<Shared>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Refusal> {
        let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            tracing::error!("the routes are served without connect info, so callers can't be told apart");
            return Err(Refusal::Fault);
        };
        Ok(forwarded(&parts.headers, shared.trusted_hops).unwrap_or(peer.ip()).into())
    }
}

/// The address that the first of so many proxies in a row saw, if each has added to `X-Forwarded-For` whom it saw. What
/// stands before that entry is whatever the caller wrote.
///
/// Where there are too few entries, or this one can't be read, the proxy itself counts as the caller: it is held back
/// the sooner, and nobody can choose whom to be.
fn forwarded(headers: &HeaderMap, trusted_hops: usize) -> Option<IpAddr> {
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let mut entries = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    named(str::from_utf8(entries.nth(trusted_hops.checked_sub(1)?)?).ok()?.trim())
}

/// The address in an entry: proxies write `203.0.113.9`, `203.0.113.9:80`, `2001:db8::1`, `[2001:db8::1]` or
/// `[2001:db8::1]:80`.
fn named(entry: &str) -> Option<IpAddr> {
    let plain = entry.strip_prefix('[').and_then(|entry| entry.strip_suffix(']')).unwrap_or(entry);
    plain.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|address| address.ip()))
}
