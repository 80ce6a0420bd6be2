//! Lapses: the end of a Chamber's open questions with their legislature. Each is requested, confirmed and possibly undone, and records the
//! questions that it ended.

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{Chamber, Status, lifecycle::EventKind};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, FromQueryResult, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, Statement,
};
use serde_json::Value;

use crate::{
    Connection, MAX_ROWS, StoreError,
    entity::legislature_lapse,
    id_list,
    requests::PENDING,
    rows,
    sql::{execute, ids},
};

/// Whether a question (`q`) is unchanged since it lapsed (`l`).
const UNTOUCHED: &str = "q.version = l.version AND q.status = 'lapsed'";

/// Loads a lapse.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::LegislatureLapse>, StoreError> {
    Ok(legislature_lapse::Entity::find_by_id(id).one(db).await?)
}

/// The lapses that wait for a second person or were confirmed after an instant, the latest first.
pub async fn pending_or_recent(db: &impl Connection, since: DateTime<Utc>) -> Result<Vec<rows::LegislatureLapse>, StoreError> {
    let confirmed_at = legislature_lapse::Column::ConfirmedAt;
    let recent = Condition::any().add(confirmed_at.is_null()).add(confirmed_at.gt(since));
    Ok(legislature_lapse::Entity::find().filter(recent).order_by_desc(legislature_lapse::COLUMN.id).all(db).await?)
}

/// Whether a lapse of a Chamber and legislature waits for a second person.
pub async fn is_asked(db: &impl Connection, chamber: Chamber, legislature: i32) -> Result<bool, StoreError> {
    let asked = legislature_lapse::Entity::find()
        .filter(legislature_lapse::COLUMN.chamber.eq(chamber.code()))
        .filter(legislature_lapse::COLUMN.legislature.eq(legislature))
        .filter(legislature_lapse::Column::ConfirmedAt.is_null());
    Ok(asked.one(db).await?.is_some())
}

/// Adds a lapse and returns its new identity; the one in the row is ignored.
pub async fn insert(db: &impl Connection, row: rows::LegislatureLapse) -> Result<i64, StoreError> {
    let row = legislature_lapse::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    Ok(row.insert(db).await?.id)
}

/// Records the confirmation of a lapse and the number of questions that it ended.
pub async fn confirm(db: &impl Connection, id: i64, questions: i64, by: String, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = legislature_lapse::ActiveModel {
        id: Set(id),
        questions: Set(questions),
        confirmed_by: Set(Some(by)),
        confirmed_at: Set(Some(at)),
        ..Default::default()
    };
    row.update_without_returning(db).await?;
    Ok(())
}

/// Records that a lapse was undone.
pub async fn undo(db: &impl Connection, id: i64, by: String, at: DateTime<Utc>, reason: String) -> Result<(), StoreError> {
    let row = legislature_lapse::ActiveModel {
        id: Set(id),
        undone_by: Set(Some(by)),
        undone_at: Set(Some(at)),
        undone_reason: Set(Some(reason)),
        ..Default::default()
    };
    row.update_without_returning(db).await?;
    Ok(())
}

/// Deletes an unconfirmed lapse.
pub async fn delete(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    legislature_lapse::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// The details of a lapse.
#[derive(Debug)]
pub struct LapseDetails<'a> {
    /// The day of the lapse.
    pub on: NaiveDate,
    /// The reason.
    pub reason: &'a str,
    /// The person who confirmed it, as the history stores actors.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Further data of the event, for a deposited and for a transmitted question.
    pub data: [Value; 2],
}

/// Ends questions by a lapse, each with its event, and records their status and version before it.
pub async fn end(db: &impl Connection, id: i64, questions: &[i64], how: LapseDetails<'_>) -> Result<(), StoreError> {
    for some in questions.chunks(MAX_ROWS) {
        let list = id_list(some);
        let note = format!(
            "INSERT INTO lapsed_question (lapse_id, question_id, version, ended_from) \
             SELECT CAST($1 AS BIGINT), id, version + 1, status FROM question WHERE id IN ({list})"
        );
        execute(db, &note, [id.into()]).await?;
    }
    let events = format!(
        "INSERT INTO event (question_id, kind, occurred_on, recorded_at, actor, reason, data) \
         SELECT question_id, '{}', $2, $3, $4, $5, CASE ended_from WHEN 'deposited' THEN $6 ELSE $7 END \
         FROM lapsed_question WHERE lapse_id = $1",
        EventKind::Lapsed
    );
    let [deposited, transmitted] = how.data;
    let values = [id.into(), how.on.into(), how.at.into(), how.by.into(), how.reason.into(), deposited.into(), transmitted.into()];
    execute(db, &events, values).await?;
    let end = format!(
        "UPDATE question SET status = '{}', ended_on = $1, due_on = NULL, due_order = {}, version = version + 1, updated_at = $2 \
         WHERE id IN ({})",
        Status::Lapsed,
        i32::MAX,
        questions_of(id)
    );
    execute(db, &end, [how.on.into(), how.at.into()]).await?;
    Ok(())
}

/// The questions that a lapse ended, as a query in SQL.
#[must_use]
pub fn questions_of(id: i64) -> String {
    format!("SELECT question_id FROM lapsed_question WHERE lapse_id = {id}")
}

/// The questions that a lapse ended with something pending that may have to be closed, in order of identity.
pub async fn pending(db: &impl Connection, id: i64) -> Result<Vec<i64>, StoreError> {
    let these = questions_of(id);
    ids(db, &format!("SELECT q.id FROM question q WHERE q.id IN ({these}) AND {PENDING} ORDER BY q.id"), []).await
}

/// A question that a lapse ended.
#[derive(Debug, FromQueryResult)]
pub struct LapsedQuestion {
    /// The question.
    pub id: i64,
    /// The code of its status before.
    pub ended_from: String,
    /// Whether it is unchanged since.
    pub untouched: bool,
}

/// The questions that a lapse ended, in order of identity.
pub async fn lapsed(db: &impl Connection, id: i64) -> Result<Vec<LapsedQuestion>, StoreError> {
    let sql = format!(
        "SELECT q.id AS id, l.ended_from AS ended_from, ({UNTOUCHED}) AS untouched \
         FROM lapsed_question l JOIN question q ON q.id = l.question_id WHERE l.lapse_id = $1 ORDER BY q.id"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [id.into()]);
    Ok(LapsedQuestion::find_by_statement(statement).all(db).await?)
}

/// The number of the questions that a lapse ended and that are unchanged since.
pub async fn count_untouched(db: &impl Connection, id: i64) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT COUNT(*) AS n FROM lapsed_question l JOIN question q ON q.id = l.question_id WHERE l.lapse_id = $1 AND {UNTOUCHED}"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [id.into()]);
    Ok(db.query_one_raw(statement).await?.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default())
}

/// Restores the status of lapsed questions. At most as many as a statement takes values.
pub async fn restore(db: &impl Connection, questions: &[i64], status: Status, at: DateTime<Utc>) -> Result<(), StoreError> {
    let list = id_list(questions);
    let sql =
        format!("UPDATE question SET status = '{status}', ended_on = NULL, version = version + 1, updated_at = $1 WHERE id IN ({list})");
    execute(db, &sql, [at.into()]).await?;
    Ok(())
}
