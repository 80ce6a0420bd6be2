//! Legislatures: their ordinals and their days. Deposits find their legislature by them, so none overlaps another.

use chrono::NaiveDate;
use jawab_domain::people::Period;
use jawab_store::entity::legislature;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};
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
}

impl Turn {
    /// Adds a legislature.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] where there is one of that ordinal, or one of the same days.
    pub async fn add_legislature(&mut self, input: LegislatureInput) -> Outcome<()> {
        self.keep().await?;
        let mut checks = Checks::default();
        if legislature::Entity::find_by_id(input.ordinal).one(self.db()).await?.is_some() {
            checks.add("ordinal", Problem::Exists);
        }
        self.check_legislature(checks, input).await?;
        row(input).insert(self.db()).await?;
        self.record_legislature("legislature.added", input);
        Ok(())
    }

    /// Changes the days of a legislature.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] where it is not as it was seen; otherwise as [`Self::add_legislature`].
    pub async fn edit_legislature(&mut self, seen: i64, input: LegislatureInput) -> Outcome<()> {
        self.keep_as_seen(Item::Legislature(input.ordinal), seen).await?;
        self.check_legislature(Checks::default(), input).await?;
        row(input).update(self.db()).await?;
        self.record_legislature("legislature.edited", input);
        Ok(())
    }

    async fn check_legislature(&self, mut checks: Checks, input: LegislatureInput) -> Outcome<()> {
        checks.within("ordinal", Some(input.ordinal), 1, 99);
        checks.in_order("ends_on", Some(input.begins_on), input.ends_on);
        let own = Period { from: Some(input.begins_on), to: input.ends_on };
        let others = legislature::Entity::find().all(self.db()).await?;
        let mut others = others.iter().filter(|other| other.ordinal != input.ordinal);
        if others.any(|other| own.overlaps(&Period { from: Some(other.begins_on), to: other.ends_on })) {
            checks.add("begins_on", Problem::Overlaps);
        }
        checks.done()
    }

    fn record_legislature(&mut self, action: &str, input: LegislatureInput) {
        let data = json!({ "begins_on": input.begins_on, "ends_on": input.ends_on });
        self.record(action, format!("legislature:{}", input.ordinal), data);
    }
}

fn row(input: LegislatureInput) -> legislature::ActiveModel {
    legislature::ActiveModel { ordinal: Set(input.ordinal), begins_on: Set(input.begins_on), ends_on: Set(input.ends_on) }
}
