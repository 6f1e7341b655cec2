//! The reference server's command line.

mod options;

use std::{
    io::{self, Write},
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use login_help::server::{
    Mailing, Post, Server, Settings,
    accounts::{Accounts, NotLoaded},
    api,
    log::Log,
};
use options::{Command, Options, Serve};
use tokio::{net::TcpListener, runtime::Runtime, signal};

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
enum NotRun {
    #[error(transparent)]
    NotLoaded(#[from] NotLoaded),
    #[error("the API can't be described: {0}")]
    NotDescribed(#[from] serde_json::Error),
    #[error("{0}")]
    System(#[from] io::Error),
}

fn main() -> ExitCode {
    let run = match Options::parse().command {
        Command::Serve(serve) => Runtime::new().map_err(NotRun::System).and_then(|runtime| {
            let run = runtime.block_on(run(*serve));
            // Dropped, it would wait for a disk that never answers.
            runtime.shutdown_background();
            run
        }),
        Command::Openapi => api::json().map_err(NotRun::from).and_then(|api| Ok(writeln!(io::stdout(), "{api}")?)),
    };
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("login-help-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(serve: Serve) -> Result<(), NotRun> {
    let log = Log::default();
    let post = match serve.smtp {
        Some((host, port)) => Post::Relay { host, port },
        None => Post::Outbox(serve.outbox),
    };
    let server = Server::new(Settings {
        accounts: Accounts::load(&serve.accounts)?,
        mailing: Mailing {
            post,
            from: serve.from,
            page: serve.page,
            every: Duration::from_secs(1),
            gap: Duration::from_secs(60),
        },
        token_life: Duration::from_secs(30 * 60),
        origins: serve.origins,
        status: serve.status,
        feedback: serve.feedback,
        per_minute: Some(serve.per_minute),
        trusted_hops: serve.trusted_hops.unwrap_or(usize::from(serve.behind_proxy)),
        log: log.clone(),
    })?;
    let end = end()?;
    let listener = TcpListener::bind(serve.listen).await?;
    log.line(format_args!("listening on http://{}/", listener.local_addr()?));
    Ok(server.serve(listener, end).await?)
}

/// Waits for SIGINT or SIGTERM, which are heard from now on.
fn end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
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
