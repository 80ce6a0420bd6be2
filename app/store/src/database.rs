//! Connections: many readers, and for SQLite a single writer; the change as a transaction.

use std::{path::Path, time::Duration};

use jawab_migrations::{Migrator, MigratorTrait as _};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait as _, DatabaseConnection, DbBackend, DbErr, IsolationLevel, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait as _,
};

use crate::{SiteState, StoreError, changes};

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

    /// Begins a look at what a change would do: one transaction that sees the database as it is now, waits for no writer and
    /// lets none wait. Nothing is written in it, and it is dropped.
    ///
    /// # Errors
    /// When no transaction can be begun.
    pub async fn look(&self) -> Result<Change, StoreError> {
        let postgres = self.reader.get_database_backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
            access_mode: postgres.then_some(AccessMode::ReadOnly),
        };
        Ok(Change { transaction: Transaction::new(self.reader.inner().begin_with_options(options).await?) })
    }

    /// A copy of its own, in a folder of its own beside the database, to try out there what is then thrown away: a long
    /// transaction that writes would keep all other writers of `SQLite` waiting. None on `PostgreSQL`, where it does not, and
    /// for a database in memory.
    ///
    /// # Errors
    /// When there is no room for the copy, or it cannot be opened.
    pub async fn private_copy(&self) -> Result<Option<(Self, tempfile::TempDir)>, StoreError> {
        if self.reader.get_database_backend() != DbBackend::Sqlite {
            return Ok(None);
        }
        let sql = "SELECT file FROM pragma_database_list WHERE name = 'main'";
        let row = self.reader.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
        let file = row.map(|row| row.try_get::<String>("", "file")).transpose()?.unwrap_or_default();
        let Some(folder) = Path::new(&file).parent().filter(|_| !file.is_empty()) else { return Ok(None) };
        let failed = |error: std::io::Error| StoreError::Unreadable(format!("{}: {error}", folder.display()));
        let own = tempfile::Builder::new().prefix("trial-").tempdir_in(folder).map_err(failed)?;
        let copy = own.path().join("copy.sqlite");
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO $1", [copy.display().to_string().into()]);
        self.reader.execute_raw(statement).await?;
        Ok(Some((Self::connect(&format!("sqlite:{}", copy.display())).await?, own)))
    }

    /// The generations of the database: as long as they are the same, so is everything readers see.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn state(&self) -> Result<SiteState, StoreError> {
        changes::state(&self.reader).await
    }

    /// The generation of the last change that readers or staff see.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn generation(&self) -> Result<i64, StoreError> {
        Ok(self.state().await?.generation)
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

    /// Makes it last. When this returns, the change is durable, the generation has grown, and the [state](SiteState) says of
    /// what kind the change was.
    ///
    /// # Errors
    /// When the database refuses; then nothing has changed.
    pub async fn commit(self) -> Result<(), StoreError> {
        changes::settle(&self.transaction).await?;
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
