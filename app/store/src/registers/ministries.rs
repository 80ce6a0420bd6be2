//! Ministries, their names over time, and their successions.

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};

use crate::{
    Connection, StoreError,
    entity::{ministry, ministry_name, ministry_succession},
    rows,
};

/// All ministries.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::Ministry>, StoreError> {
    Ok(ministry::Entity::find().all(db).await?)
}

/// Loads a ministry.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Ministry>, StoreError> {
    Ok(ministry::Entity::find_by_id(id).one(db).await?)
}

/// The ministry with a slug.
pub async fn by_slug(db: &impl Connection, slug: &str) -> Result<Option<rows::Ministry>, StoreError> {
    Ok(ministry::Entity::find().filter(ministry::COLUMN.slug.eq(slug)).one(db).await?)
}

/// Adds a ministry and returns its identity.
pub async fn insert(db: &impl Connection, slug: &str) -> Result<i64, StoreError> {
    Ok(ministry::ActiveModel { id: NotSet, slug: Set(slug.to_owned()) }.insert(db).await?.id)
}

/// The names of all ministries.
pub async fn names(db: &impl Connection) -> Result<Vec<rows::MinistryName>, StoreError> {
    Ok(ministry_name::Entity::find().all(db).await?)
}

/// The current and former names of a ministry, the oldest row first.
pub async fn names_of(db: &impl Connection, id: i64) -> Result<Vec<rows::MinistryName>, StoreError> {
    let names = ministry_name::Entity::find().filter(ministry_name::COLUMN.ministry_id.eq(id));
    Ok(names.order_by_asc(ministry_name::COLUMN.id).all(db).await?)
}

/// Loads a name.
pub async fn name_by_id(db: &impl Connection, id: i64) -> Result<Option<rows::MinistryName>, StoreError> {
    Ok(ministry_name::Entity::find_by_id(id).one(db).await?)
}

/// Whether one of these ministries has a name with one of these keys that has not ended.
pub async fn has_current_name(db: &impl Connection, ids: impl IntoIterator<Item = i64>, keys: Vec<String>) -> Result<bool, StoreError> {
    let names = ministry_name::Entity::find()
        .filter(ministry_name::COLUMN.ministry_id.is_in(ids))
        .filter(ministry_name::COLUMN.name_key.is_in(keys))
        .filter(ministry_name::Column::ValidTo.is_null());
    Ok(names.one(db).await?.is_some())
}

/// Adds a name; the identity in the row is ignored.
pub async fn insert_name(db: &impl Connection, row: rows::MinistryName) -> Result<(), StoreError> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    row.insert(db).await?;
    Ok(())
}

/// Updates a name or its days.
pub async fn update_name(db: &impl Connection, row: rows::MinistryName) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update_without_returning(db).await?;
    Ok(())
}

/// Sets the last day of a name.
pub async fn end_name(db: &impl Connection, row: rows::MinistryName, last: NaiveDate) -> Result<(), StoreError> {
    let mut row = row.into_active_model();
    row.valid_to = Set(Some(last));
    row.update_without_returning(db).await?;
    Ok(())
}

/// Deletes a name.
pub async fn delete_name(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    ministry_name::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// All successions, by successor.
pub async fn successions(db: &impl Connection) -> Result<Vec<rows::MinistrySuccession>, StoreError> {
    let column = ministry_succession::COLUMN;
    Ok(ministry_succession::Entity::find().order_by_asc(column.successor_id).order_by_asc(column.predecessor_id).all(db).await?)
}

/// The successions to and from a ministry.
pub async fn successions_of(db: &impl Connection, id: i64) -> Result<Vec<rows::MinistrySuccession>, StoreError> {
    let column = ministry_succession::COLUMN;
    let related = Condition::any().add(column.predecessor_id.eq(id)).add(column.successor_id.eq(id));
    let rows = ministry_succession::Entity::find().filter(related);
    Ok(rows.order_by_asc(column.predecessor_id).order_by_asc(column.successor_id).all(db).await?)
}

/// Adds a succession.
pub async fn insert_succession(db: &impl Connection, row: rows::MinistrySuccession) -> Result<(), StoreError> {
    ministry_succession::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}
