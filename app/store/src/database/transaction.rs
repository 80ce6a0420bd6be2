//! A transaction in which every statement must succeed.

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

/// The lock that serializes migrations on `PostgreSQL`. On `SQLite` all transactions that write are serialized.
const LOCK: &str = "SELECT pg_advisory_xact_lock(102)";

/// A transaction that refuses further statements and the commit after one failed.
///
/// Both databases would allow that. `SQLite` rolls the whole transaction back by itself after some errors (a full disk, a failed read) and
/// runs the following statements on their own. `PostgreSQL` answers the COMMIT of a failed transaction with a ROLLBACK, and reports
/// success.
#[derive(Debug)]
pub struct Transaction {
    inner: DatabaseTransaction,
    /// A statement failed, or was dropped before its end.
    failed: AtomicBool,
    /// Set as well, if the connection must be closed.
    must_close: Option<Arc<AtomicBool>>,
    condition: Arc<Condition>,
}

impl Transaction {
    pub(super) const fn new(inner: DatabaseTransaction, must_close: Option<Arc<AtomicBool>>, condition: Arc<Condition>) -> Self {
        Self { inner, failed: AtomicBool::new(false), must_close, condition }
    }

    /// Applies the migrations as if by one statement: all or nothing.
    pub(super) async fn migrate(&self) -> Result<(), DbErr> {
        if self.get_database_backend() == DbBackend::Postgres {
            self.execute_unprepared(LOCK).await?;
        }
        self.run(Migrator::up(&self.inner, None)).await
    }

    /// Begins a savepoint.
    pub async fn savepoint(&self) -> Result<Savepoint<'_>, StoreError> {
        let inner = self.run(self.inner.begin()).await?;
        let own = Self::new(inner, None, Arc::clone(&self.condition));
        Ok(Savepoint { own, whole: FailOnDrop(Some(self)) })
    }

    /// Commits if every statement succeeded, and otherwise rolls back.
    pub(super) async fn commit(self) -> Result<(), DbErr> {
        if self.failed.load(Ordering::SeqCst) {
            // It is not committed. A connection whose rollback fails as well is not reused.
            drop(self.inner.rollback().await);
            return Err(failed_before());
        }
        let committed = self.inner.commit().await;
        if let Err(error) = &committed {
            self.condition.not_committed(error);
            self.must_close.inspect(|must_close| must_close.store(true, Ordering::SeqCst));
        }
        committed
    }

    pub(super) async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }

    async fn run<T>(&self, statement: impl Future<Output = Result<T, DbErr>> + Send) -> Result<T, DbErr> {
        if self.failed.load(Ordering::SeqCst) {
            return Err(failed_before());
        }
        let running = FailOnDrop(Some(self));
        let done = statement.await.inspect_err(|error| self.condition.failed(error))?;
        running.disarm();
        Ok(done)
    }

    fn fail(&self) {
        self.failed.store(true, Ordering::SeqCst);
        if let Some(must_close) = &self.must_close {
            must_close.store(true, Ordering::SeqCst);
        }
    }
}

fn failed_before() -> DbErr {
    DbErr::Query(RuntimeErr::Internal("a statement of this change failed, so nothing of it is done".into()))
}

/// Marks a transaction as failed if dropped without [`Self::disarm`].
#[derive(Debug)]
struct FailOnDrop<'a>(Option<&'a Transaction>);

impl FailOnDrop<'_> {
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for FailOnDrop<'_> {
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
        self.run(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.run(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.run(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.run(self.inner.query_all_raw(statement)).await
    }
}

/// A part of a transaction that can be rolled back on its own. If it is dropped, the whole transaction fails.
#[derive(Debug)]
pub struct Savepoint<'a> {
    own: Transaction,
    whole: FailOnDrop<'a>,
}

impl std::ops::Deref for Savepoint<'_> {
    type Target = Transaction;
    fn deref(&self) -> &Transaction {
        &self.own
    }
}

impl Savepoint<'_> {
    /// Releases the savepoint. Nothing in it may have failed: see [`Self::rollback`].
    ///
    /// # Errors
    /// When something in it failed or the database refuses. Then the whole transaction fails.
    pub async fn release(self) -> Result<(), StoreError> {
        self.own.commit().await?;
        self.whole.disarm();
        Ok(())
    }

    /// Rolls back to the savepoint, whatever happened since.
    ///
    /// # Errors
    /// When the database refuses. Then the whole transaction fails.
    pub async fn rollback(self) -> Result<(), StoreError> {
        self.own.rollback().await?;
        self.whole.disarm();
        Ok(())
    }
}
