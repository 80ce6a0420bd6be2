//! What changed, by kind, so that caches are refreshed only where necessary.
//!
//! Triggers mark the changes of a transaction, and its commit turns the marks into generations: see the migration
//! `m20261127_000020_changes`.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use crate::{StoreError, id_list};

/// The generations of the last change of each kind. They only grow and share one sequence: data that was read at a generation contains
/// every change up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct SiteState {
    /// Anything that readers or staff see.
    pub generation: i64,
    /// Something public: a published question or reference data.
    #[sea_orm(from_alias = "public_generation")]
    pub public: i64,
    /// Reference data: names, groups, rules, holidays, themes.
    #[sea_orm(from_alias = "reference_generation")]
    pub reference: i64,
    /// Something taken from the public: a question hidden, a passage redacted, a document removed.
    #[sea_orm(from_alias = "retraction_generation")]
    pub retraction: i64,
}

/// The current state of the site.
pub async fn state(db: &impl ConnectionTrait) -> Result<SiteState, StoreError> {
    let sql = "SELECT generation, public_generation, reference_generation, retraction_generation FROM site_state WHERE id = 1";
    let row = SiteState::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).one(db).await?;
    row.ok_or_else(|| StoreError::Unreadable("site_state is empty".into()))
}

/// Turns the marks of a transaction into generations. Must be the last statement before the commit.
pub async fn record_generations(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    for sql in jawab_migrations::settle_marks() {
        db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    }
    Ok(())
}

/// The questions that changed after a generation, each with the generation of its last change.
pub async fn since(db: &impl ConnectionTrait, generation: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    let sql = "SELECT question_id, generation FROM question_change WHERE generation > $1";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [generation.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "question_id")?, row.try_get("", "generation")?))).collect()
}

/// The questions among these whose public content changed after a generation.
pub async fn publicly_changed_since(db: &impl ConnectionTrait, questions: &[i64], generation: i64) -> Result<HashSet<i64>, StoreError> {
    if questions.is_empty() {
        return Ok(HashSet::new());
    }
    let ids = id_list(questions);
    let sql = format!("SELECT question_id FROM question_change WHERE question_id IN ({ids}) AND public_generation > $1");
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [generation.into()])).await?;
    rows.iter().map(|row| Ok(row.try_get("", "question_id")?)).collect()
}
