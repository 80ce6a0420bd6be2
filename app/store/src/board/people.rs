//! The agents of ministries.

use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::{
    StoreError,
    entity::{account, account_ministry},
    rows,
};

/// The ministries that an account works for.
pub async fn ministries_of(db: &impl ConnectionTrait, account: i64) -> Result<Vec<i64>, StoreError> {
    let rows = account_ministry::Entity::find()
        .filter(account_ministry::COLUMN.account_id.eq(account))
        .order_by_asc(account_ministry::COLUMN.ministry_id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.ministry_id).collect())
}

/// The active accounts of ministries, by name.
pub async fn colleagues(db: &impl ConnectionTrait, ministries: &[i64]) -> Result<Vec<rows::Account>, StoreError> {
    let of = account_ministry::Entity::find()
        .select_only()
        .column(account_ministry::Column::AccountId)
        .filter(account_ministry::COLUMN.ministry_id.is_in(ministries.iter().copied()));
    let rows = account::Entity::find()
        .filter(account::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(of)))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::COLUMN.name)
        .order_by_asc(account::COLUMN.id)
        .all(db)
        .await?;
    Ok(rows)
}
