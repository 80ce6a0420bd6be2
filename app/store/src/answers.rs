//! Answers: their questions, their coverage of sub-questions, and annulments. Triggers of the database protect a published answer; only its
//! day can be corrected.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::AnswerKind;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, SimpleExpr},
};
use serde_json::Value;

use crate::{
    Connection, StoreError,
    entity::{annulled_answer, answer, answer_coverage, answer_day_correction, answer_question},
    insert_all, owed, rows,
    sql::{NEVER, execute, ids},
    sub_questions,
};

/// Loads an answer.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Answer>, StoreError> {
    Ok(answer::Entity::find_by_id(id).one(db).await?)
}

/// The published, not annulled answers to questions, the oldest first. At most as many questions as a statement takes values.
pub async fn published_of(db: &impl Connection, questions: &[i64]) -> Result<HashMap<i64, Vec<rows::Answer>>, StoreError> {
    published_matching(db, questions, Expr::cust(format!("NOT {}", owed::annulled("answer")))).await
}

/// The published, not annulled answers to one question.
pub async fn published(db: &impl Connection, question: i64) -> Result<Vec<rows::Answer>, StoreError> {
    Ok(published_of(db, &[question]).await?.remove(&question).unwrap_or_default())
}

/// The final ones among the published answers to a question.
pub async fn finals(db: &impl Connection, question: i64) -> Result<Vec<rows::Answer>, StoreError> {
    let mut all = published(db, question).await?;
    all.retain(|answer| answer.kind == AnswerKind::Final.code());
    Ok(all)
}

/// The annulled answers to a question, the oldest first.
pub async fn annulled(db: &impl Connection, question: i64) -> Result<Vec<rows::Answer>, StoreError> {
    Ok(published_matching(db, &[question], Expr::cust(owed::annulled("answer"))).await?.remove(&question).unwrap_or_default())
}

/// The published answers that match a condition, by question, the oldest first.
async fn published_matching(
    db: &impl Connection,
    questions: &[i64],
    those: SimpleExpr,
) -> Result<HashMap<i64, Vec<rows::Answer>>, StoreError> {
    let mut of: HashMap<i64, Vec<i64>> = HashMap::new();
    let edges = answer_question::Entity::find().filter(answer_question::COLUMN.question_id.is_in(questions.iter().copied()));
    for edge in edges.all(db).await? {
        of.entry(edge.answer_id).or_default().push(edge.question_id);
    }
    let answers = answer::Entity::find()
        .filter(answer::COLUMN.id.is_in(of.keys().copied()))
        .filter(answer::Column::PublishedAt.is_not_null())
        .filter(those)
        .order_by_asc(answer::COLUMN.id);
    let mut given: HashMap<i64, Vec<rows::Answer>> = HashMap::new();
    for answer in answers.all(db).await? {
        for question in of.get(&answer.id).into_iter().flatten() {
            given.entry(*question).or_default().push(answer.clone());
        }
    }
    Ok(given)
}

/// The published, not annulled answers whose first question is this one, in order of identity.
pub async fn with_first_question(db: &impl Connection, question: i64) -> Result<Vec<i64>, StoreError> {
    let sql = format!(
        "SELECT e.answer_id AS id FROM answer_question e JOIN answer a ON a.id = e.answer_id \
         WHERE e.question_id = $1 AND a.published_at IS NOT NULL AND NOT {} \
         AND NOT EXISTS (SELECT 1 FROM answer_question f WHERE f.answer_id = e.answer_id AND f.position < e.position) \
         ORDER BY e.position, e.answer_id",
        owed::annulled("a")
    );
    ids(db, &sql, [question.into()]).await
}

/// Whether an answer was annulled.
pub async fn is_annulled(db: &impl Connection, id: i64) -> Result<bool, StoreError> {
    Ok(annulled_answer::Entity::find_by_id(id).one(db).await?.is_some())
}

/// Whether an answer is published.
pub async fn is_published(db: &impl Connection, id: i64) -> Result<bool, StoreError> {
    Ok(by_id(db, id).await?.is_some_and(|row| row.published_at.is_some()))
}

/// Whether an answer to a question is published.
pub async fn is_published_for(db: &impl Connection, id: i64, question: i64) -> Result<bool, StoreError> {
    Ok(is_published(db, id).await? && answer_question::Entity::find_by_id((id, question)).one(db).await?.is_some())
}

/// The questions of an answer, the one it was written for first.
pub async fn questions_of(db: &impl Connection, id: i64) -> Result<Vec<i64>, StoreError> {
    let edges = answer_question::Entity::find().filter(answer_question::COLUMN.answer_id.eq(id));
    let edges = edges.order_by_asc(answer_question::COLUMN.position).all(db).await?;
    Ok(edges.into_iter().map(|edge| edge.question_id).collect())
}

/// The coverage of sub-questions by an answer.
pub async fn coverage_of(db: &impl Connection, id: i64) -> Result<Vec<rows::AnswerCoverage>, StoreError> {
    Ok(answer_coverage::Entity::find().filter(answer_coverage::COLUMN.answer_id.eq(id)).all(db).await?)
}

/// Whether an answer states its coverage of any of these sub-questions.
pub async fn address_any(db: &impl Connection, sub_questions: &[i64]) -> Result<bool, StoreError> {
    let all = answer_coverage::Entity::find().filter(answer_coverage::COLUMN.sub_question_id.is_in(sub_questions.iter().copied()));
    Ok(all.one(db).await?.is_some())
}

/// Adds an answer and returns its new identity; the one in the row is ignored.
pub async fn insert(db: &impl Connection, row: rows::Answer) -> Result<i64, StoreError> {
    let row = answer::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    Ok(answer::Entity::insert(row).exec(db).await?.last_insert_id)
}

/// Adds the links of answers to questions and their coverage of sub-questions.
pub async fn insert_edges(
    db: &impl Connection,
    questions: Vec<rows::AnswerQuestion>,
    coverage: Vec<rows::AnswerCoverage>,
) -> Result<(), StoreError> {
    insert_all(db, questions.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await?;
    insert_all(db, coverage.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Sets the kind, the signatory and the day of a draft.
pub async fn update_draft(
    db: &impl Connection,
    id: i64,
    kind: AnswerKind,
    minister: Value,
    answered_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let (kind, minister, answered_on) = (Set(kind.code().into()), Set(minister), Set(answered_on));
    answer::ActiveModel { id: Set(id), kind, minister, answered_on, ..Default::default() }.update_without_returning(db).await?;
    Ok(())
}

/// Publishes an answer with its day.
pub async fn publish(db: &impl Connection, id: i64, on: NaiveDate, at: DateTime<Utc>) -> Result<(), StoreError> {
    let (answered_on, published_at) = (Set(Some(on)), Set(Some(at)));
    answer::ActiveModel { id: Set(id), answered_on, published_at, ..Default::default() }.update_without_returning(db).await?;
    Ok(())
}

/// Corrects the day of a published answer. The trigger that protects answers allows it while a row of `answer_day_correction` is open,
/// which also keeps the reason.
pub async fn correct_day(
    db: &impl Connection,
    row: &rows::Answer,
    on: NaiveDate,
    reason: &str,
    by: String,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let open = answer_day_correction::ActiveModel {
        id: NotSet,
        answer_id: Set(row.id),
        day_before: Set(row.answered_on),
        day_after: Set(on),
        reason: Set(reason.to_owned()),
        corrected_by: Set(by),
        corrected_at: Set(at),
        open_until_commit: Set(Some(NEVER)),
    };
    let open = open.insert(db).await?.id;
    answer::ActiveModel { id: Set(row.id), answered_on: Set(Some(on)), ..Default::default() }.update_without_returning(db).await?;
    answer_day_correction::ActiveModel { id: Set(open), open_until_commit: Set(None), ..Default::default() }
        .update_without_returning(db)
        .await?;
    Ok(())
}

/// The days that a published answer had before they were corrected.
pub async fn days_before(db: &impl Connection, id: i64) -> Result<Vec<Option<NaiveDate>>, StoreError> {
    let all = answer_day_correction::Entity::find().filter(answer_day_correction::COLUMN.answer_id.eq(id)).all(db).await?;
    Ok(all.into_iter().map(|row| row.day_before).collect())
}

/// Annuls a published answer. `was_read` says whether the public could read it.
pub async fn annul(db: &impl Connection, id: i64, was_read: bool, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = annulled_answer::ActiveModel { answer_id: Set(id), annulled_at: Set(at), was_read: Set(was_read) };
    annulled_answer::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Hands the drafts of a ministry over to another, where that one has the work on them now.
pub async fn reassign_drafts(db: &impl Connection, from: i64, to: i64) -> Result<(), StoreError> {
    let sql = "UPDATE answer SET ministry_id = $2 WHERE ministry_id = $1 AND published_at IS NULL AND id IN \
               (SELECT answer_id FROM ministry_work WHERE ministry_id = $2)";
    execute(db, sql, [from.into(), to.into()]).await?;
    Ok(())
}

/// Removes all questions and coverage from a draft.
pub async fn remove_questions(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    answer_coverage::Entity::delete_many().filter(answer_coverage::COLUMN.answer_id.eq(id)).exec(db).await?;
    answer_question::Entity::delete_many().filter(answer_question::COLUMN.answer_id.eq(id)).exec(db).await?;
    Ok(())
}

/// Removes one question from a draft.
pub async fn remove_question(db: &impl Connection, id: i64, question: i64) -> Result<(), StoreError> {
    let subs = sub_questions::of_question(db, question).await?.into_iter().map(|sub| sub.id);
    answer_coverage::Entity::delete_many()
        .filter(answer_coverage::COLUMN.answer_id.eq(id))
        .filter(answer_coverage::COLUMN.sub_question_id.is_in(subs))
        .exec(db)
        .await?;
    answer_question::Entity::delete_by_id((id, question)).exec(db).await?;
    Ok(())
}
