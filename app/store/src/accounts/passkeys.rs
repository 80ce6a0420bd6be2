//! Passkeys.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement,
    sea_query::Expr,
};

use crate::{StoreError, entity::passkey};

/// Keeps a passkey; its row's identity in `row` is not looked at.
///
/// # Errors
/// When the database refuses: the credential is there already.
pub async fn keep(db: &impl ConnectionTrait, row: passkey::Model) -> Result<(), StoreError> {
    let row = passkey::ActiveModel {
        id: NotSet,
        account_id: Set(row.account_id),
        name: Set(row.name),
        credential_id: Set(row.credential_id),
        user_handle: Set(row.user_handle),
        fixed_state: Set(row.fixed_state),
        moving_state: Set(row.moving_state),
        added_at: Set(row.added_at),
        used_at: Set(row.used_at),
    };
    passkey::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The passkeys of an account, in the order they were added.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &impl ConnectionTrait, account_id: i64) -> Result<Vec<passkey::Model>, StoreError> {
    let all = passkey::Entity::find().filter(passkey::COLUMN.account_id.eq(account_id));
    Ok(all.order_by_asc(passkey::COLUMN.id).all(db).await?)
}

/// The accounts that have a passkey.
///
/// # Errors
/// When the database cannot be read.
pub async fn holders(db: &impl ConnectionTrait) -> Result<BTreeSet<i64>, StoreError> {
    let statement = Statement::from_string(db.get_database_backend(), "SELECT DISTINCT account_id FROM passkey");
    db.query_all_raw(statement).await?.iter().map(|row| Ok(row.try_get("", "account_id")?)).collect()
}

/// Whether a credential is anybody's already.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_known(db: &impl ConnectionTrait, credential_id: &str) -> Result<bool, StoreError> {
    Ok(passkey::Entity::find().filter(passkey::COLUMN.credential_id.eq(credential_id)).one(db).await?.is_some())
}

/// Notes that a passkey was used, with what the use changed of it.
///
/// # Errors
/// When the database refuses.
pub async fn used(db: &impl ConnectionTrait, id: i64, moving_state: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let update = passkey::Entity::update_many().col_expr(passkey::Column::MovingState, Expr::value(moving_state));
    update.col_expr(passkey::Column::UsedAt, Expr::value(at)).filter(passkey::COLUMN.id.eq(id)).exec(db).await?;
    Ok(())
}

/// Takes a passkey of an account away; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn remove(db: &impl ConnectionTrait, account_id: i64, id: i64) -> Result<bool, StoreError> {
    let one = passkey::Entity::delete_many().filter(passkey::COLUMN.id.eq(id)).filter(passkey::COLUMN.account_id.eq(account_id));
    Ok(one.exec(db).await?.rows_affected > 0)
}

/// Takes all passkeys of an account away.
///
/// # Errors
/// When the database refuses.
pub async fn remove_all(db: &impl ConnectionTrait, account_id: i64) -> Result<(), StoreError> {
    passkey::Entity::delete_many().filter(passkey::COLUMN.account_id.eq(account_id)).exec(db).await?;
    Ok(())
}
