//! Members of the Chambers: their names and gender. Their seats are in [`super::seat`].

use jawab_domain::{PerLocale, people::Gender};
use jawab_store::registers::{Register, members};
use serde_json::json;

use super::{Added, Item, Turn};
use crate::work::{Outcome, Problem, check::Checks};

/// A member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberInput {
    /// The name, in at least one language.
    pub names: PerLocale<String>,
    /// The gender by which they are addressed, if known.
    pub gender: Option<Gender>,
    /// Whether it is known that somebody else is called so too.
    pub namesake: bool,
}

impl Turn {
    /// Adds a member.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Invalid`] where somebody is called so, unless that is known.
    pub async fn add_member(&mut self, input: &MemberInput) -> Outcome<Added> {
        self.keep().await?;
        let names = self.check_member(None, input).await?;
        self.new_member(&names, input.gender).await
    }

    pub(super) async fn new_member(&mut self, names: &PerLocale<String>, gender: Option<Gender>) -> Outcome<Added> {
        let slug = self.free_slug(Register::Members, names).await?;
        let id = members::insert(self.db(), &slug, gender.map(Gender::code)).await?;
        self.set_names(Register::Members, id, names).await?;
        self.record("member.added", format!("member:{id}"), json!({ "name": names, "gender": gender }));
        Ok(Added { id, slug })
    }

    /// Changes a member's names and gender.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Conflict`] where they are not as they were seen; otherwise as [`Self::add_member`].
    pub async fn edit_member(&mut self, id: i64, seen: i64, input: &MemberInput) -> Outcome<()> {
        self.keep_as_seen(Item::Member(id), seen).await?;
        let names = self.check_member(Some(id), input).await?;
        self.change_member(id, &names, input.gender).await
    }

    pub(super) async fn change_member(&mut self, id: i64, names: &PerLocale<String>, gender: Option<Gender>) -> Outcome<()> {
        members::set_gender(self.db(), id, gender.map(Gender::code)).await?;
        self.set_names(Register::Members, id, names).await?;
        self.index_questions_of(Register::Members, id).await?;
        self.record("member.edited", format!("member:{id}"), json!({ "name": names, "gender": gender }));
        Ok(())
    }

    async fn check_member(&self, own: Option<i64>, input: &MemberInput) -> Outcome<PerLocale<String>> {
        let mut checks = Checks::default();
        let names = checks.names("name", &input.names);
        let namesakes = self.called(Register::Members, &names).await?;
        if !input.namesake && namesakes.iter().any(|id| Some(*id) != own) {
            checks.add("namesake", Problem::Exists);
        }
        checks.done()?;
        Ok(names)
    }
}
