//! A pool of connections of one kind.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use super::{condition::Condition, open_transaction};

/// A pool: each statement acquires a connection and releases it. Within a transaction only its own connection may be used.
#[derive(Debug, Clone)]
pub struct Pool {
    inner: DatabaseConnection,
    condition: Arc<Condition>,
}

impl Pool {
    pub(super) const fn new(inner: DatabaseConnection, condition: Arc<Condition>) -> Self {
        Self { inner, condition }
    }

    pub(super) const fn inner(&self) -> &DatabaseConnection {
        &self.inner
    }

    /// Calls a function with each statement that takes values, within transactions as well.
    pub(super) fn observe(&mut self, observer: impl Fn(&Statement) + Send + Sync + 'static) {
        self.inner.set_metric_callback(move |info| observer(info.statement));
    }

    async fn noted<T>(&self, statement: impl Future<Output = Result<T, DbErr>> + Send) -> Result<T, DbErr> {
        open_transaction::assert_no_transaction();
        statement.await.inspect_err(|error| self.condition.failed(error))
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Pool {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.noted(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.noted(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.noted(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.noted(self.inner.query_all_raw(statement)).await
    }
}
