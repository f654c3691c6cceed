//! The listener: connections in, each with a limit in number and in time.

use crate::limits::{ACCEPT_AGAIN_AFTER, DESCRIPTORS_WANTED, HEADERS_WITHIN, HTTP_CONNECTIONS_MAX};
use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{io, net::SocketAddr, pin::pin, sync::Arc};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt as _;

/// Serves connections until the server stops; then ends when the requests under way are answered.
pub async fn listen(listener: TcpListener, router: Router, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(HTTP_CONNECTIONS_MAX));
    let connections = TaskTracker::new();
    while let Some(place) = stop
        .run_until_cancelled(Arc::clone(&places).acquire_owned())
        .await
    {
        let place = place.expect("the places are never closed");
        let Some(accepted) = stop.run_until_cancelled(listener.accept()).await else {
            break;
        };
        match accepted {
            Ok((stream, peer)) => {
                let (router, stop) = (router.clone(), stop.clone());
                connections.spawn(connection(stream, peer, router, stop, place));
            }
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                // Mostly that there are no descriptors left: some connection will end.
                tracing::error!(%error, "a connection cannot be taken");
                tokio::time::sleep(ACCEPT_AGAIN_AFTER).await;
            }
        }
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

/// One connection. After an upgrade it is the socket's own affair, with a place of its own.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    stop: CancellationToken,
    _place: OwnedSemaphorePermit,
) {
    // Frames are small and each matters to somebody who waits for it.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request.map(Body::new))
    });
    let mut served = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades()
    );
    let ended = tokio::select! {
        ended = served.as_mut() => ended,
        () = stop.cancelled() => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended badly");
    }
}

fn is_the_clients(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
    )
}

/// Asks the system for as many descriptors as all connections need; many systems give a thousand unless asked.
pub fn raise_descriptor_limit() {
    let limit = getrlimit(Resource::Nofile);
    let allowed = limit.maximum.unwrap_or(u64::MAX);
    let wanted = Rlimit {
        current: Some(DESCRIPTORS_WANTED.min(allowed)),
        ..limit
    };
    if limit
        .current
        .is_none_or(|current| current >= DESCRIPTORS_WANTED)
    {
        return;
    }
    if setrlimit(Resource::Nofile, wanted).is_err() || allowed < DESCRIPTORS_WANTED {
        let wanted = DESCRIPTORS_WANTED;
        tracing::warn!(
            allowed,
            wanted,
            "the system allows fewer open files than a full server needs"
        );
    }
}
