//! The reference server of the status APIs: what a site owner builds into a back end of their own, in small.
//!
//! | file | what it is for |
//! |---|---|
//! | `account_status` | the one answer to everybody, and facts to whoever holds a token |
//! | `mail`, `delivery` | letters with a one-time link, off the request's path; getting them to a relay |
//! | [`tokens`] | the proof in that link |
//! | [`accounts`] | who has an account, and in what state it is |
//! | `service_status`, `feedback` | a status page passed through; whether an article helped |
//! | `caller`, `limits` | which network a request comes from; holding back who asks too often |
//! | `refusal`, [`log`] | how requests are refused, and logged |
//! | [`api`] | all of it described as OpenAPI 3.1 |
//!
//! `public/status-apis.md` says why it is so. TLS and slow connections are the reverse proxy's in front of it.

mod account_status;
pub mod accounts;
pub mod api;
mod caller;
mod delivery;
mod feedback;
mod limits;
pub mod log;
mod mail;
mod refusal;
mod service_status;
pub mod tokens;

use std::{io, net::SocketAddr, num::NonZeroU32, path::PathBuf, sync::Arc, time::Duration};

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
    accounts::Accounts,
    feedback::FeedbackFile,
    limits::Limits,
    log::Log,
    mail::{Mail, Postman},
    refusal::Refusal,
    service_status::StatusPage,
    tokens::Tokens,
};
pub use self::{delivery::Post, mail::Mailing, service_status::Source};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 4096;

/// How long a request may take to come in and be answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a server is to do.
pub struct Settings {
    /// The accounts that there are.
    pub accounts: Accounts,
    /// How mail is written.
    pub mailing: Mailing,
    /// How long a token lives.
    pub token_life: Duration,
    /// The origins whose pages may ask.
    pub origins: Vec<HeaderValue>,
    /// The status page, if there is one.
    pub status: Option<Source>,
    /// The file that feedback is appended to.
    pub feedback: PathBuf,
    /// How many requests a caller may `POST` in a minute; any number if it is left out.
    pub per_minute: Option<NonZeroU32>,
    /// How many reverse proxies stand in a row before it, each of which adds to `X-Forwarded-For` who asked it. Whoever can
    /// get past one of them can say to be anybody.
    pub trusted_hops: usize,
    /// Where the log goes.
    pub log: Log,
}

/// What requests share.
struct Shared {
    accounts: Arc<Accounts>,
    tokens: Arc<Tokens>,
    mail: Mail,
    status: Option<StatusPage>,
    feedback: Arc<FeedbackFile>,
    limits: Option<Limits>,
    trusted_hops: usize,
    log: Log,
}

/// A server that is ready to answer.
pub struct Server {
    /// Its routes, which can be put beside others. They need `into_make_service_with_connect_info`.
    pub router: Router,
    postman: Postman,
    log: Log,
}

impl Server {
    /// Makes one, whose mail is written from now on.
    ///
    /// # Errors
    /// If the outbox can't be made, or the system has no thread left.
    pub fn new(settings: Settings) -> io::Result<Self> {
        let log = settings.log;
        let accounts = Arc::new(settings.accounts);
        let tokens = Arc::new(Tokens::new(settings.token_life));
        let (mail, postman) = Postman::start(settings.mailing, accounts.clone(), tokens.clone(), log.clone())?;
        let shared = Arc::new(Shared {
            accounts,
            tokens,
            mail,
            status: settings.status.map(StatusPage::new),
            feedback: Arc::new(FeedbackFile::new(settings.feedback)),
            limits: settings.per_minute.map(Limits::new),
            trusted_hops: settings.trusted_hops,
            log: log.clone(),
        });
        let posts = Router::new()
            .route("/account-status", post(account_status::account_status))
            .route("/feedback", post(feedback::feedback))
            .layer(DefaultBodyLimit::max(LONGEST_BODY))
            .route_layer(middleware::from_fn_with_state(shared.clone(), limits::limit));
        let router = posts
            .route("/service-status", get(service_status::service_status))
            .fallback(async || Refusal::NotFound)
            .method_not_allowed_fallback(async || Refusal::OtherMethod)
            .with_state(shared)
            .layer(middleware::from_fn(in_time))
            .layer(middleware::map_response(not_stored))
            .layer(cors(settings.origins))
            .layer(middleware::from_fn_with_state(log.clone(), log::log_requests));
        Ok(Self { router, postman, log })
    }

    /// Answers until `end`, then what is still in flight, and sends the last mail. This takes fifteen seconds at most,
    /// whatever is left: ten for requests, five for mail.
    ///
    /// # Errors
    /// If the system doesn't let it listen.
    pub async fn serve(self, listener: TcpListener, end: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let (told, ended) = oneshot::channel::<()>();
        let service = self.router.into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, service).with_graceful_shutdown(async move {
            end.await;
            drop(told);
        });
        let out_of_patience = async {
            // An error, since nothing is ever sent: what was told is dropped.
            drop(ended.await);
            time::sleep(PATIENCE).await;
        };
        let served = tokio::select! {
            served = served.into_future() => served,
            () = out_of_patience => {
                self.log.line(format_args!("connections that did not end were cut off"));
                Ok(())
            }
        };
        self.postman.finish(&self.log).await;
        served
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
