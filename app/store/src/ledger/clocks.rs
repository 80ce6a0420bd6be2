//! The running clocks: one for each ministry that has a transmitted written question and has not answered.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Status};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::Ledger;
use crate::{StoreError, owed};

/// A running clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunningClock {
    /// The question.
    pub question: i64,
    /// The row of the attribution.
    pub part: i64,
    /// The ministry.
    pub ministry: i64,
    /// The question's Chamber.
    pub chamber: Chamber,
    /// The day of transmission, which selects the rule.
    pub transmitted_on: NaiveDate,
    /// The day the ministry's clock started.
    pub clock_from: NaiveDate,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct Row {
    question: i64,
    part: i64,
    ministry: i64,
    chamber: String,
    transmitted_on: NaiveDate,
    clock_from: NaiveDate,
    due_on: Option<NaiveDate>,
}

/// Every running clock within a transaction, by question. Otherwise use the [ledger](Ledger::running_clocks).
pub async fn running_clocks(db: &impl ConnectionTrait) -> Result<Vec<RunningClock>, StoreError> {
    let sql = format!(
        "SELECT a.question_id AS question, a.id AS part, a.ministry_id AS ministry, q.chamber, q.transmitted_on, a.clock_from, \
         a.due_on FROM question q JOIN attribution a ON a.question_id = q.id WHERE q.publication IN ('unpublished', 'published', 'hidden') \
         AND q.status = 'transmitted' AND q.kind = 'written' AND q.transmitted_on IS NOT NULL AND a.clock_from IS NOT NULL AND {} \
         ORDER BY a.question_id, a.position",
        owed::owes("a")
    );
    let rows = Row::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?;
    let clock = |row: Row| {
        let Row { question, part, ministry, chamber, transmitted_on, clock_from, due_on } = row;
        Ok(RunningClock { question, part, ministry, chamber: chamber.parse()?, transmitted_on, clock_from, due_on })
    };
    rows.into_iter().map(clock).collect()
}

impl Ledger {
    /// Every running clock, by question.
    pub fn running_clocks(&self) -> impl Iterator<Item = RunningClock> {
        self.current_parts().filter(|(question, part)| question.entry.status == Status::Transmitted && !part.answered).filter_map(
            |(question, part)| {
                Some(RunningClock {
                    question: question.entry.id,
                    part: part.id.into(),
                    ministry: part.ministry.into(),
                    chamber: question.entry.chamber,
                    transmitted_on: question.entry.transmitted_on?,
                    clock_from: part.clock_from?,
                    due_on: part.due_on,
                })
            },
        )
    }
}
