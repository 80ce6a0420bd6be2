//! Connections: how many there are, how long each may keep its place, and how they end.
//!
//! `axum::serve` has no limits. Here a request's head comes within a time, its body and its answer keep to a least [`Pace`], a
//! connection that does nothing ends, and where there are as many connections as are taken, the one that has waited longest makes
//! room.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

mod accepting;
mod activity;
mod answering;
mod files;
mod open;
mod pace;
mod sent;
mod watched;

use accepting::Failures;
use open::{Open, Place};

pub use files::room_for;
pub use pace::Pace;
pub use sent::{Late, Reading};

/// What connections may do.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many there may be.
    pub connections: usize,
    /// How long the head of a request may take from its first byte on.
    pub head: Duration,
    /// How long there may be no request.
    pub idle: Duration,
    /// How fast the body of a request comes while it is waited for.
    pub body: Pace,
    /// How fast an answer is read.
    pub answer: Pace,
    /// How long requests under way may take to end once the program is told to stop.
    pub drain: Duration,
}

impl Limits {
    /// How often each connection is looked at: a limit is passed by no more than that.
    fn tick(&self) -> Duration {
        (self.head.min(self.idle).min(self.answer.still) / 4).clamp(Duration::from_millis(50), Duration::from_secs(5))
    }
}

#[cfg(test)]
impl Limits {
    /// For tests: all of them so long, however little moves in that time.
    const fn all(limit: Duration) -> Self {
        let pace = Pace { still: limit, rate: 8 * 1024 };
        Self { connections: 2, head: limit, idle: limit, body: pace, answer: pace, drain: limit }
    }
}

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
