//! Questions: their rows, the locks for changing them, and bulk lookups. [`crate::read`] loads what readers see; [`crate::list`] has the
//! lists.
//!
//! Every change of a question increments its version, so that others see that it is not the one they loaded.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use jawab_domain::{Chamber, Publication, Status};
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

/// The number of source identities per query.
const MAX_SOURCES: usize = 500;
/// Questions that are locked in one query.
const MAX_IDS: usize = 500;

/// Loads a question.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Question>, StoreError> {
    Ok(question::Entity::find_by_id(id).one(db).await?)
}

/// Loads questions in order of identity. At most as many as a statement takes values.
pub async fn by_ids(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::Question>, StoreError> {
    let some = question::Entity::find().filter(question::COLUMN.id.is_in(ids));
    Ok(some.order_by_asc(question::COLUMN.id).all(db).await?)
}

/// The Chamber of the question with a code, whoever may see it.
pub async fn chamber_of(db: &impl Connection, code: &str) -> Result<Option<Chamber>, StoreError> {
    let found = question::Entity::find().filter(question::COLUMN.code.eq(code)).one(db).await?;
    Ok(found.map(|row| row.chamber.parse()).transpose()?)
}

/// Loads and locks a question until the transaction ends.
pub async fn lock(db: &impl Connection, id: i64) -> Result<Option<rows::Question>, StoreError> {
    Ok(question::Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(db).await?)
}

/// Locks questions in the order of their identities against changes by others until the transaction ends.
pub async fn lock_each(db: &impl Connection, ids: &BTreeSet<i64>) -> Result<(), StoreError> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    for some in ids.chunks(MAX_IDS) {
        let held = question::Entity::find().select_only().column(question::Column::Id).filter(question::COLUMN.id.is_in(some.to_vec()));
        let _: Vec<i64> = held.order_by_asc(question::COLUMN.id).lock(LockType::NoKeyUpdate).into_tuple().all(db).await?;
    }
    Ok(())
}

/// Loads a question and locks it against changes until the transaction ends.
pub async fn lock_shared(db: &impl Connection, id: i64) -> Result<Option<rows::Question>, StoreError> {
    Ok(question::Entity::find_by_id(id).lock_shared().one(db).await?)
}

/// Locks all questions against writing until the transaction ends. `SQLite` has a single writer anyway.
pub async fn lock_all(db: &impl Connection) -> Result<(), StoreError> {
    lock_table(db, "SHARE ROW EXCLUSIVE").await
}

/// Takes the shared lock that excludes [`lock_all`], until the transaction ends. Every transaction that writes questions takes it.
pub async fn lock_for_writing(db: &impl Connection) -> Result<(), StoreError> {
    lock_table(db, "ROW EXCLUSIVE").await
}

async fn lock_table(db: &impl Connection, mode: &str) -> Result<(), StoreError> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(&format!("LOCK TABLE question IN {mode} MODE")).await?;
    }
    Ok(())
}

/// Increments the version of a question, which locks it until the transaction ends. Returns whether it had the expected version, if one is
/// given.
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

/// Increments the version of a question after a change outside its own row.
pub async fn touch(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    question::Entity::update_many()
        .col_expr(question::Column::Version, Expr::col(question::Column::Version).add(1))
        .filter(question::COLUMN.id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Adds a question and returns the stored row; the identity in the given row is ignored. Here and in [`update`], a number that another
/// question has is an error for which [`StoreError::is_number_taken`] is true.
pub async fn insert(db: &impl Connection, row: rows::Question) -> Result<rows::Question, StoreError> {
    let new = question::ActiveModel { id: NotSet, ..row.clone().into_active_model().reset_all() };
    let id = question::Entity::insert(new).exec(db).await?.last_insert_id;
    Ok(rows::Question { id, ..row })
}

/// Updates a locked question.
pub async fn update(db: &impl Connection, row: rows::Question) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update_without_returning(db).await?;
    Ok(())
}

/// The open questions of a Chamber and a legislature, in order of deposit.
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

/// Whether any of these questions is published.
pub async fn is_any_published(db: &impl Connection, ids: &[i64]) -> Result<bool, StoreError> {
    let public = question::Entity::find()
        .filter(question::COLUMN.id.is_in(ids.iter().copied()))
        .filter(question::COLUMN.publication.eq(Publication::Published.code()));
    Ok(public.one(db).await?.is_some())
}

/// A question that was imported from a record of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedQuestion {
    /// The question.
    pub id: i64,
    /// The hash of the record at its last import.
    pub hash: Option<String>,
}

/// The questions of records, by the identity of the record in its source. Records without a question are missing.
pub async fn by_sources(db: &impl Connection, sources: &[&str]) -> Result<HashMap<String, ImportedQuestion>, StoreError> {
    // PostgreSQL refuses values with a NUL character.
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
        all.extend(found.into_iter().filter_map(|(id, source, hash)| Some((source?, ImportedQuestion { id, hash }))));
    }
    Ok(all)
}

/// The question of a record, by the identity of the record in its source.
pub async fn by_source(db: &impl Connection, source: &str) -> Result<Option<rows::Question>, StoreError> {
    Ok(question::Entity::find().filter(question::COLUMN.source_id.eq(source)).one(db).await?)
}

/// Whether there is any question of the demonstration.
pub async fn is_any_invented(db: &impl Connection) -> Result<bool, StoreError> {
    // A range uses the index of sources; `LIKE` does not.
    let invented = question::Entity::find().filter(question::COLUMN.source_id.gte("demo:")).filter(question::COLUMN.source_id.lt("demo;"));
    Ok(invented.one(db).await?.is_some())
}
