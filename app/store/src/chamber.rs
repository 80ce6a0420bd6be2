//! A Chamber's questions as its clerk lists them, and what waits on one of them.

use jawab_domain::{Chamber, preparation::WorkState};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbBackend, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, sea_query::Expr,
};

use crate::{
    StoreError,
    entity::{answer_question, question, redaction, sub_question, text},
    list::with_every,
    questions::deleted::stands,
    requests, rows, works,
};

/// Which of a Chamber's questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    /// Every one.
    All,
    /// Drafts.
    Drafts,
    /// Deposited and not transmitted yet.
    Deposited,
    /// Transmitted, without an answer.
    Transmitted,
    /// Not shown to the public, though no longer drafts.
    Unpublished,
    /// Hidden.
    Hidden,
}

impl Slice {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::All, Self::Drafts, Self::Deposited, Self::Transmitted, Self::Unpublished, Self::Hidden];
}

/// The questions of a slice whose subject has every word, or whose number it is; the latest first, after an identity.
/// Without words the [ledger](crate::Ledger::slice) knows them.
///
/// # Errors
/// When the database cannot be read.
pub async fn questions(
    db: &impl ConnectionTrait,
    chamber: Chamber,
    slice: Slice,
    words: &str,
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<i64>, StoreError> {
    let query = question::Entity::find()
        .select_only()
        .column(question::Column::Id)
        .filter(of(chamber, slice))
        .filter(about(db.get_database_backend(), words))
        .filter(Condition::all().add_option(after.map(|id| question::COLUMN.id.lt(id))))
        .order_by_desc(question::Column::Id)
        .limit(limit);
    Ok(query.into_tuple().all(db).await?)
}

fn of(chamber: Chamber, slice: Slice) -> Condition {
    let q = question::COLUMN;
    let own = Condition::all().add(q.chamber.eq(chamber.code())).add(Expr::cust(stands("\"question\"")));
    match slice {
        Slice::All => own,
        Slice::Drafts => own.add(q.status.eq("draft")),
        Slice::Deposited => own.add(q.status.eq("deposited")),
        Slice::Transmitted => own.add(q.status.eq("transmitted")),
        Slice::Unpublished => own.add(q.publication.eq("unpublished")).add(q.status.ne("draft")),
        Slice::Hidden => own.add(q.publication.eq("hidden")),
    }
}

fn about(backend: DbBackend, words: &str) -> Condition {
    if let Ok(number) = words.trim().parse::<i32>() {
        return Condition::all().add(question::COLUMN.number.eq(number));
    }
    let found = with_every(backend, words.split_whitespace());
    Condition::all().add_option(found.map(|found| question::Column::Id.in_subquery(found.into_query())))
}

/// The highest legislature that a question was put in, if any says.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_legislature(db: &impl ConnectionTrait) -> Result<Option<i32>, StoreError> {
    let latest = question::Entity::find().select_only().column_as(question::Column::Legislature.max(), "latest");
    Ok(latest.into_tuple::<Option<i32>>().one(db).await?.flatten())
}

/// What waits on a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Waiting {
    /// The wish to hide it, or where it is hidden, to show it again.
    pub hiding: Option<rows::HidingRequest>,
    /// The wish for a correction.
    pub correction: Option<rows::CorrectionRequest>,
    /// The wishes of ministries that it go elsewhere, not decided yet.
    pub transfers: Vec<rows::TransferRequest>,
    /// The answers that ministries submitted.
    pub submitted: Vec<rows::MinistryWork>,
    /// The ministries that have begun an answer to it alone, and not submitted it. What they wrote is their own.
    pub begun: Vec<i64>,
    /// In how many texts names were redacted.
    pub redactions: u64,
}

/// What waits on a question.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(db: &impl ConnectionTrait, question: i64) -> Result<Waiting, StoreError> {
    let (submitted, others): (Vec<_>, Vec<_>) =
        works::on_question(db, question).await?.into_iter().partition(|work| work.state == WorkState::Submitted.code());
    let mut begun = Vec::new();
    for work in others {
        let Some(answer) = work.answer_id else { continue };
        if works::on_answer(db, answer).await?.len() == 1 {
            begun.push(work.ministry_id);
        }
    }
    // A text has a row for each redaction of it.
    let texts = redaction::Entity::find().filter(redaction::COLUMN.question_id.eq(question));
    let texts = texts.select_only().column(redaction::Column::TextId).distinct();
    Ok(Waiting {
        hiding: requests::hiding(db, question).await?,
        correction: requests::correction(db, question).await?,
        transfers: requests::open_transfers(db, question).await?,
        submitted,
        begun,
        redactions: texts.count(db).await?,
    })
}

/// The texts of a question that readers may see: its subject, its own text, its sub-questions', its published answers'.
///
/// # Errors
/// When the database cannot be read.
pub async fn texts(db: &impl ConnectionTrait, question: i64) -> Result<Vec<text::Model>, StoreError> {
    let answers = answer_question::Entity::find()
        .select_only()
        .column(answer_question::Column::AnswerId)
        .filter(answer_question::COLUMN.question_id.eq(question))
        .filter(Expr::cust(
            "EXISTS (SELECT 1 FROM answer a WHERE a.id = \"answer_question\".\"answer_id\" AND a.published_at IS NOT NULL)",
        ));
    let subs =
        sub_question::Entity::find().select_only().column(sub_question::Column::Id).filter(sub_question::COLUMN.question_id.eq(question));
    let of = Condition::any()
        .add(text::COLUMN.question_id.eq(question))
        .add(text::Column::SubQuestionId.in_subquery(subs.into_query()))
        .add(text::Column::AnswerId.in_subquery(answers.into_query()));
    Ok(text::Entity::find().filter(of).order_by_asc(text::COLUMN.id).all(db).await?)
}
