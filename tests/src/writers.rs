//! All who write, held up, as by a long import or a database that stands still.

use sea_orm::{ConnectionTrait as _, DbBackend};
use tokio::{sync::watch, task::JoinSet};

use crate::TestApp;

/// Every connection for writing, held; dropped, they are given back some time later.
pub struct HeldWriters {
    holders: JoinSet<()>,
    held: watch::Sender<()>,
}

impl TestApp {
    /// Holds every connection for writing; in the change on one of them this statement was run.
    pub async fn hold_writers(&self, statement: &'static str) -> HeldWriters {
        let database = &self.app.database;
        let all = if database.reader().get_database_backend() == DbBackend::Sqlite { 1 } else { 8 };
        let ((held, released), mut holders) = (watch::channel(()), JoinSet::new());
        for n in 0..all {
            let (database, mut released) = (database.clone(), released.clone());
            let (begun, begins) = tokio::sync::oneshot::channel();
            // Each a task: one that holds a change may ask for nothing else.
            holders.spawn(async move {
                let change = database.change().await.expect("a change");
                if n == 0 {
                    change.connection().execute_unprepared(statement).await.expect("the statement is run");
                }
                begun.send(()).expect("somebody waits for it");
                drop(released.changed().await);
                change.rollback().await.expect("a change can be taken back");
            });
            begins.await.expect("the connection is held");
        }
        HeldWriters { holders, held }
    }
}

impl HeldWriters {
    /// Gives them back, and waits until they are.
    pub async fn release(self) {
        let Self { mut holders, held } = self;
        drop(held);
        while let Some(ended) = holders.join_next().await {
            ended.expect("it is given back");
        }
    }
}
