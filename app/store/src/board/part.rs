//! The parts of a ministry's board.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use jawab_domain::{
    Chamber, Legislature, PerLocale, QuestionNumber, Status,
    board::{LATELY, Lane},
    preparation::WorkState,
    question::QuestionKind,
    standing::SOON,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QueryResult, QuerySelect as _,
    sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr, extension::postgres::PgExpr as _},
};

use crate::{
    StoreError, Viewer,
    entity::{account, account_ministry, attribution, ministry_work, question, text},
    visible_to,
};

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

/// The ministries that an account works for.
///
/// # Errors
/// When the database cannot be read.
pub async fn ministries_of(db: &impl ConnectionTrait, account: i64) -> Result<Vec<i64>, StoreError> {
    let rows = account_ministry::Entity::find()
        .filter(account_ministry::COLUMN.account_id.eq(account))
        .order_by_asc(account_ministry::COLUMN.ministry_id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.ministry_id).collect())
}

/// The working accounts of some ministries, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn colleagues(db: &impl ConnectionTrait, ministries: &[i64]) -> Result<Vec<account::Model>, StoreError> {
    let of = account_ministry::Entity::find()
        .select_only()
        .column(account_ministry::Column::AccountId)
        .filter(account_ministry::COLUMN.ministry_id.is_in(ministries.iter().copied()));
    let rows = account::Entity::find()
        .filter(account::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(of)))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::COLUMN.name)
        .order_by_asc(account::COLUMN.id)
        .all(db)
        .await?;
    Ok(rows)
}

/// The day of the ministry's final answer; of an imported one, the question's.
pub(super) const ANSWERED_ON: &str = "COALESCE(\"attribution\".\"answered_on\", CASE WHEN \"question\".\"status\" = 'answered' THEN \
     \"question\".\"answered_on\" END)";
/// Whether the Chamber has something to decide.
const WAITS: &str = "(\"ministry_work\".\"state\" = 'submitted' OR \"transfer_request\".\"id\" IS NOT NULL)";
/// The due date for sorting, unknown last.
const DUE_KEY: &str = "COALESCE(\"attribution\".\"due_on\", '9999-12-31')";

/// The lane in SQL, as its place among all of them; null where a part stands in none.
fn lane_rank(today: NaiveDate) -> SimpleExpr {
    let soon = today + TimeDelta::days(SOON);
    let lately = today - TimeDelta::days(LATELY);
    Expr::cust(format!(
        "(CASE WHEN \"question\".\"status\" NOT IN ('transmitted', 'answered') THEN NULL \
         WHEN {ANSWERED_ON} IS NOT NULL THEN CASE WHEN {ANSWERED_ON} >= '{lately}' THEN 5 END \
         WHEN \"question\".\"status\" = 'answered' THEN NULL \
         WHEN {WAITS} THEN 4 \
         WHEN \"attribution\".\"due_on\" IS NULL OR \"attribution\".\"due_on\" > '{soon}' THEN 3 \
         WHEN \"attribution\".\"due_on\" < '{today}' THEN 0 \
         WHEN \"attribution\".\"due_on\" = '{today}' THEN 1 \
         ELSE 2 END)"
    ))
}

fn rank(lane: Lane) -> i32 {
    Lane::ALL.iter().zip(0..).find_map(|(one, n)| (*one == lane).then_some(n)).unwrap_or_default()
}

fn lane(row: &QueryResult) -> Result<Lane, StoreError> {
    let rank: i32 = row.try_get("", "lane")?;
    let lane = usize::try_from(rank).ok().and_then(|rank| Lane::ALL.get(rank)).copied();
    lane.ok_or_else(|| StoreError::Unreadable(format!("lane {rank}")))
}

/// The days from the start of a ministry's clock to its answer.
pub(super) fn days_taken(backend: DbBackend) -> String {
    match backend {
        DbBackend::Postgres => format!("({ANSWERED_ON} - \"attribution\".\"clock_from\")"),
        _ => format!("(julianday({ANSWERED_ON}) - julianday(\"attribution\".\"clock_from\"))"),
    }
}

/// Parts, with what is known of each. Those transferred away are nobody's any more.
pub(super) fn of_parts(query: &mut SelectStatement) {
    use attribution::Column::{MinistryId, QuestionId, Until};
    let part = |column| (attribution::Entity, column);
    query
        .from(attribution::Entity)
        .join(JoinType::InnerJoin, question::Entity, Expr::col((question::Entity, question::Column::Id)).equals(part(QuestionId)))
        .join(
            JoinType::LeftJoin,
            ministry_work::Entity,
            Expr::col((ministry_work::Entity, ministry_work::Column::QuestionId))
                .equals(part(QuestionId))
                .and(Expr::col((ministry_work::Entity, ministry_work::Column::MinistryId)).equals(part(MinistryId))),
        )
        .join(
            JoinType::LeftJoin,
            Alias::new("transfer_request"),
            Expr::cust(
                "\"transfer_request\".\"question_id\" = \"attribution\".\"question_id\" AND \"transfer_request\".\"from_ministry_id\" = \
                 \"attribution\".\"ministry_id\" AND \"transfer_request\".\"decision\" IS NULL",
            ),
        )
        .and_where(Expr::col((attribution::Entity, Until)).is_null())
        .and_where(question::COLUMN.kind.eq(QuestionKind::Written.code()));
}

/// Whose parts a viewer's board has: an agent's ministries', a clerk's Chamber's.
pub(super) fn theirs(viewer: Viewer) -> sea_orm::Condition {
    let own = match viewer {
        Viewer::Public => Expr::value(false),
        Viewer::Clerk(chamber) => question::COLUMN.chamber.eq(chamber.code()),
        Viewer::Agent(account) => Expr::cust(format!(
            "\"attribution\".\"ministry_id\" IN (SELECT m.ministry_id FROM account_ministry m WHERE m.account_id = {account})"
        )),
        Viewer::Operator => Expr::value(true),
    };
    sea_orm::Condition::all().add(own).add(visible_to(viewer))
}

fn narrowed(backend: DbBackend, viewer: Viewer, filters: &Filters) -> SelectStatement {
    let mut query = Query::select();
    of_parts(&mut query);
    let a = attribution::COLUMN;
    let mut every = theirs(viewer)
        .add_option(filters.ministry.map(|ministry| a.ministry_id.eq(ministry)))
        .add_option(filters.chamber.map(|chamber| question::COLUMN.chamber.eq(chamber.code())))
        .add_option(filters.due_from.map(|from| a.due_on.gte(from)))
        .add_option(filters.due_to.map(|to| a.due_on.lte(to)))
        .add_option(filters.state.map(|state| {
            let received = if state == WorkState::Received { " OR \"ministry_work\".\"state\" IS NULL" } else { "" };
            Expr::cust(format!("(\"ministry_work\".\"state\" = '{state}'{received})"))
        }))
        .add_option(filters.assigned.map(|assigned| match assigned {
            Assigned::Nobody => Expr::cust("\"ministry_work\".\"assigned_to\" IS NULL"),
            Assigned::To(account) => Expr::cust(format!("\"ministry_work\".\"assigned_to\" = {account}")),
        }));
    for word in filters.words.iter().filter(|word| !word.is_empty()).take(8) {
        every = every.add(subject_has(backend, word));
    }
    query.cond_where(every);
    query
}

/// Whether a word is in the subject, in whatever language.
fn subject_has(backend: DbBackend, word: &str) -> SimpleExpr {
    let (body, pattern) = (Expr::col((text::Entity, text::Column::Body)), format!("%{word}%"));
    let contains = if backend == DbBackend::Postgres { body.ilike(pattern) } else { body.like(pattern) };
    let subjects =
        text::Entity::find().select_only().column(text::Column::QuestionId).filter(text::COLUMN.part.eq("subject")).filter(contains);
    question::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(subjects))
}

fn columns(query: &mut SelectStatement, today: NaiveDate) {
    use question::Column as Q;
    for column in [Q::Id, Q::Code, Q::Version, Q::Chamber, Q::Legislature, Q::Number, Q::Kind, Q::Status, Q::DeadlineRuleId] {
        query.column((question::Entity, column));
    }
    use attribution::Column as A;
    for column in [A::MinistryId, A::Since, A::ClockFrom, A::DueOn] {
        query.column((attribution::Entity, column));
    }
    use ministry_work::Column as W;
    for column in [W::State, W::AssignedTo, W::InternalDueOn, W::SubmittedOn, W::ReturnedReason] {
        query.column((ministry_work::Entity, column));
    }
    let reminded = "(SELECT MAX(r.sent_at) FROM ministry_reminder r WHERE r.question_id = \"attribution\".\"question_id\" \
                    AND r.ministry_id = \"attribution\".\"ministry_id\")";
    query
        .expr_as(lane_rank(today), Alias::new("lane"))
        .expr_as(Expr::cust(ANSWERED_ON), Alias::new("answer_day"))
        .expr_as(Expr::cust("COALESCE(\"ministry_work\".\"version\", 0)"), Alias::new("work_version"))
        .expr_as(Expr::cust("CASE WHEN \"transfer_request\".\"id\" IS NULL THEN 0 ELSE 1 END"), Alias::new("transfer_asked"))
        .expr_as(Expr::cust(reminded), Alias::new("reminded_at"));
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    code: String,
    version: i64,
    chamber: String,
    legislature: Option<i32>,
    number: Option<i32>,
    kind: String,
    status: String,
    deadline_rule_id: Option<i64>,
    ministry_id: i64,
    since: Option<NaiveDate>,
    clock_from: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    state: Option<String>,
    assigned_to: Option<i64>,
    internal_due_on: Option<NaiveDate>,
    submitted_on: Option<NaiveDate>,
    returned_reason: Option<String>,
    answer_day: Option<NaiveDate>,
    work_version: i64,
    transfer_asked: i32,
    reminded_at: Option<DateTime<Utc>>,
}

async fn load(db: &impl ConnectionTrait, query: SelectStatement) -> Result<Vec<Owed>, StoreError> {
    let found = db.query_all(&query).await?;
    let rows = found.iter().map(|row| Ok((lane(row).ok(), Row::from_query_result(row, "")?))).collect::<Result<Vec<_>, StoreError>>()?;
    let subjects = subjects(db, rows.iter().map(|(_, row)| row.id)).await?;
    let people: BTreeSet<i64> = rows.iter().filter_map(|(_, row)| row.assigned_to).collect();
    let names: BTreeMap<i64, String> = if people.is_empty() {
        BTreeMap::new()
    } else {
        let accounts = account::Entity::find().filter(account::COLUMN.id.is_in(people)).all(db).await?;
        accounts.into_iter().map(|row| (row.id, row.name)).collect()
    };
    rows.into_iter().map(|(lane, row)| owed(lane, row, &subjects, &names)).collect()
}

fn owed(
    lane: Option<Lane>,
    row: Row,
    subjects: &BTreeMap<i64, PerLocale<String>>,
    names: &BTreeMap<i64, String>,
) -> Result<Owed, StoreError> {
    let state = row.state.map_or(Ok(WorkState::Received), |code| code.parse())?;
    Ok(Owed {
        lane,
        question: row.id,
        ministry: row.ministry_id,
        code: row.code,
        chamber: row.chamber.parse()?,
        legislature: row.legislature.map(TryInto::try_into).transpose()?,
        number: row.number.map(TryInto::try_into).transpose()?,
        kind: row.kind.parse()?,
        status: row.status.parse()?,
        question_version: row.version,
        subject: subjects.get(&row.id).cloned().unwrap_or_default(),
        since: row.since,
        clock_from: row.clock_from,
        rule: row.deadline_rule_id,
        due_on: row.due_on,
        answered_on: row.answer_day,
        state,
        version: row.work_version,
        assigned_to: row.assigned_to.and_then(|id| Some((id, names.get(&id)?.clone()))),
        internal_due_on: row.internal_due_on,
        submitted_on: row.submitted_on,
        returned: row.returned_reason.filter(|_| state != WorkState::Submitted),
        transfer_asked: row.transfer_asked != 0,
        reminded_at: row.reminded_at,
    })
}

/// The subjects of some questions.
pub(crate) async fn subjects(
    db: &impl ConnectionTrait,
    questions: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, PerLocale<String>>, StoreError> {
    let ids: BTreeSet<i64> = questions.collect();
    let mut subjects: BTreeMap<i64, PerLocale<String>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(subjects);
    }
    let rows = text::Entity::find().filter(text::COLUMN.question_id.is_in(ids)).filter(text::COLUMN.part.eq("subject")).all(db).await?;
    for row in rows {
        subjects.entry(row.question_id.unwrap_or_default()).or_default().set(row.locale.parse()?, row.body);
    }
    Ok(subjects)
}
