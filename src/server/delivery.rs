//! Letters on their way: some at once, each tried again after a while, and none for ever.

use std::{path::PathBuf, sync::Arc, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, FileTransport, Message, Tokio1Executor, Transport,
    transport::{
        file,
        smtp::response::{Code, Severity},
    },
};
use tokio::{
    sync::{Semaphore, watch},
    task::{AbortHandle, JoinSet},
    time,
};

use super::log::Log;

/// How many letters are under way at most.
const ROOM: usize = 1024;

/// How many of them are being sent at once: what a small relay takes.
const AT_ONCE: usize = 8;

/// How long one try may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pauses before another try. They end well before the link in the letter does.
const PAUSES: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(30), Duration::from_secs(300)];

/// How mail is sent.
#[derive(Debug, Clone)]
pub enum Post {
    /// As `.eml` files in a folder.
    Outbox(PathBuf),
    /// Over SMTP, without TLS: to a relay on the same machine.
    Relay {
        /// The relay's host.
        host: String,
        /// Its port.
        port: u16,
    },
}

/// Why a letter was not sent. The relay's own words are left out: they quote the address.
#[derive(Debug, thiserror::Error)]
enum NotSent {
    #[error("the outbox can't be written to: {0}")]
    Outbox(#[from] file::Error),
    #[error("the relay takes too long")]
    Slow,
    #[error("the relay can't be reached, or ends the connection")]
    NoRelay,
    #[error("the relay answers {0}")]
    Refused(Code),
}

impl NotSent {
    fn is_for_good(&self) -> bool {
        matches!(self, Self::Refused(code) if code.severity == Severity::PermanentNegativeCompletion)
    }
}

/// All letters that are under way.
pub struct Deliveries {
    way: Arc<Way>,
    letters: JoinSet<()>,
    is_ending: watch::Sender<bool>,
}

/// What letters share.
struct Way {
    post: Post,
    turns: Semaphore,
    log: Log,
}

impl Deliveries {
    /// None yet.
    pub fn new(post: Post, log: Log) -> Self {
        let way = Way { post, turns: Semaphore::new(AT_ONCE), log };
        Self { way: Arc::new(way), letters: JoinSet::new(), is_ending: watch::Sender::new(false) }
    }

    /// How many letters are under way.
    pub fn count(&mut self) -> usize {
        while self.letters.try_join_next().is_some() {}
        self.letters.len()
    }

    /// Whether another letter can be taken.
    pub fn have_room(&mut self) -> bool {
        self.count() < ROOM
    }

    /// Sends a letter, from inside a runtime; gives a handle that knows when it is no longer under way.
    pub fn send(&mut self, letter: Message) -> AbortHandle {
        self.letters.spawn(self.way.clone().deliver(letter, self.is_ending.subscribe()))
    }

    /// From now on a letter that fails, or failed before, is given up.
    pub fn hurry(&self) {
        self.is_ending.send_replace(true);
    }

    /// Waits until a letter is no longer under way; false if none is.
    pub async fn next_end(&mut self) -> bool {
        self.letters.join_next().await.is_some()
    }
}

impl Way {
    async fn deliver(self: Arc<Self>, letter: Message, mut is_ending: watch::Receiver<bool>) {
        for pause in PAUSES.map(Some).into_iter().chain([None]) {
            let Err(error) = self.try_to_send(&letter).await else { return };
            let pause = pause.filter(|_| !error.is_for_good() && !*is_ending.borrow());
            let Some(pause) = pause else { return self.log.line(format_args!("a mail was not sent: {error}")) };
            self.log.line(format_args!("a mail was not sent: {error}; it is tried again in {} s", pause.as_secs()));
            if time::timeout(pause, is_ending.wait_for(|is_ending| *is_ending)).await.is_ok() {
                return;
            }
        }
    }

    async fn try_to_send(&self, letter: &Message) -> Result<(), NotSent> {
        // It is never closed, so there is always a turn.
        let _turn = self.turns.acquire().await;
        match &self.post {
            Post::Outbox(folder) => drop(FileTransport::new(folder).send(letter)?),
            Post::Relay { host, port } => {
                let relay = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host).port(*port).build();
                let sent = time::timeout(PATIENCE, relay.send(letter.clone())).await.map_err(|_| NotSent::Slow)?;
                sent.map_err(|error| error.status().map_or(NotSent::NoRelay, NotSent::Refused))?;
            }
        }
        Ok(())
    }
}
