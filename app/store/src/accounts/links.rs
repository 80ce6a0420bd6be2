//! One-time links.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use crate::{Connection, StoreError, entity::one_use_link, rows};

/// Adds a link.
pub async fn insert(db: &impl Connection, link: rows::OneUseLink) -> Result<(), StoreError> {
    let row = one_use_link::ActiveModel {
        token_sha256: Set(link.token_sha256),
        purpose: Set(link.purpose),
        account_id: Set(link.account_id),
        created_at: Set(link.created_at),
        expires_at: Set(link.expires_at),
        used_at: Set(link.used_at),
    };
    one_use_link::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The link with a token, used or unused.
pub async fn find(db: &impl Connection, token_sha256: &str) -> Result<Option<rows::OneUseLink>, StoreError> {
    Ok(one_use_link::Entity::find_by_id(token_sha256).one(db).await?)
}

/// Marks a link as used. Returns whether it was unused.
pub async fn use_once(db: &impl Connection, token_sha256: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let update = one_use_link::Entity::update_many().col_expr(one_use_link::Column::UsedAt, Expr::value(at));
    let update = update.filter(one_use_link::COLUMN.token_sha256.eq(token_sha256)).filter(one_use_link::COLUMN.used_at.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Invalidates the links of an account with these purposes.
pub async fn void(db: &impl Connection, account_id: i64, purposes: &[&str]) -> Result<(), StoreError> {
    let all = one_use_link::Entity::delete_many().filter(one_use_link::COLUMN.account_id.eq(account_id));
    all.filter(one_use_link::COLUMN.purpose.is_in(purposes.iter().copied())).exec(db).await?;
    Ok(())
}

/// The latest unused link of each account with one of these purposes.
pub async fn open(db: &impl Connection, purposes: &[&str], now: DateTime<Utc>) -> Result<Vec<rows::OneUseLink>, StoreError> {
    let all = one_use_link::Entity::find().filter(one_use_link::COLUMN.used_at.is_null());
    let all = all.filter(one_use_link::COLUMN.purpose.is_in(purposes.iter().copied())).all(db).await?;
    Ok(all.into_iter().filter(|link| link.expires_at > now).collect())
}
