//! Legislatures, by ordinal.

use chrono::NaiveDate;
use jawab_domain::{Status, people::Period};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};

use crate::{Connection, StoreError, entity::legislature, rows};

/// All legislatures, the latest first.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::Legislature>, StoreError> {
    Ok(legislature::Entity::find().order_by_desc(legislature::COLUMN.ordinal).all(db).await?)
}

/// The number of legislatures.
pub async fn count(db: &impl Connection) -> Result<u64, StoreError> {
    super::counted(db, "legislature").await
}

/// Loads a legislature.
pub async fn by_ordinal(db: &impl Connection, ordinal: i32) -> Result<Option<rows::Legislature>, StoreError> {
    Ok(legislature::Entity::find_by_id(ordinal).one(db).await?)
}

/// The legislature on a day.
pub async fn on(db: &impl Connection, day: NaiveDate) -> Result<Option<rows::Legislature>, StoreError> {
    let open = Condition::any().add(legislature::Column::EndsOn.is_null()).add(legislature::COLUMN.ends_on.gte(day));
    let of_day = legislature::Entity::find().filter(legislature::COLUMN.begins_on.lte(day)).filter(open);
    Ok(of_day.order_by_desc(legislature::COLUMN.ordinal).one(db).await?)
}

/// Adds a legislature.
pub async fn insert(db: &impl Connection, row: rows::Legislature) -> Result<(), StoreError> {
    legislature::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// Updates the days of a legislature.
pub async fn update(db: &impl Connection, row: rows::Legislature) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update_without_returning(db).await?;
    Ok(())
}

/// The number of questions of a legislature, without drafts, that were deposited outside `days` but within `before`. An unknown day is
/// within every period.
pub async fn count_left_outside(db: &impl Connection, ordinal: i32, days: Period, before: Period) -> Result<u64, StoreError> {
    let (now, then, draft) = (outside(days), outside(before), Status::Draft);
    super::counted(db, &format!("question WHERE legislature = {ordinal} AND status <> '{draft}' AND {now} AND NOT {then}")).await
}

fn outside(days: Period) -> String {
    let before = days.from.map(|from| format!("deposited_on < '{from}'"));
    let after = days.to.map(|to| format!("deposited_on > '{to}'"));
    let either: Vec<String> = before.into_iter().chain(after).collect();
    format!("(deposited_on IS NOT NULL AND ({}))", if either.is_empty() { "1 = 0".to_owned() } else { either.join(" OR ") })
}
