//! Loads questions by identity, reference or code: one query for all of them, and one more for each kind of missing names.

use std::collections::HashMap;

use jawab_domain::Reference;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::{
    CachedNames, QuestionRecord, Row,
    assemble::Parts,
    naming::{NeededNames, ResolvedNames},
    row::RowParts,
    statement::Which,
};
use crate::{
    StoreError, Viewer,
    entity::{question, reference_alias},
    visible_to,
};

/// The question with a former reference.
async fn find_renamed(db: &impl ConnectionTrait, viewer: Viewer, reference: Reference) -> Result<Option<i64>, StoreError> {
    let key = (reference.chamber.code().to_owned(), i32::from(reference.legislature), i32::from(reference.number));
    let Some(alias) = reference_alias::Entity::find_by_id(key).one(db).await? else { return Ok(None) };
    let row = question::Entity::find_by_id(alias.question_id).filter(visible_to(viewer)).one(db).await?;
    Ok(row.map(|row| row.id))
}

/// The identity of the question with a code.
pub async fn id_by_code(db: &impl ConnectionTrait, viewer: Viewer, code: &str) -> Result<Option<i64>, StoreError> {
    let row = question::Entity::find().filter(question::COLUMN.code.eq(code)).filter(visible_to(viewer)).one(db).await?;
    Ok(row.map(|row| row.id))
}

/// Loads one question.
pub async fn load_one(db: &impl ConnectionTrait, viewer: Viewer, id: i64) -> Result<Option<QuestionRecord>, StoreError> {
    Ok(load(db, viewer, &[id]).await?.pop())
}

/// Loads the question with a current or former reference.
pub async fn load_by_reference(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    reference: Reference,
    known: CachedNames<'_>,
) -> Result<Option<QuestionRecord>, StoreError> {
    if let Some(record) = records(db, viewer, Which::Reference(reference), Some(known)).await?.pop() {
        return Ok(Some(record));
    }
    let Some(id) = find_renamed(db, viewer, reference).await? else { return Ok(None) };
    Ok(records(db, viewer, Which::Ids(&[id]), Some(known)).await?.pop())
}

/// Loads the question with a code.
pub async fn load_by_code(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    code: &str,
    known: CachedNames<'_>,
) -> Result<Option<QuestionRecord>, StoreError> {
    Ok(records(db, viewer, Which::Code(code), Some(known)).await?.pop())
}

/// Loads the questions with these identities that the viewer may see, in the given order.
pub async fn load(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64]) -> Result<Vec<QuestionRecord>, StoreError> {
    load_with_names(db, viewer, ids, None).await
}

/// Loads questions like [`load`], with cached names.
pub async fn load_with_names(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    ids: &[i64],
    known: Option<CachedNames<'_>>,
) -> Result<Vec<QuestionRecord>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(in_order(ids, records(db, viewer, Which::Ids(ids), known).await?, |record| record.id))
}

/// Loads questions like [`load`], as rows of lists.
pub async fn load_rows(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    ids: &[i64],
    known: Option<CachedNames<'_>>,
) -> Result<Vec<Row>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = RowParts::ask(db.get_database_backend(), viewer, Which::Ids(ids)).ask(db).await?;
    let parts = found.iter().map(RowParts::read).collect::<Result<Vec<_>, _>>()?;
    let mut wanted = NeededNames::default();
    parts.iter().for_each(|parts| parts.collect_names(&mut wanted));
    let names = ResolvedNames::load(db, known, wanted).await?;
    Ok(in_order(ids, parts.into_iter().map(|parts| parts.into_row(&names)), |row| row.id))
}

async fn records(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    which: Which<'_>,
    known: Option<CachedNames<'_>>,
) -> Result<Vec<QuestionRecord>, StoreError> {
    let found = Parts::ask(db.get_database_backend(), viewer, which).ask(db).await?;
    let parts = found.iter().map(Parts::read).collect::<Result<Vec<_>, _>>()?;
    let mut wanted = NeededNames::default();
    parts.iter().for_each(|parts| parts.collect_names(&mut wanted));
    let names = ResolvedNames::load(db, known, wanted).await?;
    Ok(parts.into_iter().map(|parts| parts.into_record(&names)).collect())
}

fn in_order<T>(ids: &[i64], found: impl IntoIterator<Item = T>, id: impl Fn(&T) -> i64) -> Vec<T> {
    let mut found: HashMap<i64, T> = found.into_iter().map(|one| (id(&one), one)).collect();
    ids.iter().filter_map(|id| found.remove(id)).collect()
}
