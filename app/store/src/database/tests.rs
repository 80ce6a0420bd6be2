//! How the schema is brought up to date.

use std::path::Path;

use super::*;

async fn open(folder: &Path) -> Database {
    Database::connect_with(&format!("sqlite:{}", folder.join("jawab.sqlite").display()), Patience::LONG).await.unwrap()
}

async fn schema(database: &Database) -> Vec<String> {
    let sql = "SELECT COALESCE(sql, name) AS written FROM sqlite_schema ORDER BY name";
    let rows = database.reader().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "written").unwrap()).collect()
}

#[tokio::test]
async fn an_upgrade_that_fails_leaves_the_database_as_it_was() {
    // A table that stands in the way of the last migration, and a database that can grow no more.
    for obstacle in ["CREATE TABLE passkey (id INTEGER)", "PRAGMA max_page_count = 1"] {
        let folder = tempfile::tempdir().unwrap();
        let database = open(folder.path()).await;
        Migrator::up(database.writer().inner(), Some(6)).await.unwrap();
        database.writer().execute_unprepared(obstacle).await.unwrap();
        let (before, pending) = (schema(&database).await, database.pending_migrations().await.unwrap());
        database.migrate().await.unwrap_err();
        assert_eq!(schema(&database).await, before, "{obstacle}");
        assert_eq!(database.pending_migrations().await.unwrap(), pending, "{obstacle}");
        // The next attempt, once nothing is in its way.
        let again = open(folder.path()).await;
        again.writer().execute_unprepared("DROP TABLE IF EXISTS passkey").await.unwrap();
        again.migrate().await.unwrap();
        assert_eq!(again.pending_migrations().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn of_two_programs_at_once_one_waits_for_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let both = [open(folder.path()).await, open(folder.path()).await];
    let upgrades = both.map(|database| {
        tokio::spawn(async move {
            database.migrate().await.unwrap();
            database.pending_migrations().await.unwrap()
        })
    });
    for upgrade in upgrades {
        assert_eq!(upgrade.await.unwrap(), 0);
    }
}
