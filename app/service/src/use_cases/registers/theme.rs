//! Themes. A merged theme leaves its slug and its names behind, which lead to the other theme. Imports recognise a renamed theme by its
//! old names.

use std::collections::BTreeSet;

use jawab_domain::{PerLocale, field::FieldName};
use jawab_search::analysis::name_key;
use jawab_store::{
    registers::{Register, themes},
    rows,
};
use serde_json::json;

use super::{Added, Item, UnitOfWork};
use crate::use_cases::{Problem, UseCaseError, UseCaseResult, validation::Checks};

impl UnitOfWork {
    /// Adds a theme.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if there is a theme with that name.
    pub async fn add_theme(&mut self, names: &PerLocale<String>) -> UseCaseResult<Added> {
        self.lock_registers().await?;
        let (names, key) = self.check_theme(None, names).await?;
        let slug = self.free_slug(Register::Themes, &names).await?;
        let id = themes::insert(self.db(), &slug, &names, &key).await?;
        self.record("theme.added", format!("theme:{id}"), json!({ "name": names }));
        Ok(Added { id, slug })
    }

    /// Renames a theme.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] if it has changed since; otherwise as [`Self::add_theme`].
    pub async fn rename_theme(&mut self, id: i64, expected: i64, names: &PerLocale<String>) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Theme(id), expected).await?;
        let row = themes::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        let (names, key) = self.check_theme(Some(id), names).await?;
        themes::add_former_names(self.db(), id, name_keys(row)).await?;
        themes::rename(self.db(), id, &names, &key).await?;
        self.index_questions_of(Register::Themes, id).await?;
        self.record("theme.renamed", format!("theme:{id}"), json!({ "name": names }));
        Ok(())
    }

    /// Merges a theme into another: moves its questions, and redirects its address.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] if it has changed since; [`UseCaseError::Invalid`] for a merge with itself.
    pub async fn merge_theme(&mut self, id: i64, expected: i64, into: i64) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Theme(id), expected).await?;
        let row = themes::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        if id == into || themes::by_id(self.db(), into).await?.is_none() {
            return Err(UseCaseError::field(FieldName::Into, Problem::Unknown));
        }
        self.index_questions_of(Register::Themes, id).await?;
        let (name, keys) = (row.name.clone(), name_keys(row.clone()));
        let questions = themes::merge(self.db(), row, into).await?;
        themes::add_former_names(self.db(), into, keys).await?;
        self.record("theme.merged", format!("theme:{id}"), json!({ "into": into, "name": name, "questions": questions }));
        Ok(())
    }

    async fn check_theme(&self, own: Option<i64>, names: &PerLocale<String>) -> UseCaseResult<(PerLocale<String>, String)> {
        let mut checks = Checks::default();
        let names = checks.names(FieldName::Name, names);
        let keys: Vec<String> = names.iter().map(|(_, name)| name_key(name)).collect();
        let others = themes::all(self.db()).await?;
        let mut others = others.into_iter().filter(|other| Some(other.id) != own);
        if others.any(|other| name_keys(other).iter().any(|key| keys.contains(key))) {
            checks.add(FieldName::Name, Problem::Exists);
        }
        checks.done()?;
        let key = keys.into_iter().next().unwrap_or_default();
        Ok((names, key))
    }
}

/// The search keys of all names of a theme.
fn name_keys(theme: rows::Theme) -> BTreeSet<String> {
    let names: PerLocale<String> = serde_json::from_value(theme.name).unwrap_or_default();
    names.iter().map(|(_, name)| name_key(name)).chain([theme.name_key]).collect()
}
