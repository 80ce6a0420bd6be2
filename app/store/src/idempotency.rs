//! Idempotency keys: which request used a key, and the stored response.

use chrono::{DateTime, Utc};
use jawab_domain::access::ActorId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use crate::{Connection, StoreError, entity::idempotency_key, rows, sql::execute};

/// The key of an actor.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// The actor.
    pub actor: ActorId,
    /// The key.
    pub key: &'a str,
}

impl Key<'_> {
    fn id(self) -> (String, String) {
        (self.actor.to_string(), self.key.to_owned())
    }
}

/// The request that used a key, if any.
pub async fn request(db: &impl Connection, of: Key<'_>) -> Result<Option<rows::IdempotencyKey>, StoreError> {
    Ok(idempotency_key::Entity::find_by_id(of.id()).one(db).await?)
}

/// Reserves a key for a request, given by its hash. Returns false if the key is taken. Keys of the actor from before `oldest` are deleted.
pub async fn claim(
    db: &impl Connection,
    of: Key<'_>,
    request_sha256: &str,
    now: DateTime<Utc>,
    oldest: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (actor, key) = of.id();
    idempotency_key::Entity::delete_many()
        .filter(idempotency_key::Column::Actor.eq(actor.as_str()))
        .filter(idempotency_key::Column::PostedAt.lt(oldest))
        .exec(db)
        .await?;
    let sql =
        "INSERT INTO idempotency_key (actor, once, request_sha256, posted_at) VALUES ($1, $2, $3, $4) ON CONFLICT (actor, once) DO NOTHING";
    Ok(execute(db, sql, [actor.into(), key.into(), request_sha256.into(), now.into()]).await? == 1)
}

/// Releases a key.
pub async fn release(db: &impl Connection, of: Key<'_>) -> Result<(), StoreError> {
    idempotency_key::Entity::delete_by_id(of.id()).exec(db).await?;
    Ok(())
}

/// Stores the response to the request of a key.
pub async fn set_answer(db: &impl Connection, of: Key<'_>, answer: String) -> Result<(), StoreError> {
    let (actor, key) = of.id();
    idempotency_key::Entity::update_many()
        .col_expr(idempotency_key::Column::Answer, Expr::value(answer))
        .filter(idempotency_key::Column::Actor.eq(actor))
        .filter(idempotency_key::Column::Once.eq(key))
        .exec(db)
        .await?;
    Ok(())
}
