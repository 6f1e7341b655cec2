//! Where the inbox of an address is: for the big providers, known by their whole domain and by nothing less
//! (`ilovegmail.com` is not Gmail), and for a domain of one's own by the app that its mail is read in, which only the
//! person can say. No look-up leaves the device.

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

/// What mail is read in, and where on the web that is.
#[derive(Debug)]
pub struct App {
    /// The name that people know it by.
    pub name: &'static str,
    /// `{address}` and `{sender}` stand percent-encoded.
    searched: &'static str,
    /// Where no sender is known.
    plain: &'static str,
}

impl App {
    /// The inbox of an address that is read in this app. `sender` may be empty.
    pub fn inbox(&self, address: &Address, sender: &str) -> Inbox {
        let template = if sender.is_empty() { self.plain } else { self.searched };
        let url = fill(template, "address", &percent_encode(address.as_str()));
        let url = fill(&url, "sender", &percent_encode(sender));
        Inbox { provider: self.name, url }
    }
}

const GMAIL: App = App {
    name: "Gmail",
    searched: "https://mail.google.com/mail/u/{address}/#search/from%3A({sender})+in%3Aanywhere+newer_than%3A1d",
    plain: "https://mail.google.com/mail/u/{address}/#search/in%3Aanywhere+newer_than%3A1d",
};

const PROTON: App = App {
    name: "Proton Mail",
    searched: "https://mail.proton.me/u/0/all-mail#from={sender}",
    plain: "https://mail.proton.me/u/0/all-mail",
};

const ICLOUD: App =
    App { name: "iCloud Mail", searched: "https://www.icloud.com/mail", plain: "https://www.icloud.com/mail" };

/// The apps that hold mail for domains of people's own, the commonest first: what to offer where [`inbox`] finds nothing.
/// Whose servers such a domain has, only a look-up of its mail records would tell.
pub const APPS: [App; 4] = [
    App { name: "Gmail (Google Workspace)", ..GMAIL },
    App {
        name: "Outlook (Microsoft 365)",
        searched: "https://outlook.office.com/mail/",
        plain: "https://outlook.office.com/mail/",
    },
    PROTON,
    ICLOUD,
];

/// Providers, the most used first, each with its domains: one text with spaces, since a list of texts costs eight bytes
/// more for each.
pub(super) static PROVIDERS: [(App, &str); 6] = [
    (GMAIL, "gmail.com googlemail.com"),
    (
        App {
            name: "Outlook.com",
            searched: "https://outlook.live.com/mail/?login_hint={address}",
            plain: "https://outlook.live.com/mail/?login_hint={address}",
        },
        "hotmail.com outlook.com live.com msn.com hotmail.co.uk hotmail.fr hotmail.it hotmail.es hotmail.de outlook.fr \
         outlook.de outlook.es outlook.it outlook.com.br live.co.uk live.fr live.nl live.de live.it live.ca \
         live.com.au live.com.mx",
    ),
    (
        App {
            name: "Yahoo Mail",
            searched: "https://mail.yahoo.com/d/search/keyword=from%253A{sender}",
            plain: "https://mail.yahoo.com/",
        },
        "yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ca yahoo.in yahoo.co.in yahoo.co.id \
         yahoo.com.br yahoo.com.mx yahoo.com.ar yahoo.com.au ymail.com rocketmail.com y7mail.com",
    ),
    (ICLOUD, "icloud.com me.com mac.com"),
    (
        App {
            name: "AOL Mail",
            searched: "https://mail.aol.com/d/search/keyword=from:{sender}",
            plain: "https://mail.aol.com/",
        },
        "aol.com",
    ),
    (PROTON, "protonmail.com proton.me pm.me"),
];

/// The inbox of an address, or nothing for a domain that is nobody's we know. `sender` may be empty.
pub fn inbox(address: &Address, sender: &str) -> Option<Inbox> {
    let domain = address.domain();
    let (app, _) = PROVIDERS.iter().find(|(_, domains)| domains.split(' ').any(|known| known == domain))?;
    Some(app.inbox(address, sender))
}

/// Everything but RFC 3986's unreserved characters, as `%XX`.
pub fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let hex = |digit: u8| char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase();
            encoded.push('%');
            encoded.push(hex(byte >> 4));
            encoded.push(hex(byte & 15));
        }
    }
    encoded
}
