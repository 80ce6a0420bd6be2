//! How far the demonstration has come: one that was interrupted goes on from there at the next start.

use jawab_store::{StoreError, entity::import_run};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use crate::App;

/// The row that tells, beside those of imported files. It is not named by a hash of what is done: another version of the program
/// goes on from it as well.
const ROW: &str = "demonstration";

/// Begins in an empty database, before anything is loaded: no step is done.
pub async fn begin(app: &App) -> Result<(), StoreError> {
    let change = app.database.change().await?;
    import_run::Entity::delete_by_id(ROW.to_owned()).exec(change.connection()).await?;
    let row = import_run::ActiveModel {
        file_sha256: Set(ROW.into()),
        file_name: Set(ROW.into()),
        lines_done: Set(0),
        finished: Set(false),
        updated_at: Set(app.clock.now()),
    };
    import_run::Entity::insert(row).exec_without_returning(change.connection()).await?;
    change.commit_quietly().await
}

/// Whether it was begun here and is not finished.
pub async fn is_under_way(app: &App) -> Result<bool, StoreError> {
    let row = import_run::Entity::find_by_id(ROW.to_owned()).one(app.database.reader()).await?;
    Ok(row.is_some_and(|row| !row.finished))
}

/// Takes a step, within the change that does it; the first is 1. False where it, or one after it, was done before.
pub async fn take(db: &impl ConnectionTrait, step: i64) -> Result<bool, StoreError> {
    let taken = import_run::Entity::update_many()
        .col_expr(import_run::Column::LinesDone, Expr::value(step))
        .filter(import_run::Column::FileSha256.eq(ROW))
        .filter(import_run::Column::LinesDone.lt(step))
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Nothing of it is left to do.
pub async fn finish(app: &App) -> Result<(), StoreError> {
    let change = app.database.change().await?;
    import_run::Entity::update_many()
        .col_expr(import_run::Column::Finished, Expr::value(true))
        .filter(import_run::Column::FileSha256.eq(ROW))
        .exec(change.connection())
        .await?;
    change.commit_quietly().await
}
