//! Mail about accounts, off every request's path.
//!
//! A request only puts its address into a queue. A thread empties the queue on a clock of its own: were it woken by the
//! request, then the work for an address that has an account would slow the very answer that must not tell of it.

use std::{
    collections::HashMap,
    io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use lettre::{
    FileTransport, Message, SmtpTransport, Transport,
    message::{Mailbox, SinglePart},
};

use super::{
    accounts::{Accounts, State, key},
    log::Log,
    tokens::Tokens,
};
use crate::email::Address;

/// How many addresses wait at most.
const QUEUE: usize = 1024;

/// How long a relay is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

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

/// How mail is written, and when.
#[derive(Debug, Clone)]
pub struct Mailing {
    /// How it is sent.
    pub post: Post,
    /// Who it is from.
    pub from: Mailbox,
    /// The page that its link opens.
    pub page: String,
    /// How often the queue is emptied.
    pub every: Duration,
    /// How long an address gets no second mail, however often somebody asks for one.
    pub gap: Duration,
}

/// Who asked, and about what.
struct Asked {
    article: String,
    address: Address,
}

/// The end of the queue that requests have.
pub struct Mail(SyncSender<Asked>);

impl Mail {
    /// Takes an address; whether a mail goes to it is decided later.
    pub fn ask(&self, article: String, address: Address, log: &Log) {
        if self.0.try_send(Asked { article, address }).is_err() {
            log.line(format_args!("the mail queue is full: somebody who asked gets no mail"));
        }
    }
}

/// The thread that writes mail.
pub struct Postman {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Postman {
    /// Starts it.
    ///
    /// # Errors
    /// If the outbox can't be made, or the system has no thread left.
    pub fn start(mailing: Mailing, accounts: Arc<Accounts>, tokens: Arc<Tokens>, log: Log) -> io::Result<(Mail, Self)> {
        if let Post::Outbox(folder) = &mailing.post {
            std::fs::create_dir_all(folder)?;
        }
        let (mail, queue) = sync_channel(QUEUE);
        let (stop, stopped) = channel();
        let mut round = Round { mailing, accounts, tokens, log, written: HashMap::new() };
        let thread = thread::Builder::new().name("mail".into()).spawn(move || round.go(&queue, &stopped))?;
        Ok((Mail(mail), Self { stop, thread }))
    }

    /// Empties the queue once more and ends.
    pub fn finish(self, log: &Log) {
        drop(self.stop);
        if self.thread.join().is_err() {
            log.line(format_args!("the thread that writes mail had failed"));
        }
    }
}

struct Round {
    mailing: Mailing,
    accounts: Arc<Accounts>,
    tokens: Arc<Tokens>,
    log: Log,
    /// When each account was last written to.
    written: HashMap<String, Instant>,
}

/// Why a mail was not sent. The relay's own words are left out: they quote the address.
#[derive(Debug, thiserror::Error)]
enum NotSent {
    #[error("the system has no randomness: {0}")]
    NoToken(#[from] getrandom::Error),
    #[error("the address is none that mail can be sent to")]
    Address(#[from] lettre::address::AddressError),
    #[error("the mail can't be written: {0}")]
    Message(#[from] lettre::error::Error),
    #[error("the outbox can't be written to: {0}")]
    Outbox(#[from] lettre::transport::file::Error),
    #[error("the relay can't be reached, or ends the connection")]
    NoRelay,
    #[error("the relay answers {0}")]
    Refused(lettre::transport::smtp::response::Code),
}

impl Round {
    fn go(&mut self, queue: &Receiver<Asked>, stopped: &Receiver<()>) {
        loop {
            let is_last = stopped.recv_timeout(self.mailing.every) == Err(RecvTimeoutError::Disconnected);
            for asked in queue.try_iter() {
                if let Err(error) = self.write_to(&asked) {
                    self.log.line(format_args!("a mail was not sent: {error}"));
                }
            }
            if is_last {
                return;
            }
        }
    }

    fn write_to(&mut self, Asked { article, address }: &Asked) -> Result<(), NotSent> {
        let account = key(address);
        let Some(state) = self.accounts.find(article, &account) else { return Ok(()) };
        let gap = self.mailing.gap;
        if self.written.get(&account).is_some_and(|written| written.elapsed() < gap) {
            return Ok(());
        }
        let letter = self.letter(state, address)?;
        match &self.mailing.post {
            Post::Outbox(folder) => drop(FileTransport::new(folder).send(&letter)?),
            Post::Relay { host, port } => {
                let relay = SmtpTransport::builder_dangerous(host).port(*port).timeout(Some(PATIENCE)).build();
                relay.send(&letter).map_err(|error| error.status().map_or(NotSent::NoRelay, NotSent::Refused))?;
            }
        }
        self.written.insert(account, Instant::now());
        Ok(())
    }

    fn letter(&self, state: &State, address: &Address) -> Result<Message, NotSent> {
        let minutes = self.tokens.life().as_secs() / 60;
        let (page, token) = (&self.mailing.page, self.tokens.issue(key(address))?);
        // Lines of at most 74 letters, which need no encoding, so that a link in an outbox can be read as it stands.
        let text = format!(
            "{}\n\n\
             This link shows what to do, step by step. It works once, within {minutes}\n\
             minutes, for whoever opens it, so pass it on to nobody:\n\n\
             {page}#token={token}\n\n\
             You get this mail because somebody, probably you, entered your address on\n\
             our help page. If it wasn't you, do nothing: nothing has changed.\n",
            state.text.trim()
        );
        let letter = Message::builder()
            .from(self.mailing.from.clone())
            .to(Mailbox::new(None, address.as_str().parse()?))
            .subject(&state.subject)
            .singlepart(SinglePart::plain(text))?;
        Ok(letter)
    }
}
