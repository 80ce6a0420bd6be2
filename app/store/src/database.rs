//! Connections and transactions: a pool of readers, and for SQLite a single writer.

use std::sync::{Arc, atomic::AtomicBool};

use jawab_migrations::{Migrator, MigratorTrait as _};
use sea_orm::{
    AccessMode, ConnectionTrait as _, DbBackend, DbErr, IsolationLevel, RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait as _,
};

use crate::{SiteState, StoreError, changes};

mod condition;
mod connect;
mod file;
mod health;
mod open_transaction;
mod pool;
mod private_copy;
mod transaction;

pub use condition::HealthError;
pub use connect::LockTimeout;
pub use file::file_of;
pub use pool::Pool;
pub use private_copy::DatabaseCopy;
pub use transaction::{Savepoint, Transaction};

use condition::Condition;
use connect::Pools;
use open_transaction::OpenTransaction;

/// The size from which the log of `SQLite` is truncated, in pages of 4 KiB: 16 MiB.
const LARGE_LOG: i64 = 4096;

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Database {
    reader: Pool,
    writer: Pool,
    marker: Pool,
    must_close: Option<Arc<AtomicBool>>,
    condition: Arc<Condition>,
}

impl Database {
    /// Connects to `sqlite:PATH` or `postgres://…` with the timeouts of a server. A missing `SQLite` file is created.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, LockTimeout::SHORT).await
    }

    /// Whether there is a database with this program's tables. None is made.
    ///
    /// # Errors
    /// When it cannot be found out.
    pub async fn is_there(url: &str) -> Result<bool, StoreError> {
        if file_of(url).is_some_and(|file| file.metadata().is_ok_and(|about| about.len() == 0) || !file.exists()) {
            return Ok(false);
        }
        let database = Self::connect(url).await?;
        let there = database.pending_migrations().await? < Migrator::migrations().len();
        database.close().await?;
        Ok(there)
    }

    /// Connects with other timeouts.
    pub async fn connect_with(url: &str, timeout: LockTimeout) -> Result<Self, StoreError> {
        let Pools { reader, writer, marker, must_close } = Pools::connect(url, timeout).await?;
        let condition = Arc::new(Condition::default());
        let [reader, writer, marker] = [reader, writer, marker].map(|pool| Pool::new(pool, Arc::clone(&condition)));
        Ok(Self { reader, writer, marker, must_close, condition })
    }

    /// Calls a function with each statement that takes values, of this value and its later clones. For tests, which count them.
    #[must_use]
    pub fn observed_by(mut self, observer: impl Fn(&Statement) + Clone + Send + Sync + 'static) -> Self {
        for pool in [&mut self.reader, &mut self.writer, &mut self.marker] {
            pool.observe(observer.clone());
        }
        self
    }

    /// Closes every connection. Those in use are closed when they are returned.
    pub async fn close(self) -> Result<(), StoreError> {
        for pool in [&self.reader, &self.marker, &self.writer] {
            pool.inner().close_by_ref().await?;
        }
        Ok(())
    }

    /// Applies the pending migrations in one transaction. A second program waits for the first, and then finds them applied.
    ///
    /// # Errors
    /// When a migration fails, or another program takes too long. Then nothing has changed.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        if self.pending_migrations().await? == 0 {
            return Ok(());
        }
        let change = self.change().await?;
        change.transaction.migrate().await?;
        change.commit_quietly().await
    }

    /// The number of pending migrations.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        Ok(Migrator::get_pending_migrations_read_only(self.reader.inner()).await?.len())
    }

    /// Whether there is a single writer, as on `SQLite`.
    #[must_use]
    pub fn has_one_writer(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// The pool for reading.
    #[must_use]
    pub const fn reader(&self) -> &Pool {
        &self.reader
    }

    /// The pool for single statements outside a transaction that no page shows, such as leases.
    #[must_use]
    pub const fn writer(&self) -> &Pool {
        &self.writer
    }

    /// The pool for marks such as "last used". If the row or, on `SQLite`, the database is locked, the mark is skipped.
    #[must_use]
    pub const fn marker(&self) -> &Pool {
        &self.marker
    }

    /// Begins a transaction. It is rolled back if dropped without [`Change::commit`]. Within it only its own connection may be used: asking
    /// for another panics in debug builds.
    pub async fn change(&self) -> Result<Change, StoreError> {
        let held = OpenTransaction::begin();
        let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        let writer = self.writer.inner().clone();
        let begun = run_to_completion(async move { writer.begin_with_options(options).await }).await;
        let begun = begun.inspect_err(|error| self.condition.failed(error))?;
        Ok(Change {
            transaction: Transaction::new(begun, self.must_close.clone(), Arc::clone(&self.condition)),
            condition: Arc::clone(&self.condition),
            _held: held,
        })
    }

    /// Truncates the log of `SQLite` if it is large and completely checkpointed. A log grows while a reader stays open, and would never
    /// shrink.
    pub async fn truncate_log(&self) -> Result<(), StoreError> {
        if self.writer.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let pragma = |how: &str| Statement::from_string(DbBackend::Sqlite, format!("PRAGMA wal_checkpoint({how})"));
        let Some(row) = self.writer.query_one_raw(pragma("PASSIVE")).await? else { return Ok(()) };
        let (pages, done): (i64, i64) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        // Truncation waits for readers and blocks writers, so it is done only if nothing else is left to do.
        if pages > LARGE_LOG && pages == done {
            self.writer.query_one_raw(pragma("TRUNCATE")).await?;
        }
        Ok(())
    }

    /// Begins a read-only transaction for a preview: a snapshot of the database that neither waits for a writer nor makes one wait. It is
    /// never committed.
    pub async fn snapshot(&self) -> Result<Change, StoreError> {
        let postgres = self.reader.get_database_backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
            access_mode: postgres.then_some(AccessMode::ReadOnly),
        };
        let held = OpenTransaction::begin();
        let reader = self.reader.inner().clone();
        let begun = run_to_completion(async move { reader.begin_with_options(options).await }).await;
        let begun = begun.inspect_err(|error| self.condition.failed(error))?;
        let transaction = Transaction::new(begun, None, Arc::clone(&self.condition));
        Ok(Change { transaction, condition: Arc::clone(&self.condition), _held: held })
    }

    /// The generations of the database. While they are equal, everything that readers see is equal.
    pub async fn state(&self) -> Result<SiteState, StoreError> {
        changes::state(&self.reader).await
    }

    /// The generation of the last change that readers or staff can see.
    pub async fn generation(&self) -> Result<i64, StoreError> {
        Ok(self.state().await?.generation)
    }
}

/// A transaction that writes.
#[derive(Debug)]
pub struct Change {
    transaction: Transaction,
    condition: Arc<Condition>,
    _held: OpenTransaction,
}

impl Change {
    /// Its connection, for reading and writing.
    #[must_use]
    pub const fn connection(&self) -> &Transaction {
        &self.transaction
    }

    /// The generations within the transaction. It gets its own at the commit.
    pub async fn state(&self) -> Result<SiteState, StoreError> {
        changes::state(&self.transaction).await
    }

    /// Commits. When this returns, the change is durable, the generation has grown, and [`SiteState`] tells the kind of the change.
    ///
    /// # Errors
    /// When a statement failed, or the database refuses. Then nothing has changed, unless the connection broke during the commit.
    pub async fn commit(self) -> Result<(), StoreError> {
        changes::record_generations(&self.transaction).await?;
        self.commit_quietly().await
    }

    /// Commits without a new generation, for changes that no page shows.
    pub async fn commit_quietly(self) -> Result<(), StoreError> {
        let Self { transaction, condition, _held } = self;
        run_to_completion(transaction.commit()).await?;
        condition.committed();
        Ok(())
    }

    /// Rolls back.
    ///
    /// # Errors
    /// When the connection breaks. Nothing has changed then either.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(run_to_completion(self.transaction.rollback()).await?)
    }
}

/// Runs a step to its end even if its caller is dropped. Otherwise nobody would know the state of the connection after the begin or the end
/// of a transaction.
pub(crate) async fn run_to_completion<T, E>(step: impl Future<Output = Result<T, E>> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
{
    let ended = tokio::spawn(step).await;
    ended.unwrap_or_else(|error| Err(DbErr::Conn(RuntimeErr::Internal(error.to_string())).into()))
}

#[cfg(test)]
mod tests;
