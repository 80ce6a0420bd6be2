//! What a question's parts and answers come to: what is due, and what an answer settles. The same for imports and for staff.

use std::collections::HashMap;

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Status, lifecycle::EventKind};
use jawab_store::{
    StoreError,
    entity::{annulled_answer, answer, answer_question, attribution, question},
    list::OrderKeys,
    owed,
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, ExprTrait as _, SimpleExpr},
};

/// The due date of a question and its places in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dues {
    /// The earliest open due date; once answered, the last one that was met or missed; none once ended otherwise.
    pub due_on: Option<NaiveDate>,
    /// Its places in lists.
    pub keys: OrderKeys,
}

impl Dues {
    /// From the parts of the ministries that have it now: whether each still owes an answer, and by when.
    pub fn of(
        status: Status,
        deposited_on: Option<NaiveDate>,
        answered_on: Option<NaiveDate>,
        parts: impl IntoIterator<Item = (bool, Option<NaiveDate>)>,
    ) -> Self {
        let parts = parts.into_iter();
        let due_on = match status {
            Status::Transmitted => parts.filter(|(owes, _)| *owes).filter_map(|(_, due)| due).min(),
            Status::Answered => parts.filter_map(|(_, due)| due).max(),
            _ => None,
        };
        let open = due_on.filter(|_| status == Status::Transmitted);
        Self { due_on, keys: OrderKeys::of(deposited_on, open, answered_on.filter(|_| status == Status::Answered)) }
    }
}

/// Brings a transmitted question in line with the published final answers it has, whoever recorded them: each ministry that
/// gave one owes nothing any more, and the question is answered once no ministry owes. Gives the event, where that happened.
pub async fn settle(db: &impl ConnectionTrait, id: i64) -> Result<Option<(EventKind, Option<NaiveDate>)>, StoreError> {
    let Some(row) = question::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let finals = finals(db, id).await?;
    if row.status != Status::Transmitted.code() || finals.is_empty() {
        return Ok(None);
    }
    let parts = attribution::Entity::find()
        .filter(attribution::COLUMN.question_id.eq(id))
        .filter(attribution::Column::Until.is_null())
        .all(db)
        .await?;
    let mut owed = Vec::new();
    for part in parts {
        let theirs = finals.iter().find(|answer| answer.ministry_id.is_none_or(|ministry| ministry == part.ministry_id));
        owed.push((theirs.is_none(), part.due_on));
        if let Some(answer) = theirs
            && part.answered_on.is_none()
        {
            let mut part = part.into_active_model();
            part.answered_on = Set(answer.answered_on);
            part.update(db).await?;
        }
    }
    let answered_on = finals.iter().map(|answer| answer.answered_on).collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
    let answered = owed.iter().all(|(owes, _)| !owes);
    let status = if answered { Status::Answered } else { Status::Transmitted };
    let Dues { due_on, keys } = Dues::of(status, row.deposited_on, answered_on, owed);
    let version = row.version;
    let mut row = row.into_active_model();
    row.version = Set(version + 1);
    row.due_on = Set(due_on);
    row.due_order = Set(keys.due);
    row.answer_order = Set(keys.answer);
    if answered {
        row.status = Set(Status::Answered.code().into());
        row.answered_on = Set(answered_on);
    }
    row.update(db).await?;
    Ok(answered.then_some((EventKind::Answered, answered_on)))
}

/// The published final answers to a question that were not annulled.
pub async fn finals(db: &impl ConnectionTrait, id: i64) -> Result<Vec<answer::Model>, StoreError> {
    let mut all = published(db, id).await?;
    all.retain(|answer| answer.kind == AnswerKind::Final.code());
    Ok(all)
}

/// The published answers to a question that were not annulled, oldest first.
pub async fn published(db: &impl ConnectionTrait, id: i64) -> Result<Vec<answer::Model>, StoreError> {
    Ok(published_of(db, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The published answers to questions that were not annulled, oldest first, by question.
pub async fn published_of(db: &impl ConnectionTrait, ids: &[i64]) -> Result<HashMap<i64, Vec<answer::Model>>, StoreError> {
    given(db, ids, Expr::cust(owed::annulled("answer")).not()).await
}

/// The answers to a question that were annulled, oldest first.
pub async fn annulled(db: &impl ConnectionTrait, id: i64) -> Result<Vec<answer::Model>, StoreError> {
    Ok(given(db, &[id], Expr::cust(owed::annulled("answer"))).await?.remove(&id).unwrap_or_default())
}

/// Whether an answer was annulled: it counts no more.
pub async fn is_annulled(db: &impl ConnectionTrait, answer: i64) -> Result<bool, StoreError> {
    Ok(annulled_answer::Entity::find_by_id(answer).one(db).await?.is_some())
}

async fn given(db: &impl ConnectionTrait, ids: &[i64], those: SimpleExpr) -> Result<HashMap<i64, Vec<answer::Model>>, StoreError> {
    let mut questions: HashMap<i64, Vec<i64>> = HashMap::new();
    let edges = answer_question::Entity::find().filter(answer_question::COLUMN.question_id.is_in(ids.iter().copied()));
    for edge in edges.all(db).await? {
        questions.entry(edge.answer_id).or_default().push(edge.question_id);
    }
    let answers = answer::Entity::find()
        .filter(answer::COLUMN.id.is_in(questions.keys().copied()))
        .filter(answer::Column::PublishedAt.is_not_null())
        .filter(those)
        .order_by_asc(answer::COLUMN.id);
    let mut given: HashMap<i64, Vec<answer::Model>> = HashMap::new();
    for answer in answers.all(db).await? {
        for question in questions.get(&answer.id).into_iter().flatten() {
            given.entry(*question).or_default().push(answer.clone());
        }
    }
    Ok(given)
}
