//! The progress of imports of files, including that of the demonstration.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    sea_query::{Expr, OnConflict},
};

use crate::{Connection, StoreError, entity::import_run, rows};

/// The import of a file, by its hash.
pub async fn run(db: &impl Connection, file: &str) -> Result<Option<rows::ImportRun>, StoreError> {
    Ok(import_run::Entity::find_by_id(file.to_owned()).one(db).await?)
}

/// Records the progress of an import. The first name of its file is kept.
pub async fn save(db: &impl Connection, run: rows::ImportRun) -> Result<(), StoreError> {
    let columns = [import_run::Column::LinesDone, import_run::Column::Finished, import_run::Column::UpdatedAt];
    let on_conflict = OnConflict::column(import_run::Column::FileSha256).update_columns(columns).to_owned();
    let run = run.into_active_model().reset_all();
    import_run::Entity::insert(run).on_conflict(on_conflict).exec_without_returning(db).await?;
    Ok(())
}

/// Advances an import to a line. Returns false if it is there already.
pub async fn advance(db: &impl Connection, file: &str, line: i64) -> Result<bool, StoreError> {
    let taken = import_run::Entity::update_many()
        .col_expr(import_run::Column::LinesDone, Expr::value(line))
        .filter(import_run::Column::FileSha256.eq(file))
        .filter(import_run::Column::LinesDone.lt(line))
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Records that an import is finished.
pub async fn finish(db: &impl Connection, file: &str) -> Result<(), StoreError> {
    import_run::Entity::update_many()
        .col_expr(import_run::Column::Finished, Expr::value(true))
        .filter(import_run::Column::FileSha256.eq(file))
        .exec(db)
        .await?;
    Ok(())
}
