//! From rows to parts, with their subjects and the names of people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{PerLocale, board::Lane, preparation::WorkState};
use sea_orm::{
    ConnectionTrait, EntityTrait as _, FromQueryResult, QueryFilter as _,
    sea_query::{Alias, Expr, SelectStatement},
};

use super::{
    Owed,
    sql::{ANSWERED_ON, lane, lane_rank},
};
use crate::{
    StoreError,
    entity::{account, attribution, ministry_work, question, text},
};

/// What is read of each part.
pub(super) fn columns(query: &mut SelectStatement, today: NaiveDate) {
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

/// The parts of a query.
pub(super) async fn load(db: &impl ConnectionTrait, query: SelectStatement) -> Result<Vec<Owed>, StoreError> {
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
