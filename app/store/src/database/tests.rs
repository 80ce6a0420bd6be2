//! Tests of migrations and of the size of the log of `SQLite`.

use std::path::Path;

use super::*;

async fn open(folder: &Path) -> Database {
    Database::connect_with(&format!("sqlite:{}", folder.join("jawab.sqlite").display()), LockTimeout::LONG).await.unwrap()
}

async fn schema(database: &Database) -> Vec<String> {
    let sql = "SELECT COALESCE(sql, name) AS written FROM sqlite_schema ORDER BY name";
    let rows = database.reader().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "written").unwrap()).collect()
}

#[tokio::test]
async fn an_upgrade_that_fails_leaves_the_database_as_it_was() {
    // A table that conflicts with the last migration, and a database that cannot grow.
    for obstacle in ["CREATE TABLE passkey (id INTEGER)", "PRAGMA max_page_count = 1"] {
        let folder = tempfile::tempdir().unwrap();
        let database = open(folder.path()).await;
        Migrator::up(database.writer().inner(), Some(6)).await.unwrap();
        database.writer().execute_unprepared(obstacle).await.unwrap();
        let (before, pending) = (schema(&database).await, database.pending_migrations().await.unwrap());
        database.migrate().await.unwrap_err();
        assert_eq!(schema(&database).await, before, "{obstacle}");
        assert_eq!(database.pending_migrations().await.unwrap(), pending, "{obstacle}");
        // The next attempt, without the obstacle.
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

/// Writes some mebibytes in one transaction, all of which pass through the log.
async fn write(database: &Database, mebibytes: u64) {
    let sql = format!(
        "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {mebibytes}) \
         INSERT INTO write_trial (padding) SELECT hex(randomblob(524288)) FROM counted"
    );
    let change = database.change().await.unwrap();
    change.connection().execute_unprepared(&sql).await.unwrap();
    change.commit_quietly().await.unwrap();
}

/// The size of the log in mebibytes, rounded up.
fn log_size(folder: &Path) -> u64 {
    std::fs::metadata(folder.join("jawab.sqlite-wal")).unwrap().len().div_ceil(1 << 20)
}

#[tokio::test]
async fn a_log_that_grew_while_somebody_read_on_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let database = open(folder.path()).await;
    database.migrate().await.unwrap();
    let reading = database.reader().inner().begin().await.unwrap();
    // The first read fixes the snapshot.
    let read = Statement::from_string(DbBackend::Sqlite, "SELECT COUNT(*) FROM write_trial");
    reading.query_one_raw(read).await.unwrap().unwrap();
    write(&database, 20).await;
    database.truncate_log().await.unwrap();
    assert!(log_size(folder.path()) >= 20, "somebody may still read from it");
    reading.rollback().await.unwrap();
    database.truncate_log().await.unwrap();
    assert_eq!(log_size(folder.path()), 0);
}

#[tokio::test]
async fn a_log_that_one_change_made_large_does_not_stay_so() {
    let folder = tempfile::tempdir().unwrap();
    let database = open(folder.path()).await;
    database.migrate().await.unwrap();
    write(&database, 70).await;
    assert!(log_size(folder.path()) >= 70);
    write(&database, 1).await;
    assert!(log_size(folder.path()) <= 64, "the next change begins it anew, and cuts it");
}
