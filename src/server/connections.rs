//! Connections: how many there may be, and for how long one that sends slowly is waited for.

use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time,
};
use tower::Service;

/// How long a request's head may take to come in, the wait for its first byte included; how long all of it may take to
/// come in and be answered; and how long the end waits for that.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The longest head, in bytes, and how many headers it may have.
const LONGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;

/// Answers on so many connections at most until `end`, and then what is in flight.
pub async fn serve(router: Router, listener: TcpListener, most: usize, end: impl Future<Output = ()>) {
    let (room, graceful) = (Arc::new(Semaphore::new(most)), GracefulShutdown::new());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    http.max_buf_size(LONGEST_HEAD).max_headers(MOST_HEADERS);
    let mut end = pin!(end);
    loop {
        let next = async {
            // More than these wait outside, in the system's own queue.
            let place = room.clone().acquire_owned().await;
            (place, accept(&listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            next = next => next,
            () = &mut end => break,
        };
        let router = router.clone();
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            // A router is always ready.
            router.clone().call(request.map(Body::new))
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            metrics::gauge!("connections").increment(1.0);
            // How it ended is the other side's business.
            let _ = connection.await;
            metrics::gauge!("connections").decrement(1.0);
            drop(place);
        });
    }
    drop(listener);
    if time::timeout(PATIENCE, graceful.shutdown()).await.is_err() {
        tracing::warn!("connections that did not end were cut off");
    }
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await.and_then(|(stream, peer)| stream.set_nodelay(true).map(|()| (stream, peer))) {
            Ok(accepted) => return accepted,
            Err(error) if is_of_the_caller(&error) => {}
            Err(error) => {
                tracing::error!(reason = %error, "no connection can be taken");
                time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Whether a connection failed because who asked for it is gone.
fn is_of_the_caller(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, InvalidInput, NotConnected};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | InvalidInput | NotConnected)
}
