//! Questions: their rows, the locks under which these change, and what is looked up of many of them at once. What readers see of them is
//! read by [`crate::read`], and lists of them by [`crate::list`].
//!
//! Whoever changes a question gives it a new version, by which others see that it is not what they saw.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use jawab_domain::{Chamber, Status};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::NotSet,
    DbBackend, EntityTrait as _, ExprTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, LockType},
};

use crate::{Connection, StoreError, entity::question, rows};

pub mod deleted;
pub mod due;
pub mod numbers;
pub mod relations;

/// Identities in sources that are asked for in one query.
const MAX_SOURCES: usize = 500;

/// The one of an identity.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Question>, StoreError> {
    Ok(question::Entity::find_by_id(id).one(db).await?)
}

/// Those of some identities, in the order of these; no more at once than a statement takes values.
pub async fn by_ids(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::Question>, StoreError> {
    let some = question::Entity::find().filter(question::COLUMN.id.is_in(ids));
    Ok(some.order_by_asc(question::COLUMN.id).all(db).await?)
}

/// The Chamber of the one of a code, whoever may see it.
pub async fn chamber_of(db: &impl Connection, code: &str) -> Result<Option<Chamber>, StoreError> {
    let found = question::Entity::find().filter(question::COLUMN.code.eq(code)).one(db).await?;
    Ok(found.map(|row| row.chamber.parse()).transpose()?)
}

/// The one of an identity, which nobody else changes until the change ends.
pub async fn lock(db: &impl Connection, id: i64) -> Result<Option<rows::Question>, StoreError> {
    Ok(question::Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(db).await?)
}

/// Waits for whoever changes one, and keeps it as it is until the change ends; whether there is one.
pub async fn lock_as_it_is(db: &impl Connection, id: i64) -> Result<bool, StoreError> {
    Ok(question::Entity::find_by_id(id).lock_shared().one(db).await?.is_some())
}

/// Waits for whoever writes questions, and keeps others from it until the change ends. `SQLite` has one writer anyway.
pub async fn lock_all(db: &impl Connection) -> Result<(), StoreError> {
    lock_table(db, "SHARE ROW EXCLUSIVE").await
}

/// Waits for whoever has locked [all](lock_all), and keeps them waiting until the change ends, which writes questions.
pub async fn lock_for_writing(db: &impl Connection) -> Result<(), StoreError> {
    lock_table(db, "ROW EXCLUSIVE").await
}

async fn lock_table(db: &impl Connection, mode: &str) -> Result<(), StoreError> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(&format!("LOCK TABLE question IN {mode} MODE")).await?;
    }
    Ok(())
}

/// Gives one a new version; whether it had the version that was seen, where one is named. Nobody else changes it then until the change
/// ends.
pub async fn claim(db: &impl Connection, id: i64, version: Option<i64>, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut claim = question::Entity::update_many()
        .col_expr(question::Column::Version, Expr::col(question::Column::Version).add(1))
        .col_expr(question::Column::UpdatedAt, Expr::value(at))
        .filter(question::COLUMN.id.eq(id));
    if let Some(version) = version {
        claim = claim.filter(question::COLUMN.version.eq(version));
    }
    Ok(claim.exec(db).await?.rows_affected > 0)
}

/// Gives one a new version, where something changed that does not stand in its own row.
pub async fn touch(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    question::Entity::update_many()
        .col_expr(question::Column::Version, Expr::col(question::Column::Version).add(1))
        .filter(question::COLUMN.id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Adds one, whatever its identity says; with the identity that it got. A number that another one has is a
/// [taken number](StoreError::is_number_taken), here and in [`update`].
pub async fn insert(db: &impl Connection, row: rows::Question) -> Result<rows::Question, StoreError> {
    let new = question::ActiveModel { id: NotSet, ..row.clone().into_active_model().reset_all() };
    let id = question::Entity::insert(new).exec(db).await?.last_insert_id;
    Ok(rows::Question { id, ..row })
}

/// Changes one that is locked, in whatever it is otherwise.
pub async fn update(db: &impl Connection, row: rows::Question) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update(db).await?;
    Ok(())
}

/// Those of a Chamber and a legislature that are open, in the order of their deposit.
pub async fn open_of(db: &impl Connection, chamber: Chamber, legislature: i32) -> Result<Vec<rows::Question>, StoreError> {
    let open = Status::ALL.iter().filter(|status| status.is_open()).map(|status| status.code());
    let all = question::Entity::find()
        .filter(question::COLUMN.chamber.eq(chamber.code()))
        .filter(question::COLUMN.legislature.eq(legislature))
        .filter(question::COLUMN.status.is_in(open))
        .order_by_asc(question::COLUMN.deposit_order)
        .order_by_asc(question::COLUMN.id);
    Ok(all.all(db).await?)
}

/// Whether any of some is with the Government.
pub async fn is_any_transmitted(db: &impl Connection, ids: &[i64]) -> Result<bool, StoreError> {
    let open = question::Entity::find()
        .filter(question::COLUMN.id.is_in(ids.iter().copied()))
        .filter(question::COLUMN.status.eq(Status::Transmitted.code()));
    Ok(open.one(db).await?.is_some())
}

/// A question that a record of a source made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfSource {
    /// The question.
    pub id: i64,
    /// The hash of the record as it was when it was imported last.
    pub hash: Option<String>,
}

/// The questions of records, by their identities in the source; those that no record has made are not among them.
pub async fn by_sources(db: &impl Connection, sources: &[&str]) -> Result<HashMap<String, OfSource>, StoreError> {
    // PostgreSQL refuses to be asked for what it cannot hold.
    let sources: Vec<&str> = sources.iter().copied().filter(|source| !source.contains('\0')).collect();
    let mut all = HashMap::new();
    for some in sources.chunks(MAX_SOURCES) {
        let found: Vec<(i64, Option<String>, Option<String>)> = question::Entity::find()
            .select_only()
            .columns([question::Column::Id, question::Column::SourceId, question::Column::SourceHash])
            .filter(question::COLUMN.source_id.is_in(some.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        all.extend(found.into_iter().filter_map(|(id, source, hash)| Some((source?, OfSource { id, hash }))));
    }
    Ok(all)
}

/// The question of a record, by its identity in the source.
pub async fn by_source(db: &impl Connection, source: &str) -> Result<Option<rows::Question>, StoreError> {
    Ok(question::Entity::find().filter(question::COLUMN.source_id.eq(source)).one(db).await?)
}

/// Whether there is any of the invented demonstration.
pub async fn is_any_invented(db: &impl Connection) -> Result<bool, StoreError> {
    // A range, which the index of sources has, as `LIKE` has not.
    let invented = question::Entity::find().filter(question::COLUMN.source_id.gte("demo:")).filter(question::COLUMN.source_id.lt("demo;"));
    Ok(invented.one(db).await?.is_some())
}
