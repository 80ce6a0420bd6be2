//! The parts of a ministry's board.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{
    Chamber, Legislature, PerLocale, QuestionNumber, Status,
    board::Lane,
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
    ledger::{Narrowed, Whose},
    list::with_every,
    visible_to,
};

/// Rows read by one statement.
const CHUNK: usize = 500;

mod load;

pub(crate) use load::subjects;
use load::{columns, load, of_parts};

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
    /// Whether the ministry has given its final answer, be the day of it known or not.
    pub answered: bool,
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
    /// What befell the ministry's work, as long as it has not handed over an answer since.
    pub setback: Option<Setback>,
    /// Whether the ministry asked for it to go elsewhere.
    pub transfer_asked: bool,
    /// When the Chamber last reminded the ministry of it.
    pub reminded_at: Option<DateTime<Utc>>,
}

/// The parts of some lanes of a viewer's board: lane by lane, in each the earliest due date first, of answers the newest.
///
/// # Errors
/// When the database cannot be read, or holds what cannot be understood.
pub async fn parts(
    db: &impl ConnectionTrait,
    ledger: &Ledger,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
    lanes: &[Lane],
    stretch: Range<u64>,
) -> Result<Vec<Owed>, StoreError> {
    let (whose, words) = (whose(db, viewer).await?, with_words(db, &filters.words).await?);
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let first = ledger.in_lanes(Narrowed { whose: &whose, filters, with_words: words.as_ref() }, today, lanes, place(stretch.end));
    let rows = first.get(place(stretch.start)..).unwrap_or_default();
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
    let own = match whose(db, viewer).await? {
        Whose::Chamber(chamber) => question::COLUMN.chamber.eq(chamber.code()),
        Whose::Ministries(ids) => attribution::COLUMN.ministry_id.is_in(ids),
        Whose::All => Expr::value(true),
        Whose::None => Expr::value(false),
    };
    let mut query = Query::select();
    of_parts(&mut query);
    columns(&mut query);
    query
        .and_where(question::COLUMN.id.eq(question))
        .and_where(attribution::COLUMN.ministry_id.eq(ministry))
        .and_where(own)
        .and_where(visible_to(viewer));
    Ok(load(db, query, today).await?.into_iter().next().map(|(_, part)| part))
}

/// How many parts of a viewer's board stand in each lane.
///
/// # Errors
/// When the database cannot be read.
pub async fn lane_counts(
    db: &impl ConnectionTrait,
    ledger: &Ledger,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
) -> Result<BTreeMap<Lane, u64>, StoreError> {
    let (whose, words) = (whose(db, viewer).await?, with_words(db, &filters.words).await?);
    Ok(ledger.lanes(Narrowed { whose: &whose, filters, with_words: words.as_ref() }, today))
}

/// How many days the answers took that were given since a day, on average, from the start of the ministry's clock; none
/// where there was no answer, or no day is known.
///
/// # Errors
/// When the database cannot be read.
pub async fn average_days(db: &impl ConnectionTrait, ledger: &Ledger, viewer: Viewer, since: NaiveDate) -> Result<Option<u64>, StoreError> {
    Ok(ledger.average_days(&whose(db, viewer).await?, since))
}

/// Whose parts a viewer's board has: an agent's ministries', a clerk's Chamber's.
async fn whose(db: &impl ConnectionTrait, viewer: Viewer) -> Result<Whose, StoreError> {
    Ok(match viewer {
        Viewer::Public => Whose::None,
        Viewer::Clerk(chamber) => Whose::Chamber(chamber),
        Viewer::Agent(account) => Whose::Ministries(ministries_of(db, account).await?),
        Viewer::Operator => Whose::All,
    })
}

/// The questions whose subject has every word, in whatever language; none where there are no words.
pub(crate) async fn with_words(db: &impl ConnectionTrait, words: &[String]) -> Result<Option<HashSet<i64>>, StoreError> {
    let Some(found) = with_every(db.get_database_backend(), words.iter().map(String::as_str)) else { return Ok(None) };
    let ids: Vec<Option<i64>> = found.into_tuple().all(db).await?;
    Ok(Some(ids.into_iter().flatten().collect()))
}
