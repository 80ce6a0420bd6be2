//! One-time codes and recovery codes.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    Connection, StoreError,
    entity::{account, recovery_code},
};

/// Records the use of the code of a time step. Returns whether neither this step nor a later one was used before.
pub async fn claim_totp_step(db: &impl Connection, account_id: i64, step: i64) -> Result<bool, StoreError> {
    let update = account::Entity::update_many().col_expr(account::Column::TotpLastStep, Expr::value(step));
    let last = Expr::col(account::Column::TotpLastStep);
    let update = update.filter(account::COLUMN.id.eq(account_id)).filter(last.clone().is_null().or(last.lt(step)));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Replaces the recovery codes of an account, given by their SHA-256.
pub async fn set_recovery_codes(db: &impl Connection, account_id: i64, codes_sha256: &[String]) -> Result<(), StoreError> {
    recovery_code::Entity::delete_many().filter(recovery_code::COLUMN.account_id.eq(account_id)).exec(db).await?;
    for code in codes_sha256 {
        let row = recovery_code::ActiveModel {
            account_id: Set(account_id),
            code_sha256: Set(code.clone()),
            used_at: Set(None),
            short: Set(false),
        };
        recovery_code::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Marks a recovery code as used. Returns whether it was there and unused.
pub async fn use_recovery_code(db: &impl Connection, account_id: i64, code_sha256: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let update = recovery_code::Entity::update_many().col_expr(recovery_code::Column::UsedAt, Expr::value(at));
    let update = update.filter(recovery_code::COLUMN.account_id.eq(account_id)).filter(recovery_code::COLUMN.code_sha256.eq(code_sha256));
    Ok(update.filter(recovery_code::COLUMN.used_at.is_null()).exec(db).await?.rows_affected == 1)
}

/// The unused recovery codes of an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CodesLeft {
    /// Their number.
    pub count: usize,
    /// Whether they have the earlier, shorter format.
    pub short: bool,
}

/// The unused recovery codes of an account.
pub async fn recovery_codes_left(db: &impl Connection, account_id: i64) -> Result<CodesLeft, StoreError> {
    let unused = recovery_code::Entity::find().filter(recovery_code::COLUMN.account_id.eq(account_id));
    let unused = unused.filter(recovery_code::COLUMN.used_at.is_null()).all(db).await?;
    Ok(CodesLeft { count: unused.len(), short: unused.iter().any(|code| code.short) })
}
