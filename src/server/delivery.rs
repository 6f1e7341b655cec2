//! One try to get a letter on its way.

use std::{path::PathBuf, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, FileTransport, Message, Tokio1Executor, Transport,
    transport::{
        file, smtp,
        smtp::response::{Code, Severity},
    },
};
use tokio::time;

/// How long one try may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How mail is sent.
#[derive(Debug, Clone)]
pub enum Post {
    /// As `.eml` files in a folder.
    Outbox(PathBuf),
    /// Over SMTP.
    Relay(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

/// Why mail can't be sent this way. The address of the relay is left out: it may have a password in it.
#[derive(Debug, thiserror::Error)]
pub enum NoRelay {
    /// No address of a relay.
    #[error("smtp: write smtps://USER:PASSWORD@HOST, smtp://HOST?tls=required, or smtp://HOST for this machine: {0}")]
    Address(#[from] smtp::Error),
    /// A password that everybody on the way could read.
    #[error("smtp: a login needs TLS: write smtps://, or add ?tls=required")]
    BareLogin,
}

/// Why a letter was not sent. The relay's own words are left out: they quote the address.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// A folder that is missing or full.
    #[error("the outbox can't be written to: {0}")]
    Outbox(#[from] file::Error),
    /// No answer in time.
    #[error("the relay takes too long")]
    Slow,
    /// No answer.
    #[error("the relay can't be reached, has no certificate that is trusted, or ends the connection")]
    NoRelay,
    /// An answer.
    #[error("the relay answers {0}")]
    Refused(Code),
}

impl NotSent {
    /// Whether it is of no use to try again.
    pub fn is_for_good(&self) -> bool {
        matches!(self, Self::Refused(code) if code.severity == Severity::PermanentNegativeCompletion)
    }
}

impl From<smtp::Error> for NotSent {
    fn from(error: smtp::Error) -> Self {
        error.status().map_or(Self::NoRelay, Self::Refused)
    }
}

impl Post {
    /// Over SMTP to the relay at an address like `smtps://user:password@mail.example.org`.
    ///
    /// # Errors
    /// If it is no such address, or a password would be sent without TLS.
    pub fn relay(url: &str) -> Result<Self, NoRelay> {
        let is_bare = url.starts_with("smtp://") && url.contains('@') && !url.contains("tls=required");
        if is_bare {
            return Err(NoRelay::BareLogin);
        }
        let relay = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.timeout(Some(PATIENCE)).build();
        Ok(Self::Relay(Box::new(relay)))
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// If it can't be handed over.
    pub async fn send(&self, letter: Message) -> Result<(), NotSent> {
        match self {
            Self::Outbox(folder) => drop(FileTransport::new(folder).send(&letter)?),
            Self::Relay(relay) => {
                drop(time::timeout(PATIENCE, relay.send(letter)).await.map_err(|_| NotSent::Slow)??);
            }
        }
        Ok(())
    }
}
