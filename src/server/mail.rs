//! Mail about accounts, off every request's path.
//!
//! A request only puts its address into a queue. A thread empties the queue on a clock of its own: were it woken by the
//! request, then the work for an address that has an account would slow the very answer that must not tell of it.

use std::{
    collections::HashMap,
    io,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use lettre::{
    Message,
    message::{Mailbox, SinglePart},
};
use tokio::{runtime, sync::oneshot, task::AbortHandle, time};

use super::{
    accounts::{Account, Accounts, key},
    delivery::{Deliveries, Post},
    log::Log,
    tokens::Tokens,
};
use crate::email::{Address, Key};

/// How many addresses wait at most.
const QUEUE: usize = 1024;

/// How many letters an address gets in a day, whoever asks for them: nobody's inbox is flooded through us.
const A_DAY: usize = 10;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long the end waits for letters that can still be sent.
const LAST_PATIENCE: Duration = Duration::from_secs(5);

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
    stop: oneshot::Sender<()>,
    stopped: oneshot::Receiver<()>,
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
        let (stop, told) = oneshot::channel();
        let (ended, stopped) = oneshot::channel();
        let deliveries = Deliveries::new(mailing.post.clone(), log.clone());
        let round = Round { mailing, accounts, tokens, log, deliveries, written: HashMap::new() };
        // Apart from the requests' own runtime, so that no letter takes a request's turn.
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        thread::Builder::new().name("mail".into()).spawn(move || {
            runtime.block_on(round.go(&queue, told));
            // Dropped, it would wait for a name that is being looked up.
            runtime.shutdown_background();
            // Whoever waited may be gone.
            let _ = ended.send(());
        })?;
        Ok((Mail(mail), Self { stop, stopped }))
    }

    /// Empties the queue once more and ends, after some seconds whatever is left.
    pub async fn finish(self, log: &Log) {
        drop(self.stop);
        if self.stopped.await.is_err() {
            log.line(format_args!("the thread that writes mail had failed"));
        }
    }
}

struct Round {
    mailing: Mailing,
    accounts: Arc<Accounts>,
    tokens: Arc<Tokens>,
    log: Log,
    deliveries: Deliveries,
    /// What each account was written within a day.
    written: HashMap<Key, Written>,
}

/// The letters to one account.
#[derive(Default)]
struct Written {
    /// When they were written, sent or not: a relay that fails may have sent them all the same.
    at: Vec<Instant>,
    last: Option<AbortHandle>,
}

impl Written {
    fn allows_another(&mut self, gap: Duration) -> bool {
        self.at.retain(|at| at.elapsed() < DAY);
        let is_soon = self.at.last().is_some_and(|at| at.elapsed() < gap);
        let is_under_way = self.last.as_ref().is_some_and(|last| !last.is_finished());
        self.at.len() < A_DAY && !is_soon && !is_under_way
    }
}

/// Why a letter was not written.
#[derive(Debug, thiserror::Error)]
enum NotWritten {
    #[error("the system has no randomness: {0}")]
    NoToken(#[from] getrandom::Error),
    #[error("the mail can't be written: {0}")]
    Message(#[from] lettre::error::Error),
}

impl Round {
    async fn go(mut self, queue: &Receiver<Asked>, mut told: oneshot::Receiver<()>) {
        loop {
            let is_last = time::timeout(self.mailing.every, &mut told).await.is_ok();
            self.written.retain(|_, written| written.at.last().is_some_and(|last| last.elapsed() < DAY));
            self.tokens.forget_expired();
            self.empty(queue);
            if is_last {
                return self.finish(queue).await;
            }
        }
    }

    /// Sends what can be sent soon, also of what has no room yet.
    async fn finish(mut self, queue: &Receiver<Asked>) {
        self.deliveries.hurry();
        let all = async {
            while self.deliveries.next_end().await {
                self.empty(queue);
            }
        };
        if time::timeout(LAST_PATIENCE, all).await.is_err() {
            let (letters, addresses) = (self.deliveries.count(), queue.try_iter().count());
            self.log.line(format_args!(
                "no time was left: {letters} mails were not sent, and {addresses} addresses not looked at"
            ));
        }
    }

    fn empty(&mut self, queue: &Receiver<Asked>) {
        while self.deliveries.have_room()
            && let Ok(asked) = queue.try_recv()
        {
            if let Err(error) = self.write_to(asked) {
                self.log.line(format_args!("a mail was not written: {error}"));
            }
        }
    }

    fn write_to(&mut self, Asked { article, address }: Asked) -> Result<(), NotWritten> {
        let key = key(&address);
        let Some(account) = self.accounts.find(&article, &key) else { return Ok(()) };
        let written = self.written.entry(key.clone()).or_default();
        if written.allows_another(self.mailing.gap) {
            let token = self.tokens.issue(article, key)?;
            written.last = Some(self.deliveries.send(letter(account, &self.mailing, &token, self.tokens.life())?));
            written.at.push(Instant::now());
        }
        Ok(())
    }
}

/// The letter to an account's own address, as it is stored: what was asked about may only look like it.
fn letter(account: &Account, mailing: &Mailing, token: &str, life: Duration) -> Result<Message, lettre::error::Error> {
    let (page, minutes) = (&mailing.page, life.as_secs() / 60);
    // Lines of at most 74 letters, which need no encoding, so that a link in an outbox can be read as it stands.
    let text = format!(
        "{}\n\n\
         This link shows what to do, step by step. It works once, within {minutes}\n\
         minutes, for whoever opens it, so pass it on to nobody:\n\n\
         {page}#token={token}\n\n\
         You get this mail because somebody, probably you, entered your address on\n\
         our help page. If it wasn't you, do nothing: nothing has changed.\n",
        account.state.text.trim()
    );
    Message::builder()
        .from(mailing.from.clone())
        .to(account.mailbox.clone())
        .subject(&account.state.subject)
        .singlepart(SinglePart::plain(text))
}
