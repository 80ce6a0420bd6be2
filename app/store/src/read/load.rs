//! Brings the rows of questions together: a fixed number of queries, however many questions.

use std::collections::HashMap;

use jawab_domain::Reference;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::{QuestionRecord, parts::Parts};
use crate::{
    StoreError, Viewer,
    entity::{question, reference_alias},
    visible_to,
};

/// The question of a reference, or of a reference it once had.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &impl ConnectionTrait, viewer: Viewer, reference: Reference) -> Result<Option<i64>, StoreError> {
    let (legislature, number) = (i32::from(reference.legislature), i32::from(reference.number));
    let current = question::Entity::find()
        .filter(question::COLUMN.chamber.eq(reference.chamber.code()))
        .filter(question::COLUMN.legislature.eq(legislature))
        .filter(question::COLUMN.number.eq(number))
        .filter(visible_to(viewer))
        .one(db)
        .await?;
    if let Some(row) = current {
        return Ok(Some(row.id));
    }
    let Some(alias) = reference_alias::Entity::find_by_id((reference.chamber.code().to_owned(), legislature, number)).one(db).await? else {
        return Ok(None);
    };
    let row = question::Entity::find_by_id(alias.question_id).filter(visible_to(viewer)).one(db).await?;
    Ok(row.map(|row| row.id))
}

/// The question of an opaque public code.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_code(db: &impl ConnectionTrait, viewer: Viewer, code: &str) -> Result<Option<i64>, StoreError> {
    let row = question::Entity::find().filter(question::COLUMN.code.eq(code)).filter(visible_to(viewer)).one(db).await?;
    Ok(row.map(|row| row.id))
}

/// One question.
///
/// # Errors
/// When the database cannot be read.
pub async fn one(db: &impl ConnectionTrait, viewer: Viewer, id: i64) -> Result<Option<QuestionRecord>, StoreError> {
    Ok(load(db, viewer, &[id]).await?.pop())
}

/// The questions of these identities that the viewer may see, in the order given.
///
/// # Errors
/// When the database cannot be read, or holds what cannot be understood.
pub async fn load(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64]) -> Result<Vec<QuestionRecord>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = question::Entity::find().filter(question::COLUMN.id.is_in(ids.iter().copied())).filter(visible_to(viewer)).all(db).await?;
    let ids_seen: Vec<i64> = rows.iter().map(|row| row.id).collect();
    if ids_seen.is_empty() {
        return Ok(Vec::new());
    }
    let mut parts = Parts::load(db, viewer, &ids_seen).await?;
    let mut records = HashMap::new();
    for row in rows {
        records.insert(row.id, parts.record(row)?);
    }
    Ok(ids.iter().filter_map(|id| records.remove(id)).collect())
}
