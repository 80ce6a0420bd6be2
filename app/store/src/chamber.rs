//! The list of a Chamber's questions for its clerk, and what is pending on a question.

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

/// A tab of the list of a Chamber's questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionTab {
    /// All questions.
    All,
    /// Drafts.
    Drafts,
    /// Deposited and not yet transmitted.
    Deposited,
    /// Transmitted, without an answer.
    Transmitted,
    /// Not published, though no longer drafts.
    Unpublished,
    /// Hidden.
    Hidden,
}

impl QuestionTab {
    /// Every slice.
    pub const ALL: [Self; 6] = [Self::All, Self::Drafts, Self::Deposited, Self::Transmitted, Self::Unpublished, Self::Hidden];
}

/// The questions of a slice whose subject contains every word or whose number matches, the latest first, after an identity. Without words
/// the [ledger](crate::Ledger::slice) knows them.
pub async fn questions(
    db: &impl ConnectionTrait,
    chamber: Chamber,
    slice: QuestionTab,
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

fn of(chamber: Chamber, slice: QuestionTab) -> Condition {
    let q = question::COLUMN;
    let own = Condition::all().add(q.chamber.eq(chamber.code())).add(Expr::cust(stands("\"question\"")));
    match slice {
        QuestionTab::All => own,
        QuestionTab::Drafts => own.add(q.status.eq("draft")),
        QuestionTab::Deposited => own.add(q.status.eq("deposited")),
        QuestionTab::Transmitted => own.add(q.status.eq("transmitted")),
        QuestionTab::Unpublished => own.add(q.publication.eq("unpublished")).add(q.status.ne("draft")),
        QuestionTab::Hidden => own.add(q.publication.eq("hidden")),
    }
}

fn about(backend: DbBackend, words: &str) -> Condition {
    if let Ok(number) = words.trim().parse::<i32>() {
        return Condition::all().add(question::COLUMN.number.eq(number));
    }
    let found = with_every(backend, words.split_whitespace());
    Condition::all().add_option(found.map(|found| question::Column::Id.in_subquery(found.into_query())))
}

/// The latest legislature of any question.
pub async fn latest_legislature(db: &impl ConnectionTrait) -> Result<Option<i32>, StoreError> {
    let latest = question::Entity::find().filter(Expr::cust(stands("\"question\"")));
    let latest = latest.select_only().column_as(question::Column::Legislature.max(), "latest");
    Ok(latest.into_tuple::<Option<i32>>().one(db).await?.flatten())
}

/// What is pending on a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PendingItems {
    /// The request to hide it or, if it is hidden, to show it again.
    pub hiding: Option<rows::HidingRequest>,
    /// The request for a correction.
    pub correction: Option<rows::CorrectionRequest>,
    /// The undecided transfer requests of ministries.
    pub transfers: Vec<rows::TransferRequest>,
    /// The submitted answers.
    pub submitted: Vec<rows::MinistryWork>,
    /// The answers that ministries have begun. The text is theirs alone until they submit it.
    pub prepared: Vec<works::Prepared>,
    /// The number of texts with redacted names.
    pub redactions: u64,
}

/// What is pending on a question.
pub async fn pending(db: &impl ConnectionTrait, question: i64) -> Result<PendingItems, StoreError> {
    let mut submitted = works::on_question(db, question).await?;
    submitted.retain(|work| work.state == WorkState::Submitted.code());
    // A text has one row per redaction.
    let texts = redaction::Entity::find().filter(redaction::COLUMN.question_id.eq(question));
    let texts = texts.select_only().column(redaction::Column::TextId).distinct();
    Ok(PendingItems {
        hiding: requests::hiding(db, question).await?,
        correction: requests::correction(db, question).await?,
        transfers: requests::open_transfers(db, question).await?,
        submitted,
        prepared: works::prepared(db, &[question]).await?,
        redactions: texts.count(db).await?,
    })
}

/// The public texts of a question: its subject, its own text, those of its sub-questions and of its published answers.
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
