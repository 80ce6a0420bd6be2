//! The parts of a ministry's board.

use std::{collections::BTreeMap, ops::Range};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{Chamber, Legislature, PerLocale, QuestionNumber, Status, board::Lane, preparation::WorkState, question::QuestionKind};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Alias, Expr, ExprTrait as _, Query},
};

use crate::{
    StoreError, Viewer,
    entity::{attribution, question},
};

mod load;
mod narrow;
mod sql;

pub(crate) use load::subjects;
use load::{columns, load};
pub(super) use narrow::of_parts;
use narrow::{narrowed, theirs};
pub(super) use sql::{ANSWERED_ON, days_taken};
use sql::{DUE_KEY, lane, lane_rank, rank};

/// Whose work is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// Nobody's yet.
    Nobody,
    /// An account's.
    To(i64),
}

/// What a board is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// One ministry of several.
    pub ministry: Option<i64>,
    /// How far the answer has come.
    pub state: Option<WorkState>,
    /// Who prepares it.
    pub assigned: Option<Assigned>,
    /// The Chamber.
    pub chamber: Option<Chamber>,
    /// Words, each of which the subject has.
    pub words: Vec<String>,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_to: Option<NaiveDate>,
}

/// A question as far as one ministry owes an answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The question.
    pub question: i64,
    /// The ministry.
    pub ministry: i64,
    /// Where it stands today; none where it has ended, or was answered long ago.
    pub lane: Option<Lane>,
    /// The question's code.
    pub code: String,
    /// Its Chamber.
    pub chamber: Chamber,
    /// Its legislature, if known.
    pub legislature: Option<Legislature>,
    /// Its number, if known.
    pub number: Option<QuestionNumber>,
    /// By which procedure it is put.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// The version of the question.
    pub question_version: i64,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// The day it was referred to the ministry.
    pub since: Option<NaiveDate>,
    /// The day the ministry's clock started.
    pub clock_from: Option<NaiveDate>,
    /// The rule by which the question's deadlines are reckoned.
    pub rule: Option<i64>,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
    /// The day of its final answer.
    pub answered_on: Option<NaiveDate>,
    /// How far the answer has come.
    pub state: WorkState,
    /// The version of the ministry's work; 0 where none has begun.
    pub version: i64,
    /// Who prepares it: account and name.
    pub assigned_to: Option<(i64, String)>,
    /// The day by which the ministry itself wants it.
    pub internal_due_on: Option<NaiveDate>,
    /// The day it was submitted.
    pub submitted_on: Option<NaiveDate>,
    /// Why the Chamber returned it, as long as it has not been submitted again.
    pub returned: Option<String>,
    /// Whether the ministry asked for it to go elsewhere.
    pub transfer_asked: bool,
    /// When the Chamber last reminded the ministry of it.
    pub reminded_at: Option<DateTime<Utc>>,
}

/// The parts of some lanes: lane by lane, in each the earliest due date first, of answers the newest.
///
/// # Errors
/// When the database cannot be read, or holds what cannot be understood.
pub async fn parts(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
    lanes: &[Lane],
    stretch: Range<u64>,
) -> Result<Vec<Owed>, StoreError> {
    let among = lanes.iter().map(|lane| rank(*lane));
    let mut query = narrowed(db.get_database_backend(), viewer, filters);
    columns(&mut query, today);
    query
        .and_where(lane_rank(today).is_in(among))
        .order_by_expr(Expr::cust("\"lane\""), sea_orm::Order::Asc)
        .order_by_expr(Expr::cust(format!("CASE WHEN {ANSWERED_ON} IS NULL THEN {DUE_KEY} END")), sea_orm::Order::Asc)
        .order_by_expr(Expr::cust(ANSWERED_ON), sea_orm::Order::Desc)
        .order_by_expr(Expr::col((question::Entity, question::Column::Id)), sea_orm::Order::Asc)
        .order_by_expr(Expr::col((attribution::Entity, attribution::Column::MinistryId)), sea_orm::Order::Asc)
        .limit(stretch.end.saturating_sub(stretch.start))
        .offset(stretch.start);
    load(db, query).await
}

/// One part, whatever its lane, as long as the ministry still has the question.
///
/// # Errors
/// As [`parts`].
pub async fn one_part(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    today: NaiveDate,
    question: i64,
    ministry: i64,
) -> Result<Option<Owed>, StoreError> {
    let only = Filters { ministry: Some(ministry), ..Filters::default() };
    let mut query = narrowed(db.get_database_backend(), viewer, &only);
    columns(&mut query, today);
    query.and_where(question::COLUMN.id.eq(question));
    Ok(load(db, query).await?.pop())
}

/// How many parts stand in each lane.
///
/// # Errors
/// When the database cannot be read.
pub async fn lane_counts(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
) -> Result<BTreeMap<Lane, u64>, StoreError> {
    let mut query = narrowed(db.get_database_backend(), viewer, filters);
    query
        .expr_as(lane_rank(today), Alias::new("lane"))
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("n"))
        .and_where(lane_rank(today).is_not_null())
        .add_group_by([Expr::cust("1")]);
    let rows = db.query_all(&query).await?;
    rows.iter().map(|row| Ok((lane(row)?, row.try_get::<i64>("", "n")?.cast_unsigned()))).collect()
}

/// How many days the answers took that were given since a day, on average, from the start of the ministry's clock; none
/// where there was no answer, or no day is known.
///
/// # Errors
/// When the database cannot be read.
pub async fn average_days(db: &impl ConnectionTrait, viewer: Viewer, since: NaiveDate) -> Result<Option<u64>, StoreError> {
    let mut query = Query::select();
    of_parts(&mut query);
    query
        .expr_as(Expr::cust(format!("CAST(ROUND(AVG({})) AS BIGINT)", days_taken(db.get_database_backend()))), Alias::new("days"))
        .cond_where(theirs(viewer))
        .and_where(Expr::cust(format!("{ANSWERED_ON} >= '{since}'")));
    let row = db.query_one(&query).await?;
    let days = row.map(|row| row.try_get::<Option<i64>>("", "days")).transpose()?.flatten();
    Ok(days.and_then(|days| u64::try_from(days).ok()))
}
