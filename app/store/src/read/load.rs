//! Questions by their identity, reference or code: one statement for all of them, one more for each sort of names not at hand.

use std::collections::HashMap;

use jawab_domain::Reference;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::{
    Known, QuestionRecord, Row,
    assemble::Parts,
    naming::{Naming, Wanted},
    row::RowParts,
    statement::Which,
};
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
    match current {
        Some(row) => Ok(Some(row.id)),
        None => find_renamed(db, viewer, reference).await,
    }
}

/// The question that once had a reference.
async fn find_renamed(db: &impl ConnectionTrait, viewer: Viewer, reference: Reference) -> Result<Option<i64>, StoreError> {
    let key = (reference.chamber.code().to_owned(), i32::from(reference.legislature), i32::from(reference.number));
    let Some(alias) = reference_alias::Entity::find_by_id(key).one(db).await? else { return Ok(None) };
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
/// As [`load`].
pub async fn one(db: &impl ConnectionTrait, viewer: Viewer, id: i64) -> Result<Option<QuestionRecord>, StoreError> {
    Ok(load(db, viewer, &[id]).await?.pop())
}

/// The question of a reference, or of one it once had, whole.
///
/// # Errors
/// As [`load`].
pub async fn one_of_reference(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    reference: Reference,
    known: Known<'_>,
) -> Result<Option<QuestionRecord>, StoreError> {
    if let Some(record) = records(db, viewer, Which::Reference(reference), Some(known)).await?.pop() {
        return Ok(Some(record));
    }
    let Some(id) = find_renamed(db, viewer, reference).await? else { return Ok(None) };
    Ok(records(db, viewer, Which::Ids(&[id]), Some(known)).await?.pop())
}

/// The question of an opaque public code, whole.
///
/// # Errors
/// As [`load`].
pub async fn one_of_code(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    code: &str,
    known: Known<'_>,
) -> Result<Option<QuestionRecord>, StoreError> {
    Ok(records(db, viewer, Which::Code(code), Some(known)).await?.pop())
}

/// The questions of these identities that the viewer may see, in the order given.
///
/// # Errors
/// When the database cannot be read, or holds what cannot be understood.
pub async fn load(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64]) -> Result<Vec<QuestionRecord>, StoreError> {
    load_knowing(db, viewer, ids, None).await
}

/// The same, with names that are at hand.
///
/// # Errors
/// As [`load`].
pub async fn load_knowing(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    ids: &[i64],
    known: Option<Known<'_>>,
) -> Result<Vec<QuestionRecord>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(in_order(ids, records(db, viewer, Which::Ids(ids), known).await?, |record| record.id))
}

/// The same questions as lists show them.
///
/// # Errors
/// As [`load`].
pub async fn rows(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64], known: Option<Known<'_>>) -> Result<Vec<Row>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = RowParts::ask(db.get_database_backend(), viewer, Which::Ids(ids)).ask(db).await?;
    let parts = found.iter().map(RowParts::read).collect::<Result<Vec<_>, _>>()?;
    let mut wanted = Wanted::default();
    parts.iter().for_each(|parts| parts.name(&mut wanted));
    let names = Naming::of(db, known, wanted).await?;
    Ok(in_order(ids, parts.into_iter().map(|parts| parts.into_row(&names)), |row| row.id))
}

async fn records(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    which: Which<'_>,
    known: Option<Known<'_>>,
) -> Result<Vec<QuestionRecord>, StoreError> {
    let found = Parts::ask(db.get_database_backend(), viewer, which).ask(db).await?;
    let parts = found.iter().map(Parts::read).collect::<Result<Vec<_>, _>>()?;
    let mut wanted = Wanted::default();
    parts.iter().for_each(|parts| parts.name(&mut wanted));
    let names = Naming::of(db, known, wanted).await?;
    Ok(parts.into_iter().map(|parts| parts.into_record(&names)).collect())
}

fn in_order<T>(ids: &[i64], found: impl IntoIterator<Item = T>, id: impl Fn(&T) -> i64) -> Vec<T> {
    let mut found: HashMap<i64, T> = found.into_iter().map(|one| (id(&one), one)).collect();
    ids.iter().filter_map(|id| found.remove(id)).collect()
}
