//! What goes wrong where connections are taken.

use std::{io, time::Duration};

use super::open::Open;

/// How long nothing is taken after a failure, most often for want of files: the next try would fail as well.
const PAUSE: Duration = Duration::from_millis(100);

/// A stretch of failures, told of once.
#[derive(Debug, Default)]
pub(super) struct Failures {
    going_on: bool,
}

impl Failures {
    /// Makes room and waits a little.
    pub(super) async fn wait(&mut self, error: &io::Error, open: &Open) {
        if !self.going_on {
            tracing::error!(%error, "no connections can be taken; the one that has waited longest is closed, and it is tried again");
            self.going_on = true;
        }
        open.make_room();
        tokio::time::sleep(PAUSE).await;
    }

    /// Connections are taken.
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.going_on) {
            tracing::info!("connections are taken again");
        }
    }
}

/// Whether only the connection that was about to be taken failed.
pub(super) fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
