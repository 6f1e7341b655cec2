//! Where the inbox of an address is, for the big providers, known by their whole domain and by nothing less:
//! `ilovegmail.com` is not Gmail. No look-up leaves the device.

use alloc::string::String;

use super::Address;
use crate::locale::fill;

/// A provider's inbox, searched for one sender where the provider's address can say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// The provider's name.
    pub provider: &'static str,
    /// Where its inbox is.
    pub url: String,
}

/// Names, domains and addresses. `{address}` and `{sender}` stand percent-encoded; the last column is the address where
/// no sender is known.
const PROVIDERS: [(&str, &[&str], &str, &str); 6] = [
    (
        "Gmail",
        &["gmail.com", "googlemail.com"],
        "https://mail.google.com/mail/u/{address}/#search/from%3A({sender})+in%3Aanywhere+newer_than%3A1d",
        "https://mail.google.com/mail/u/{address}/#search/in%3Aanywhere+newer_than%3A1d",
    ),
    (
        "Outlook.com",
        &[
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "hotmail.co.uk",
            "hotmail.fr",
            "outlook.de",
            "live.co.uk",
        ],
        "https://outlook.live.com/mail/?login_hint={address}",
        "https://outlook.live.com/mail/?login_hint={address}",
    ),
    (
        "Yahoo Mail",
        &["yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.es", "yahoo.it", "yahoo.com.br", "ymail.com"],
        "https://mail.yahoo.com/d/search/keyword=from%253A{sender}",
        "https://mail.yahoo.com/",
    ),
    ("AOL Mail", &["aol.com"], "https://mail.aol.com/d/search/keyword=from:{sender}", "https://mail.aol.com/"),
    (
        "Proton Mail",
        &["proton.me", "protonmail.com", "pm.me"],
        "https://mail.proton.me/u/0/all-mail#from={sender}",
        "https://mail.proton.me/u/0/all-mail",
    ),
    ("iCloud Mail", &["icloud.com", "me.com", "mac.com"], "https://www.icloud.com/mail", "https://www.icloud.com/mail"),
];

/// The inbox of an address, or nothing for a domain that is nobody's we know. `sender` may be empty.
pub fn inbox(address: &Address, sender: &str) -> Option<Inbox> {
    let domain = address.domain();
    let (provider, _, with_sender, without) =
        PROVIDERS.iter().find(|(_, domains, ..)| domains.contains(&domain.as_str()))?;
    let template = if sender.is_empty() { without } else { with_sender };
    let url = fill(template, "address", &percent_encode(address.as_str()));
    let url = fill(&url, "sender", &percent_encode(sender));
    Some(Inbox { provider, url })
}

/// Everything but RFC 3986's unreserved characters, as `%XX`.
pub fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let hex = |digit: u8| char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase();
            encoded.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    encoded
}
