//! Groups and groupements.

use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use crate::{
    Connection, StoreError,
    entity::{political_group, political_group_name},
    rows,
};

/// All groups.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::PoliticalGroup>, StoreError> {
    Ok(political_group::Entity::find().all(db).await?)
}

/// Loads groups.
pub async fn by_ids(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::PoliticalGroup>, StoreError> {
    Ok(political_group::Entity::find().filter(political_group::COLUMN.id.is_in(ids)).all(db).await?)
}

/// Loads a group.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::PoliticalGroup>, StoreError> {
    Ok(political_group::Entity::find_by_id(id).one(db).await?)
}

/// Adds a group and returns its identity.
pub async fn insert(db: &impl Connection, slug: &str, kind: &str, chamber: Option<&str>) -> Result<i64, StoreError> {
    let chamber = Set(chamber.map(str::to_owned));
    let row = political_group::ActiveModel { id: NotSet, slug: Set(slug.to_owned()), kind: Set(kind.to_owned()), chamber };
    Ok(row.insert(db).await?.id)
}

/// Updates the kind and the Chamber of a group.
pub async fn update(db: &impl Connection, id: i64, kind: &str, chamber: Option<&str>) -> Result<(), StoreError> {
    let chamber = Set(chamber.map(str::to_owned));
    political_group::ActiveModel { id: Set(id), slug: NotSet, kind: Set(kind.to_owned()), chamber }.update_without_returning(db).await?;
    Ok(())
}

/// The names of all groups.
pub async fn names(db: &impl Connection) -> Result<Vec<rows::PoliticalGroupName>, StoreError> {
    Ok(political_group_name::Entity::find().all(db).await?)
}

/// The names of a group.
pub async fn names_of(db: &impl Connection, id: i64) -> Result<Vec<rows::PoliticalGroupName>, StoreError> {
    let names = political_group_name::Entity::find().filter(political_group_name::COLUMN.political_group_id.eq(id));
    Ok(names.order_by_asc(political_group_name::COLUMN.id).all(db).await?)
}
