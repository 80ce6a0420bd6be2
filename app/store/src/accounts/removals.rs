//! Requests to remove the second factor of an account, each until a second administrator confirms it.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::{StoreError, entity::factor_removal};

/// Keeps a request in the place of an earlier one.
///
/// # Errors
/// When the database refuses.
pub async fn ask(db: &impl ConnectionTrait, account_id: i64, asked_by: &str, asked_at: DateTime<Utc>) -> Result<(), StoreError> {
    drop(db, account_id).await?;
    let row = factor_removal::ActiveModel { account_id: Set(account_id), asked_by: Set(asked_by.into()), asked_at: Set(asked_at) };
    factor_removal::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The requests made since an instant.
///
/// # Errors
/// When the database cannot be read.
pub async fn open(db: &impl ConnectionTrait, since: DateTime<Utc>) -> Result<Vec<factor_removal::Model>, StoreError> {
    Ok(factor_removal::Entity::find().filter(factor_removal::COLUMN.asked_at.gt(since)).all(db).await?)
}

/// Drops the request for an account; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn drop(db: &impl ConnectionTrait, account_id: i64) -> Result<bool, StoreError> {
    Ok(factor_removal::Entity::delete_by_id(account_id).exec(db).await?.rows_affected > 0)
}
