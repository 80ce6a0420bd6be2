//! Connections: many readers, and for SQLite a single writer; the change as a transaction.

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
mod held;
mod pool;
mod transaction;
mod trial;

pub use condition::Trouble;
pub use connect::Patience;
pub use file::file_of;
pub use pool::Pool;
pub use transaction::{Savepoint, Transaction};
pub use trial::Trial;

use condition::Condition;
use connect::Pools;
use held::Held;

/// Pages of `SQLite`'s log that are worth giving back: 16 MiB.
const LARGE_LOG: i64 = 4096;

/// The database the product runs on. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Database {
    reader: Pool,
    writer: Pool,
    marker: Pool,
    spoilt: Option<Arc<AtomicBool>>,
    condition: Arc<Condition>,
}

impl Database {
    /// Connects to `sqlite:PATH` or `postgres://…`, for those who serve. `SQLite` files are created when missing.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, Patience::SHORT).await
    }

    /// Connects, waiting so long at most for what others hold.
    ///
    /// # Errors
    /// As [`Self::connect`].
    pub async fn connect_with(url: &str, patience: Patience) -> Result<Self, StoreError> {
        let Pools { reader, writer, marker, spoilt } = Pools::connect(url, patience).await?;
        let condition = Arc::new(Condition::default());
        let [reader, writer, marker] = [reader, writer, marker].map(|pool| Pool::new(pool, Arc::clone(&condition)));
        Ok(Self { reader, writer, marker, spoilt, condition })
    }

    /// Closes every connection, those in use once they are given back.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close(self) -> Result<(), StoreError> {
        for pool in [&self.reader, &self.marker, &self.writer] {
            pool.inner().close_by_ref().await?;
        }
        Ok(())
    }

    /// Brings the schema up to date, in one change. Who finds another program at it waits, and then finds it done.
    ///
    /// # Errors
    /// When a migration fails, or another program takes too long; then nothing has changed.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        if self.pending_migrations().await? == 0 {
            return Ok(());
        }
        let change = self.change().await?;
        change.transaction.migrate().await?;
        change.commit_quietly().await
    }

    /// How many migrations are still to be applied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        Ok(Migrator::get_pending_migrations_read_only(self.reader.inner()).await?.len())
    }

    /// Whether every change waits for every other, as on `SQLite`.
    #[must_use]
    pub fn has_one_writer(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// For reading.
    #[must_use]
    pub const fn reader(&self) -> &Pool {
        &self.reader
    }

    /// For single statements outside a change that readers never see, such as leases.
    #[must_use]
    pub const fn writer(&self) -> &Pool {
        &self.writer
    }

    /// For marks that nobody waits for, as when something was last used: where others hold the row, or on `SQLite` the database,
    /// nothing is noted.
    #[must_use]
    pub const fn marker(&self) -> &Pool {
        &self.marker
    }

    /// Begins a change. Dropped without [`Change::commit`], it leaves nothing behind. Within it only its own connection is
    /// used: asking for another is a panic in debug builds.
    ///
    /// # Errors
    /// When no transaction can be begun.
    pub async fn change(&self) -> Result<Change, StoreError> {
        let held = Held::begin();
        let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        let writer = self.writer.inner().clone();
        let begun = to_its_end(async move { writer.begin_with_options(options).await }).await;
        let begun = begun.inspect_err(|error| self.condition.failed(error))?;
        Ok(Change {
            transaction: Transaction::new(begun, self.spoilt.clone(), Arc::clone(&self.condition)),
            condition: Arc::clone(&self.condition),
            _held: held,
        })
    }

    /// Gives back the disk space of `SQLite`'s log, where it is large and all of it is in the database. A log grows while
    /// somebody reads on, and would stay as large as it ever was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        if self.writer.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let pragma = |how: &str| Statement::from_string(DbBackend::Sqlite, format!("PRAGMA wal_checkpoint({how})"));
        let Some(row) = self.writer.query_one_raw(pragma("PASSIVE")).await? else { return Ok(()) };
        let (pages, done): (i64, i64) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        // Cutting it waits for readers, and nobody writes meanwhile: only where nothing else is left to do.
        if pages > LARGE_LOG && pages == done {
            self.writer.query_one_raw(pragma("TRUNCATE")).await?;
        }
        Ok(())
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
        let held = Held::begin();
        let reader = self.reader.inner().clone();
        let begun = to_its_end(async move { reader.begin_with_options(options).await }).await;
        let begun = begun.inspect_err(|error| self.condition.failed(error))?;
        let transaction = Transaction::new(begun, None, Arc::clone(&self.condition));
        Ok(Change { transaction, condition: Arc::clone(&self.condition), _held: held })
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
    condition: Arc<Condition>,
    _held: Held,
}

impl Change {
    /// The transaction, for reading and writing within the change.
    #[must_use]
    pub const fn connection(&self) -> &Transaction {
        &self.transaction
    }

    /// The generations as the change sees them; its own comes when it is committed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn state(&self) -> Result<SiteState, StoreError> {
        changes::state(&self.transaction).await
    }

    /// Makes it last. When this returns, the change is durable, the generation has grown, and the [state](SiteState) says of
    /// what kind the change was.
    ///
    /// # Errors
    /// When a statement of it failed, or the database refuses; then nothing has changed. Where the connection broke while the
    /// database was committing, it may have changed nevertheless.
    pub async fn commit(self) -> Result<(), StoreError> {
        changes::settle(&self.transaction).await?;
        self.commit_quietly().await
    }

    /// Makes it last without a new generation, for what no reader sees.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub async fn commit_quietly(self) -> Result<(), StoreError> {
        let Self { transaction, condition, _held } = self;
        to_its_end(transaction.commit()).await?;
        condition.committed();
        Ok(())
    }

    /// Takes it back, whole.
    ///
    /// # Errors
    /// When the connection broke; then nothing has changed either.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(to_its_end(self.transaction.rollback()).await?)
    }
}

/// Takes a step to its end even if whoever waits for it gives up. Of the begin or end of a transaction nobody would know otherwise how
/// the connection was left.
pub(crate) async fn to_its_end<T, E>(step: impl Future<Output = Result<T, E>> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
{
    let ended = tokio::spawn(step).await;
    ended.unwrap_or_else(|error| Err(DbErr::Conn(RuntimeErr::Internal(error.to_string())).into()))
}

#[cfg(test)]
mod tests;
