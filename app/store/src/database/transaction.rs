//! The connection of a change: a transaction in which every statement must succeed.

use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement, TransactionTrait as _,
};

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
}

impl Transaction {
    pub(super) const fn new(inner: DatabaseTransaction) -> Self {
        Self { inner, failed: AtomicBool::new(false) }
    }

    /// Begins a part of it that can be taken back without the rest.
    ///
    /// # Errors
    /// When the database refuses, or a statement failed before.
    pub async fn savepoint(&self) -> Result<Savepoint<'_>, DbErr> {
        let inner = self.seen(self.inner.begin()).await?;
        Ok(Savepoint { own: Self::new(inner), whole: FailsUnlessSeen(Some(&self.failed)) })
    }

    /// Commits it, if every statement succeeded; otherwise takes it back.
    pub(super) async fn commit(self) -> Result<(), DbErr> {
        if !self.failed.load(Ordering::SeqCst) {
            return self.inner.commit().await;
        }
        // It is not committed, and that is what counts: a connection whose rollback fails as well is not used again.
        drop(self.inner.rollback().await);
        Err(failed_before())
    }

    pub(super) async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }

    async fn seen<T>(&self, statement: impl Future<Output = Result<T, DbErr>> + Send) -> Result<T, DbErr> {
        if self.failed.load(Ordering::SeqCst) {
            return Err(failed_before());
        }
        let running = FailsUnlessSeen(Some(&self.failed));
        let done = statement.await?;
        running.seen();
        Ok(done)
    }
}

fn failed_before() -> DbErr {
    DbErr::Query(RuntimeErr::Internal("a statement of this change failed, so nothing of it is done".into()))
}

/// Dropped without [`Self::seen`], it marks a transaction as failed.
#[derive(Debug)]
struct FailsUnlessSeen<'a>(Option<&'a AtomicBool>);

impl FailsUnlessSeen<'_> {
    fn seen(mut self) {
        self.0 = None;
    }
}

impl Drop for FailsUnlessSeen<'_> {
    fn drop(&mut self) {
        if let Some(failed) = self.0 {
            failed.store(true, Ordering::SeqCst);
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
    pub async fn keep(self) -> Result<(), DbErr> {
        self.own.commit().await?;
        self.whole.seen();
        Ok(())
    }

    /// Takes it back, whatever happened in it.
    ///
    /// # Errors
    /// When the database refuses; then the whole is lost.
    pub async fn take_back(self) -> Result<(), DbErr> {
        self.own.rollback().await?;
        self.whole.seen();
        Ok(())
    }
}
