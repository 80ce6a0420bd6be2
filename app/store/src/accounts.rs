//! Staff accounts and their mandates. Secrets are looked up by their SHA-256 and never stored.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use jawab_domain::{
    Locale,
    access::{Mandate, Role},
};
use sea_orm::{
    ActiveValue::Set, DbBackend, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement, Value,
    sea_query::LockType,
};

use crate::{
    Connection, StoreError,
    entity::{account, account_ministry},
    rows,
    sql::{execute, ids},
};

pub mod failures;
pub mod links;
pub mod passkeys;
pub mod removals;
pub mod sealed;
pub mod second_factor;
pub mod sessions;
pub mod tokens;

/// Records when something was last used, unless another transaction holds its row: see [`crate::Database::marker`].
async fn mark(db: &impl Connection, table: &str, column: &str, used: Value, id: i64) -> Result<(), StoreError> {
    // On SQLite a writer locks the whole database, and the statement fails at once.
    let free = if db.get_database_backend() == DbBackend::Postgres { "FOR NO KEY UPDATE SKIP LOCKED" } else { "" };
    let sql = format!("UPDATE {table} SET {column} = $1 WHERE id IN (SELECT id FROM {table} WHERE id = $2 {free})");
    execute(db, &sql, [used, id.into()]).await?;
    Ok(())
}

/// The form in which addresses are compared: trimmed and in lower case.
#[must_use]
pub fn address_key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// The account with an address, given as its [`address_key`].
pub async fn by_address(db: &impl Connection, key: &str) -> Result<Option<rows::Account>, StoreError> {
    Ok(account::Entity::find().filter(account::COLUMN.address_key.eq(key)).one(db).await?)
}

/// Loads an account.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Account>, StoreError> {
    Ok(account::Entity::find_by_id(id).one(db).await?)
}

/// Loads and locks an account until the transaction ends, so that a decision about it still holds at the commit. Call it before writing
/// anything of the account: all transactions lock in this order.
pub async fn lock(db: &impl Connection, id: i64) -> Result<Option<rows::Account>, StoreError> {
    // Rows that refer to the account can still be written: they only need its key.
    Ok(account::Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(db).await?)
}

/// The account with a code, as in its URL.
pub async fn by_code(db: &impl Connection, code: &str) -> Result<Option<rows::Account>, StoreError> {
    Ok(account::Entity::find().filter(account::COLUMN.code.eq(code)).one(db).await?)
}

/// All accounts, by name.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::Account>, StoreError> {
    Ok(account::Entity::find().order_by_asc(account::COLUMN.name).order_by_asc(account::COLUMN.id).all(db).await?)
}

/// The names of accounts, by identity.
pub async fn names(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<BTreeMap<i64, String>, StoreError> {
    let rows = account::Entity::find().filter(account::COLUMN.id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The accounts among these that have a password and are not disabled.
pub async fn active_among(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::Account>, StoreError> {
    let all = account::Entity::find().filter(account::COLUMN.id.is_in(ids)).filter(account::COLUMN.password_hash.is_not_null());
    Ok(all.filter(account::COLUMN.disabled_at.is_null()).all(db).await?)
}

/// Locks the administrators who can sign in until the transaction ends, as [`lock`] does. Call it before one account is locked.
pub async fn lock_active_administrators(db: &impl Connection) -> Result<BTreeSet<i64>, StoreError> {
    let all = account::Entity::find().filter(account::COLUMN.role.eq(Role::Administrator.code()));
    let all = all.filter(account::COLUMN.disabled_at.is_null()).order_by_asc(account::COLUMN.id).lock(LockType::NoKeyUpdate);
    Ok(all.all(db).await?.into_iter().map(|row| row.id).collect())
}

/// The ministries that agents work for, by account.
pub async fn ministries(db: &impl Connection) -> Result<BTreeMap<i64, Vec<i64>>, StoreError> {
    let mut all: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for row in account_ministry::Entity::find().order_by_asc(account_ministry::COLUMN.ministry_id).all(db).await? {
        all.entry(row.account_id).or_default().push(row.ministry_id);
    }
    Ok(all)
}

/// Whether an account works for a ministry and can sign in.
pub async fn works_for(db: &impl Connection, account_id: i64, ministry_id: i64) -> Result<bool, StoreError> {
    let works = account_ministry::Entity::find_by_id((account_id, ministry_id)).one(db).await?.is_some();
    Ok(works && by_id(db, account_id).await?.is_some_and(|row| row.disabled_at.is_none()))
}

/// Adds the agents of a ministry to another one. Returns the accounts that were not there yet.
pub async fn copy_agents(db: &impl Connection, from: i64, to: i64) -> Result<Vec<i64>, StoreError> {
    let new = "SELECT account_id AS id FROM account_ministry WHERE ministry_id = $1 AND account_id NOT IN \
               (SELECT account_id FROM account_ministry WHERE ministry_id = $2) ORDER BY account_id";
    let accounts = ids(db, new, [from.into(), to.into()]).await?;
    for id in &accounts {
        let works = "INSERT INTO account_ministry (account_id, ministry_id) VALUES ($1, $2)";
        execute(db, works, [(*id).into(), to.into()]).await?;
        execute(db, "UPDATE account SET version = version + 1 WHERE id = $1", [(*id).into()]).await?;
    }
    Ok(accounts)
}

/// The mandate of an account.
pub async fn mandate(db: &impl Connection, of: &rows::Account) -> Result<Mandate, StoreError> {
    let mandate = mandate_without_ministries(&of.role, of.chamber.as_deref())?;
    let Mandate::MinistryAgent(_) = mandate else { return Ok(mandate) };
    let rows = account_ministry::Entity::find().filter(account_ministry::COLUMN.account_id.eq(of.id));
    let rows = rows.order_by_asc(account_ministry::COLUMN.ministry_id).all(db).await?;
    Ok(Mandate::MinistryAgent(rows.into_iter().map(|row| row.ministry_id).collect()))
}

/// The mandate of a role and a Chamber, as columns or the audit record have them. That of an agent has no ministries.
pub fn mandate_without_ministries(role: &str, chamber: Option<&str>) -> Result<Mandate, StoreError> {
    Ok(match role.parse()? {
        Role::Administrator => Mandate::Administrator,
        Role::Clerk => {
            let chamber = chamber.ok_or_else(|| StoreError::Unreadable("a clerk has no Chamber".into()))?;
            Mandate::Clerk(chamber.parse()?)
        }
        Role::MinistryAgent => Mandate::MinistryAgent(Vec::new()),
    })
}

/// The columns of a mandate: role, Chamber, ministries. `None` for a program's.
#[must_use]
pub fn mandate_columns(mandate: &Mandate) -> Option<(Role, Option<String>, Vec<i64>)> {
    match mandate {
        Mandate::Administrator => Some((Role::Administrator, None, Vec::new())),
        Mandate::Clerk(chamber) => Some((Role::Clerk, Some(chamber.to_string()), Vec::new())),
        Mandate::MinistryAgent(ministries) => Some((Role::MinistryAgent, None, ministries.clone())),
        Mandate::Program(..) => None,
    }
}

/// Replaces the ministries of an agent.
pub async fn set_ministries(db: &impl Connection, account_id: i64, ministries: &[i64]) -> Result<(), StoreError> {
    account_ministry::Entity::delete_many().filter(account_ministry::COLUMN.account_id.eq(account_id)).exec(db).await?;
    for ministry_id in ministries {
        let row = account_ministry::ActiveModel { account_id: Set(account_id), ministry_id: Set(*ministry_id) };
        account_ministry::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

/// When each account was last seen.
pub async fn last_seen(db: &impl Connection) -> Result<BTreeMap<i64, DateTime<Utc>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Seen {
        account_id: i64,
        seen_at: DateTime<Utc>,
    }
    let sql = "SELECT account_id, MAX(seen_at) AS seen_at FROM known_browser GROUP BY account_id";
    let seen = Seen::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?;
    Ok(seen.into_iter().map(|row| (row.account_id, row.seen_at)).collect())
}

/// The content of a new account.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// Its code in URLs.
    pub code: String,
    /// The mail address to sign in with.
    pub address: &'a str,
    /// The holder's name.
    pub name: &'a str,
    /// The holder's language.
    pub locale: Locale,
    /// The mandate.
    pub mandate: &'a Mandate,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Adds an account without a password and returns its identity.
pub async fn add(db: &impl Connection, new: NewAccount<'_>) -> Result<i64, StoreError> {
    let (role, chamber, ministries) =
        mandate_columns(new.mandate).ok_or_else(|| StoreError::Unreadable("no account holds a program's mandate".into()))?;
    let row = account::ActiveModel {
        code: Set(new.code),
        version: Set(1),
        address: Set(new.address.trim().to_owned()),
        address_key: Set(address_key(new.address)),
        name: Set(new.name.to_owned()),
        locale: Set(new.locale.to_string()),
        role: Set(role.to_string()),
        chamber: Set(chamber),
        digest: Set(false),
        created_at: Set(new.at),
        ..Default::default()
    };
    let id = account::Entity::insert(row).exec(db).await?.last_insert_id;
    set_ministries(db, id, &ministries).await?;
    Ok(id)
}

/// Writes the fields of an account that can change, if its version is unchanged. Returns whether it was.
pub async fn save(db: &impl Connection, changed: &rows::Account) -> Result<bool, StoreError> {
    let row = account::ActiveModel {
        version: Set(changed.version + 1),
        name: Set(changed.name.clone()),
        locale: Set(changed.locale.clone()),
        role: Set(changed.role.clone()),
        chamber: Set(changed.chamber.clone()),
        password_hash: Set(changed.password_hash.clone()),
        totp_secret: Set(changed.totp_secret.clone()),
        digest: Set(changed.digest),
        disabled_at: Set(changed.disabled_at),
        ..Default::default()
    };
    let update = account::Entity::update_many().set(row).filter(account::COLUMN.id.eq(changed.id));
    Ok(update.filter(account::COLUMN.version.eq(changed.version)).exec(db).await?.rows_affected == 1)
}
