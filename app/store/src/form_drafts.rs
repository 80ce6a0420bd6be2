//! Drafts of forms: what somebody typed and has not submitted, one draft per account and rendering of the form.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::PerLocale;
use sea_orm::{
    ActiveValue::Set,
    Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, OnConflict},
};

use crate::{Connection, StoreError, entity::form_draft};

mod about;
mod name;

pub use about::about;
pub use name::Name;

/// A saved draft of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// The code of the rendering of the form that wrote it. Only that one replaces it.
    pub rendering: String,
    /// Its fields, in order, [encoded](encode_fields).
    pub fields: String,
    /// A title for the list of drafts.
    pub about: PerLocale<String>,
    /// A fingerprint of its content, by which drafts with the same content are recognised; empty if unknown.
    pub content: String,
    /// The version of the row that the form edits.
    pub based_on: Option<i64>,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
}

impl StoredDraft {
    /// Decodes its fields, which takes a while for a large form.
    pub fn pairs(&self) -> Result<Vec<(String, String)>, StoreError> {
        Ok(serde_json::from_str(&self.fields)?)
    }

    /// The same draft with other fields, without a fingerprint.
    pub fn with(self, name: &Name, fields: &[(String, String)]) -> Result<Self, StoreError> {
        Ok(Self { fields: encode_fields(fields)?, about: about(name, fields), content: String::new(), ..self })
    }

    fn read(row: form_draft::Model) -> Result<Self, StoreError> {
        let about = serde_json::from_str(&row.about)?;
        let form_draft::Model { showing: rendering, fields, content, based_on, saved_at, .. } = row;
        Ok(Self { rendering, fields, about, content, based_on, saved_at })
    }
}

/// Encodes the fields of a form, which takes a while for a large one.
pub fn encode_fields(fields: &[(String, String)]) -> Result<String, StoreError> {
    Ok(serde_json::to_string(fields)?)
}

/// A draft in the list of drafts, without its fields, which may be megabytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftSummary {
    /// The form.
    pub name: Name,
    /// The code of the rendering that wrote it.
    pub rendering: String,
    /// The title of the draft.
    pub about: PerLocale<String>,
    /// The fingerprint of its content.
    pub content: String,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
}

/// A selection of forms.
#[derive(Debug, Clone, Copy)]
pub enum DraftFilter<'a> {
    /// One form.
    Form(&'a Name),
    /// The forms of new questions, each of which has its own name.
    New,
    /// All forms.
    All,
}

impl<'a> DraftFilter<'a> {
    /// The forms whose drafts one form offers: a new question offers those of all new questions.
    #[must_use]
    pub const fn offered_by(name: &'a Name) -> Self {
        if let Name::New(_) = name { Self::New } else { Self::Form(name) }
    }

    fn condition(self) -> Condition {
        match self {
            Self::Form(name) => Condition::all().add(form_draft::COLUMN.form.eq(name.to_string())),
            Self::New => Condition::all().add(form_draft::COLUMN.form.like("question:new-%")),
            Self::All => Condition::all(),
        }
    }
}

/// Saves a draft. It replaces the draft of the same rendering.
pub async fn save(db: &impl Connection, account: i64, name: &Name, draft: &StoredDraft) -> Result<(), StoreError> {
    use form_draft::Column::{About, AccountId, BasedOn, Content, Fields, Form, SavedAt, Showing};
    let row = form_draft::ActiveModel {
        account_id: Set(account),
        form: Set(name.to_string()),
        showing: Set(draft.rendering.clone()),
        fields: Set(draft.fields.clone()),
        about: Set(serde_json::to_string(&draft.about)?),
        content: Set(draft.content.clone()),
        based_on: Set(draft.based_on),
        saved_at: Set(draft.saved_at),
    };
    let replace = OnConflict::columns([AccountId, Form, Showing]).update_columns([Fields, About, Content, BasedOn, SavedAt]).to_owned();
    form_draft::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// A version of a draft, by which a later one is told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftVersion {
    /// The account that it belongs to.
    pub account: i64,
    /// The name of the form.
    pub name: Name,
    /// The code of the rendering that wrote it.
    pub rendering: String,
    /// The fingerprint of its content.
    pub content: String,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
}

/// Replaces a draft if it still has this version. Returns whether it had.
pub async fn replace(db: &impl Connection, before: &DraftVersion, after: &StoredDraft) -> Result<bool, StoreError> {
    use form_draft::Column::{About, Content, Fields, SavedAt};
    // The result is another version for whoever has read the one before.
    let saved_at = before.saved_at + TimeDelta::microseconds(1);
    let update = form_draft::Entity::update_many()
        .col_expr(Fields, Expr::value(after.fields.as_str()))
        .col_expr(About, Expr::value(serde_json::to_string(&after.about)?))
        .col_expr(Content, Expr::value(after.content.as_str()))
        .col_expr(SavedAt, Expr::value(saved_at))
        .filter(form_draft::COLUMN.account_id.eq(before.account))
        .filter(form_draft::COLUMN.form.eq(before.name.to_string()))
        .filter(form_draft::COLUMN.showing.eq(before.rendering.as_str()))
        .filter(form_draft::COLUMN.content.eq(before.content.as_str()))
        .filter(form_draft::COLUMN.saved_at.eq(before.saved_at));
    Ok(update.exec(db).await?.rows_affected > 0)
}

/// Whether an account with at most `most` drafts has room for the draft of a rendering, which takes the place of its own and of those that
/// it replaces. Drafts from before `since` are deleted first; nothing else is deleted to make room.
pub async fn has_room(db: &impl Connection, account: i64, of: &Rendering<'_>, since: DateTime<Utc>, most: u64) -> Result<bool, StoreError> {
    let theirs = || form_draft::COLUMN.account_id.eq(account);
    form_draft::Entity::delete_many().filter(theirs()).filter(form_draft::COLUMN.saved_at.lt(since)).exec(db).await?;
    let another = Condition::any().add(form_draft::COLUMN.form.ne(of.name.to_string())).add(form_draft::COLUMN.showing.ne(of.code));
    let mut others = form_draft::Entity::find().filter(theirs()).filter(another);
    if is_first(db, account, of).await? {
        others = others.filter(of.replaced().not());
    }
    Ok(others.count(db).await? < most)
}

/// A rendering of a form, as it is saved.
#[derive(Debug, Clone, Copy)]
pub struct Rendering<'a> {
    /// The form.
    pub name: &'a Name,
    /// The code of the rendering.
    pub code: &'a str,
    /// The fingerprint of its content.
    pub content: &'a str,
    /// The draft that it was filled from: the code of the rendering that wrote it, and its content at that time.
    pub resumed: Option<(&'a str, &'a str)>,
}

impl Rendering<'_> {
    /// The drafts of other renderings that it holds: the one that it was filled from, unless that has changed since, and those with the
    /// same content.
    fn replaced(&self) -> Condition {
        let resumed = self.resumed.map(|(rendering, content)| {
            Condition::all().add(form_draft::COLUMN.showing.eq(rendering)).add(form_draft::COLUMN.content.eq(content))
        });
        let replaced = Condition::any().add(form_draft::COLUMN.content.eq(self.content)).add_option(resumed);
        Condition::all().add(DraftFilter::offered_by(self.name).condition()).add(form_draft::COLUMN.showing.ne(self.code)).add(replaced)
    }
}

/// Whether a rendering has no draft yet.
async fn is_first(db: &impl Connection, account: i64, of: &Rendering<'_>) -> Result<bool, StoreError> {
    let own = form_draft::Entity::find()
        .filter(form_draft::COLUMN.account_id.eq(account))
        .filter(form_draft::COLUMN.form.eq(of.name.to_string()))
        .filter(form_draft::COLUMN.showing.eq(of.code));
    Ok(own.count(db).await? == 0)
}

/// Deletes the drafts of other renderings that the first draft of a rendering replaces. A later draft replaces its own rendering's alone.
pub async fn delete_replaced(db: &impl Connection, account: i64, of: &Rendering<'_>) -> Result<(), StoreError> {
    if is_first(db, account, of).await? {
        form_draft::Entity::delete_many().filter(form_draft::COLUMN.account_id.eq(account)).filter(of.replaced()).exec(db).await?;
    }
    Ok(())
}

/// Deletes the draft of a submitted form, and the drafts of other renderings that it holds.
pub async fn delete_saved(db: &impl Connection, account: i64, of: &Rendering<'_>) -> Result<(), StoreError> {
    delete(db, account, of.name, of.code).await?;
    form_draft::Entity::delete_many().filter(form_draft::COLUMN.account_id.eq(account)).filter(of.replaced()).exec(db).await?;
    Ok(())
}

/// Deletes all drafts from before an instant.
pub async fn delete_old(db: &impl Connection, since: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(form_draft::Entity::delete_many().filter(form_draft::COLUMN.saved_at.lt(since)).exec(db).await?.rows_affected)
}

/// The number of drafts of an account.
pub async fn count(db: &impl Connection, account: i64) -> Result<u64, StoreError> {
    Ok(form_draft::Entity::find().filter(form_draft::COLUMN.account_id.eq(account)).count(db).await?)
}

/// The drafts of an account, the newest first.
pub async fn list(db: &impl Connection, account: i64, of: DraftFilter<'_>) -> Result<Vec<DraftSummary>, StoreError> {
    use form_draft::Column::{About, Content, Form, SavedAt, Showing};
    let query = form_draft::Entity::find()
        .select_only()
        .columns([Form, Showing, About, Content, SavedAt])
        .filter(form_draft::COLUMN.account_id.eq(account))
        .filter(of.condition())
        .order_by_desc(SavedAt)
        .order_by_asc(Form)
        .order_by_asc(Showing);
    let rows: Vec<(String, String, String, String, DateTime<Utc>)> = query.into_tuple().all(db).await?;
    let one = |(form, rendering, about, content, saved_at): (String, String, String, String, DateTime<Utc>)| {
        let name = Name::parse(&form)?;
        let about = serde_json::from_str(&about).map_err(StoreError::from);
        Some(about.map(|about| DraftSummary { name, rendering, about, content, saved_at }))
    };
    rows.into_iter().filter_map(one).collect()
}

/// The draft of a rendering, with the name of its form.
pub async fn find(
    db: &impl Connection,
    account: i64,
    of: DraftFilter<'_>,
    rendering: &str,
) -> Result<Option<(Name, StoredDraft)>, StoreError> {
    let query = form_draft::Entity::find()
        .filter(form_draft::COLUMN.account_id.eq(account))
        .filter(form_draft::COLUMN.showing.eq(rendering))
        .filter(of.condition())
        .order_by_asc(form_draft::Column::Form);
    let found = query.one(db).await?.and_then(|row| Some((Name::parse(&row.form)?, row)));
    found.map(|(name, row)| Ok((name, StoredDraft::read(row)?))).transpose()
}

/// The versions of the drafts of all accounts for the forms of an existing question, without the fields, which may have megabytes each.
pub async fn of_question(db: &impl Connection, code: &str) -> Result<Vec<DraftVersion>, StoreError> {
    use form_draft::Column::{AccountId, Content, Form, SavedAt, Showing};
    let about = format!("%:{code}%");
    let query = form_draft::Entity::find()
        .select_only()
        .columns([AccountId, Form, Showing, Content, SavedAt])
        .filter(form_draft::COLUMN.form.like(about.as_str()))
        .order_by_asc(AccountId)
        .order_by_asc(Form)
        .order_by_asc(Showing);
    let rows: Vec<(i64, String, String, String, DateTime<Utc>)> = query.into_tuple().all(db).await?;
    let one = |(account, form, rendering, content, saved_at): (i64, String, String, String, DateTime<Utc>)| {
        let name = Name::parse(&form).filter(|name| name.question() == Some(code))?;
        Some(DraftVersion { account, name, rendering, content, saved_at })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// Deletes the draft of a rendering of a form.
pub async fn delete(db: &impl Connection, account: i64, name: &Name, rendering: &str) -> Result<(), StoreError> {
    form_draft::Entity::delete_many()
        .filter(form_draft::COLUMN.account_id.eq(account))
        .filter(form_draft::COLUMN.form.eq(name.to_string()))
        .filter(form_draft::COLUMN.showing.eq(rendering))
        .exec(db)
        .await?;
    Ok(())
}
