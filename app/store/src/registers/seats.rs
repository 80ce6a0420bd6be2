//! The seats of members over time.

use sea_orm::{ActiveModelTrait as _, ActiveValue::NotSet, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _};

use crate::{Connection, StoreError, entity::seat, rows};

/// All seats.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::Seat>, StoreError> {
    Ok(seat::Entity::find().all(db).await?)
}

/// The seats of members.
pub async fn of_members(db: &impl Connection, members: &[i64]) -> Result<Vec<rows::Seat>, StoreError> {
    let theirs = seat::Entity::find().filter(seat::COLUMN.member_id.is_in(members.iter().copied()));
    Ok(theirs.order_by_asc(seat::COLUMN.id).all(db).await?)
}

/// Loads a seat.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Seat>, StoreError> {
    Ok(seat::Entity::find_by_id(id).one(db).await?)
}

/// Adds a seat and returns its new identity; the one in the row is ignored.
pub async fn insert(db: &impl Connection, row: rows::Seat) -> Result<i64, StoreError> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(db).await?.id)
}

/// Updates a seat.
pub async fn update(db: &impl Connection, row: rows::Seat) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update(db).await?;
    Ok(())
}

/// Deletes a seat.
pub async fn delete(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    seat::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}
