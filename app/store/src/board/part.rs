//! The parts of a ministry's board.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{
    Chamber, Legislature, PerLocale, QuestionNumber, Status,
    board::Lane,
    deadline::ClockStart,
    preparation::{Setback, WorkState},
    question::QuestionKind,
};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, Query},
};

use super::people::ministries_of;
use crate::{
    Ledger, StoreError, Viewer,
    entity::{attribution, question},
    ledger::{BoardFilter, BoardScope},
    list::with_every,
    visible_to,
};

/// Rows read by one statement.
const CHUNK: usize = 500;

mod load;
mod transfers;

pub(crate) use load::subjects;
use load::{columns, load, of_parts};
pub use transfers::{Departure, RefusedTransfer};

/// The filter by assignee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// Assigned to nobody.
    Nobody,
    /// Assigned to an account.
    To(i64),
}

/// The filters of a board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// The ministry, for an account with several.
    pub ministry: Option<i64>,
    /// The state of the work on the answer.
    pub state: Option<WorkState>,
    /// The assignee.
    pub assigned: Option<Assigned>,
    /// The Chamber.
    pub chamber: Option<Chamber>,
    /// Words that the subject must contain.
    pub words: Vec<String>,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_to: Option<NaiveDate>,
}

/// An item of a board: a question as far as one ministry owes an answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedAnswer {
    /// The question.
    pub question: i64,
    /// The ministry.
    pub ministry: i64,
    /// Its lane today; `None` if it ended or was answered long ago.
    pub lane: Option<Lane>,
    /// The question's code.
    pub code: String,
    /// Its Chamber.
    pub chamber: Chamber,
    /// Its legislature, if known.
    pub legislature: Option<Legislature>,
    /// Its number, if known.
    pub number: Option<QuestionNumber>,
    /// Its procedure.
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
    /// What took place on that day.
    pub started_by: ClockStart,
    /// The deadline rule of the question.
    pub rule: Option<i64>,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
    /// Whether the ministry has given its final answer, on a known or an unknown day.
    pub answered: bool,
    /// The day of its final answer.
    pub answered_on: Option<NaiveDate>,
    /// The state of the work on the answer.
    pub state: WorkState,
    /// The version of the ministry's work; 0 if it has not begun.
    pub version: i64,
    /// The assignee: account and name.
    pub assigned_to: Option<(i64, String)>,
    /// Whether the assignee can no longer work for the ministry: another mandate, or a disabled account.
    pub assignee_has_left: bool,
    /// The internal deadline of the ministry.
    pub internal_due_on: Option<NaiveDate>,
    /// The day it was submitted.
    pub submitted_on: Option<NaiveDate>,
    /// Why the Chamber returned the answer, until it is submitted again.
    pub returned: Option<String>,
    /// The latest setback of the ministry's work, until it submits an answer again.
    pub setback: Option<Setback>,
    /// Whether the ministry requested a transfer.
    pub transfer_asked: bool,
    /// The ministry's latest transfer request, if the Chamber refused it and the ministry has submitted no answer since.
    pub transfer_refused: Option<RefusedTransfer>,
    /// How the question left the ministry, if it does not have it any more.
    pub departure: Option<Departure>,
    /// When the Chamber last reminded the ministry.
    pub reminded_at: Option<DateTime<Utc>>,
    /// The Chamber's note with that reminder.
    pub reminder_note: Option<String>,
}

/// The items in these lanes of a viewer's board: in each lane the earliest due date first, for answers the newest first.
pub async fn parts(
    db: &impl ConnectionTrait,
    ledger: &Ledger,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
    lanes: &[Lane],
    range: Range<u64>,
) -> Result<Vec<OwedAnswer>, StoreError> {
    let (whose, words) = (scope(db, viewer).await?, with_words(db, &filters.words).await?);
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let first = ledger.in_lanes(BoardFilter { whose: &whose, filters, with_words: words.as_ref() }, today, lanes, place(range.end));
    let rows = first.get(place(range.start)..).unwrap_or_default();
    let mut found = BTreeMap::new();
    for some in rows.chunks(CHUNK) {
        let mut query = Query::select();
        of_parts(&mut query);
        columns(&mut query);
        query.and_where(attribution::COLUMN.id.is_in(some.iter().copied()));
        found.extend(load(db, query, today).await?);
    }
    Ok(rows.iter().filter_map(|row| found.remove(row)).collect())
}

/// One item in whatever lane, if the ministry still has the question.
pub async fn find_item(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    today: NaiveDate,
    question: i64,
    ministry: i64,
) -> Result<Option<OwedAnswer>, StoreError> {
    let own = match scope(db, viewer).await? {
        BoardScope::Chamber(chamber) => question::COLUMN.chamber.eq(chamber.code()),
        BoardScope::Ministries(ids) => attribution::COLUMN.ministry_id.is_in(ids),
        BoardScope::All => Expr::value(true),
        BoardScope::None => Expr::value(false),
    };
    let mut query = Query::select();
    of_parts(&mut query);
    columns(&mut query);
    query
        .and_where(question::COLUMN.id.eq(question))
        .and_where(attribution::COLUMN.ministry_id.eq(ministry))
        .and_where(attribution::COLUMN.until.is_null())
        .and_where(own)
        .and_where(visible_to(viewer));
    Ok(load(db, query, today).await?.into_iter().next().map(|(_, part)| part))
}

/// The number of items in each lane of a viewer's board.
pub async fn lane_counts(
    db: &impl ConnectionTrait,
    ledger: &Ledger,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
) -> Result<BTreeMap<Lane, u64>, StoreError> {
    let (whose, words) = (scope(db, viewer).await?, with_words(db, &filters.words).await?);
    Ok(ledger.lanes(BoardFilter { whose: &whose, filters, with_words: words.as_ref() }, today))
}

/// The average number of days that the answers since a day took, from the start of the ministry's clock. `None` if there is no answer with
/// known days.
pub async fn average_days(db: &impl ConnectionTrait, ledger: &Ledger, viewer: Viewer, since: NaiveDate) -> Result<Option<u64>, StoreError> {
    Ok(ledger.average_days(&scope(db, viewer).await?, since))
}

/// The ministries or the Chamber of a viewer's board.
async fn scope(db: &impl ConnectionTrait, viewer: Viewer) -> Result<BoardScope, StoreError> {
    Ok(match viewer {
        Viewer::Public => BoardScope::None,
        Viewer::Clerk(chamber) => BoardScope::Chamber(chamber),
        Viewer::Agent(account) => BoardScope::Ministries(ministries_of(db, account).await?),
        Viewer::Operator => BoardScope::All,
    })
}

/// The questions whose subject contains every word, in any language; `None` if there are no words.
pub(crate) async fn with_words(db: &impl ConnectionTrait, words: &[String]) -> Result<Option<HashSet<i64>>, StoreError> {
    let Some(found) = with_every(db.get_database_backend(), words.iter().map(String::as_str)) else { return Ok(None) };
    let ids: Vec<Option<i64>> = found.into_tuple().all(db).await?;
    Ok(Some(ids.into_iter().flatten().collect()))
}
