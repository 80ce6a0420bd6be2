//! Whether the database can serve now, found out by using it.

use std::{sync::atomic::Ordering, time::Duration};

use sea_orm::{ConnectionTrait as _, Statement};
use sha2::{Digest as _, Sha256};

use super::{Database, Trouble};
use crate::StoreError;

/// How long the database may take to answer.
const ANSWER: Duration = Duration::from_secs(2);
/// How much a trial writes, in bytes: more than most changes do, so that where there is room for it there is room for them.
const TRIAL: usize = 256 * 1024;

impl Database {
    /// Reads something, and where writes have failed and none has succeeded since, writes something.
    ///
    /// # Errors
    /// Why it cannot serve; known within some seconds.
    pub async fn serves(&self) -> Result<(), Trouble> {
        match tokio::time::timeout(ANSWER, self.reads()).await {
            Ok(Ok(())) => {}
            _ if self.condition.is_damaged() => {}
            _ => return Err(Trouble::Unreachable),
        }
        if self.condition.is_damaged() {
            return Err(Trouble::Damaged);
        }
        if self.condition.is_unwritable() {
            drop(tokio::time::timeout(ANSWER, self.writes()).await);
        }
        if self.condition.is_unwritable() { Err(Trouble::Unwritable) } else { Ok(()) }
    }

    /// Reads the generation, and a text, another one each time: what lies in memory says nothing of the disk.
    async fn reads(&self) -> Result<(), StoreError> {
        self.generation().await?;
        let sql = "SELECT id, LENGTH(body) AS length FROM text WHERE id > $1 ORDER BY id LIMIT 1";
        let at = self.condition.looked_at.load(Ordering::Relaxed);
        let statement = Statement::from_sql_and_values(self.reader.get_database_backend(), sql, [at.into()]);
        let next = self.reader.query_one_raw(statement).await?.map_or(Ok(0), |row| row.try_get("", "id"))?;
        self.condition.looked_at.store(next, Ordering::Relaxed);
        Ok(())
    }

    /// Writes something and takes it out again, in one change that is committed.
    async fn writes(&self) -> Result<(), StoreError> {
        let change = self.change().await?;
        let db = change.connection();
        let sql = "INSERT INTO write_trial (padding) VALUES ($1)";
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [padding().into()])).await?;
        db.execute_unprepared("DELETE FROM write_trial").await?;
        change.commit_quietly().await
    }
}

/// Text that no database makes smaller.
fn padding() -> String {
    (0..TRIAL / 64).map(|n| format!("{:x}", Sha256::digest(n.to_be_bytes()))).collect()
}
