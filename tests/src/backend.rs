//! A new database per test, removed at its end.

use std::{
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use jawab_store::{Database, LockTimeout};
use sea_orm::ConnectionTrait as _;

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in the test's folder.
    Sqlite,
    /// A separate database in the cluster of `JAWAB_TEST_POSTGRES_URL`.
    Postgresql,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Backend {
    /// The URL of the SQLite database in a folder.
    pub(crate) fn sqlite(folder: &Path) -> String {
        format!("sqlite:{}", folder.join("jawab.sqlite").display())
    }

    /// Creates an empty database; returns its URL.
    pub(crate) async fn create(self, folder: &Path) -> String {
        match self {
            Self::Sqlite => Self::sqlite(folder),
            Self::Postgresql => {
                let name = format!("jawab_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
                administrate(&format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")).await;
                let cluster = cluster();
                let (server, _) = cluster.rsplit_once('/').expect("JAWAB_TEST_POSTGRES_URL names a database");
                format!("{server}/{name}")
            }
        }
    }

    /// Removes what [`Self::create`] made outside the test's folder.
    pub(crate) async fn remove(self, url: &str) {
        if let (Self::Postgresql, Some((_, name))) = (self, url.rsplit_once('/')) {
            administrate(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
}

fn cluster() -> String {
    std::env::var("JAWAB_TEST_POSTGRES_URL")
        .expect("JAWAB_TEST_POSTGRES_URL is not set; get a throw-away PostgreSQL with: make test-rust (or scripts/postgres.sh COMMAND)")
}

async fn administrate(sql: &str) {
    let database = Database::connect_with(&cluster(), LockTimeout::LONG).await.expect("the test cluster can be reached");
    database.writer().execute_unprepared(sql).await.expect("the test cluster does what it is told");
    database.close().await.expect("the connections close");
}
