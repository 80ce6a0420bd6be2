//! `jawab-bench changes`: a clerk who changes a published question every second while readers are measured.

use std::time::Duration;

use jawab_server::config::Config;
use jawab_store::{Database, StoreError, outbox};
use sea_orm::{ConnectionTrait as _, Statement};

/// The pause between two changes.
const PERIOD: Duration = Duration::from_secs(1);

/// Changes the published questions one after the other until stopped; prints how many changes were made.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let database = Database::connect(&config.database_url).await?;
    let mut stop = std::pin::pin!(jawab_server::stop_signal()?);
    let mut ticks = tokio::time::interval(PERIOD);
    let (mut changes, mut last) = (0, 0);
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                last = change(&database, last).await?;
                changes += 1;
            }
            _ = &mut stop => break,
        }
    }
    println!("{changes}");
    Ok(())
}

/// Changes the next published question after the given id, wrapping around; returns its id.
async fn change(database: &Database, after: i64) -> Result<i64, StoreError> {
    let change = database.change().await?;
    let db = change.connection();
    let sql = "SELECT COALESCE(MIN(CASE WHEN id > $1 THEN id END), MIN(id)) AS id FROM question WHERE publication = 'published'";
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [after.into()])).await?;
    let Some(id) = row.map(|row| row.try_get::<Option<i64>>("", "id")).transpose()?.flatten() else { return Ok(after) };
    let sql = "UPDATE question SET version = version + 1 WHERE id = $1";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [id.into()])).await?;
    outbox::enqueue(db, outbox::INDEX_QUESTION, id).await?;
    change.commit().await?;
    Ok(id)
}
