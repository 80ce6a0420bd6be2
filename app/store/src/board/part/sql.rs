//! The stored form of [`Lane::on`], and the days that parts are counted by.

use chrono::{NaiveDate, TimeDelta};
use jawab_domain::{
    board::{LATELY, Lane},
    standing::SOON,
};
use sea_orm::{
    DbBackend, QueryResult,
    sea_query::{Expr, SimpleExpr},
};

use crate::StoreError;

/// The day of the ministry's final answer; of an imported one, the question's.
pub(in crate::board) const ANSWERED_ON: &str = "COALESCE(\"attribution\".\"answered_on\", CASE WHEN \"question\".\"status\" = 'answered' THEN \
     \"question\".\"answered_on\" END)";
/// Whether the Chamber has something to decide.
const WAITS: &str = "(\"ministry_work\".\"state\" = 'submitted' OR \"transfer_request\".\"id\" IS NOT NULL)";
/// The due date for sorting, unknown last.
pub(super) const DUE_KEY: &str = "COALESCE(\"attribution\".\"due_on\", '9999-12-31')";

/// The lane in SQL, as its place among all of them; null where a part stands in none.
pub(super) fn lane_rank(today: NaiveDate) -> SimpleExpr {
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

/// The place of a lane among all of them.
pub(super) fn rank(lane: Lane) -> i32 {
    Lane::ALL.iter().zip(0..).find_map(|(one, n)| (*one == lane).then_some(n)).unwrap_or_default()
}

/// The lane of a row.
pub(super) fn lane(row: &QueryResult) -> Result<Lane, StoreError> {
    let rank: i32 = row.try_get("", "lane")?;
    let lane = usize::try_from(rank).ok().and_then(|rank| Lane::ALL.get(rank)).copied();
    lane.ok_or_else(|| StoreError::Unreadable(format!("lane {rank}")))
}

/// The days from the start of a ministry's clock to its answer.
pub(in crate::board) fn days_taken(backend: DbBackend) -> String {
    match backend {
        DbBackend::Postgres => format!("({ANSWERED_ON} - \"attribution\".\"clock_from\")"),
        _ => format!("(julianday({ANSWERED_ON}) - julianday(\"attribution\".\"clock_from\"))"),
    }
}
