//! The secrets of authenticators as they are kept, and the keys under which they may be sealed, by name.

use std::collections::BTreeSet;

use sea_orm::{EntityTrait as _, QueryFilter as _, sea_query::Expr};

use crate::{
    Connection, StoreError,
    entity::{account, sealing_key},
    sql::execute,
};

/// The names of the keys under which secrets are sealed.
pub async fn keys(db: &impl Connection) -> Result<BTreeSet<String>, StoreError> {
    Ok(sealing_key::Entity::find().all(db).await?.into_iter().map(|key| key.id).collect())
}

/// Notes that all secrets are sealed under a key, and under no other.
pub async fn note_key(db: &impl Connection, id: &str) -> Result<(), StoreError> {
    sealing_key::Entity::delete_many().filter(sealing_key::COLUMN.id.ne(id)).exec(db).await?;
    let sql = "INSERT INTO sealing_key (id) VALUES ($1) ON CONFLICT (id) DO NOTHING";
    execute(db, sql, [id.into()]).await?;
    Ok(())
}

/// The secrets of all authenticators as they are kept, by account.
pub async fn secrets(db: &impl Connection) -> Result<Vec<(i64, String)>, StoreError> {
    let all = account::Entity::find().filter(account::COLUMN.totp_secret.is_not_null()).all(db).await?;
    Ok(all.into_iter().filter_map(|account| Some((account.id, account.totp_secret?))).collect())
}

/// Keeps the secret of an account in another form, if it is still in the form that was read.
pub async fn replace(db: &impl Connection, account_id: i64, before: &str, after: &str) -> Result<(), StoreError> {
    let update = account::Entity::update_many().col_expr(account::Column::TotpSecret, Expr::value(after));
    update.filter(account::COLUMN.id.eq(account_id)).filter(account::COLUMN.totp_secret.eq(before)).exec(db).await?;
    Ok(())
}
