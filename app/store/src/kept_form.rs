//! What somebody typed into a form and has not sent yet: one version for each form and account.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    Condition, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;

use crate::{Connection, StoreError, entity::kept_form};

mod name;

pub use name::Name;

/// A version of a form that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
    /// The version of the row that it changes.
    pub based_on: Option<i64>,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
    /// The code of the showing of the form that wrote it, and alone may replace it.
    pub showing: String,
}

impl KeptForm {
    fn read(row: kept_form::Model) -> Result<Self, StoreError> {
        let fields = serde_json::from_value(row.fields)?;
        Ok(Self { fields, based_on: row.based_on, saved_at: row.saved_at, showing: row.showing })
    }
}

/// Keeps a form, in place of what the same showing of it had kept before; says whether it did: what another one wrote is left alone.
pub async fn keep(db: &impl Connection, account: i64, name: &Name, kept: &KeptForm) -> Result<bool, StoreError> {
    let row = kept_form::ActiveModel {
        account_id: Set(account),
        form: Set(name.to_string()),
        fields: Set(json!(kept.fields)),
        based_on: Set(kept.based_on),
        saved_at: Set(kept.saved_at),
        showing: Set(kept.showing.clone()),
    };
    let key = [kept_form::Column::AccountId, kept_form::Column::Form];
    let rest = [kept_form::Column::Fields, kept_form::Column::BasedOn, kept_form::Column::SavedAt];
    let own = Expr::col((kept_form::Entity, kept_form::Column::Showing)).eq(kept.showing.as_str());
    let replace = OnConflict::columns(key).update_columns(rest).action_and_where(own).to_owned();
    Ok(kept_form::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await? == 1)
}

/// Makes room for a form among those that an account keeps: forgets what was kept before `since`, and of others the oldest, so that with
/// it no more than `most` are kept.
pub async fn make_room(db: &impl Connection, account: i64, name: &Name, since: DateTime<Utc>, most: usize) -> Result<(), StoreError> {
    let theirs = || kept_form::COLUMN.account_id.eq(account);
    kept_form::Entity::delete_many().filter(theirs()).filter(kept_form::COLUMN.saved_at.lt(since)).exec(db).await?;
    let others = kept_form::Entity::find()
        .select_only()
        .column(kept_form::Column::Form)
        .filter(theirs())
        .filter(kept_form::COLUMN.form.ne(name.to_string()))
        .order_by_desc(kept_form::Column::SavedAt)
        .order_by_asc(kept_form::Column::Form);
    let others: Vec<String> = others.into_tuple().all(db).await?;
    let too_many: Vec<String> = others.into_iter().skip(most.saturating_sub(1)).collect();
    if !too_many.is_empty() {
        kept_form::Entity::delete_many().filter(theirs()).filter(kept_form::COLUMN.form.is_in(too_many)).exec(db).await?;
    }
    Ok(())
}

/// What is kept of a form.
pub async fn find(db: &impl Connection, account: i64, name: &Name) -> Result<Option<KeptForm>, StoreError> {
    let row = kept_form::Entity::find_by_id((account, name.to_string())).one(db).await?;
    row.map(KeptForm::read).transpose()
}

/// What everybody's accounts keep of the forms of a question that is there.
pub async fn of_question(db: &impl Connection, code: &str) -> Result<Vec<(i64, Name, KeptForm)>, StoreError> {
    let about = format!("%:{code}%");
    let rows = kept_form::Entity::find().filter(kept_form::COLUMN.form.like(about.as_str())).all(db).await?;
    let named = rows.into_iter().filter_map(|row| Some((Name::parse(&row.form).filter(|name| name.question() == Some(code))?, row)));
    named.map(|(name, row)| Ok((row.account_id, name, KeptForm::read(row)?))).collect()
}

/// The name of the form of a new question that an account kept last.
pub async fn latest_new(db: &impl Connection, account: i64) -> Result<Option<Name>, StoreError> {
    let query = kept_form::Entity::find()
        .select_only()
        .column(kept_form::Column::Form)
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(kept_form::COLUMN.form.like("question:new-%"))
        .order_by_desc(kept_form::Column::SavedAt);
    let latest: Option<String> = query.into_tuple().one(db).await?;
    Ok(latest.and_then(|text| Name::parse(&text)))
}

/// Forgets what is kept of a form: of one showing of it, or whichever wrote it.
pub async fn forget(db: &impl Connection, account: i64, name: &Name, showing: Option<&str>) -> Result<(), StoreError> {
    kept_form::Entity::delete_many()
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(kept_form::COLUMN.form.eq(name.to_string()))
        .filter(Condition::all().add_option(showing.map(|showing| kept_form::COLUMN.showing.eq(showing))))
        .exec(db)
        .await?;
    Ok(())
}
