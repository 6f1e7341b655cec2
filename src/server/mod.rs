//! The server of the status APIs: beside a site's own user table, as it is or as a model for a back end of its own.
//!
//! | file | what it is for |
//! |---|---|
//! | `account_status` | the one answer to everybody, and facts to whoever holds a token |
//! | `feedback`, [`report`] | whether an article helped, and what an author reads of that |
//! | `service_status` | a status page passed through |
//! | [`accounts`] | who has an account, and in what state it is, by the site owner's own query |
//! | `mail`, `delivery` | letters with a one-time link, off the request's path; one try to get one to a relay |
//! | [`tokens`] | the proof in that link |
//! | `caller`, [`limits`] | which network a request comes from; how often something may happen |
//! | [`database`], `ledger` | the tables; what requests write, several at once |
//! | `connections`, `refusal` | how many there are and how slow they may be; how requests are refused |
//! | [`operations`], [`log`] | health, figures, and the log |
//! | [`api`] | all of it described as OpenAPI 3.1 |
//!
//! `public/status-apis.md` says why it is so. TLS is the reverse proxy's in front of it.

mod account_status;
pub mod accounts;
pub mod api;
mod caller;
mod connections;
pub mod database;
mod delivery;
mod feedback;
mod ledger;
pub mod limits;
pub mod log;
mod mail;
pub mod operations;
mod refusal;
pub mod report;
mod service_status;
pub mod tokens;

use std::{io, path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderValue, Method, header},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use tokio::{net::TcpListener, sync::oneshot, time};
use tower_http::cors::CorsLayer;

use self::{
    accounts::{Accounts, NotLoaded},
    connections::PATIENCE,
    database::{Database, NotOpened},
    ledger::Ledger,
    limits::Limit,
    log::Log,
    mail::Postman,
    refusal::Refusal,
    service_status::StatusPage,
};
pub use self::{
    delivery::{NoRelay, Post},
    mail::{FEW, Mailing},
    service_status::Source,
};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 4096;

/// What a server is to do.
pub struct Settings {
    /// The address of the database with the server's own tables.
    pub database: String,
    /// Where accounts are, and what their states mean.
    pub accounts: accounts::Config,
    /// The address of the database that the query for accounts is run in; the server's own if it is left out.
    pub accounts_database: Option<String>,
    /// How mail is written.
    pub mailing: Mailing,
    /// How long a token lives.
    pub token_life: Duration,
    /// The origins whose pages may ask.
    pub origins: Vec<HeaderValue>,
    /// The status page, if there is one.
    pub status: Option<Source>,
    /// How often a caller may `POST`; at will if it is left out.
    pub limit: Option<Limit>,
    /// How many reverse proxies stand in a row before it, each of which adds to `X-Forwarded-For` who asked it. Whoever can
    /// get past one of them can say to be anybody.
    pub trusted_hops: usize,
    /// How many connections there may be.
    pub connections: usize,
    /// Where the log goes.
    pub log: Log,
}

/// Why a server does not start. Each reason begins with the option that it is about.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// No database.
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    /// No accounts.
    #[error(transparent)]
    NotLoaded(#[from] NotLoaded),
    /// No folder for mail.
    #[error("outbox: {}: the folder can't be made: {error}", path.display())]
    NoOutbox {
        /// The folder.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

/// What requests share.
struct Shared {
    database: Database,
    accounts: Arc<Accounts>,
    ledger: Ledger,
    status: Option<StatusPage>,
    token_life: Duration,
    trusted_hops: usize,
}

/// A server that is ready to answer.
pub struct Server {
    /// Its routes, which can be put beside others. They need `into_make_service_with_connect_info`.
    pub router: Router,
    database: Database,
    accounts: Arc<Accounts>,
    postman: Postman,
    connections: usize,
    log: Log,
}

impl Server {
    /// Opens what it needs.
    ///
    /// # Errors
    /// Says which setting is not good.
    pub async fn new(settings: Settings) -> Result<Self, NotStarted> {
        let Settings { mailing, token_life, trusted_hops, connections, log, .. } = settings;
        if let Post::Outbox(path) = &mailing.post {
            std::fs::create_dir_all(path).map_err(|error| NotStarted::NoOutbox { path: path.clone(), error })?;
        }
        let database = Database::open(&settings.database).await?;
        let url = settings.accounts_database.as_ref().unwrap_or(&settings.database);
        let accounts = Arc::new(Accounts::open(settings.accounts, url, &database).await?);
        let postman = Postman { mailing, accounts: accounts.clone(), token_life, database: database.clone() };
        let ledger = Ledger::start(database.clone(), settings.limit, &log);
        let status = settings.status.map(StatusPage::new);
        let shared =
            Shared { database: database.clone(), accounts: accounts.clone(), ledger, status, token_life, trusted_hops };
        let shared = Arc::new(shared);
        let router = Router::new()
            .route("/account-status", post(account_status::account_status))
            .route("/feedback", post(feedback::feedback))
            .layer(DefaultBodyLimit::max(LONGEST_BODY))
            .route("/service-status", get(service_status::service_status))
            .route("/health", get(operations::health))
            .route("/health/live", get(operations::live))
            .fallback(async || Refusal::NotFound)
            .method_not_allowed_fallback(async || Refusal::OtherMethod)
            .with_state(shared)
            .layer(middleware::from_fn(in_time))
            .layer(middleware::map_response(not_stored))
            .layer(cors(settings.origins))
            .layer(middleware::from_fn_with_state(log.clone(), log::log_requests));
        Ok(Self { router, database, accounts, postman, connections, log })
    }

    /// Answers until `end`, then what is still in flight, and sends the last mail. This takes twenty seconds at most,
    /// whatever is left: ten for requests, five for mail, three for the database.
    ///
    /// # Errors
    /// If the work that writes mail had failed.
    pub async fn serve(
        self,
        listener: TcpListener,
        end: impl Future<Output = ()>,
    ) -> Result<(), tokio::task::JoinError> {
        let (tell, told) = oneshot::channel();
        let postman = tokio::spawn(self.log.of(self.postman.work(told)));
        self.log.of(connections::serve(self.router, listener, self.connections, end)).await;
        drop(tell);
        let done = postman.await;
        let closed = async { tokio::join!(self.accounts.close(), self.database.close()) };
        if time::timeout(database::PATIENCE, closed).await.is_err() {
            self.log.of(async { tracing::warn!("the database did not finish in time") }).await;
        }
        done
    }
}

fn cors(origins: Vec<HeaderValue>) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER])
        .max_age(Duration::from_secs(3600))
}

async fn in_time(request: Request, next: Next) -> Result<Response, Refusal> {
    time::timeout(PATIENCE, next.run(request)).await.map_err(|_| Refusal::Slow)
}

async fn not_stored(mut response: Response) -> Response {
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
