//! Groups and groupements.

use jawab_domain::{Chamber, PerLocale, people::GroupKind};
use jawab_store::entity::political_group;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, QueryFilter as _,
};
use serde_json::json;

use super::{Added, Item, Named, Turn};
use crate::work::{Outcome, Problem, check::Checks};

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupInput {
    /// Its name, in at least one language.
    pub names: PerLocale<String>,
    /// What it is.
    pub kind: GroupKind,
    /// Its Chamber; none: it sits in both, or that is unknown.
    pub chamber: Option<Chamber>,
}

/// The questions whose authors sat in a group, in SQL.
const THEIRS: &str = "SELECT question_id FROM author WHERE political_group_id = ";

impl Turn {
    /// Adds a group.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] where its Chamber has one of that name.
    pub async fn add_group(&mut self, input: &GroupInput) -> Outcome<Added> {
        self.keep().await?;
        let names = self.check_group(None, input).await?;
        let row = political_group::ActiveModel {
            id: NotSet,
            slug: Set(self.free_slug("political_group", &names).await?),
            kind: Set(input.kind.code().into()),
            chamber: Set(input.chamber.map(|chamber| chamber.code().into())),
        };
        let row = row.insert(self.db()).await?;
        self.set_names(Named::GROUP, row.id, &names).await?;
        self.record("group.added", format!("group:{}", row.id), json!({ "name": names, "kind": input.kind, "chamber": input.chamber }));
        Ok(Added { id: row.id, slug: row.slug })
    }

    /// Changes a group; its questions are called by the new name at once.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] where it is not as it was seen; otherwise as [`Self::add_group`].
    pub async fn edit_group(&mut self, id: i64, seen: i64, input: &GroupInput) -> Outcome<()> {
        self.keep_as_seen(Item::Group(id), seen).await?;
        let names = self.check_group(Some(id), input).await?;
        let row = political_group::ActiveModel {
            id: Set(id),
            slug: NotSet,
            kind: Set(input.kind.code().into()),
            chamber: Set(input.chamber.map(|chamber| chamber.code().into())),
        };
        row.update(self.db()).await?;
        self.set_names(Named::GROUP, id, &names).await?;
        self.index_among(&format!("{THEIRS}{id}")).await?;
        self.record("group.edited", format!("group:{id}"), json!({ "name": names, "kind": input.kind, "chamber": input.chamber }));
        Ok(())
    }

    async fn check_group(&self, own: Option<i64>, input: &GroupInput) -> Outcome<PerLocale<String>> {
        let mut checks = Checks::default();
        let names = checks.names("name", &input.names);
        let others = self.called(Named::GROUP, &names).await?.into_iter().filter(|id| Some(*id) != own);
        let others = political_group::Entity::find().filter(political_group::COLUMN.id.is_in(others)).all(self.db()).await?;
        if others.iter().any(|other| other.chamber.as_deref() == input.chamber.map(Chamber::code)) {
            checks.add("name", Problem::Exists);
        }
        checks.done()?;
        Ok(names)
    }
}
