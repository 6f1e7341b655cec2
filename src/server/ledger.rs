//! What requests write, several at once: while one transaction is on its way to the disk, the next ones gather.
//!
//! Nobody is answered before what they wrote is safe. Each request is one bucket and at most one row, whatever it asks, so
//! its work and its time tell nothing.

use sqlx::AnyConnection;
use tokio::sync::{mpsc, oneshot};

use super::{
    caller::Caller,
    database::{Database, away, in_time, new_id, now, storable},
    feedback::Feedback,
    limits::Limit,
    log::Log,
    refusal::Refusal,
};
use crate::email::Address;

/// How many requests wait at most. More than these are turned away at once.
const QUEUE: usize = 1024;
/// How many of them are written together.
const TOGETHER: usize = 256;

/// A row.
pub enum Entry {
    /// An address that somebody asked about.
    Asked {
        /// The article that they read.
        article: String,
        /// The address.
        address: Address,
    },
    /// What somebody says of an article.
    Feedback(Feedback),
}

struct Request {
    /// Whose bucket it counts in.
    caller: Option<Caller>,
    entry: Option<Entry>,
    answer: oneshot::Sender<Result<(), Refusal>>,
}

/// The end of the queue that requests have.
pub struct Ledger {
    queue: mpsc::Sender<Request>,
    is_limited: bool,
}

impl Ledger {
    /// Starts to write, until it is dropped.
    pub fn start(database: Database, limit: Option<Limit>, log: &Log) -> Self {
        let (queue, requests) = mpsc::channel(QUEUE);
        tokio::spawn(log.of(write_all(requests, database, limit)));
        Self { queue, is_limited: limit.is_some() }
    }

    /// Counts a request of this caller's and writes its entry, if it has one.
    ///
    /// # Errors
    /// If the caller asks too often, or nothing can be written for now.
    pub async fn enter(&self, caller: Caller, entry: Option<Entry>) -> Result<(), Refusal> {
        self.hand_over(Some(caller).filter(|_| self.is_limited), entry).await
    }

    /// Writes an entry of a request that is counted already.
    ///
    /// # Errors
    /// If nothing can be written for now.
    pub async fn enter_counted(&self, entry: Entry) -> Result<(), Refusal> {
        self.hand_over(None, Some(entry)).await
    }

    async fn hand_over(&self, caller: Option<Caller>, entry: Option<Entry>) -> Result<(), Refusal> {
        if caller.is_none() && entry.is_none() {
            return Ok(());
        }
        let (answer, answered) = oneshot::channel();
        self.queue.try_send(Request { caller, entry, answer }).map_err(|_| {
            tracing::error!("more requests wait for the database than it can write");
            Refusal::Away
        })?;
        answered.await.unwrap_or(Err(Refusal::Away))
    }
}

async fn write_all(mut requests: mpsc::Receiver<Request>, database: Database, limit: Option<Limit>) {
    let mut together = Vec::with_capacity(TOGETHER);
    while requests.recv_many(&mut together, TOGETHER).await > 0 {
        // In one order, lest two servers wait for each other's rows.
        together.sort_by_key(|request| request.caller);
        let results = match in_time(write(&together, &database, limit)).await {
            Ok(results) => results,
            Err(error) => vec![Err(away(error)); together.len()],
        };
        for (request, result) in together.drain(..).zip(results) {
            // Who asked may be gone.
            let _ = request.answer.send(result);
        }
    }
}

async fn write(
    requests: &[Request],
    database: &Database,
    limit: Option<Limit>,
) -> Result<Vec<Result<(), Refusal>>, sqlx::Error> {
    let mut transaction = database.writer().begin().await?;
    let mut results = Vec::with_capacity(requests.len());
    for Request { caller, entry, .. } in requests {
        let taken = match (limit, caller) {
            (Some(limit), Some(caller)) => limit.take(&format!("from {caller}"), &mut transaction).await?,
            _ => Ok(()),
        };
        if let (Ok(()), Some(entry)) = (taken, entry) {
            entry.write(&mut transaction).await?;
        }
        results.push(taken.map_err(Refusal::TooMany));
    }
    transaction.commit().await?;
    Ok(results)
}

impl Entry {
    async fn write(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let now = now();
        let insert = match self {
            Self::Asked { article, address } => {
                let id = new_id().map_err(|error| sqlx::Error::Encode(error.into()))?;
                let insert = "INSERT INTO asked (id, article, address, asked_at, due) VALUES ($1, $2, $3, $4, $4)";
                sqlx::query(insert).bind(id).bind(storable(article)).bind(address.as_str()).bind(now)
            }
            Self::Feedback(Feedback { article, section, helpful, rating, comment, id }) => {
                let insert = "INSERT INTO feedback (id, article, section, helpful, rating, comment, said_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
                let (section, comment) = (section.as_deref().map(storable), comment.as_deref().map(storable));
                let insert = sqlx::query(insert).bind(storable(id)).bind(storable(article)).bind(section);
                insert.bind(*helpful).bind(rating.map(i64::from)).bind(comment).bind(now)
            }
        };
        insert.execute(connection).await.map(drop)
    }
}
