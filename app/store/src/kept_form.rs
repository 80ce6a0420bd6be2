//! What somebody typed into a form and has not sent yet: one version for each form and account.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::OnConflict,
};
use serde_json::json;

use crate::{StoreError, entity::kept_form};

/// A version of a form that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
    /// The version of the row that it changes.
    pub based_on: Option<i64>,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
}

impl KeptForm {
    fn read(row: kept_form::Model) -> Result<Self, StoreError> {
        Ok(Self { fields: serde_json::from_value(row.fields)?, based_on: row.based_on, saved_at: row.saved_at })
    }
}

/// Keeps a form, in place of what was kept of it before.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep(db: &impl ConnectionTrait, account: i64, form: &str, kept: &KeptForm) -> Result<(), StoreError> {
    let row = kept_form::ActiveModel {
        account_id: Set(account),
        form: Set(form.to_owned()),
        fields: Set(json!(kept.fields)),
        based_on: Set(kept.based_on),
        saved_at: Set(kept.saved_at),
    };
    let key = [kept_form::Column::AccountId, kept_form::Column::Form];
    let rest = [kept_form::Column::Fields, kept_form::Column::BasedOn, kept_form::Column::SavedAt];
    let replace = OnConflict::columns(key).update_columns(rest).to_owned();
    kept_form::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// What is kept of a form.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &impl ConnectionTrait, account: i64, form: &str) -> Result<Option<KeptForm>, StoreError> {
    let row = kept_form::Entity::find_by_id((account, form.to_owned())).one(db).await?;
    row.map(KeptForm::read).transpose()
}

/// The name under which the form of a question that is there is kept.
#[must_use]
pub fn of_question(code: &str) -> String {
    format!("question:{code}")
}

/// What everybody's accounts keep of a form.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_everybody(db: &impl ConnectionTrait, form: &str) -> Result<Vec<(i64, KeptForm)>, StoreError> {
    let rows = kept_form::Entity::find().filter(kept_form::COLUMN.form.eq(form)).all(db).await?;
    rows.into_iter().map(|row| Ok((row.account_id, KeptForm::read(row)?))).collect()
}

/// The name of the form kept last, of those of an account whose names fit a pattern of `LIKE`.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest(db: &impl ConnectionTrait, account: i64, pattern: &str) -> Result<Option<String>, StoreError> {
    let query = kept_form::Entity::find()
        .select_only()
        .column(kept_form::Column::Form)
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(kept_form::COLUMN.form.like(pattern))
        .order_by_desc(kept_form::Column::SavedAt);
    Ok(query.into_tuple().one(db).await?)
}

/// Forgets what is kept of a form.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(db: &impl ConnectionTrait, account: i64, form: &str) -> Result<(), StoreError> {
    kept_form::Entity::delete_many()
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(kept_form::COLUMN.form.eq(form))
        .exec(db)
        .await?;
    Ok(())
}
