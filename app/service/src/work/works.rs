//! What ministries prepare, as rows: taken in one order, given up, dropped.
//!
//! Whoever changes several works of a ministry at once takes them in the order of their questions, before it changes any, so that two
//! changes wait for each other and never in a ring. Whoever changes questions too takes the questions first.

use std::collections::BTreeSet;

use jawab_store::{
    entity::{answer, answer_coverage, answer_question, attachment, ministry_work},
    id_list, sub_questions,
    texts::{self, Owner},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Statement,
};

use super::Outcome;

/// The works on an answer, in the order of their questions. Nobody else changes them until the change ends.
pub(super) async fn of(db: &impl ConnectionTrait, answer: i64) -> Outcome<Vec<ministry_work::Model>> {
    let of = ministry_work::Entity::find().filter(ministry_work::Column::AnswerId.eq(answer)).lock_exclusive();
    Ok(of.order_by_asc(ministry_work::COLUMN.question_id).all(db).await?)
}

/// A ministry's work on a question, as it is, without waiting for whoever has it in hand.
pub(super) async fn seen(db: &impl ConnectionTrait, question: i64, ministry: i64) -> Outcome<Option<ministry_work::Model>> {
    Ok(ministry_work::Entity::find_by_id((question, ministry)).one(db).await?)
}

/// A ministry's work on a question, which nobody else changes until the change ends; nor those on what its answer is for as well.
pub(super) async fn hold(db: &impl ConnectionTrait, question: i64, ministry: i64) -> Outcome<Option<ministry_work::Model>> {
    if let Some(answer) = seen(db, question, ministry).await?.and_then(|work| work.answer_id) {
        of(db, answer).await?;
    }
    Ok(ministry_work::Entity::find_by_id((question, ministry)).lock_exclusive().one(db).await?)
}

/// Has a ministry's works on those of some questions that it has, which nobody else changes until the change ends.
pub(super) async fn hold_all(db: &impl ConnectionTrait, ministry: i64, questions: &BTreeSet<i64>) -> Outcome<()> {
    let list = id_list(questions);
    if list.is_empty() {
        return Ok(());
    }
    let begin = format!(
        "INSERT INTO ministry_work (question_id, ministry_id, version, state) \
         SELECT a.question_id, a.ministry_id, 0, 'received' FROM attribution a \
         WHERE a.ministry_id = $1 AND a.until IS NULL AND a.question_id IN ({list}) ORDER BY a.question_id \
         ON CONFLICT (question_id, ministry_id) DO NOTHING"
    );
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), begin, [ministry.into()])).await?;
    let held = ministry_work::Entity::find()
        .filter(ministry_work::COLUMN.ministry_id.eq(ministry))
        .filter(ministry_work::COLUMN.question_id.is_in(questions.iter().copied()))
        .order_by_asc(ministry_work::COLUMN.question_id)
        .lock_exclusive();
    held.all(db).await?;
    Ok(())
}

/// Writes a work that was taken.
pub(super) async fn save(db: &impl ConnectionTrait, work: &ministry_work::Model) -> Outcome<()> {
    work.clone().into_active_model().reset_all().update(db).await?;
    Ok(())
}

/// A ministry's work on a question ends: what it had prepared for that alone is dropped, and an answer for others too goes on without
/// it. The answer that was dropped. What is published is no longer the ministry's to drop.
pub(super) async fn leave(db: &impl ConnectionTrait, question: i64, ministry: i64) -> Outcome<Option<i64>> {
    let mut work = hold(db, question, ministry).await?;
    if work.is_none() {
        // Somebody of the ministry may just be beginning: then that is waited for.
        hold_all(db, ministry, &BTreeSet::from([question])).await?;
        work = hold(db, question, ministry).await?;
    }
    let Some(work) = work else { return Ok(None) };
    ministry_work::Entity::delete_by_id((question, ministry)).exec(db).await?;
    let Some(answer) = work.answer_id else { return Ok(None) };
    if is_published(db, answer).await? {
        return Ok(None);
    }
    if of(db, answer).await?.is_empty() {
        drop_answer(db, answer).await?;
        return Ok(Some(answer));
    }
    let subs = sub_questions::of(db, question).await?.into_iter().map(|sub| sub.id);
    answer_coverage::Entity::delete_many()
        .filter(answer_coverage::Column::AnswerId.eq(answer))
        .filter(answer_coverage::Column::SubQuestionId.is_in(subs))
        .exec(db)
        .await?;
    answer_question::Entity::delete_by_id((answer, question)).exec(db).await?;
    Ok(None)
}

/// Whether the public has an answer, or could have.
pub(super) async fn is_published(db: &impl ConnectionTrait, answer: i64) -> Outcome<bool> {
    Ok(answer::Entity::find_by_id(answer).one(db).await?.is_some_and(|row| row.published_at.is_some()))
}

/// Takes from an answer which questions it is for and what it says of their sub-questions.
pub(super) async fn clear_edges(db: &impl ConnectionTrait, answer: i64) -> Outcome<()> {
    answer_coverage::Entity::delete_many().filter(answer_coverage::COLUMN.answer_id.eq(answer)).exec(db).await?;
    answer_question::Entity::delete_many().filter(answer_question::COLUMN.answer_id.eq(answer)).exec(db).await?;
    Ok(())
}

/// Drops an answer that was never published.
async fn drop_answer(db: &impl ConnectionTrait, answer: i64) -> Outcome<()> {
    clear_edges(db, answer).await?;
    texts::delete_of(db, Owner::Answer(answer)).await?;
    attachment::Entity::delete_many().filter(attachment::COLUMN.answer_id.eq(answer)).exec(db).await?;
    answer::Entity::delete_by_id(answer).exec(db).await?;
    Ok(())
}
