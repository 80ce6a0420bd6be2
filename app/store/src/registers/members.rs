//! Members of the Chambers. Their seats are in [`super::seats`].

use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use crate::{
    Connection, StoreError,
    entity::{member, member_name},
    rows,
};

/// All members.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::Member>, StoreError> {
    Ok(member::Entity::find().all(db).await?)
}

/// Loads a member.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Member>, StoreError> {
    Ok(member::Entity::find_by_id(id).one(db).await?)
}

/// Adds a member and returns the identity.
pub async fn insert(db: &impl Connection, slug: &str, gender: Option<&str>) -> Result<i64, StoreError> {
    let row = member::ActiveModel { id: NotSet, slug: Set(slug.to_owned()), gender: Set(gender.map(str::to_owned)) };
    Ok(row.insert(db).await?.id)
}

/// Sets the gender of a member.
pub async fn set_gender(db: &impl Connection, id: i64, gender: Option<&str>) -> Result<(), StoreError> {
    member::ActiveModel { id: Set(id), slug: NotSet, gender: Set(gender.map(str::to_owned)) }.update_without_returning(db).await?;
    Ok(())
}

/// The names of all members.
pub async fn names(db: &impl Connection) -> Result<Vec<rows::MemberName>, StoreError> {
    Ok(member_name::Entity::find().all(db).await?)
}

/// The names of a member.
pub async fn names_of(db: &impl Connection, id: i64) -> Result<Vec<rows::MemberName>, StoreError> {
    let names = member_name::Entity::find().filter(member_name::COLUMN.member_id.eq(id));
    Ok(names.order_by_asc(member_name::COLUMN.id).all(db).await?)
}
