//! Deleted drafts: their history stays, but nothing links to them.

use chrono::{DateTime, Utc};

use crate::{
    Connection, StoreError,
    sql::{execute, ids},
};

/// The tables with rows of a draft, with the texts of its sub-questions before these. Links in both directions are deleted too.
const OWN: [&str; 13] = [
    "DELETE FROM text WHERE question_id = $1",
    "DELETE FROM text WHERE sub_question_id IN (SELECT id FROM sub_question WHERE question_id = $1)",
    "DELETE FROM sub_question WHERE question_id = $1",
    "DELETE FROM author WHERE question_id = $1",
    "DELETE FROM attribution WHERE question_id = $1",
    "DELETE FROM question_theme WHERE question_id = $1",
    "DELETE FROM question_link WHERE from_id = $1",
    "DELETE FROM question_link WHERE to_id = $1",
    "DELETE FROM press_citation WHERE question_id = $1",
    "DELETE FROM attachment WHERE question_id = $1",
    "DELETE FROM question_language WHERE question_id = $1",
    "DELETE FROM reference_alias WHERE question_id = $1",
    "DELETE FROM text_need WHERE question_id = $1",
];

/// Whether a question is not a deleted draft. The argument is its alias in the statement.
pub(crate) fn stands(question: &str) -> String {
    format!("NOT EXISTS (SELECT 1 FROM deleted_draft gone WHERE gone.question_id = {question}.id)")
}

/// Whether a draft was deleted.
pub async fn is_deleted(db: &impl Connection, id: i64) -> Result<bool, StoreError> {
    Ok(!ids(db, "SELECT question_id AS id FROM deleted_draft WHERE question_id = $1", [id.into()]).await?.is_empty())
}

/// Deletes a draft, which has no number. Its row stays with its identity alone, to which the history belongs.
pub async fn delete(db: &impl Connection, id: i64, by: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    for sql in OWN {
        execute(db, sql, [id.into()]).await?;
    }
    let sql = "INSERT INTO deleted_draft (question_id, deleted_by, deleted_at) VALUES ($1, $2, $3)";
    execute(db, sql, [id.into(), by.into(), at.into()]).await?;
    Ok(())
}
