//! Deadline rules and holidays, as domain values.

use jawab_domain::{
    DeadlineRule, PerLocale,
    calendar::{Holiday, Holidays, Weekend},
    people::Period,
};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryOrder as _};

use crate::{
    StoreError,
    entity::{deadline_rule, holiday},
    read::per_locale,
};

/// What deadlines are reckoned with.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Every version of the rule.
    pub rules: Vec<DeadlineRule>,
    /// Every known holiday.
    pub holidays: Holidays,
    /// Where each holiday is known from, by day, for the page that lists them.
    pub sources: Vec<(Holiday, PerLocale<String>)>,
}

/// Loads the rules and holidays.
///
/// # Errors
/// When the database cannot be read.
pub async fn calendar(db: &impl ConnectionTrait) -> Result<Calendar, StoreError> {
    let rules = deadline_rule::Entity::find().order_by_asc(deadline_rule::COLUMN.id).all(db).await?;
    let rules = rules.into_iter().map(rule).collect::<Result<_, _>>()?;
    let sources = holiday::Entity::find()
        .order_by_asc(holiday::COLUMN.on_day)
        .all(db)
        .await?
        .into_iter()
        .map(|row| Ok((Holiday { on: row.on_day, name: per_locale(row.name)? }, per_locale(row.source)?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Calendar { rules, holidays: sources.iter().map(|(holiday, _)| holiday.clone()).collect(), sources })
}

fn rule(row: deadline_rule::Model) -> Result<DeadlineRule, StoreError> {
    let out_of_range = |what: &str| StoreError::Unreadable(format!("deadline_rule.{what}"));
    Ok(DeadlineRule {
        id: row.id,
        chamber: row.chamber.map(|code| code.parse()).transpose()?,
        version: row.version,
        days: u16::try_from(row.days).map_err(|_| out_of_range("days"))?,
        counting: row.counting.parse()?,
        roll_forward: row.roll_forward,
        restarts_on_transfer: row.restarts_on_transfer,
        weekend: Weekend::from_bits(u8::try_from(row.weekend).map_err(|_| out_of_range("weekend"))?),
        validity: Period { from: row.valid_from, to: row.valid_to },
        source: per_locale(row.source)?,
    })
}
