//! Connections: how many there are, how long each may keep its place, and how they end.
//!
//! `axum::serve` has no limits. Here a request's head comes within a time, its body and its answer keep to a least [`Pace`], a
//! connection that does nothing ends, and where there are as many connections as are taken, the one that has waited longest makes
//! room.

use std::{io, net::SocketAddr, sync::Arc};

use axum::Router;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

mod accepting;
mod activity;
mod answering;
mod files;
mod limits;
mod metered_body;
mod open;
mod pace;
mod watched;

use accepting::Failures;
use open::Open;

pub use files::room_for;
pub use limits::Limits;
pub use metered_body::{Reading, Timeout};
pub use pace::Pace;

/// Serves until told to stop, then lets what is under way end. Returns within [`Limits::drain`] of being told.
pub async fn serve(listener: TcpListener, site: Router, limits: Limits, told_to_stop: impl Future<Output = ()>) {
    let open = Arc::new(Open::new(limits));
    let mut connections = JoinSet::new();
    let mut failures = Failures::default();
    tokio::pin!(told_to_stop);
    loop {
        tokio::select! {
            () = &mut told_to_stop => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => accept(accepted, &open, &site, &mut connections, &mut failures).await,
        }
    }
    drop(listener);
    open.drain();
    let ended = tokio::time::timeout(limits.drain, async { while connections.join_next().await.is_some() {} }).await;
    if ended.is_err() {
        tracing::warn!(connections = connections.len(), "some connections did not end in time");
        connections.shutdown().await;
    }
}

async fn accept(
    accepted: io::Result<(TcpStream, SocketAddr)>,
    open: &Arc<Open>,
    site: &Router,
    connections: &mut JoinSet<()>,
    failures: &mut Failures,
) {
    match accepted {
        Ok((stream, peer)) => {
            failures.end();
            match open.place() {
                // No answer: not even one that says so has room.
                None => drop(stream),
                Some(place) => drop(connections.spawn(answering::answer(stream, peer, site.clone(), place))),
            }
        }
        Err(error) if accepting::is_of_one_connection(&error) => {}
        Err(error) => failures.wait(&error, open).await,
    }
}
