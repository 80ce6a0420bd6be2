//! Requests to remove the second factor of an account, pending until a second administrator confirms.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _};

use crate::{Connection, StoreError, entity::factor_removal, rows};

/// Adds a request. It replaces an earlier one.
pub async fn ask(db: &impl Connection, account_id: i64, asked_by: &str, asked_at: DateTime<Utc>) -> Result<(), StoreError> {
    drop(db, account_id).await?;
    let row = factor_removal::ActiveModel { account_id: Set(account_id), asked_by: Set(asked_by.into()), asked_at: Set(asked_at) };
    factor_removal::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The requests made since an instant.
pub async fn open(db: &impl Connection, since: DateTime<Utc>) -> Result<Vec<rows::FactorRemoval>, StoreError> {
    Ok(factor_removal::Entity::find().filter(factor_removal::COLUMN.asked_at.gt(since)).all(db).await?)
}

/// Deletes the request for an account. Returns whether there was one.
pub async fn drop(db: &impl Connection, account_id: i64) -> Result<bool, StoreError> {
    Ok(factor_removal::Entity::delete_by_id(account_id).exec(db).await?.rows_affected > 0)
}
