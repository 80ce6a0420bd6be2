//! Blocked writers: all of them, as by a long import or a database that hangs, or one by another.

use sea_orm::{ConnectionTrait as _, DbBackend};
use tokio::{
    sync::watch,
    task::{JoinSet, yield_now},
};

use crate::TestApp;

/// Held write connections; when dropped, they are returned some time later.
pub struct HeldWriters {
    holders: JoinSet<()>,
    held: watch::Sender<()>,
}

impl TestApp {
    /// Holds every write connection; on one of them this statement was run in the open change.
    pub async fn hold_writers(&self, statement: &'static str) -> HeldWriters {
        let database = &self.app.database;
        let all = if database.reader().get_database_backend() == DbBackend::Sqlite { 1 } else { 8 };
        let ((held, released), mut holders) = (watch::channel(()), JoinSet::new());
        for n in 0..all {
            self.hold_one(&mut holders, released.clone(), (n == 0).then_some(statement)).await;
        }
        HeldWriters { holders, held }
    }

    /// Holds what a statement takes: a lock, or rows.
    pub async fn hold(&self, statement: &'static str) -> HeldWriters {
        let ((held, released), mut holders) = (watch::channel(()), JoinSet::new());
        self.hold_one(&mut holders, released, Some(statement)).await;
        HeldWriters { holders, held }
    }

    /// Holds one change in a separate task: a task that holds a change must not request anything else.
    async fn hold_one(&self, holders: &mut JoinSet<()>, mut released: watch::Receiver<()>, statement: Option<&'static str>) {
        let database = self.app.database.clone();
        let (begun, begins) = tokio::sync::oneshot::channel();
        holders.spawn(async move {
            let change = database.change().await.expect("a change");
            if let Some(statement) = statement {
                change.connection().execute_unprepared(statement).await.expect("the statement is run");
            }
            begun.send(()).expect("somebody waits for it");
            drop(released.changed().await);
            change.rollback().await.expect("a change can be taken back");
        });
        begins.await.expect("the connection is held");
    }

    /// How many sessions wait for a lock, on PostgreSQL.
    pub async fn waiting(&self) -> i64 {
        self.number("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").await
    }

    /// Waits until so many sessions wait for a lock, on PostgreSQL.
    pub async fn until_waiting(&self, many: i64) {
        while self.waiting().await < many {
            yield_now().await;
        }
    }
}

impl HeldWriters {
    /// Returns the connections, and waits until that is done.
    pub async fn release(self) {
        let Self { mut holders, held } = self;
        drop(held);
        while let Some(ended) = holders.join_next().await {
            ended.expect("it is given back");
        }
    }
}
