//! Loads the items of boards, with their subjects and the names of people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{
    PerLocale, Status,
    board::{BoardPart, Lane},
    deadline::ClockStart,
    lifecycle::{Attribution, EventKind, clock_start},
    preparation::{Setback, SetbackEvent, WorkState},
    question::QuestionKind,
};
use sea_orm::{
    ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    sea_query::{Alias, Expr, ExprTrait as _, SelectStatement},
};

use super::{OwedAnswer, transfers::LatestRequests};
use crate::{
    StoreError,
    entity::{account, account_ministry, attribution, event, ministry_work, question, text},
    owed,
};

/// The day of the ministry's final answer; of an imported one, the question's.
const ANSWERED_ON: &str = "COALESCE(\"attribution\".\"answered_on\", CASE WHEN \"question\".\"status\" = 'answered' THEN \
     \"question\".\"answered_on\" END)";

/// Selects parts, also those that were transferred away, with the work on them.
pub(super) fn of_parts(query: &mut SelectStatement) {
    use attribution::Column::{MinistryId, QuestionId};
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
        .and_where(question::COLUMN.kind.eq(QuestionKind::Written.code()));
}

/// The columns of an item.
pub(super) fn columns(query: &mut SelectStatement) {
    use question::Column as Q;
    for column in [Q::Id, Q::Code, Q::Version, Q::Chamber, Q::Legislature, Q::Number, Q::Kind, Q::Status, Q::DeadlineRuleId] {
        query.column((question::Entity, column));
    }
    for column in [Q::TransmittedOn, Q::EndedOn] {
        query.column((question::Entity, column));
    }
    use attribution::Column as A;
    query.expr_as(Expr::col((attribution::Entity, A::Id)), Alias::new("part"));
    for column in [A::MinistryId, A::Since, A::ClockFrom, A::Until, A::DueOn] {
        query.column((attribution::Entity, column));
    }
    use ministry_work::Column as W;
    for column in [W::State, W::AssignedTo, W::InternalDueOn, W::SubmittedOn, W::ReturnedReason] {
        query.column((ministry_work::Entity, column));
    }
    let last_reminder = |column: &str| {
        format!(
            "(SELECT r.{column} FROM ministry_reminder r WHERE r.question_id = \"attribution\".\"question_id\" \
             AND r.ministry_id = \"attribution\".\"ministry_id\" ORDER BY r.sent_at DESC, r.id DESC LIMIT 1)"
        )
    };
    query
        .expr_as(Expr::cust(ANSWERED_ON), Alias::new("answer_day"))
        .expr_as(Expr::cust(format!("CASE WHEN {} THEN 1 ELSE 0 END", owed::answered("attribution"))), Alias::new("answered"))
        .expr_as(Expr::cust("COALESCE(\"ministry_work\".\"version\", 0)"), Alias::new("work_version"))
        .expr_as(Expr::cust("CASE WHEN \"transfer_request\".\"id\" IS NULL THEN 0 ELSE 1 END"), Alias::new("transfer_asked"))
        .expr_as(Expr::cust(last_reminder("sent_at")), Alias::new("reminded_at"))
        .expr_as(Expr::cust(last_reminder("note")), Alias::new("reminder_note"));
}

#[derive(FromQueryResult)]
struct Row {
    part: i64,
    id: i64,
    code: String,
    version: i64,
    chamber: String,
    legislature: Option<i32>,
    number: Option<i32>,
    kind: String,
    status: String,
    deadline_rule_id: Option<i64>,
    transmitted_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    ministry_id: i64,
    since: Option<NaiveDate>,
    clock_from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    state: Option<String>,
    assigned_to: Option<i64>,
    internal_due_on: Option<NaiveDate>,
    submitted_on: Option<NaiveDate>,
    returned_reason: Option<String>,
    answer_day: Option<NaiveDate>,
    answered: i32,
    work_version: i64,
    transfer_asked: i32,
    reminded_at: Option<DateTime<Utc>>,
    reminder_note: Option<String>,
}

/// Somebody to whom work is assigned.
struct Assignee {
    name: String,
    /// The ministries that they can work for.
    ministries: BTreeSet<i64>,
}

/// The items of a query, by the row of their part.
pub(super) async fn load(
    db: &impl ConnectionTrait,
    query: SelectStatement,
    today: NaiveDate,
) -> Result<BTreeMap<i64, OwedAnswer>, StoreError> {
    let found = db.query_all(&query).await?;
    let rows = found.iter().map(|row| Ok(Row::from_query_result(row, "")?)).collect::<Result<Vec<_>, StoreError>>()?;
    let subjects = subjects(db, rows.iter().map(|row| row.id)).await?;
    let told = setback_events(db, rows.iter().map(|row| row.id)).await?;
    let people = assignees(db, rows.iter().filter_map(|row| row.assigned_to).collect()).await?;
    let requests = LatestRequests::load(db, rows.iter().map(|row| row.id)).await?;
    let moved = rows.iter().filter(|row| row.clock_from.is_some() && row.clock_from != row.transmitted_on);
    let parts = parts_of(db, moved.map(|row| row.id).collect()).await?;
    let events = |row: &Row| told.get(&row.id).map(Vec::as_slice).unwrap_or_default();
    let item = |row: Row| {
        let all = parts.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let (setback, started_by) = (Setback::latest(row.ministry_id, events(&row)), started_by(&row, all, events(&row)));
        let (part, of) = (row.part, (row.id, row.ministry_id));
        let departure = row.until.map(|on| requests.departure(of, on, events(&row)));
        let refused = requests.refused(of, events(&row));
        let item = owed(row, &subjects, &people, today)?;
        let owes = item.status == Status::Transmitted && !item.answered && item.state != WorkState::Submitted && departure.is_none();
        let transfer_refused = refused.filter(|_| owes);
        Ok((part, OwedAnswer { setback, started_by, transfer_refused, departure, ..item }))
    };
    rows.into_iter().map(item).collect()
}

/// What took place on the day on which the clock of a part started. `parts` are all of its question, unless the clock started with the
/// transmission.
fn started_by(row: &Row, parts: &[attribution::Model], told: &[SetbackEvent]) -> ClockStart {
    let days = |of: &attribution::Model| {
        let since = of.since.or(row.transmitted_on).unwrap_or(NaiveDate::MIN);
        Attribution {
            ministry: of.ministry_id,
            since,
            clock_from: of.clock_from.unwrap_or(since),
            until: of.until,
            answered_on: of.answered_on,
            first: Attribution::came_first(of.since, row.transmitted_on, of.reason.as_deref()),
        }
    };
    let received = |line: &SetbackEvent| {
        let undone = line.kind == EventKind::ReferralUndone;
        Some((line.kind, if undone { line.ministries.first().copied()? } else { line.to? }))
    };
    let Some(nth) = parts.iter().position(|part| part.id == row.part) else { return ClockStart::Transmission };
    let (all, told): (Vec<_>, Vec<_>) = (parts.iter().map(days).collect(), told.iter().filter_map(received).collect());
    clock_start(&all, nth, &told)
}

/// The parts of questions, in their order.
async fn parts_of(db: &impl ConnectionTrait, ids: BTreeSet<i64>) -> Result<BTreeMap<i64, Vec<attribution::Model>>, StoreError> {
    let mut parts: BTreeMap<i64, Vec<attribution::Model>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(parts);
    }
    let rows = attribution::Entity::find().filter(attribution::COLUMN.question_id.is_in(ids)).order_by_asc(attribution::COLUMN.position);
    for row in rows.all(db).await? {
        parts.entry(row.question_id).or_default().push(row);
    }
    Ok(parts)
}

async fn assignees(db: &impl ConnectionTrait, ids: BTreeSet<i64>) -> Result<BTreeMap<i64, Assignee>, StoreError> {
    let mut people = BTreeMap::new();
    if ids.is_empty() {
        return Ok(people);
    }
    let works = account_ministry::Entity::find().filter(account_ministry::COLUMN.account_id.is_in(ids.iter().copied())).all(db).await?;
    for row in account::Entity::find().filter(account::COLUMN.id.is_in(ids)).all(db).await? {
        let theirs = works.iter().filter(|works| works.account_id == row.id && row.disabled_at.is_none());
        let ministries = theirs.map(|works| works.ministry_id).collect();
        people.insert(row.id, Assignee { name: row.name, ministries });
    }
    Ok(people)
}

/// The events of questions from which setbacks follow, and refusals of transfers, oldest first.
async fn setback_events(
    db: &impl ConnectionTrait,
    questions: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, Vec<SetbackEvent>>, StoreError> {
    let ids: BTreeSet<i64> = questions.collect();
    let mut told: BTreeMap<i64, Vec<SetbackEvent>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(told);
    }
    let rows = event::Entity::find()
        .filter(event::COLUMN.question_id.is_in(ids))
        .filter(event::COLUMN.kind.is_in(Setback::EVENT_KINDS.into_iter().chain([EventKind::TransferRefused]).map(EventKind::code)))
        .order_by_asc(event::COLUMN.id);
    for row in rows.all(db).await? {
        told.entry(row.question_id).or_default().push(setback_event(row)?);
    }
    Ok(told)
}

fn setback_event(row: event::Model) -> Result<SetbackEvent, StoreError> {
    let kind: EventKind = row.kind.parse()?;
    let about = match kind {
        EventKind::PendingClosed => row.data.get("answers").and_then(serde_json::Value::as_array).cloned().unwrap_or_default(),
        EventKind::Transferred | EventKind::TransferRefused => row.data.get("from").cloned().into_iter().collect(),
        _ => row.data.get("ministry").cloned().into_iter().collect(),
    };
    let number = |name: &str| row.data.get(name).and_then(serde_json::Value::as_i64);
    let to = match kind {
        EventKind::MinistryAdded => number("ministry"),
        // The ministry that a mistaken transfer took it from has it again.
        EventKind::ReferralUndone => number("from"),
        _ => number("to"),
    };
    let answer = number("answer");
    let annulled = || serde_json::from_value(row.data.get("before")?.clone()).ok();
    let day = if kind == EventKind::AnswerUndone { annulled() } else { row.occurred_on };
    let ministries = about.iter().filter_map(serde_json::Value::as_i64).collect();
    Ok(SetbackEvent { kind, ministries, to, answer, day, reason: row.reason })
}

fn owed(
    row: Row,
    subjects: &BTreeMap<i64, PerLocale<String>>,
    people: &BTreeMap<i64, Assignee>,
    today: NaiveDate,
) -> Result<OwedAnswer, StoreError> {
    let assignee = row.assigned_to.and_then(|id| Some((id, people.get(&id)?)));
    let state = row.state.map_or(Ok(WorkState::Received), |code| code.parse())?;
    let status: Status = row.status.parse()?;
    let waiting = state == WorkState::Submitted;
    let answered = row.answered != 0 || status == Status::Answered;
    let had = Attribution::was_referred(status, row.transmitted_on, (row.since, row.until));
    let (ended_on, left_on) = (row.ended_on.filter(|_| had), row.until);
    let part = BoardPart { due_on: row.due_on, waiting, answered, answered_on: row.answer_day, ended_on, left_on };
    Ok(OwedAnswer {
        lane: Lane::for_part(today, status, part),
        question: row.id,
        ministry: row.ministry_id,
        code: row.code,
        chamber: row.chamber.parse()?,
        legislature: row.legislature.map(TryInto::try_into).transpose()?,
        number: row.number.map(TryInto::try_into).transpose()?,
        kind: row.kind.parse()?,
        status,
        question_version: row.version,
        subject: subjects.get(&row.id).cloned().unwrap_or_default(),
        since: row.since,
        clock_from: row.clock_from,
        started_by: ClockStart::default(),
        rule: row.deadline_rule_id,
        due_on: row.due_on,
        answered,
        answered_on: row.answer_day,
        state,
        version: row.work_version,
        assigned_to: assignee.map(|(id, person)| (id, person.name.clone())),
        assignee_has_left: assignee.is_some_and(|(_, person)| !person.ministries.contains(&row.ministry_id)),
        internal_due_on: row.internal_due_on,
        submitted_on: row.submitted_on,
        returned: row.returned_reason.filter(|_| state != WorkState::Submitted),
        setback: None,
        transfer_asked: row.transfer_asked != 0,
        transfer_refused: None,
        departure: None,
        reminded_at: row.reminded_at,
        reminder_note: row.reminder_note,
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
