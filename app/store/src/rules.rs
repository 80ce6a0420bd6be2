//! Deadline rules and holidays, as domain values.

use chrono::NaiveDate;
use jawab_domain::{
    DeadlineRule, PerLocale,
    calendar::{Holiday, Holidays, Weekend},
    lifecycle::Successions,
    people::Period,
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

use crate::{
    Connection, StoreError,
    entity::{deadline_rule, holiday},
    read::per_locale,
    registers::ministries,
    rows,
};

/// The data from which deadlines are computed.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Every version of the rule.
    pub rules: Vec<DeadlineRule>,
    /// Every known holiday.
    pub holidays: Holidays,
    /// The source of each holiday, by day, for the page that lists them.
    pub sources: Vec<(Holiday, PerLocale<String>)>,
    /// The successions of ministries: questions change hands by them under the same clock.
    pub successions: Successions,
}

/// Loads the rules, holidays and successions.
pub async fn calendar(db: &impl Connection) -> Result<Calendar, StoreError> {
    let rules = all(db).await?.into_iter().map(rule).collect::<Result<_, _>>()?;
    let sources = holiday::Entity::find()
        .order_by_asc(holiday::COLUMN.on_day)
        .all(db)
        .await?
        .into_iter()
        .map(|row| Ok((Holiday { on: row.on_day, name: per_locale(row.name)? }, per_locale(row.source)?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    let successions = ministries::successions(db).await?.into_iter().map(|row| (row.predecessor_id, row.successor_id)).collect();
    Ok(Calendar { rules, holidays: sources.iter().map(|(holiday, _)| holiday.clone()).collect(), sources, successions })
}

/// The rows of every version of the rule, the oldest first.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::DeadlineRule>, StoreError> {
    Ok(deadline_rule::Entity::find().order_by_asc(deadline_rule::COLUMN.id).all(db).await?)
}

/// The row of the holiday on a day.
pub async fn holiday(db: &impl Connection, on: NaiveDate) -> Result<Option<rows::Holiday>, StoreError> {
    Ok(holiday::Entity::find_by_id(on).one(db).await?)
}

/// Adds a version of the rule and ends these earlier versions on a day; the identity in the given rule is ignored.
pub async fn insert(db: &impl Connection, rule: &DeadlineRule, ended: Vec<i64>, last: Option<NaiveDate>) -> Result<(), StoreError> {
    deadline_rule::Entity::update_many()
        .col_expr(deadline_rule::Column::ValidTo, Expr::value(last))
        .filter(deadline_rule::COLUMN.id.is_in(ended))
        .exec(db)
        .await?;
    let row = deadline_rule::ActiveModel {
        id: NotSet,
        chamber: Set(rule.chamber.map(|chamber| chamber.code().into())),
        version: Set(rule.version),
        days: Set(rule.days.into()),
        counting: Set(rule.counting.code().into()),
        roll_forward: Set(rule.roll_forward),
        restarts_on_transfer: Set(rule.restarts_on_transfer),
        weekend: Set(rule.weekend.bits().into()),
        valid_from: Set(rule.validity.from),
        valid_to: Set(rule.validity.to),
        source: Set(serde_json::to_value(&rule.source)?),
    };
    row.insert(db).await?;
    Ok(())
}

/// Adds a holiday with its source.
pub async fn insert_holiday(
    db: &impl Connection,
    on: NaiveDate,
    name: &PerLocale<String>,
    source: &PerLocale<String>,
) -> Result<(), StoreError> {
    let (name, source) = (serde_json::to_value(name)?, serde_json::to_value(source)?);
    let row = holiday::ActiveModel { on_day: Set(on), name: Set(name), source: Set(source) };
    holiday::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Deletes the holiday on a day.
pub async fn delete_holiday(db: &impl Connection, on: NaiveDate) -> Result<(), StoreError> {
    holiday::Entity::delete_by_id(on).exec(db).await?;
    Ok(())
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
