//! What is acknowledged is there; all else says so. Changes that fail, full disks, broken connections, many writers at once.

use jawab_store::Database;
use jawab_tests::TestApp;
use sea_orm::{ConnectionTrait as _, Statement};

mod changes;
mod full;
mod given_up;
mod hanging;
mod outage;
mod parallel;
mod waiting;

/// A statement that leaves a row.
const WRITE: &str = "INSERT INTO write_trial (padding) VALUES ('x')";

/// How many rows [`WRITE`] left.
async fn written(database: &Database) -> i64 {
    let db = database.reader();
    let count = Statement::from_string(db.get_database_backend(), "SELECT COUNT(*) AS n FROM write_trial");
    db.query_one_raw(count).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// Only what was committed is there, also for whoever opens the database anew; and the next change lasts.
async fn the_next_change_lasts_after(app: &TestApp, before: i64) {
    assert_eq!(written(&app.reopened().await).await, before);
    let change = app.app.database.change().await.unwrap();
    change.connection().execute_unprepared(WRITE).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(written(&app.reopened().await).await, before + 1);
}
