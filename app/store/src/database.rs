//! Connections: many readers, and for SQLite a single writer; the change as a transaction.

use std::time::Duration;

use jawab_migrations::{Migrator, MigratorTrait as _};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait as _,
};

use crate::StoreError;

mod pool;
mod transaction;

pub use pool::Pool;
pub use transaction::{Savepoint, Transaction};

/// The database the product runs on.
#[derive(Debug, Clone)]
pub struct Database {
    reader: Pool,
    writer: Pool,
}

/// How long a statement waits for another process's write to SQLite before it fails.
const BUSY: Duration = Duration::from_secs(30);

impl Database {
    /// Connects to `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. SQLite files are created when missing.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            // WAL with synchronous=FULL: readers never wait for the writer, and what was acknowledged survives a
            // power cut (NORMAL would lose the last commits). One writer: SQLite has one at a time anyway.
            Ok(Self { reader: Pool::new(sqlite(url, 4).await?), writer: Pool::new(sqlite(url, 1).await?) })
        } else {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(16)
                .sqlx_logging(false)
                .acquire_timeout(Duration::from_secs(10))
                .connect_timeout(Duration::from_secs(10));
            let pool = Pool::new(sea_orm::Database::connect(options).await?);
            Ok(Self { reader: pool.clone(), writer: pool })
        }
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails; those before it stay applied.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Ok(Migrator::up(self.writer.inner(), None).await?)
    }

    /// How many migrations are still to be applied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        Ok(Migrator::get_pending_migrations(self.writer.inner()).await?.len())
    }

    /// For reading.
    #[must_use]
    pub const fn reader(&self) -> &Pool {
        &self.reader
    }

    /// For single statements outside a change: leases and marks that readers never see.
    #[must_use]
    pub const fn writer(&self) -> &Pool {
        &self.writer
    }

    /// Begins a change. Dropped without [`Change::commit`], it leaves nothing behind.
    ///
    /// # Errors
    /// When no transaction can be begun.
    pub async fn change(&self) -> Result<Change, StoreError> {
        let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        Ok(Change { transaction: Transaction::new(self.writer.inner().begin_with_options(options).await?) })
    }

    /// The database's generation: as long as it is the same, so is everything readers see.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn generation(&self) -> Result<i64, StoreError> {
        let statement =
            sea_orm::Statement::from_string(self.reader.get_database_backend(), "SELECT generation FROM site_state WHERE id = 1");
        let row = self.reader.query_one_raw(statement).await?;
        let row = row.ok_or_else(|| StoreError::Unreadable("site_state is empty".into()))?;
        Ok(row.try_get("", "generation")?)
    }
}

/// A change in progress: one transaction.
#[derive(Debug)]
pub struct Change {
    transaction: Transaction,
}

impl Change {
    /// The transaction, for reading and writing within the change.
    #[must_use]
    pub const fn connection(&self) -> &Transaction {
        &self.transaction
    }

    /// Makes it last. When this returns, the change is durable and the generation has grown.
    ///
    /// # Errors
    /// When the database refuses; then nothing has changed.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.transaction.execute_unprepared("UPDATE site_state SET generation = generation + 1 WHERE id = 1").await?;
        Ok(self.transaction.commit().await?)
    }

    /// Makes it last without a new generation, for what no reader sees.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub async fn commit_quietly(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    /// Takes it back, whole.
    ///
    /// # Errors
    /// When the connection broke; then nothing has changed either.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.transaction.rollback().await?)
    }
}

async fn sqlite(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .sqlx_logging(false)
        .acquire_timeout(BUSY)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(BUSY)
                .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
                .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Full)
                .pragma("cache_size", "-8192")
                .pragma("temp_store", "memory")
        });
    sea_orm::Database::connect(options).await
}
