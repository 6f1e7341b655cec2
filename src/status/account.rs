//! The account-status API: what it is asked, and what it says.

use alloc::string::String;

use super::{Reply, quote};

/// What the account-status API says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// If there is an account for the address, it was written to: the one answer to whoever has proved nothing.
    Emailed,
    /// Facts, as [`trail::read_facts`](crate::rules::trail::read_facts) takes them: `account=banned`.
    Facts(String),
    /// Nothing that helps.
    Silent,
}

/// What is sent to ask about an address.
pub fn question(article: &str, address: &str) -> String {
    ["{\"article\":", &quote(article), ",\"email\":", &quote(address), "}"].concat()
}

/// What is sent with the one-time token out of a mail's link, which stands for the address.
pub fn redemption(article: &str, token: &str) -> String {
    ["{\"article\":", &quote(article), ",\"token\":", &quote(token), "}"].concat()
}

/// Reads an answer.
pub fn read(reply: &Reply) -> Account {
    match reply.status {
        202 if reply.body.text("emailed") == "true" => Account::Emailed,
        200 => {
            let mut facts = String::new();
            for (fact, value) in reply.body.entries("facts") {
                facts.extend([fact, "=", value, " "]);
            }
            if facts.is_empty() { Account::Silent } else { Account::Facts(facts) }
        }
        _ => Account::Silent,
    }
}
