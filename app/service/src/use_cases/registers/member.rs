//! Members of the Chambers: their names and gender. Their seats are in [`super::seat`].

use jawab_domain::{PerLocale, field::FieldName, people::Gender};
use jawab_store::registers::{Register, members};
use serde_json::json;

use super::{Added, Item, UnitOfWork};
use crate::use_cases::{Problem, UseCaseResult, validation::Checks};

/// A member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberInput {
    /// The name, in at least one language.
    pub names: PerLocale<String>,
    /// The gender by which they are addressed, if known.
    pub gender: Option<Gender>,
    /// Whether the editor knows that another member has this name.
    pub namesake: bool,
}

impl UnitOfWork {
    /// Adds a member.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] if another member has this name, unless the editor knows that.
    pub async fn add_member(&mut self, input: &MemberInput) -> UseCaseResult<Added> {
        self.lock_registers().await?;
        let names = self.check_member(None, input).await?;
        self.new_member(&names, input.gender).await
    }

    pub(super) async fn new_member(&mut self, names: &PerLocale<String>, gender: Option<Gender>) -> UseCaseResult<Added> {
        let slug = self.free_slug(Register::Members, names).await?;
        let id = members::insert(self.db(), &slug, gender.map(Gender::code)).await?;
        self.set_names(Register::Members, id, names).await?;
        self.record("member.added", format!("member:{id}"), json!({ "name": names, "gender": gender }));
        Ok(Added { id, slug })
    }

    /// Changes a member's names and gender.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] if they have changed since; otherwise as [`Self::add_member`].
    pub async fn edit_member(&mut self, id: i64, expected: i64, input: &MemberInput) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Member(id), expected).await?;
        let names = self.check_member(Some(id), input).await?;
        self.change_member(id, &names, input.gender).await
    }

    pub(super) async fn change_member(&mut self, id: i64, names: &PerLocale<String>, gender: Option<Gender>) -> UseCaseResult<()> {
        members::set_gender(self.db(), id, gender.map(Gender::code)).await?;
        self.set_names(Register::Members, id, names).await?;
        self.index_questions_of(Register::Members, id).await?;
        self.record("member.edited", format!("member:{id}"), json!({ "name": names, "gender": gender }));
        Ok(())
    }

    async fn check_member(&self, own: Option<i64>, input: &MemberInput) -> UseCaseResult<PerLocale<String>> {
        let mut checks = Checks::default();
        let names = checks.names(FieldName::Name, &input.names);
        let namesakes = self.with_similar_name(Register::Members, &names).await?;
        if !input.namesake && namesakes.iter().any(|id| Some(*id) != own) {
            checks.add(FieldName::Namesake, Problem::Exists);
        }
        checks.done()?;
        Ok(names)
    }
}
