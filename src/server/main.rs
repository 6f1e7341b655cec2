//! The server's command line.

mod options;

use std::{
    io::{self, Write},
    process::ExitCode,
    time::Duration,
};

use clap::error::ErrorKind;
use login_help::server::{
    FEW, Mailing, NoRelay, NotStarted, Post, Server, Settings,
    accounts::{Config, NotLoaded},
    api,
    database::{Database, NotOpened},
    limits::Limit,
    log::Log,
    operations,
    report::{Form, NotReported, report},
};
use options::{Command, NotConfigured, Options, Report, Serve};
use tokio::{net::TcpListener, runtime::Runtime, signal};

/// Why the server does not run. Each reason begins with the option that it is about.
#[derive(Debug, thiserror::Error)]
enum NotRun {
    #[error(transparent)]
    NotConfigured(#[from] NotConfigured),
    #[error("accounts: say where they are by --accounts, or by article, query and [states] in the file of --config")]
    NoAccounts,
    #[error("accounts: {0}")]
    NotLoaded(#[from] NotLoaded),
    #[error(transparent)]
    NoRelay(#[from] NoRelay),
    #[error(transparent)]
    NotStarted(#[from] NotStarted),
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    #[error(transparent)]
    NotReported(#[from] NotReported),
    #[error("{0}: can't be listened at: {1}")]
    NotListening(&'static str, io::Error),
    #[error("metrics: {0}")]
    NotCounted(#[from] metrics_exporter_prometheus::BuildError),
    #[error("the API can't be described: {0}")]
    NotDescribed(#[from] serde_json::Error),
    #[error("a part of the server has failed: {0}")]
    Failed(#[from] tokio::task::JoinError),
    #[error("{0}")]
    System(#[from] io::Error),
}

fn main() -> ExitCode {
    match Options::read().map_err(NotRun::from).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(NotRun::NotConfigured(NotConfigured::Flags(error))) => {
            // Help and the version come as errors too. Where they can't be printed there is nowhere to say so.
            drop(error.print());
            let is_asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            if is_asked_for { ExitCode::SUCCESS } else { ExitCode::from(2) }
        }
        Err(error) => {
            eprintln!("login-help-server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<(), NotRun> {
    if let Command::Openapi = options.command {
        return Ok(writeln!(io::stdout(), "{}", api::json()?)?);
    }
    let runtime = Runtime::new()?;
    let done = runtime.block_on(async {
        match options.command {
            Command::Serve(options) => serve(*options).await,
            Command::Report(options) => tell(options).await,
            Command::Openapi => Ok(()),
        }
    });
    // Dropped, it would wait for a disk that never answers.
    runtime.shutdown_background();
    done
}

async fn tell(Report { tables, csv, comments }: Report) -> Result<(), NotRun> {
    let database = Database::open(&tables.database).await?;
    let form = if csv { Form::Csv } else { Form::Table };
    Ok(report(&database, form, comments, &mut io::stdout().lock()).await?)
}

async fn serve(options: Serve) -> Result<(), NotRun> {
    let log = Log::default();
    let accounts = match (options.accounts, options.accounts_in_config) {
        (Some(path), _) => Config::load(&path)?,
        (None, Some(accounts)) => accounts,
        (None, None) => return Err(NotRun::NoAccounts),
    };
    let post = match options.smtp {
        Some(url) => Post::relay(&url)?,
        None => Post::Outbox(options.outbox),
    };
    let figures = match options.metrics {
        Some(address) => {
            let listener = TcpListener::bind(address).await.map_err(|error| NotRun::NotListening("metrics", error))?;
            Some((listener, operations::figures(operations::count()?)))
        }
        None => None,
    };
    let server = Server::new(Settings {
        database: options.tables.database,
        accounts,
        accounts_database: options.accounts_database,
        mailing: Mailing { post, from: options.from, page: options.page, every: Duration::from_secs(1), limit: FEW },
        token_life: Duration::from_secs(30 * 60),
        origins: options.origin,
        status: options.status,
        limit: Some(Limit::per_minute(options.per_minute)),
        trusted_hops: options.trusted_hops.unwrap_or(usize::from(options.behind_proxy)),
        connections: options.connections,
        log: log.clone(),
    })
    .await?;
    let end = end()?;
    let listener = TcpListener::bind(options.listen).await.map_err(|error| NotRun::NotListening("listen", error))?;
    let address = listener.local_addr()?;
    log.of(async { tracing::info!(%address, "listening") }).await;
    if let Some((listener, figures)) = figures {
        let address = listener.local_addr()?;
        log.of(async { tracing::info!(%address, "metrics") }).await;
        // It ends with the program.
        tokio::spawn(axum::serve(listener, figures).into_future());
    }
    Ok(server.serve(listener, end).await?)
}

/// Waits for SIGINT or SIGTERM, which are heard from now on.
fn end() -> io::Result<impl Future<Output = ()>> {
    use signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
