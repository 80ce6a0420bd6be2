//! Parliamentary groups and groupements.

use jawab_domain::{Chamber, PerLocale, field::FieldName, people::GroupKind};
use jawab_store::registers::{Register, groups};
use serde_json::json;

use super::{Added, Item, UnitOfWork};
use crate::use_cases::{Problem, UseCaseResult, validation::Checks};

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupInput {
    /// Its name, in at least one language.
    pub names: PerLocale<String>,
    /// Its kind.
    pub kind: GroupKind,
    /// Its Chamber; `None`: it sits in both, or this is unknown.
    pub chamber: Option<Chamber>,
}

impl UnitOfWork {
    /// Adds a group.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] if its Chamber has a group of that name.
    pub async fn add_group(&mut self, input: &GroupInput) -> UseCaseResult<Added> {
        self.lock_registers().await?;
        let names = self.check_group(None, input).await?;
        let slug = self.free_slug(Register::Groups, &names).await?;
        let id = groups::insert(self.db(), &slug, input.kind.code(), input.chamber.map(Chamber::code)).await?;
        self.set_names(Register::Groups, id, &names).await?;
        self.record("group.added", format!("group:{id}"), json!({ "name": names, "kind": input.kind, "chamber": input.chamber }));
        Ok(Added { id, slug })
    }

    /// Changes a group. Its questions show the new name at once.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] if it has changed since; otherwise as [`Self::add_group`].
    pub async fn edit_group(&mut self, id: i64, expected: i64, input: &GroupInput) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Group(id), expected).await?;
        let names = self.check_group(Some(id), input).await?;
        groups::update(self.db(), id, input.kind.code(), input.chamber.map(Chamber::code)).await?;
        self.set_names(Register::Groups, id, &names).await?;
        self.index_questions_of(Register::Groups, id).await?;
        self.record("group.edited", format!("group:{id}"), json!({ "name": names, "kind": input.kind, "chamber": input.chamber }));
        Ok(())
    }

    async fn check_group(&self, own: Option<i64>, input: &GroupInput) -> UseCaseResult<PerLocale<String>> {
        let mut checks = Checks::default();
        let names = checks.names(FieldName::Name, &input.names);
        let others = self.with_similar_name(Register::Groups, &names).await?.into_iter().filter(|id| Some(*id) != own);
        let others = groups::by_ids(self.db(), others).await?;
        if others.iter().any(|other| other.chamber.as_deref() == input.chamber.map(Chamber::code)) {
            checks.add(FieldName::Name, Problem::Exists);
        }
        checks.done()?;
        Ok(names)
    }
}
