//! What is due of questions, by when, and by which rule that is reckoned.

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{Chamber, Status, question::QuestionKind};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _, sea_query::Expr,
};

use crate::{Connection, StoreError, entity::question, list::OrderKeys};

/// What the answers to a question come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The status: with the Government still, or answered.
    pub status: Status,
    /// The day of the last answer, where it is known. It is kept once the question is answered.
    pub answered_on: Option<NaiveDate>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// Its places in lists.
    pub keys: OrderKeys,
}

/// Keeps what the answers to a question come to, under a new version.
pub async fn settle(db: &impl Connection, id: i64, version: i64, settled: Settled) -> Result<(), StoreError> {
    let Settled { status, answered_on, due_on, keys } = settled;
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
    row.update(db).await?;
    Ok(())
}

/// Sets when a question is due, and its place in lists by that.
pub async fn set_due_on(db: &impl Connection, id: i64, due_on: Option<NaiveDate>, order: i32) -> Result<(), StoreError> {
    question::ActiveModel { id: Set(id), due_on: Set(due_on), due_order: Set(order), ..Default::default() }.update(db).await?;
    Ok(())
}

/// Moves the due date of questions, and their place in lists by that, each under a new version; no more at once than a statement takes
/// values.
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

/// A question with the Government whose deadlines are reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoned {
    /// The question.
    pub id: i64,
    /// Its Chamber.
    pub chamber: Chamber,
    /// The day of its transmission.
    pub transmitted_on: NaiveDate,
    /// The rule that is noted with it.
    pub rule: Option<i64>,
}

/// Every written question with the Government of which the day of its transmission is known.
pub async fn reckoned(db: &impl Connection) -> Result<Vec<Reckoned>, StoreError> {
    let open = question::Entity::find()
        .select_only()
        .columns([question::Column::Id, question::Column::Chamber, question::Column::TransmittedOn, question::Column::DeadlineRuleId])
        .filter(question::COLUMN.status.eq(Status::Transmitted.code()))
        .filter(question::COLUMN.kind.eq(QuestionKind::Written.code()))
        .filter(question::COLUMN.transmitted_on.is_not_null());
    let open: Vec<(i64, String, NaiveDate, Option<i64>)> = open.into_tuple().all(db).await?;
    let reckoned = |(id, chamber, transmitted_on, rule): (i64, String, NaiveDate, Option<i64>)| {
        Ok(Reckoned { id, chamber: chamber.parse()?, transmitted_on, rule })
    };
    open.into_iter().map(reckoned).collect()
}

/// Notes by which rule the deadlines of questions are reckoned; no more at once than a statement takes values.
pub async fn set_rule(db: &impl Connection, ids: &[i64], rule: Option<i64>) -> Result<(), StoreError> {
    question::Entity::update_many()
        .col_expr(question::Column::DeadlineRuleId, Expr::value(rule))
        .filter(question::COLUMN.id.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}
