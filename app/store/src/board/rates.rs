//! How ministries answer a Chamber: counts, and how long it took.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::Chamber;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Alias, Expr, Query},
};

use super::part::{ANSWERED_ON, days_taken, of_parts};
use crate::{StoreError, entity::question};

/// How a ministry answers. Every written question that is with it is counted once; those that ended without an answer, or
/// were transferred away, are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    /// Answered by the due date.
    pub on_time: u64,
    /// Answered after it.
    pub late: u64,
    /// Answered, a date being unknown.
    pub answered: u64,
    /// Not answered, the due date not having passed or being unknown.
    pub open: u64,
    /// Not answered, the due date having passed.
    pub overdue: u64,
    /// Days from the start of the clock to the answer, on average, rounded.
    pub average: Option<u64>,
    /// As many were quicker as were slower.
    pub median: Option<u64>,
}

impl Rate {
    /// All that are counted.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.on_time + self.late + self.answered + self.open + self.overdue
    }

    /// Of a hundred that are answered or overdue, how many were answered on time; none where there are none.
    #[must_use]
    pub fn percent_on_time(&self) -> Option<u64> {
        let settled = self.on_time + self.late + self.overdue;
        (settled > 0).then(|| (self.on_time * 200 + settled) / (settled * 2))
    }
}

/// How each ministry answers the questions of a Chamber that were referred to it since a day, or ever.
///
/// # Errors
/// When the database cannot be read.
pub async fn rates(
    db: &impl ConnectionTrait,
    chamber: Chamber,
    since: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<BTreeMap<i64, Rate>, StoreError> {
    let days = format!("CAST({} AS BIGINT)", days_taken(db.get_database_backend()));
    let mut query = Query::select();
    of_parts(&mut query);
    query
        .expr_as(Expr::cust("\"attribution\".\"ministry_id\""), Alias::new("ministry"))
        .expr_as(Expr::cust(outcome(today)), Alias::new("outcome"))
        .expr_as(Expr::cust(days), Alias::new("days"))
        .expr_as(Expr::cust("COUNT(*)"), Alias::new("n"))
        .and_where(question::COLUMN.chamber.eq(chamber.code()))
        .and_where(question::COLUMN.status.is_in(["transmitted", "answered"]))
        .add_group_by([Expr::cust("1"), Expr::cust("2"), Expr::cust("3")]);
    if let Some(since) = since {
        query.and_where(Expr::cust(format!("\"attribution\".\"since\" >= '{since}'")));
    }
    let mut rates: BTreeMap<i64, Rate> = BTreeMap::new();
    let mut took: BTreeMap<i64, BTreeMap<i64, u64>> = BTreeMap::new();
    for row in db.query_all(&query).await? {
        let ministry = row.try_get("", "ministry")?;
        let n = row.try_get::<i64>("", "n")?.cast_unsigned();
        let rate = rates.entry(ministry).or_default();
        match row.try_get::<String>("", "outcome")?.as_str() {
            "on_time" => rate.on_time += n,
            "late" => rate.late += n,
            "answered" => rate.answered += n,
            "overdue" => rate.overdue += n,
            _ => rate.open += n,
        }
        if let Some(days) = row.try_get::<Option<i64>>("", "days")? {
            *took.entry(ministry).or_default().entry(days).or_default() += n;
        }
    }
    for (ministry, days) in took {
        let rate = rates.entry(ministry).or_default();
        (rate.average, rate.median) = (average(&days), median(&days));
    }
    Ok(rates)
}

/// What became of a part, in SQL.
fn outcome(today: NaiveDate) -> String {
    let due = "\"attribution\".\"due_on\"";
    format!(
        "CASE WHEN {ANSWERED_ON} IS NULL AND \"question\".\"status\" = 'answered' THEN 'answered' \
         WHEN {ANSWERED_ON} IS NULL AND {due} < '{today}' THEN 'overdue' \
         WHEN {ANSWERED_ON} IS NULL THEN 'open' \
         WHEN {due} IS NULL THEN 'answered' \
         WHEN {ANSWERED_ON} <= {due} THEN 'on_time' ELSE 'late' END"
    )
}

fn average(days: &BTreeMap<i64, u64>) -> Option<u64> {
    let (mut sum, mut count) = (0_i128, 0_i128);
    for (days, n) in days {
        sum += i128::from(*days) * i128::from(*n);
        count += i128::from(*n);
    }
    (count > 0).then(|| u64::try_from((sum * 2 + count) / (count * 2)).unwrap_or_default())
}

/// The lower of the two in the middle where the count is even: whole days only.
fn median(days: &BTreeMap<i64, u64>) -> Option<u64> {
    let half = days.values().sum::<u64>().div_ceil(2);
    let mut passed = 0;
    days.iter().find_map(|(days, n)| {
        passed += n;
        (half > 0 && passed >= half).then(|| u64::try_from(*days).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_slow_answers_move_the_average_and_not_the_median() {
        let days = BTreeMap::from([(10, 2), (12, 1), (20, 1), (200, 1)]);
        assert_eq!((average(&days), median(&days)), (Some(50), Some(12)));
        assert_eq!(median(&BTreeMap::from([(3, 1), (9, 1)])), Some(3));
        assert_eq!((average(&BTreeMap::new()), median(&BTreeMap::new())), (None, None));
    }

    #[test]
    fn the_rate_counts_what_is_overdue_against_the_ministry() {
        let rate = Rate { on_time: 2, late: 1, overdue: 0, open: 40, ..Rate::default() };
        assert_eq!(rate.percent_on_time(), Some(67));
        assert_eq!(Rate { overdue: 3, ..rate }.percent_on_time(), Some(33));
        assert_eq!(Rate { open: 3, ..Rate::default() }.percent_on_time(), None);
    }
}
