//! API tokens.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::access::Mandate;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

use crate::{Connection, StoreError, entity::api_token, rows};

/// Adds a token and returns its new identity; the one in the row is ignored.
pub async fn insert(db: &impl Connection, row: rows::ApiToken) -> Result<i64, StoreError> {
    let row = api_token::ActiveModel {
        id: NotSet,
        token_sha256: Set(row.token_sha256),
        name: Set(row.name),
        scope: Set(row.scope),
        chamber: Set(row.chamber),
        created_by: Set(row.created_by),
        created_at: Set(row.created_at),
        last_used_on: Set(row.last_used_on),
        revoked_at: Set(row.revoked_at),
    };
    Ok(api_token::Entity::insert(row).exec(db).await?.last_insert_id)
}

/// The unrevoked token with a SHA-256.
pub async fn find(db: &impl Connection, token_sha256: &str) -> Result<Option<rows::ApiToken>, StoreError> {
    let found = api_token::Entity::find().filter(api_token::COLUMN.token_sha256.eq(token_sha256));
    Ok(found.filter(api_token::COLUMN.revoked_at.is_null()).one(db).await?)
}

/// The mandate of a token.
///
/// # Errors
/// When its row is invalid.
pub fn mandate(of: &rows::ApiToken) -> Result<Mandate, StoreError> {
    let chamber = of.chamber.as_deref().map(str::parse).transpose()?;
    Ok(Mandate::Program(of.scope.parse()?, chamber))
}

/// All tokens, the latest first.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::ApiToken>, StoreError> {
    Ok(api_token::Entity::find().order_by_desc(api_token::COLUMN.id).all(db).await?)
}

/// The names of tokens, by identity.
pub async fn names(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<BTreeMap<i64, String>, StoreError> {
    let rows = api_token::Entity::find().filter(api_token::COLUMN.id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Revokes a token. Returns whether it was valid.
pub async fn revoke(db: &impl Connection, id: i64, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let update = api_token::Entity::update_many().col_expr(api_token::Column::RevokedAt, Expr::value(at));
    let update = update.filter(api_token::COLUMN.id.eq(id)).filter(api_token::COLUMN.revoked_at.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Records the day of the last use of a token, unless its row is locked.
pub async fn used(db: &impl Connection, id: i64, on: NaiveDate) -> Result<(), StoreError> {
    super::mark(db, "api_token", "last_used_on", on.into(), id).await
}
