//! What becomes of an answer that a ministry has begun, once it is owed no longer to questions that it is for.

use sea_orm::{FromQueryResult, Statement};

use crate::{Connection, StoreError, id_list, owed::owes, sql::ids};

/// An answer that a ministry has begun and that is not published, seen from some of the questions that it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prepared {
    /// Whose.
    pub ministry: i64,
    /// Whether the Chamber has it.
    pub handed_over: bool,
    /// Whether it goes on without these, for others to which it is owed.
    pub for_others: bool,
}

/// The works on the answer that is named so, called `other`, on which its ministry owes one. In the middle of a succession they are not
/// all of one ministry: each says whose it is.
fn owed(answer: &str) -> String {
    format!(
        "FROM ministry_work other JOIN question asked ON asked.id = other.question_id \
         JOIN attribution part ON part.question_id = other.question_id AND part.ministry_id = other.ministry_id \
         WHERE other.answer_id = {answer} AND asked.status = 'transmitted' AND {}",
        owes("part")
    )
}

/// The answers that ministries have begun to some questions, as they are once these are owed none any more.
pub async fn prepared(db: &impl Connection, questions: &[i64]) -> Result<Vec<Prepared>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        ministry_id: i64,
        handed_over: i32,
        for_others: i32,
    }
    let list = id_list(questions);
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT w.ministry_id, CASE WHEN w.state = 'submitted' THEN 1 ELSE 0 END AS handed_over, \
         CASE WHEN EXISTS (SELECT 1 {} AND other.question_id NOT IN ({list})) THEN 1 ELSE 0 END AS for_others \
         FROM ministry_work w JOIN answer n ON n.id = w.answer_id WHERE n.published_at IS NULL AND w.question_id IN ({list}) \
         ORDER BY w.ministry_id, handed_over, for_others",
        owed("w.answer_id")
    );
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = Row::find_by_statement(statement).all(db).await?;
    let one = |row: Row| Prepared { ministry: row.ministry_id, handed_over: row.handed_over != 0, for_others: row.for_others != 0 };
    Ok(rows.into_iter().map(one).collect())
}

/// The questions that an answer which is not published is for, and to which it is owed: for the others it could not be accepted.
pub async fn owed_on(db: &impl Connection, answer: i64) -> Result<Vec<i64>, StoreError> {
    let sql = format!("SELECT other.question_id AS id {} ORDER BY other.question_id", owed("$1"));
    ids(db, &sql, [answer.into()]).await
}
