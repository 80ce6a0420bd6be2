//! Passkeys: the public keys of authenticators.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, OnConflict},
};

use crate::{Connection, StoreError, entity::passkey, rows};

/// The passkeys of an account, the oldest first.
pub async fn of_account(db: &impl Connection, account_id: i64) -> Result<Vec<rows::Passkey>, StoreError> {
    let all = passkey::Entity::find().filter(passkey::COLUMN.account_id.eq(account_id));
    Ok(all.order_by_asc(passkey::COLUMN.id).all(db).await?)
}

/// How many passkeys an account has.
pub async fn count(db: &impl Connection, account_id: i64) -> Result<u64, StoreError> {
    Ok(passkey::Entity::find().filter(passkey::COLUMN.account_id.eq(account_id)).count(db).await?)
}

/// The accounts that have a passkey.
pub async fn holders(db: &impl Connection) -> Result<BTreeSet<i64>, StoreError> {
    Ok(passkey::Entity::find().all(db).await?.into_iter().map(|row| row.account_id).collect())
}

/// Adds a passkey; the identity in the row is ignored. Returns whether its credential was new to all accounts.
pub async fn add(db: &impl Connection, new: rows::Passkey) -> Result<bool, StoreError> {
    let row = passkey::ActiveModel {
        account_id: Set(new.account_id),
        credential_id: Set(new.credential_id),
        transports: Set(new.transports),
        static_state: Set(new.static_state),
        dynamic_state: Set(new.dynamic_state),
        name: Set(new.name),
        made_at: Set(new.made_at),
        used_at: Set(new.used_at),
        ..Default::default()
    };
    // An error of the database would end the transaction.
    let known = OnConflict::column(passkey::Column::CredentialId).do_nothing().to_owned();
    Ok(passkey::Entity::insert(row).on_conflict(known).exec_without_returning(db).await? == 1)
}

/// Records the use of a passkey if its state is the one that was loaded, so that an assertion can be used only once.
pub async fn use_once(db: &impl Connection, read: &rows::Passkey, after: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let update = passkey::Entity::update_many()
        .col_expr(passkey::Column::DynamicState, Expr::value(after))
        .col_expr(passkey::Column::UsedAt, Expr::value(at));
    let update = update.filter(passkey::COLUMN.id.eq(read.id)).filter(passkey::COLUMN.dynamic_state.eq(read.dynamic_state.as_str()));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Deletes a passkey of an account. Returns whether it was there.
pub async fn remove(db: &impl Connection, account_id: i64, id: i64) -> Result<bool, StoreError> {
    let gone = passkey::Entity::delete_many().filter(passkey::COLUMN.account_id.eq(account_id)).filter(passkey::COLUMN.id.eq(id));
    Ok(gone.exec(db).await?.rows_affected == 1)
}

/// Deletes all passkeys of an account.
pub async fn remove_all(db: &impl Connection, account_id: i64) -> Result<(), StoreError> {
    passkey::Entity::delete_many().filter(passkey::COLUMN.account_id.eq(account_id)).exec(db).await?;
    Ok(())
}
