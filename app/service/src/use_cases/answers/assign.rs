//! A ministry assigns its questions to its agents, with internal deadlines of its own.

use chrono::NaiveDate;
use jawab_domain::{access::Act, field::FieldName, lifecycle::EventKind, preparation::Step};
use jawab_store::{accounts, works};
use serde_json::json;

use super::prepare::{SavedWork, advance};
use crate::use_cases::{ExpectedWorkVersion, InternalDeadline, Problem, UnitOfWork, UseCaseError, UseCaseResult};

impl UnitOfWork {
    /// Assigns questions to an account of the ministry: all of them or none. Returns the works in the order of the questions. The event
    /// of each says the internal deadline that it has from then on.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if the account does not work for the ministry, or the internal deadline is a past day that it was not
    /// before.
    pub async fn assign(
        &mut self,
        works: &[ExpectedWorkVersion],
        to: Option<i64>,
        deadline: InternalDeadline,
    ) -> UseCaseResult<Vec<SavedWork>> {
        let mut ordered = works.to_vec();
        ordered.sort_by_key(|expected| (expected.question, expected.ministry));
        let mut saved = Vec::new();
        for expected in ordered {
            self.authorize(expected.question, Act::PrepareAnswer, Some(expected.ministry)).await?;
            let (mut row, _) = self.lock_work(expected.question, expected.ministry, Some(expected.version)).await?;
            if let Some(to) = to {
                self.must_work_for(to, expected.ministry).await?;
            }
            advance(&mut row, Step::Assign)?;
            row.assigned_to = to;
            row.internal_due_on = after(row.internal_due_on, deadline, self.today)?;
            works::update(self.db(), &row).await?;
            let data = json!({ "ministry": expected.ministry, "account": to, "internal_due_on": row.internal_due_on });
            self.record_event(expected.question, EventKind::Assigned, None, None, data).await?;
            saved.push(SavedWork::from_row(&row));
        }
        Ok(saved)
    }

    async fn must_work_for(&self, account: i64, ministry: i64) -> UseCaseResult<()> {
        let works = accounts::works_for(self.db(), account, ministry).await?;
        if works { Ok(()) } else { Err(UseCaseError::field(FieldName::Assignee, Problem::NotOfMinistry)) }
    }
}

/// The internal deadline after an assignment. A day that has passed can stay, but is not given anew: nobody could keep it.
fn after(before: Option<NaiveDate>, deadline: InternalDeadline, today: NaiveDate) -> UseCaseResult<Option<NaiveDate>> {
    match deadline {
        InternalDeadline::Unchanged => Ok(before),
        InternalDeadline::Removed => Ok(None),
        InternalDeadline::On(day) if day >= today || before == Some(day) => Ok(Some(day)),
        InternalDeadline::On(_) => Err(UseCaseError::field(FieldName::InternalDueOn, Problem::TooEarly(today))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[test]
    fn a_past_day_stays_and_is_not_given_anew() {
        let (past, today) = (Some(day(20)), day(21));
        assert_eq!(after(past, InternalDeadline::Unchanged, today).unwrap(), past);
        assert_eq!(after(past, InternalDeadline::On(day(20)), today).unwrap(), past);
        assert_eq!(after(past, InternalDeadline::Removed, today).unwrap(), None);
        assert_eq!(after(None, InternalDeadline::On(today), today).unwrap(), Some(today));
        for before in [None, past] {
            assert!(matches!(after(before, InternalDeadline::On(day(19)), today), Err(UseCaseError::Invalid(_))), "{before:?}");
        }
    }
}
