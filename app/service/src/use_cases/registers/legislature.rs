//! Legislatures: their ordinals and days. The day of a deposit determines its legislature, so legislatures do not overlap.

use chrono::NaiveDate;
use jawab_domain::{field::FieldName, people::Period};
use jawab_store::{registers::legislatures, rows};
use serde_json::json;

use super::{Item, UnitOfWork};
use crate::use_cases::{Problem, UseCaseResult, validation::Checks};

/// A legislature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegislatureInput {
    /// Its ordinal, 1 to 99.
    pub ordinal: i32,
    /// Its first day.
    pub begins_on: NaiveDate,
    /// Its last day, once known.
    pub ends_on: Option<NaiveDate>,
    /// The confirmed number of questions that would lie outside its days.
    pub outside: u64,
}

impl LegislatureInput {
    const fn days(&self) -> Period {
        Period { from: Some(self.begins_on), to: self.ends_on }
    }
}

impl UnitOfWork {
    /// Adds a legislature.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] if there is one with that ordinal, or with overlapping days, or if questions of it were
    /// deposited after its last day.
    pub async fn add_legislature(&mut self, input: LegislatureInput) -> UseCaseResult<()> {
        self.lock_registers().await?;
        let mut checks = Checks::default();
        if legislatures::by_ordinal(self.db(), input.ordinal).await?.is_some() {
            checks.add(FieldName::Ordinal, Problem::Exists);
        }
        // Questions deposited before its first day were assigned to it deliberately.
        self.check_legislature(checks, input, Period { from: Some(input.begins_on), to: None }).await?;
        legislatures::insert(self.db(), row(input)).await?;
        self.record_legislature("legislature.added", input);
        Ok(())
    }

    /// Changes the days of a legislature.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] if it has changed since; [`crate::UseCaseError::Invalid`] if more questions would lie outside
    /// its days than before; otherwise as [`Self::add_legislature`].
    pub async fn edit_legislature(&mut self, expected: i64, input: LegislatureInput) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Legislature(input.ordinal), expected).await?;
        let before = legislatures::by_ordinal(self.db(), input.ordinal).await?;
        let before = before.map(|row| Period { from: Some(row.begins_on), to: row.ends_on }).unwrap_or_default();
        self.check_legislature(Checks::default(), input, before).await?;
        legislatures::update(self.db(), row(input)).await?;
        self.record_legislature("legislature.edited", input);
        Ok(())
    }

    /// `before` are its previous days, as far as they were known.
    async fn check_legislature(&self, mut checks: Checks, input: LegislatureInput, before: Period) -> UseCaseResult<()> {
        checks.in_range(FieldName::Ordinal, Some(input.ordinal), 1, 99);
        checks.in_order(FieldName::EndsOn, Some(input.begins_on), input.ends_on);
        let own = input.days();
        let others = legislatures::all(self.db()).await?;
        let mut others = others.iter().filter(|other| other.ordinal != input.ordinal);
        if others.any(|other| own.overlaps(&Period { from: Some(other.begins_on), to: other.ends_on })) {
            checks.add(FieldName::BeginsOn, Problem::Overlaps);
        }
        let questions = legislatures::count_left_outside(self.db(), input.ordinal, own, before).await?;
        if questions != input.outside && questions > 0 {
            checks.add(FieldName::Outside, Problem::LeftOutside { questions });
        }
        checks.done()
    }

    fn record_legislature(&mut self, action: &str, input: LegislatureInput) {
        let data = json!({ "begins_on": input.begins_on, "ends_on": input.ends_on });
        self.record(action, format!("legislature:{}", input.ordinal), data);
    }
}

fn row(input: LegislatureInput) -> rows::Legislature {
    rows::Legislature { ordinal: input.ordinal, begins_on: input.begins_on, ends_on: input.ends_on }
}
