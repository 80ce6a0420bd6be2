//! Acknowledged writes exist; every other outcome is reported. Changes that fail, full disks, broken connections, many writers at
//! once.

use jawab_store::Database;
use jawab_tests::TestApp;
use sea_orm::{ConnectionTrait as _, Statement};

mod cancelled;
mod changes;
mod full_disk;
mod hanging_server;
mod outage;
mod parallel;
mod write_timeouts;

/// A statement that inserts a row.
const WRITE: &str = "INSERT INTO write_trial (padding) VALUES ('x')";

/// How many rows [`WRITE`] inserted.
async fn written(database: &Database) -> i64 {
    let db = database.reader();
    let count = Statement::from_string(db.get_database_backend(), "SELECT COUNT(*) AS n FROM write_trial");
    db.query_one_raw(count).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// Only committed rows exist, also for a new connection to the database; and the next change is durable.
async fn the_next_change_lasts_after(app: &TestApp, before: i64) {
    assert_eq!(written(&app.reopened().await).await, before);
    let change = app.app.database.change().await.unwrap();
    change.connection().execute_unprepared(WRITE).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(written(&app.reopened().await).await, before + 1);
}
