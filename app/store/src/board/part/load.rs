//! Loads the items of boards, with their subjects and the names of people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{
    PerLocale, Status,
    board::{BoardPart, Lane},
    lifecycle::{Attribution, EventKind},
    preparation::{Setback, SetbackEvent, WorkState},
    question::QuestionKind,
};
use sea_orm::{
    ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    sea_query::{Alias, Expr, ExprTrait as _, SelectStatement},
};

use super::OwedAnswer;
use crate::{
    StoreError,
    entity::{account, attribution, event, ministry_work, question, text},
    owed,
};

/// The day of the ministry's final answer; of an imported one, the question's.
const ANSWERED_ON: &str = "COALESCE(\"attribution\".\"answered_on\", CASE WHEN \"question\".\"status\" = 'answered' THEN \
     \"question\".\"answered_on\" END)";

/// Selects the parts that were not transferred away, with the work on them.
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
        .expr_as(Expr::cust(ANSWERED_ON), Alias::new("answer_day"))
        .expr_as(Expr::cust(format!("CASE WHEN {} THEN 1 ELSE 0 END", owed::answered("attribution"))), Alias::new("answered"))
        .expr_as(Expr::cust("COALESCE(\"ministry_work\".\"version\", 0)"), Alias::new("work_version"))
        .expr_as(Expr::cust("CASE WHEN \"transfer_request\".\"id\" IS NULL THEN 0 ELSE 1 END"), Alias::new("transfer_asked"))
        .expr_as(Expr::cust(reminded), Alias::new("reminded_at"));
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
    let people: BTreeSet<i64> = rows.iter().filter_map(|row| row.assigned_to).collect();
    let names: BTreeMap<i64, String> = if people.is_empty() {
        BTreeMap::new()
    } else {
        let accounts = account::Entity::find().filter(account::COLUMN.id.is_in(people)).all(db).await?;
        accounts.into_iter().map(|row| (row.id, row.name)).collect()
    };
    let setback = |row: &Row| told.get(&row.id).and_then(|lines| Setback::latest(row.ministry_id, lines));
    rows.into_iter().map(|row| Ok((row.part, OwedAnswer { setback: setback(&row), ..owed(row, &subjects, &names, today)? }))).collect()
}

/// The events of questions from which setbacks follow, oldest first.
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
        .filter(event::COLUMN.kind.is_in(Setback::EVENT_KINDS.map(EventKind::code)))
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
        EventKind::Transferred => row.data.get("from").cloned().into_iter().collect(),
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
    names: &BTreeMap<i64, String>,
    today: NaiveDate,
) -> Result<OwedAnswer, StoreError> {
    let state = row.state.map_or(Ok(WorkState::Received), |code| code.parse())?;
    let status: Status = row.status.parse()?;
    let waiting = state == WorkState::Submitted || row.transfer_asked != 0;
    let answered = row.answered != 0 || status == Status::Answered;
    let had = Attribution::was_referred(status, row.transmitted_on, (row.since, None));
    let part = BoardPart { due_on: row.due_on, waiting, answered, answered_on: row.answer_day, ended_on: row.ended_on.filter(|_| had) };
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
        rule: row.deadline_rule_id,
        due_on: row.due_on,
        answered,
        answered_on: row.answer_day,
        state,
        version: row.work_version,
        assigned_to: row.assigned_to.and_then(|id| Some((id, names.get(&id)?.clone()))),
        internal_due_on: row.internal_due_on,
        submitted_on: row.submitted_on,
        returned: row.returned_reason.filter(|_| state != WorkState::Submitted),
        setback: None,
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
