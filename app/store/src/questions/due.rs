//! The due dates of questions and their deadline rules.

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{Chamber, Status, question::QuestionKind};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _, sea_query::Expr,
};

use crate::{Connection, StoreError, entity::question, list::OrderKeys};

/// The state of a question that follows from its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerState {
    /// The status: transmitted or answered.
    pub status: Status,
    /// The day of the last answer, if known. It is stored once the question is answered.
    pub answered_on: Option<NaiveDate>,
    /// Its due date.
    pub due_on: Option<NaiveDate>,
    /// Its sort keys.
    pub keys: OrderKeys,
}

/// Stores the state that follows from the answers to a question, with a new version.
pub async fn set_answer_state(db: &impl Connection, id: i64, version: i64, settled: AnswerState) -> Result<(), StoreError> {
    let AnswerState { status, answered_on, due_on, keys } = settled;
    let mut row = question::ActiveModel {
        id: Set(id),
        version: Set(version),
        due_on: Set(due_on),
        due_order: Set(keys.due),
        answer_order: Set(keys.answer),
        ..Default::default()
    };
    if status == Status::Answered {
        row.status = Set(status.code().into());
        row.answered_on = Set(answered_on);
    }
    row.update_without_returning(db).await?;
    Ok(())
}

/// Sets the due date of a question and its sort key.
pub async fn set_due_on(db: &impl Connection, id: i64, due_on: Option<NaiveDate>, order: i32) -> Result<(), StoreError> {
    question::ActiveModel { id: Set(id), due_on: Set(due_on), due_order: Set(order), ..Default::default() }
        .update_without_returning(db)
        .await?;
    Ok(())
}

/// Sets the due date of questions and their sort key, each with a new version. At most as many as a statement takes values.
pub async fn move_due_on(
    db: &impl Connection,
    ids: &[i64],
    (due_on, order): (Option<NaiveDate>, i32),
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    question::Entity::update_many()
        .col_expr(question::Column::DueOn, Expr::value(due_on))
        .col_expr(question::Column::DueOrder, Expr::value(order))
        .col_expr(question::Column::Version, Expr::col(question::Column::Version).add(1))
        .col_expr(question::Column::UpdatedAt, Expr::value(at))
        .filter(question::COLUMN.id.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}

/// A transmitted question with deadlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionWithDeadlines {
    /// The question.
    pub id: i64,
    /// Its Chamber.
    pub chamber: Chamber,
    /// The day of its transmission.
    pub transmitted_on: NaiveDate,
    /// The deadline rule stored with it.
    pub rule: Option<i64>,
}

/// Every transmitted written question with a known day of transmission.
pub async fn with_deadlines(db: &impl Connection) -> Result<Vec<QuestionWithDeadlines>, StoreError> {
    let open = question::Entity::find()
        .select_only()
        .columns([question::Column::Id, question::Column::Chamber, question::Column::TransmittedOn, question::Column::DeadlineRuleId])
        .filter(question::COLUMN.status.eq(Status::Transmitted.code()))
        .filter(question::COLUMN.kind.eq(QuestionKind::Written.code()))
        .filter(question::COLUMN.transmitted_on.is_not_null());
    let open: Vec<(i64, String, NaiveDate, Option<i64>)> = open.into_tuple().all(db).await?;
    let reckoned = |(id, chamber, transmitted_on, rule): (i64, String, NaiveDate, Option<i64>)| {
        Ok(QuestionWithDeadlines { id, chamber: chamber.parse()?, transmitted_on, rule })
    };
    open.into_iter().map(reckoned).collect()
}

/// Stores the deadline rule of questions. At most as many as a statement takes values.
pub async fn set_rule(db: &impl Connection, ids: &[i64], rule: Option<i64>) -> Result<(), StoreError> {
    question::Entity::update_many()
        .col_expr(question::Column::DeadlineRuleId, Expr::value(rule))
        .filter(question::COLUMN.id.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}
