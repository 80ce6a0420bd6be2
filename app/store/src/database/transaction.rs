//! The connection of a change: a transaction in which every statement must succeed.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use jawab_migrations::{Migrator, MigratorTrait as _};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement, TransactionTrait as _,
};

use super::condition::Condition;
use crate::StoreError;

/// On `PostgreSQL` whoever brings the schema up to date waits here for who does so already. On `SQLite` every change waits for every other.
const LOCK: &str = "SELECT pg_advisory_xact_lock(102)";

/// A transaction that takes no further statement after one that failed, and cannot be committed then.
///
/// Both databases would let it: `SQLite` takes the whole transaction back by itself at some errors (a full disk, a failed
/// read) and runs what follows on its own; `PostgreSQL` answers the COMMIT of a failed transaction by a ROLLBACK, and calls that
/// a success.
#[derive(Debug)]
pub struct Transaction {
    inner: DatabaseTransaction,
    /// A statement failed, or was given up before its end was seen.
    failed: AtomicBool,
    /// To be set as well then, where the connection is to be closed.
    spoilt: Option<Arc<AtomicBool>>,
    condition: Arc<Condition>,
}

impl Transaction {
    pub(super) const fn new(inner: DatabaseTransaction, spoilt: Option<Arc<AtomicBool>>, condition: Arc<Condition>) -> Self {
        Self { inner, failed: AtomicBool::new(false), spoilt, condition }
    }

    /// Brings the schema up to date, as if by one statement: all of it, or nothing.
    pub(super) async fn migrate(&self) -> Result<(), DbErr> {
        if self.get_database_backend() == DbBackend::Postgres {
            self.execute_unprepared(LOCK).await?;
        }
        self.seen(Migrator::up(&self.inner, None)).await
    }

    /// Begins a part of it that can be taken back without the rest.
    ///
    /// # Errors
    /// When the database refuses, or a statement failed before.
    pub async fn savepoint(&self) -> Result<Savepoint<'_>, StoreError> {
        let inner = self.seen(self.inner.begin()).await?;
        let own = Self::new(inner, None, Arc::clone(&self.condition));
        Ok(Savepoint { own, whole: FailsUnlessSeen(Some(self)) })
    }

    /// Commits it, if every statement succeeded; otherwise takes it back.
    pub(super) async fn commit(self) -> Result<(), DbErr> {
        if self.failed.load(Ordering::SeqCst) {
            // It is not committed, and that is what counts: a connection whose rollback fails as well is not used again.
            drop(self.inner.rollback().await);
            return Err(failed_before());
        }
        let committed = self.inner.commit().await;
        if let Err(error) = &committed {
            self.condition.not_committed(error);
            self.spoilt.inspect(|spoilt| spoilt.store(true, Ordering::SeqCst));
        }
        committed
    }

    pub(super) async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }

    async fn seen<T>(&self, statement: impl Future<Output = Result<T, DbErr>> + Send) -> Result<T, DbErr> {
        if self.failed.load(Ordering::SeqCst) {
            return Err(failed_before());
        }
        let running = FailsUnlessSeen(Some(self));
        let done = statement.await.inspect_err(|error| self.condition.failed(error))?;
        running.seen();
        Ok(done)
    }

    fn fail(&self) {
        self.failed.store(true, Ordering::SeqCst);
        if let Some(spoilt) = &self.spoilt {
            spoilt.store(true, Ordering::SeqCst);
        }
    }
}

fn failed_before() -> DbErr {
    DbErr::Query(RuntimeErr::Internal("a statement of this change failed, so nothing of it is done".into()))
}

/// Dropped without [`Self::seen`], it marks a transaction as failed.
#[derive(Debug)]
struct FailsUnlessSeen<'a>(Option<&'a Transaction>);

impl FailsUnlessSeen<'_> {
    fn seen(mut self) {
        self.0 = None;
    }
}

impl Drop for FailsUnlessSeen<'_> {
    fn drop(&mut self) {
        if let Some(transaction) = self.0 {
            transaction.fail();
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.seen(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.seen(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.seen(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.seen(self.inner.query_all_raw(statement)).await
    }
}

/// A part of a transaction that can be taken back without the rest. If its end is not seen, the whole is lost.
#[derive(Debug)]
pub struct Savepoint<'a> {
    own: Transaction,
    whole: FailsUnlessSeen<'a>,
}

impl std::ops::Deref for Savepoint<'_> {
    type Target = Transaction;
    fn deref(&self) -> &Transaction {
        &self.own
    }
}

impl Savepoint<'_> {
    /// Keeps it as part of the whole. Nothing of it may have failed: see [`Self::take_back`].
    ///
    /// # Errors
    /// When something of it failed or the database refuses; then the whole is lost.
    pub async fn keep(self) -> Result<(), StoreError> {
        self.own.commit().await?;
        self.whole.seen();
        Ok(())
    }

    /// Takes it back, whatever happened in it.
    ///
    /// # Errors
    /// When the database refuses; then the whole is lost.
    pub async fn take_back(self) -> Result<(), StoreError> {
        self.own.rollback().await?;
        self.whole.seen();
        Ok(())
    }
}
