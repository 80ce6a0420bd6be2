//! Direct access to the database: for rows that no use case creates yet, and for statements that must be refused.

use jawab_store::outbox;
use sea_orm::{ConnectionTrait as _, DbBackend, QueryResult, Statement};

use crate::TestApp;

impl TestApp {
    /// Runs a statement that must succeed, as a change.
    pub async fn execute(&self, sql: &str) {
        let change = self.app.database.change().await.expect("a change");
        change.connection().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        change.commit().await.expect("the change lasts");
    }

    /// Runs a statement that must be refused; returns the error message.
    pub async fn refused(&self, sql: &str) -> String {
        let change = self.app.database.change().await.expect("a change");
        let outcome = change.connection().execute_unprepared(sql).await;
        change.rollback().await.expect("a change can be taken back");
        match outcome {
            Ok(_) => panic!("this was not refused: {sql}"),
            Err(error) => error.to_string(),
        }
    }

    /// The number that a query returns.
    pub async fn number(&self, sql: &str) -> i64 {
        let rows = self.rows(sql).await;
        let row = rows.first().unwrap_or_else(|| panic!("{sql}: no row"));
        row.try_get_by_index::<i64>(0).unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// The texts that a query returns.
    pub async fn strings(&self, sql: &str) -> Vec<String> {
        let rows = self.rows(sql).await;
        rows.iter().map(|row| row.try_get_by_index::<Option<String>>(0).expect("a text").unwrap_or_default()).collect()
    }

    /// The rows of a table, each as one text: all columns except some.
    pub async fn rows_of(&self, table: &str, but: &[&str]) -> Vec<String> {
        let (columns, quote) = match self.app.database.reader().get_database_backend() {
            DbBackend::Postgres => {
                let of = format!("attrelid = CAST('{table}' AS regclass) AND attnum > 0 AND NOT attisdropped");
                (format!("SELECT CAST(attname AS TEXT) FROM pg_attribute WHERE {of}"), "quote_nullable")
            }
            _ => (format!("SELECT name FROM pragma_table_info('{table}')"), "quote"),
        };
        let columns: Vec<String> = self.strings(&columns).await;
        let columns = columns.iter().filter(|column| !but.contains(&column.as_str())).map(|column| format!("{quote}(\"{column}\")"));
        self.strings(&format!("SELECT {} FROM {table}", columns.collect::<Vec<_>>().join(" || ' ' || "))).await
    }

    /// The rows of a query. It runs in a separate task: a test may query while it holds a change, as another client would.
    async fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let (database, statement) = (self.app.database.clone(), sql.to_owned());
        let asked = tokio::spawn(async move {
            let db = database.reader();
            db.query_all_raw(Statement::from_string(db.get_database_backend(), statement)).await
        });
        asked.await.expect("the query is asked").unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// The id of an imported question.
    pub async fn id(&self, source_id: &str) -> i64 {
        self.number(&format!("SELECT id FROM question WHERE source_id = '{source_id}'")).await
    }

    /// The public code of an imported question.
    pub async fn code(&self, source_id: &str) -> String {
        self.strings(&format!("SELECT code FROM question WHERE source_id = '{source_id}'")).await.remove(0)
    }

    /// The code of an account.
    pub async fn account_code(&self, id: i64) -> String {
        self.strings(&format!("SELECT code FROM account WHERE id = {id}")).await.remove(0)
    }

    /// Hides a question, as an administrator would, and updates the index.
    pub async fn hide(&self, source_id: &str) {
        self.hide_unindexed(source_id).await;
        self.index().await;
    }

    /// Shows a hidden question again, without updating the index.
    pub async fn unhide_unindexed(&self, source_id: &str) {
        self.publish(source_id, "publication = 'published', hidden_reason = NULL").await;
    }

    /// Hides a question, without updating the index.
    pub async fn hide_unindexed(&self, source_id: &str) {
        self.publish(source_id, "publication = 'hidden', hidden_reason = 'redaction'").await;
    }

    async fn publish(&self, source_id: &str, set: &str) {
        let id = self.id(source_id).await;
        let sql = format!("UPDATE question SET {set}, version = version + 1 WHERE id = {id}");
        let change = self.app.database.change().await.expect("a change");
        change.connection().execute_unprepared(&sql).await.expect("it can be shown and hidden");
        outbox::enqueue(change.connection(), outbox::INDEX_QUESTION, id).await.expect("the outbox takes it");
        change.commit().await.expect("the change lasts");
    }
}
