//! Legislatures: their ordinals and their days. Deposits find their legislature by them, so none overlaps another.

use chrono::NaiveDate;
use jawab_domain::{Status, people::Period};
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
        if legislature::Entity::find_by_id(input.ordinal).one(self.db()).await?.is_some() {
            checks.add("ordinal", Problem::Exists);
        }
        // What was deposited before it is known to begin was put into it by whoever recorded it.
        self.check_legislature(checks, input, Period { from: Some(input.begins_on), to: None }).await?;
        row(input).insert(self.db()).await?;
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
        let before = legislature::Entity::find_by_id(input.ordinal).one(self.db()).await?;
        let before = before.map(|row| Period { from: Some(row.begins_on), to: row.ends_on }).unwrap_or_default();
        self.check_legislature(Checks::default(), input, before).await?;
        row(input).update(self.db()).await?;
        self.record_legislature("legislature.edited", input);
        Ok(())
    }

    /// `before` are the days that it had, as far as they were known.
    async fn check_legislature(&self, mut checks: Checks, input: LegislatureInput, before: Period) -> Outcome<()> {
        checks.within("ordinal", Some(input.ordinal), 1, 99);
        checks.in_order("ends_on", Some(input.begins_on), input.ends_on);
        let own = input.days();
        let others = legislature::Entity::find().all(self.db()).await?;
        let mut others = others.iter().filter(|other| other.ordinal != input.ordinal);
        if others.any(|other| own.overlaps(&Period { from: Some(other.begins_on), to: other.ends_on })) {
            checks.add("begins_on", Problem::Overlaps);
        }
        let sql = format!(
            "SELECT id FROM question WHERE legislature = $1 AND status <> '{}' AND {} AND NOT {}",
            Status::Draft,
            outside(own),
            outside(before)
        );
        let questions = self.ids(&sql, [input.ordinal.into()]).await?.len() as u64;
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

/// Whether a question was deposited outside some days, in SQL; one whose day is not known was not.
fn outside(days: Period) -> String {
    let before = days.from.map(|from| format!("deposited_on < '{from}'"));
    let after = days.to.map(|to| format!("deposited_on > '{to}'"));
    let either: Vec<String> = before.into_iter().chain(after).collect();
    format!("(deposited_on IS NOT NULL AND ({}))", if either.is_empty() { "1 = 0".to_owned() } else { either.join(" OR ") })
}

fn row(input: LegislatureInput) -> legislature::ActiveModel {
    legislature::ActiveModel { ordinal: Set(input.ordinal), begins_on: Set(input.begins_on), ends_on: Set(input.ends_on) }
}
