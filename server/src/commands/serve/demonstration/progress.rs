//! How far the demonstration has come: one that was interrupted goes on from there at the next start.

use jawab_store::{Connection, StoreError, imports, rows};

use crate::App;

/// The row that tells, beside those of imported files. It is not named by a hash of what is done: another version of the program
/// goes on from it as well.
const ROW: &str = "demonstration";

/// Begins in an empty database, before anything is loaded: no step is done.
pub async fn begin(app: &App) -> Result<(), StoreError> {
    let change = app.database.change().await?;
    let (file_sha256, file_name) = (ROW.into(), ROW.into());
    let run = rows::ImportRun { file_sha256, file_name, lines_done: 0, finished: false, updated_at: app.clock.now() };
    imports::save(change.connection(), run).await?;
    change.commit_quietly().await
}

/// Whether it was begun here and is not finished.
pub async fn is_under_way(app: &App) -> Result<bool, StoreError> {
    let run = imports::run(app.database.reader(), ROW).await?;
    Ok(run.is_some_and(|run| !run.finished))
}

/// Takes a step, within the change that does it; the first is 1. False where it, or one after it, was done before.
pub async fn take(db: &impl Connection, step: i64) -> Result<bool, StoreError> {
    imports::advance(db, ROW, step).await
}

/// Nothing of it is left to do.
pub async fn finish(app: &App) -> Result<(), StoreError> {
    let change = app.database.change().await?;
    imports::finish(change.connection(), ROW).await?;
    change.commit_quietly().await
}
