//! Mail about accounts, off every request's path.
//!
//! A request only writes down the address that it is about. A clock looks these up: were the work woken by the request,
//! then what there is to do for an address that has an account would slow the very answer that must not tell of it.
//!
//! A letter lies in the database until it is sent. A server claims it for some time before it tries, so that no other
//! sends it too, and strikes it out after. Only where a server dies between the relay's answer and that is it sent again,
//! under the same Message-ID. The link's token is made at each try: what lies in the database opens nothing.

use std::{collections::HashSet, mem, num::NonZeroU32, sync::Arc, time::Duration};

use lettre::{
    Message,
    message::{Mailbox, SinglePart},
};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};
use tokio::{sync::oneshot, task::JoinSet, time};

use super::{
    accounts::{Accounts, NotFound, key},
    database::{Database, in_time, kind, millis, new_id, now},
    delivery::{NotSent, Post},
    limits::{self, Limit},
    tokens,
};
use crate::email::Address;

/// How many addresses are looked up in one go.
const A_GO: i64 = 200;

/// How many letters are being sent at once: what a small relay takes.
const AT_ONCE: usize = 8;

/// For how long a server claims a letter: for longer than a try takes.
const CLAIM: Duration = Duration::from_secs(60);

/// The pauses before another try: they end well within the hour in which an address gets no other letter.
const PAUSES: [Duration; 5] = [
    Duration::from_secs(2),
    Duration::from_secs(30),
    Duration::from_secs(5 * 60),
    Duration::from_secs(15 * 60),
    Duration::from_secs(30 * 60),
];

/// When an address that could not be looked up is looked up again, and when that is given up.
const AGAIN: Duration = Duration::from_secs(5);
const TOO_LATE: Duration = Duration::from_secs(60 * 60);

/// How long the end waits for letters that can still be sent.
const LAST_PATIENCE: Duration = Duration::from_secs(5);

/// An address gets three letters at once, and from then on one an hour, whoever asks for them: nobody's inbox is flooded
/// through us.
pub const FEW: Limit = Limit { at_once: NonZeroU32::MIN.saturating_add(2), every: Duration::from_secs(60 * 60) };

/// How mail is written, and when.
#[derive(Debug, Clone)]
pub struct Mailing {
    /// How it is sent.
    pub post: Post,
    /// Who it is from.
    pub from: Mailbox,
    /// The page that its link opens.
    pub page: String,
    /// How often it is looked whether there is something to do.
    pub every: Duration,
    /// How many letters an address gets.
    pub limit: Limit,
}

/// Who writes mail, and sends it.
pub struct Postman {
    /// How mail is written.
    pub mailing: Mailing,
    /// Who has an account.
    pub accounts: Arc<Accounts>,
    /// How long a token lives.
    pub token_life: Duration,
    /// Where addresses and letters wait.
    pub database: Database,
}

/// An address that was asked about.
struct Asked {
    id: String,
    article: String,
    account: String,
    is_late: bool,
}

/// What was found for it: where to write to, and the state to write about.
type Found<'a> = Result<Option<(Mailbox, &'a str)>, NotFound>;

/// A letter that this server has claimed.
struct Claimed {
    id: String,
    /// How often it was tried before.
    tries: i64,
    message: Message,
}

/// A letter that was tried.
struct Tried {
    id: String,
    tries: i64,
    outcome: Result<(), NotSent>,
}

/// Why a round of work broke off. What it would have done is done in the next.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("the database fails: {}", kind(.0))]
    Database(#[from] sqlx::Error),
    #[error("the system has no randomness: {0}")]
    NoRandomness(#[from] getrandom::Error),
}

/// Why a letter can't be written.
#[derive(Debug, thiserror::Error)]
enum NotWritten {
    #[error("[states] no longer names the account's state")]
    NoState,
    #[error("mail can't have its address: {0}")]
    Address(#[from] lettre::address::AddressError),
    #[error("{0}")]
    Message(#[from] lettre::error::Error),
}

/// The letters that are under way.
#[derive(Default)]
struct Way {
    letters: JoinSet<Tried>,
    /// Those of which the database has not heard yet.
    tried: Vec<Tried>,
}

impl Postman {
    /// Works until it is told to end, then does what can be done soon. What is left lies in the database.
    pub async fn work(self, mut told: oneshot::Receiver<()>) {
        let mut way = Way::default();
        let mut clock = time::interval(self.mailing.every);
        clock.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
        loop {
            let is_tick = tokio::select! {
                _ = clock.tick() => true,
                Some(tried) = way.letters.join_next() => { way.tried.extend(tried); false }
                _ = &mut told => break,
            };
            let done = async {
                if is_tick {
                    self.look_up().await?;
                    in_time(self.forget()).await?;
                }
                self.send_some(&mut way).await
            };
            report(done.await);
        }
        if time::timeout(LAST_PATIENCE, self.finish(&mut way)).await.is_err() {
            tracing::warn!(letters = way.letters.len(), "no time was left: these letters are tried again later");
        }
    }

    async fn finish(&self, way: &mut Way) {
        report(self.look_up().await);
        report(self.send_some(way).await);
        while let Some(tried) = way.letters.join_next().await {
            way.tried.extend(tried);
            report(self.send_some(way).await);
        }
    }

    /// Looks up all addresses that wait, and writes letters to those that have an account.
    async fn look_up(&self) -> Result<(), Broken> {
        loop {
            let asked = in_time(
                sqlx::query("SELECT id, article, address, asked_at FROM asked WHERE due <= $1 ORDER BY id LIMIT $2")
                    .bind(now())
                    .bind(A_GO)
                    .fetch_all(self.database.reader()),
            );
            let asked = asked.await?.iter().map(Asked::of).collect::<Result<Vec<_>, _>>()?;
            let is_all = i64::try_from(asked.len()).is_ok_and(|count| count < A_GO);
            let mut found = Vec::with_capacity(asked.len());
            for asked in &asked {
                let account = self.accounts.find(&asked.article, &asked.account).await;
                found.push(account.map(|account| account.map(|account| (account.mailbox, account.state))));
                // The others are for the next go, lest each of them waits for a database that is away.
                if let Some(Err(error)) = found.last() {
                    tracing::error!(reason = %error, is_given_up = asked.is_late, "an address was not looked up");
                    metrics::counter!("lookups_failed_total").increment(1);
                    break;
                }
            }
            let is_all = is_all || found.len() < asked.len();
            let work = self.note(asked.iter().zip(found).collect());
            metrics::counter!("looked_up_total").increment(in_time(work).await?);
            if is_all {
                return Ok(());
            }
        }
    }

    /// Notes what was found, and writes the letters; gives how many addresses are done with.
    async fn note(&self, found: Vec<(&Asked, Found<'_>)>) -> Result<u64, Broken> {
        let (failed, done): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(asked, found)| found.is_err() && !asked.is_late);
        let mut transaction = self.database.writer().begin().await?;
        for (asked, _) in failed {
            asked.put_off(&mut transaction).await?;
        }
        let ours = strike_out(done.iter().map(|(asked, _)| &asked.id), &mut transaction).await?;
        for (asked, found) in done {
            // What is not ours any more another server has looked up too.
            if let (true, Ok(Some((mailbox, state)))) = (ours.contains(&asked.id), found) {
                self.write_letter(asked, &mailbox, state, &mut transaction).await?;
            }
        }
        transaction.commit().await?;
        Ok(ours.len() as u64)
    }

    /// Writes a letter, unless its address gets too many, or another one already waits.
    async fn write_letter(
        &self,
        asked: &Asked,
        mailbox: &Mailbox,
        state: &str,
        connection: &mut AnyConnection,
    ) -> Result<(), Broken> {
        let bucket = format!("to {}", tokens::hash(&asked.account));
        if self.mailing.limit.take(&bucket, connection).await?.is_err() {
            metrics::counter!("letters_total", "outcome" => "too_many").increment(1);
            return Ok(());
        }
        let insert = sqlx::query(
            "INSERT INTO letters (id, article, account, mailbox, state, tries, due) VALUES ($1, $2, $3, $4, $5, 0, $6)
             ON CONFLICT (account, article) DO NOTHING",
        );
        let insert = insert.bind(new_id()?).bind(&asked.article).bind(&asked.account).bind(mailbox.email.to_string());
        insert.bind(state).bind(now()).execute(connection).await?;
        Ok(())
    }

    /// Notes which letters are sent, and sends as many others as there is room for.
    async fn send_some(&self, way: &mut Way) -> Result<(), Broken> {
        while let Some(tried) = way.letters.try_join_next() {
            way.tried.extend(tried);
        }
        let claimed = in_time(async {
            let mut transaction = self.database.writer().begin().await?;
            for tried in &way.tried {
                tried.note(&mut transaction).await?;
            }
            let claimed = self.claim(AT_ONCE.saturating_sub(way.letters.len()), &mut transaction).await?;
            transaction.commit().await?;
            Ok::<_, Broken>(claimed)
        });
        let claimed = claimed.await?;
        for tried in mem::take(&mut way.tried) {
            tried.tell();
        }
        for Claimed { id, tries, message } in claimed {
            let post = self.mailing.post.clone();
            way.letters.spawn(async move { Tried { id, tries, outcome: post.send(message).await } });
        }
        Ok(())
    }

    /// Claims so many letters that are due, each with a new token.
    async fn claim(&self, count: usize, connection: &mut AnyConnection) -> Result<Vec<Claimed>, Broken> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let claim = sqlx::query(
            "UPDATE letters SET tries = tries + 1, due = $2
             WHERE id IN (SELECT id FROM letters WHERE due <= $1 ORDER BY due LIMIT $3) AND due <= $1
             RETURNING id, article, account, mailbox, state, tries",
        );
        let (now, count) = (now(), i64::try_from(count).unwrap_or(i64::MAX));
        let rows = claim.bind(now).bind(now + millis(CLAIM)).bind(count).fetch_all(&mut *connection).await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in rows {
            let (id, account): (String, String) = (row.try_get("id")?, row.try_get("account")?);
            let (article, state): (String, String) = (row.try_get("article")?, row.try_get("state")?);
            let token = tokens::new_token()?;
            tokens::keep(&token, &article, &account, self.token_life, connection).await?;
            match self.letter(&id, row.try_get("mailbox")?, &state, &token) {
                Ok(message) => claimed.push(Claimed { id, tries: row.try_get("tries")?, message }),
                Err(error) => {
                    tracing::error!(reason = %error, "a letter can't be written, and is given up");
                    strike_out_letter(&id, connection).await?;
                }
            }
        }
        Ok(claimed)
    }

    /// The letter to an account's own address, as it is stored: what was asked about may only look like it.
    fn letter(&self, id: &str, mailbox: &str, state: &str, token: &str) -> Result<Message, NotWritten> {
        let state = self.accounts.meaning(state).ok_or(NotWritten::NoState)?;
        let (page, minutes) = (&self.mailing.page, self.token_life.as_secs() / 60);
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
        let message = Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.mailing.from.email.domain())))
            .from(self.mailing.from.clone())
            .to(Mailbox::new(None, mailbox.parse()?))
            .subject(&state.subject)
            .singlepart(SinglePart::plain(text))?;
        Ok(message)
    }

    /// Forgets what has run out.
    async fn forget(&self) -> Result<(), sqlx::Error> {
        let mut transaction = self.database.writer().begin().await?;
        tokens::forget_expired(&mut transaction).await?;
        limits::forget_full(&mut transaction).await?;
        transaction.commit().await?;
        let waiting: i64 = sqlx::query_scalar("SELECT count(*) FROM letters").fetch_one(self.database.reader()).await?;
        metrics::gauge!("letters_waiting").set(waiting as f64);
        Ok(())
    }
}

impl Asked {
    fn of(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let (address, asked_at): (String, i64) = (row.try_get("address")?, row.try_get("asked_at")?);
        // What is in the table was an address when it was asked about.
        let account = Address::parse(&address).map(|address| key(&address).as_str().to_owned()).unwrap_or_default();
        let is_late = now() - asked_at > millis(TOO_LATE);
        Ok(Self { id: row.try_get("id")?, article: row.try_get("article")?, account, is_late })
    }

    async fn put_off(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let put_off = sqlx::query("UPDATE asked SET due = $2 WHERE id = $1");
        put_off.bind(&self.id).bind(now() + millis(AGAIN)).execute(connection).await.map(drop)
    }
}

impl Tried {
    /// How long to wait before another try; none if it is sent or given up.
    fn pause(&self) -> Option<Duration> {
        let pause = || PAUSES.get(usize::try_from(self.tries - 1).ok()?).copied();
        self.outcome.as_ref().err().filter(|error| !error.is_for_good()).and_then(|_| pause())
    }

    async fn note(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let Some(pause) = self.pause() else { return strike_out_letter(&self.id, connection).await };
        let put_off = sqlx::query("UPDATE letters SET due = $2 WHERE id = $1");
        put_off.bind(&self.id).bind(now() + millis(pause)).execute(connection).await.map(drop)
    }

    fn tell(self) {
        let outcome = match (&self.outcome, self.pause()) {
            (Ok(()), _) => "sent",
            (Err(error), Some(pause)) => {
                tracing::warn!(reason = %error, again_in = pause.as_secs(), "a letter was not sent");
                "put_off"
            }
            (Err(error), None) => {
                tracing::error!(reason = %error, "a letter was not sent, and is given up");
                "given_up"
            }
        };
        metrics::counter!("letters_total", "outcome" => outcome).increment(1);
    }
}

/// Takes addresses off the table, all at once lest requests wait for it; gives the ids of those that were still there.
async fn strike_out(
    ids: impl ExactSizeIterator<Item = &String>,
    connection: &mut AnyConnection,
) -> Result<HashSet<String>, sqlx::Error> {
    if ids.len() == 0 {
        return Ok(HashSet::new());
    }
    let places = (1..=ids.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
    let strike = AssertSqlSafe(format!("DELETE FROM asked WHERE id IN ({places}) RETURNING id"));
    let strike = ids.fold(sqlx::query_scalar(strike), |strike, id| strike.bind(id.clone()));
    Ok(strike.persistent(false).fetch_all(connection).await?.into_iter().collect())
}

async fn strike_out_letter(id: &str, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM letters WHERE id = $1").bind(id).execute(connection).await.map(drop)
}

fn report(done: Result<(), Broken>) {
    if let Err(error) = done {
        tracing::error!(reason = %error, "mail waits");
        metrics::counter!("mail_rounds_failed_total").increment(1);
    }
}
