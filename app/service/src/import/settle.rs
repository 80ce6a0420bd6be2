//! What an answer settles, also in the other questions it answers.

use jawab_domain::{AnswerKind, Status, lifecycle::EventKind};
use jawab_store::{
    StoreError,
    entity::{answer, answer_question, attribution, question},
    list::OrderKeys,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};

/// Brings a transmitted question in line with the final answers it has, whoever recorded them: each ministry that gave
/// one owes nothing any more, and the question is answered once no ministry owes. Gives the event, where that happened.
pub async fn settle(db: &impl ConnectionTrait, id: i64) -> Result<Option<(EventKind, Option<chrono::NaiveDate>)>, StoreError> {
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
    let (mut open, mut due) = (Vec::new(), Vec::new());
    for part in parts {
        let theirs = finals.iter().find(|answer| answer.ministry_id.is_none_or(|ministry| ministry == part.ministry_id));
        due.extend(part.due_on);
        match theirs {
            Some(answer) if part.answered_on.is_none() => {
                let mut part = part.into_active_model();
                part.answered_on = Set(answer.answered_on);
                part.update(db).await?;
            }
            Some(_) => {}
            None => open.push(part.due_on),
        }
    }
    let answered_on = finals.iter().map(|answer| answer.answered_on).collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
    let answered = open.is_empty();
    let (deposited_on, version) = (row.deposited_on, row.version);
    let due_on = if answered { due.into_iter().max() } else { open.into_iter().flatten().min() };
    let keys = OrderKeys::of(deposited_on, due_on.filter(|_| !answered), answered_on.filter(|_| answered));
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

async fn finals(db: &impl ConnectionTrait, id: i64) -> Result<Vec<answer::Model>, StoreError> {
    let edges = answer_question::Entity::find().filter(answer_question::COLUMN.question_id.eq(id)).all(db).await?;
    let ids = edges.into_iter().map(|edge| edge.answer_id);
    Ok(answer::Entity::find().filter(answer::COLUMN.id.is_in(ids)).filter(answer::COLUMN.kind.eq(AnswerKind::Final.code())).all(db).await?)
}
