//! The health check of the database, which uses it.

use std::{sync::atomic::Ordering, time::Duration};

use sea_orm::{ConnectionTrait as _, Statement};
use sha2::{Digest as _, Sha256};

use super::{Database, HealthError};
use crate::StoreError;

/// The timeout of the check.
const ANSWER: Duration = Duration::from_secs(2);
/// The bytes that a trial writes: more than most changes, so that there is room for them if there is room for the trial.
const TRIAL: usize = 256 * 1024;

impl Database {
    /// Reads a text, and if writes have failed and none has succeeded since, writes one.
    ///
    /// # Errors
    /// Why the database cannot serve, within some seconds.
    pub async fn check_health(&self) -> Result<(), HealthError> {
        match tokio::time::timeout(ANSWER, self.reads()).await {
            Ok(Ok(())) => {}
            _ if self.condition.is_damaged() => {}
            _ => return Err(HealthError::Unreachable),
        }
        if self.condition.is_damaged() {
            return Err(HealthError::Damaged);
        }
        if self.condition.is_unwritable() {
            drop(tokio::time::timeout(ANSWER, self.writes()).await);
        }
        if self.condition.is_unwritable() { Err(HealthError::Unwritable) } else { Ok(()) }
    }

    /// Reads the generation and a text, each time another one, because cached pages prove nothing about the disk.
    async fn reads(&self) -> Result<(), StoreError> {
        self.generation().await?;
        let sql = "SELECT id, LENGTH(body) AS length FROM text WHERE id > $1 ORDER BY id LIMIT 1";
        let at = self.condition.looked_at.load(Ordering::Relaxed);
        let statement = Statement::from_sql_and_values(self.reader.get_database_backend(), sql, [at.into()]);
        let next = self.reader.query_one_raw(statement).await?.map_or(Ok(0), |row| row.try_get("", "id"))?;
        self.condition.looked_at.store(next, Ordering::Relaxed);
        Ok(())
    }

    /// Writes and deletes a row in one committed transaction.
    async fn writes(&self) -> Result<(), StoreError> {
        let change = self.change().await?;
        let db = change.connection();
        let sql = "INSERT INTO write_trial (padding) VALUES ($1)";
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [padding().into()])).await?;
        db.execute_unprepared("DELETE FROM write_trial").await?;
        change.commit_quietly().await
    }
}

/// Text that no database compresses.
fn padding() -> String {
    (0..TRIAL / 64).map(|n| format!("{:x}", Sha256::digest(n.to_be_bytes()))).collect()
}
