//! The pending requests on a question: requests of ministries for a transfer, and requests to hide it, to show it again or to correct it,
//! which a second person confirms.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};

use crate::{
    Connection, StoreError,
    entity::{correction_request, hiding_request, transfer_request},
    rows,
    sql::{execute, ids},
};

/// Whether anything is pending on a question (`q`), as SQL. This includes an answer that a ministry has begun.
pub(crate) const PENDING: &str = "(EXISTS (SELECT 1 FROM transfer_request r WHERE r.question_id = q.id AND r.decision IS NULL) \
     OR EXISTS (SELECT 1 FROM ministry_work w WHERE w.question_id = q.id AND w.answer_id IS NOT NULL) \
     OR EXISTS (SELECT 1 FROM correction_request c WHERE c.question_id = q.id))";

/// Whether a question has anything pending that may have to be closed.
pub async fn is_pending(db: &impl Connection, question: i64) -> Result<bool, StoreError> {
    let sql = format!("SELECT q.id FROM question q WHERE q.id = $1 AND {PENDING}");
    Ok(!ids(db, &sql, [question.into()]).await?.is_empty())
}

/// The decision on a ministry's request for a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferDecision {
    /// The question is transferred.
    Granted,
    /// The question is not transferred.
    Refused,
    /// The request became pointless, or its ministry withdrew it.
    Closed,
}

impl TransferDecision {
    /// Its code in the database.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Closed => "closed",
        }
    }
}

/// Loads a transfer request.
pub async fn transfer(db: &impl Connection, id: i64) -> Result<Option<rows::TransferRequest>, StoreError> {
    Ok(transfer_request::Entity::find_by_id(id).one(db).await?)
}

/// The undecided transfer requests of a question, the oldest first.
pub async fn open_transfers(db: &impl Connection, question: i64) -> Result<Vec<rows::TransferRequest>, StoreError> {
    let all = transfer_request::Entity::find().filter(transfer_request::COLUMN.question_id.eq(question));
    let open = all.filter(transfer_request::COLUMN.decision.is_null());
    Ok(open.order_by_asc(transfer_request::COLUMN.id).all(db).await?)
}

/// Adds a transfer request and returns its new identity; the one in the row is ignored.
pub async fn ask_transfer(db: &impl Connection, row: rows::TransferRequest) -> Result<i64, StoreError> {
    let row = transfer_request::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    Ok(row.insert(db).await?.id)
}

/// Records the decision on a transfer request: why, by whom and when.
pub async fn decide_transfer(
    db: &impl Connection,
    id: i64,
    decision: TransferDecision,
    reason: Option<&str>,
    by: String,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = transfer_request::ActiveModel {
        id: Set(id),
        decision: Set(Some(decision.code().into())),
        decision_reason: Set(reason.map(str::to_owned)),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(at)),
        ..Default::default()
    };
    row.update_without_returning(db).await?;
    Ok(())
}

/// Closes a transfer request that its ministry withdraws. Returns whether it was undecided.
pub async fn withdraw_transfer(db: &impl Connection, id: i64, by: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = format!(
        "UPDATE transfer_request SET decision = '{}', decided_by = $2, decided_at = $3 WHERE id = $1 AND decision IS NULL",
        TransferDecision::Closed.code()
    );
    Ok(execute(db, &sql, [id.into(), by.into(), at.into()]).await? > 0)
}

/// Hands the undecided transfer requests from or to a ministry over to its successor. Requests between the two are closed.
pub async fn reassign_transfers(
    db: &impl Connection,
    (from, to): (i64, i64),
    reason: &str,
    by: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let decide = "UPDATE transfer_request SET decision = $3, decision_reason = $4, decided_by = $5, decided_at = $6 \
                  WHERE decision IS NULL AND from_ministry_id = $1 AND to_ministry_id = $2";
    for (asking, asked, decision) in [(from, to, TransferDecision::Granted), (to, from, TransferDecision::Refused)] {
        let values = [asking.into(), asked.into(), decision.code().into(), reason.into(), by.into(), at.into()];
        execute(db, decide, values).await?;
    }
    // If both asked for the same question, the request of the successor stays.
    let twice = format!(
        "UPDATE transfer_request SET decision = '{}', decided_by = $3, decided_at = $4 WHERE decision IS NULL \
         AND from_ministry_id = $1 AND question_id IN \
         (SELECT question_id FROM transfer_request WHERE decision IS NULL AND from_ministry_id = $2)",
        TransferDecision::Closed.code()
    );
    execute(db, &twice, [from.into(), to.into(), by.into(), at.into()]).await?;
    for column in ["from_ministry_id", "to_ministry_id"] {
        let sql = format!("UPDATE transfer_request SET {column} = $2 WHERE decision IS NULL AND {column} = $1");
        execute(db, &sql, [from.into(), to.into()]).await?;
    }
    Ok(())
}

/// The pending correction of a question.
pub async fn correction(db: &impl Connection, question: i64) -> Result<Option<rows::CorrectionRequest>, StoreError> {
    Ok(correction_request::Entity::find_by_id(question).one(db).await?)
}

/// The pending corrections of questions.
pub async fn corrections(db: &impl Connection, questions: &[i64]) -> Result<Vec<rows::CorrectionRequest>, StoreError> {
    let all = correction_request::Entity::find().filter(correction_request::COLUMN.question_id.is_in(questions.iter().copied()));
    Ok(all.all(db).await?)
}

/// Adds a request for a correction.
pub async fn ask_correction(db: &impl Connection, row: rows::CorrectionRequest) -> Result<(), StoreError> {
    correction_request::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Deletes the request for a correction of a question.
pub async fn delete_correction(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    correction_request::Entity::delete_by_id(question).exec(db).await?;
    Ok(())
}

/// The pending request to hide a question or, if it is hidden, to show it again.
pub async fn hiding(db: &impl Connection, question: i64) -> Result<Option<rows::HidingRequest>, StoreError> {
    Ok(hiding_request::Entity::find_by_id(question).one(db).await?)
}

/// Adds a request to hide a question or to show it again. It replaces an earlier one.
pub async fn ask_hiding(db: &impl Connection, row: rows::HidingRequest) -> Result<(), StoreError> {
    delete_hiding(db, row.question_id).await?;
    hiding_request::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Deletes the request to hide a question or to show it again.
pub async fn delete_hiding(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    hiding_request::Entity::delete_by_id(question).exec(db).await?;
    Ok(())
}
