//! The number of views of the pages of questions. Who viewed them, and when, is not stored.

use std::collections::HashMap;

use jawab_domain::Reference;
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{Database, StoreError, id_list};

/// The address of the viewed page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ViewedQuestion {
    /// Its public reference.
    Reference(Reference),
    /// Its code.
    Code(String),
}

/// Adds views to the stored counts. The generation does not change, because no page for readers shows them.
///
/// # Errors
/// When the database refuses. Then none is added.
pub async fn add_views(database: &Database, views: &[(ViewedQuestion, u64)]) -> Result<(), StoreError> {
    let change = database.change().await?;
    let db = change.connection();
    for (read, times) in views {
        let (condition, mut values): (&str, Vec<Value>) = match read {
            ViewedQuestion::Reference(of) => (
                "chamber = $2 AND legislature = $3 AND number = $4",
                vec![of.chamber.code().into(), i32::from(of.legislature).into(), i32::from(of.number).into()],
            ),
            ViewedQuestion::Code(code) => ("code = $2", vec![code.as_str().into()]),
        };
        values.insert(0, times.cast_signed().into());
        let sql = format!(
            "INSERT INTO question_view_count (question_id, readings) SELECT id, CAST($1 AS BIGINT) FROM question WHERE {condition} \
             ON CONFLICT (question_id) DO UPDATE SET readings = question_view_count.readings + excluded.readings"
        );
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    }
    change.commit_quietly().await
}

/// The number of views of these questions, or of all viewed ones.
pub(super) async fn view_counts(db: &impl ConnectionTrait, only: Option<&[i64]>) -> Result<HashMap<i64, i64>, StoreError> {
    let among = match only {
        Some([]) => return Ok(HashMap::new()),
        Some(ids) => format!(" WHERE question_id IN ({})", id_list(ids)),
        None => String::new(),
    };
    let sql = format!("SELECT question_id, readings FROM question_view_count{among}");
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "question_id")?, row.try_get("", "readings")?))).collect()
}
