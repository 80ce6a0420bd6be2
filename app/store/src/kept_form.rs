//! What somebody typed into a form and has not sent yet: a copy for each showing of the form and account.

use chrono::{DateTime, Utc};
use jawab_domain::PerLocale;
use sea_orm::{
    ActiveValue::Set, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::OnConflict,
};

use crate::{Connection, StoreError, entity::kept_form, sql::execute};

mod about;
mod name;

pub use about::about;
pub use name::Name;

/// A copy of a form that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// The code of the showing of the form that wrote it, and alone replaces it.
    pub showing: String,
    /// Its fields, in order, [as they are written](written).
    pub fields: String,
    /// What it is about, as far as that is shown where it is offered.
    pub about: PerLocale<String>,
    /// A print of what it holds, by which it is known to hold the same as another; empty where nobody knows.
    pub content: String,
    /// The version of the row that it changes.
    pub based_on: Option<i64>,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
}

impl KeptForm {
    /// Its fields. A large form takes a while to be read.
    pub fn pairs(&self) -> Result<Vec<(String, String)>, StoreError> {
        Ok(serde_json::from_str(&self.fields)?)
    }

    /// The same copy of the form of a name with other fields. Of these no print is known.
    pub fn with(self, name: &Name, fields: &[(String, String)]) -> Result<Self, StoreError> {
        Ok(Self { fields: written(fields)?, about: about(name, fields), content: String::new(), ..self })
    }

    fn read(row: kept_form::Model) -> Result<Self, StoreError> {
        let about = serde_json::from_str(&row.about)?;
        let kept_form::Model { showing, fields, content, based_on, saved_at, .. } = row;
        Ok(Self { showing, fields, about, content, based_on, saved_at })
    }
}

/// Fields of a form as they are kept. A large form takes a while to be written.
pub fn written(fields: &[(String, String)]) -> Result<String, StoreError> {
    Ok(serde_json::to_string(fields)?)
}

/// A copy as it is offered: without its fields, which may be megabytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Of which form.
    pub name: Name,
    /// The code of the showing that wrote it.
    pub showing: String,
    /// What it is about.
    pub about: PerLocale<String>,
    /// The print of what it holds.
    pub content: String,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
}

/// Of which forms copies are meant.
#[derive(Debug, Clone, Copy)]
pub enum Of<'a> {
    /// Of one.
    Form(&'a Name),
    /// Of new questions, each of which has a name of its own.
    New,
    /// Of all.
    All,
}

impl Of<'_> {
    fn condition(self) -> Condition {
        match self {
            Self::Form(name) => Condition::all().add(kept_form::COLUMN.form.eq(name.to_string())),
            Self::New => Condition::all().add(kept_form::COLUMN.form.like("question:new-%")),
            Self::All => Condition::all(),
        }
    }
}

/// Keeps a copy of a form, in place of what the same showing of it had kept before.
pub async fn keep(db: &impl Connection, account: i64, name: &Name, kept: &KeptForm) -> Result<(), StoreError> {
    use kept_form::Column::{About, AccountId, BasedOn, Content, Fields, Form, SavedAt, Showing};
    let row = kept_form::ActiveModel {
        account_id: Set(account),
        form: Set(name.to_string()),
        showing: Set(kept.showing.clone()),
        fields: Set(kept.fields.clone()),
        about: Set(serde_json::to_string(&kept.about)?),
        content: Set(kept.content.clone()),
        based_on: Set(kept.based_on),
        saved_at: Set(kept.saved_at),
    };
    let replace = OnConflict::columns([AccountId, Form, Showing]).update_columns([Fields, About, Content, BasedOn, SavedAt]).to_owned();
    kept_form::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Puts a copy of a form in the place of one that still holds what it held; whether it did.
pub async fn replace(db: &impl Connection, account: i64, name: &Name, (before, after): (&KeptForm, &KeptForm)) -> Result<bool, StoreError> {
    let sql = "UPDATE kept_form SET fields = $1, about = $2, content = $3 \
               WHERE account_id = $4 AND form = $5 AND showing = $6 AND fields = $7";
    let values: [sea_orm::Value; 7] = [
        after.fields.as_str().into(),
        serde_json::to_string(&after.about)?.into(),
        after.content.as_str().into(),
        account.into(),
        name.to_string().into(),
        before.showing.as_str().into(),
        before.fields.as_str().into(),
    ];
    Ok(execute(db, sql, values).await? > 0)
}

/// Whether there is room for a copy among those that an account keeps, of which there may be no more than `most`. What was kept before
/// `since` is forgotten first; nothing else makes room by itself.
pub async fn has_room(
    db: &impl Connection,
    account: i64,
    (name, showing): (&Name, &str),
    since: DateTime<Utc>,
    most: u64,
) -> Result<bool, StoreError> {
    let theirs = || kept_form::COLUMN.account_id.eq(account);
    kept_form::Entity::delete_many().filter(theirs()).filter(kept_form::COLUMN.saved_at.lt(since)).exec(db).await?;
    let another = Condition::any().add(kept_form::COLUMN.form.ne(name.to_string())).add(kept_form::COLUMN.showing.ne(showing));
    Ok(kept_form::Entity::find().filter(theirs()).filter(another).count(db).await? < most)
}

/// Forgets the copy that a showing wrote of a form that is saved now, and every other one of the same account that holds the same.
pub async fn forget_saved(db: &impl Connection, account: i64, name: &Name, showing: &str, content: &str) -> Result<(), StoreError> {
    kept_form::Entity::delete_many()
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(kept_form::COLUMN.form.eq(name.to_string()))
        .filter(Condition::any().add(kept_form::COLUMN.showing.eq(showing)).add(kept_form::COLUMN.content.eq(content)))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets what anybody kept before some time.
pub async fn forget_old(db: &impl Connection, since: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(kept_form::Entity::delete_many().filter(kept_form::COLUMN.saved_at.lt(since)).exec(db).await?.rows_affected)
}

/// How many copies an account keeps.
pub async fn count(db: &impl Connection, account: i64) -> Result<u64, StoreError> {
    Ok(kept_form::Entity::find().filter(kept_form::COLUMN.account_id.eq(account)).count(db).await?)
}

/// The copies that an account keeps of some forms, the newest first.
pub async fn offered(db: &impl Connection, account: i64, of: Of<'_>) -> Result<Vec<Offered>, StoreError> {
    use kept_form::Column::{About, Content, Form, SavedAt, Showing};
    let query = kept_form::Entity::find()
        .select_only()
        .columns([Form, Showing, About, Content, SavedAt])
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(of.condition())
        .order_by_desc(SavedAt)
        .order_by_asc(Form)
        .order_by_asc(Showing);
    let rows: Vec<(String, String, String, String, DateTime<Utc>)> = query.into_tuple().all(db).await?;
    let one = |(form, showing, about, content, saved_at): (String, String, String, String, DateTime<Utc>)| {
        let name = Name::parse(&form)?;
        let about = serde_json::from_str(&about).map_err(StoreError::from);
        Some(about.map(|about| Offered { name, showing, about, content, saved_at }))
    };
    rows.into_iter().filter_map(one).collect()
}

/// The copy that a showing wrote of some form, with the name of that.
pub async fn find(db: &impl Connection, account: i64, of: Of<'_>, showing: &str) -> Result<Option<(Name, KeptForm)>, StoreError> {
    let query = kept_form::Entity::find()
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(kept_form::COLUMN.showing.eq(showing))
        .filter(of.condition())
        .order_by_asc(kept_form::Column::Form);
    let found = query.one(db).await?.and_then(|row| Some((Name::parse(&row.form)?, row)));
    found.map(|(name, row)| Ok((name, KeptForm::read(row)?))).transpose()
}

/// What everybody's accounts keep of the forms of a question that is there.
pub async fn of_question(db: &impl Connection, code: &str) -> Result<Vec<(i64, Name, KeptForm)>, StoreError> {
    let about = format!("%:{code}%");
    let rows = kept_form::Entity::find().filter(kept_form::COLUMN.form.like(about.as_str())).all(db).await?;
    let named = rows.into_iter().filter_map(|row| Some((Name::parse(&row.form).filter(|name| name.question() == Some(code))?, row)));
    named.map(|(name, row)| Ok((row.account_id, name, KeptForm::read(row)?))).collect()
}

/// Forgets the copy that a showing wrote of a form.
pub async fn forget(db: &impl Connection, account: i64, name: &Name, showing: &str) -> Result<(), StoreError> {
    kept_form::Entity::delete_many()
        .filter(kept_form::COLUMN.account_id.eq(account))
        .filter(kept_form::COLUMN.form.eq(name.to_string()))
        .filter(kept_form::COLUMN.showing.eq(showing))
        .exec(db)
        .await?;
    Ok(())
}
