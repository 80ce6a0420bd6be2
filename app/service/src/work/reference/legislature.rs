//! Legislatures: their ordinals and their days. Deposits find their legislature by them, so none overlaps another.

use chrono::NaiveDate;
use jawab_domain::people::Period;
use jawab_store::{registers::legislatures, rows};
use serde_json::json;

use super::{Item, Turn};
use crate::work::{Outcome, Problem, check::Checks};

/// A legislature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegislatureInput {
    /// Its ordinal, 1 to 99.
    pub ordinal: i32,
    /// Its first day.
    pub begins_on: NaiveDate,
    /// Its last day, once known.
    pub ends_on: Option<NaiveDate>,
    /// How many questions were said to be left outside its days by this, and may be.
    pub outside: u64,
}

impl LegislatureInput {
    const fn days(&self) -> Period {
        Period { from: Some(self.begins_on), to: self.ends_on }
    }
}

impl Turn {
    /// Adds a legislature.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] where there is one of that ordinal, or one of the same days, or questions of it were deposited
    /// after its last day.
    pub async fn add_legislature(&mut self, input: LegislatureInput) -> Outcome<()> {
        self.keep().await?;
        let mut checks = Checks::default();
        if legislatures::by_ordinal(self.db(), input.ordinal).await?.is_some() {
            checks.add("ordinal", Problem::Exists);
        }
        // What was deposited before it is known to begin was put into it by whoever recorded it.
        self.check_legislature(checks, input, Period { from: Some(input.begins_on), to: None }).await?;
        legislatures::insert(self.db(), row(input)).await?;
        self.record_legislature("legislature.added", input);
        Ok(())
    }

    /// Changes the days of a legislature.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] where it is not as it was seen; [`crate::UseCaseError::Invalid`] where it would leave questions
    /// outside its days that are not; otherwise as [`Self::add_legislature`].
    pub async fn edit_legislature(&mut self, seen: i64, input: LegislatureInput) -> Outcome<()> {
        self.keep_as_seen(Item::Legislature(input.ordinal), seen).await?;
        let before = legislatures::by_ordinal(self.db(), input.ordinal).await?;
        let before = before.map(|row| Period { from: Some(row.begins_on), to: row.ends_on }).unwrap_or_default();
        self.check_legislature(Checks::default(), input, before).await?;
        legislatures::update(self.db(), row(input)).await?;
        self.record_legislature("legislature.edited", input);
        Ok(())
    }

    /// `before` are the days that it had, as far as they were known.
    async fn check_legislature(&self, mut checks: Checks, input: LegislatureInput, before: Period) -> Outcome<()> {
        checks.within("ordinal", Some(input.ordinal), 1, 99);
        checks.in_order("ends_on", Some(input.begins_on), input.ends_on);
        let own = input.days();
        let others = legislatures::all(self.db()).await?;
        let mut others = others.iter().filter(|other| other.ordinal != input.ordinal);
        if others.any(|other| own.overlaps(&Period { from: Some(other.begins_on), to: other.ends_on })) {
            checks.add("begins_on", Problem::Overlaps);
        }
        let questions = legislatures::count_left_outside(self.db(), input.ordinal, own, before).await?;
        if questions != input.outside && questions > 0 {
            checks.add("outside", Problem::LeftOutside { questions });
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
