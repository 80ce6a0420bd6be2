//! Sessions of signed-in browsers.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use crate::{
    Connection, StoreError,
    entity::{account, known_browser, session},
    rows,
};

/// The content of a new session.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// The SHA-256 of its token.
    pub token_sha256: String,
    /// The account.
    pub account_id: i64,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ends, even if it is in use.
    pub expires_at: DateTime<Utc>,
    /// The user agent of the browser.
    pub browser: &'a str,
}

/// Adds a session.
pub async fn begin(db: &impl Connection, new: NewSession<'_>) -> Result<(), StoreError> {
    let row = session::ActiveModel {
        id: NotSet,
        token_sha256: Set(new.token_sha256),
        account_id: Set(new.account_id),
        started_at: Set(new.started_at),
        seen_at: Set(new.started_at),
        expires_at: Set(new.expires_at),
        browser: Set(new.browser.to_owned()),
    };
    session::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The session with a token, and its account. The caller checks whether it is still valid.
pub async fn find(db: &impl Connection, token_sha256: &str) -> Result<Option<(rows::Session, rows::Account)>, StoreError> {
    let Some(found) = session::Entity::find().filter(session::COLUMN.token_sha256.eq(token_sha256)).one(db).await? else {
        return Ok(None);
    };
    Ok(account::Entity::find_by_id(found.account_id).one(db).await?.map(|account| (found, account)))
}

/// The sessions of an account, the last seen first.
pub async fn of_account(db: &impl Connection, account_id: i64) -> Result<Vec<rows::Session>, StoreError> {
    let all = session::Entity::find().filter(session::COLUMN.account_id.eq(account_id));
    Ok(all.order_by_desc(session::COLUMN.seen_at).order_by_desc(session::COLUMN.id).all(db).await?)
}

/// Records the use of a session, unless its row is locked.
pub async fn record_use(db: &impl Connection, id: i64, at: DateTime<Utc>) -> Result<(), StoreError> {
    super::mark(db, "session", "seen_at", at.into(), id).await
}

/// Ends a session of an account. Returns whether there was one.
pub async fn end(db: &impl Connection, account_id: i64, id: i64) -> Result<bool, StoreError> {
    let one = session::Entity::delete_many().filter(session::COLUMN.id.eq(id)).filter(session::COLUMN.account_id.eq(account_id));
    Ok(one.exec(db).await?.rows_affected > 0)
}

/// Ends the sessions of an account except the given one, and deletes the expired sessions of all accounts.
pub async fn end_all(db: &impl Connection, account_id: i64, but: Option<i64>, now: DateTime<Utc>) -> Result<u64, StoreError> {
    session::Entity::delete_many().filter(session::COLUMN.expires_at.lt(now)).exec(db).await?;
    let all = session::Entity::delete_many().filter(session::COLUMN.account_id.eq(account_id));
    Ok(all.filter(session::COLUMN.id.ne(but.unwrap_or_default())).exec(db).await?.rows_affected)
}

/// Records a browser in which an account signed in.
pub async fn remember_browser(db: &impl Connection, account_id: i64, token_sha256: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = known_browser::ActiveModel { account_id: Set(account_id), token_sha256: Set(token_sha256.into()), seen_at: Set(at) };
    let columns = [known_browser::Column::AccountId, known_browser::Column::TokenSha256];
    let again = sea_orm::sea_query::OnConflict::columns(columns).update_column(known_browser::Column::SeenAt).to_owned();
    known_browser::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Whether an account signed in in a browser since an instant.
pub async fn knows_browser(db: &impl Connection, account_id: i64, token_sha256: &str, since: DateTime<Utc>) -> Result<bool, StoreError> {
    let known = known_browser::Entity::find_by_id((account_id, token_sha256.to_owned())).one(db).await?;
    Ok(known.is_some_and(|known| known.seen_at >= since))
}

/// Deletes the recorded browsers of an account.
pub async fn forget_browsers(db: &impl Connection, account_id: i64) -> Result<(), StoreError> {
    known_browser::Entity::delete_many().filter(known_browser::COLUMN.account_id.eq(account_id)).exec(db).await?;
    Ok(())
}
