//! The stored secrets of authenticators, and the names of the keys that may encrypt them.

use std::collections::BTreeSet;

use sea_orm::{EntityTrait as _, QueryFilter as _, sea_query::Expr};

use crate::{
    Connection, StoreError,
    entity::{account, sealing_key},
    sql::execute,
};

/// The names of the keys that encrypt secrets.
pub async fn keys(db: &impl Connection) -> Result<BTreeSet<String>, StoreError> {
    Ok(sealing_key::Entity::find().all(db).await?.into_iter().map(|key| key.id).collect())
}

/// Records that all secrets are encrypted with this key.
pub async fn set_key(db: &impl Connection, id: &str) -> Result<(), StoreError> {
    sealing_key::Entity::delete_many().filter(sealing_key::COLUMN.id.ne(id)).exec(db).await?;
    let sql = "INSERT INTO sealing_key (id) VALUES ($1) ON CONFLICT (id) DO NOTHING";
    execute(db, sql, [id.into()]).await?;
    Ok(())
}

/// The stored secrets of all authenticators, by account.
pub async fn secrets(db: &impl Connection) -> Result<Vec<(i64, String)>, StoreError> {
    let all = account::Entity::find().filter(account::COLUMN.totp_secret.is_not_null()).all(db).await?;
    Ok(all.into_iter().filter_map(|account| Some((account.id, account.totp_secret?))).collect())
}

/// Replaces the stored secret of an account, if it is unchanged.
pub async fn replace(db: &impl Connection, account_id: i64, before: &str, after: &str) -> Result<(), StoreError> {
    let update = account::Entity::update_many().col_expr(account::Column::TotpSecret, Expr::value(after));
    update.filter(account::COLUMN.id.eq(account_id)).filter(account::COLUMN.totp_secret.eq(before)).exec(db).await?;
    Ok(())
}
