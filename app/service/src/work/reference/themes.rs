//! Themes. One that is merged into another leaves its part of addresses behind, which leads to the other.

use jawab_domain::PerLocale;
use jawab_search::analysis::name_key;
use jawab_store::entity::{theme, theme_alias};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _,
};
use serde_json::json;

use super::{Added, Item, Turn};
use crate::work::{Outcome, Problem, UseCaseError, check::Checks};

/// The questions of a theme, in SQL.
const THEIRS: &str = "SELECT question_id FROM question_theme WHERE theme_id = ";

impl Turn {
    /// Adds a theme.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where there is one of that name.
    pub async fn add_theme(&mut self, names: &PerLocale<String>) -> Outcome<Added> {
        self.keep().await?;
        let (names, key) = self.check_theme(None, names).await?;
        let row = theme::ActiveModel {
            id: NotSet,
            slug: Set(self.free_slug("theme", &names).await?),
            name: Set(serde_json::to_value(&names)?),
            name_key: Set(key),
        };
        let row = row.insert(self.db()).await?;
        self.record("theme.added", format!("theme:{}", row.id), json!({ "name": names }));
        Ok(Added { id: row.id, slug: row.slug })
    }

    /// Renames a theme.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] where it is not as it was seen; otherwise as [`Self::add_theme`].
    pub async fn rename_theme(&mut self, id: i64, seen: i64, names: &PerLocale<String>) -> Outcome<()> {
        self.keep_as_seen(Item::Theme(id), seen).await?;
        let (names, key) = self.check_theme(Some(id), names).await?;
        let row = theme::ActiveModel { id: Set(id), slug: NotSet, name: Set(serde_json::to_value(&names)?), name_key: Set(key) };
        row.update(self.db()).await?;
        self.index_among(&format!("{THEIRS}{id}")).await?;
        self.record("theme.renamed", format!("theme:{id}"), json!({ "name": names }));
        Ok(())
    }

    /// Merges a theme into another: its questions are that one's, and its address leads there.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] where it is not as it was seen; [`UseCaseError::Invalid`] for a merger with itself.
    pub async fn merge_theme(&mut self, id: i64, seen: i64, into: i64) -> Outcome<()> {
        self.keep_as_seen(Item::Theme(id), seen).await?;
        let row = theme::Entity::find_by_id(id).one(self.db()).await?.ok_or(UseCaseError::NotFound)?;
        if id == into || theme::Entity::find_by_id(into).one(self.db()).await?.is_none() {
            return Err(UseCaseError::field("into", Problem::Unknown));
        }
        let questions = self.ids(&format!("SELECT question_id AS id FROM question_theme WHERE theme_id = {id}"), []).await?.len();
        self.index_among(&format!("{THEIRS}{id}")).await?;
        let keep = "INSERT INTO question_theme (question_id, theme_id) SELECT question_id, $2 FROM question_theme WHERE theme_id = $1 \
                    ON CONFLICT (question_id, theme_id) DO NOTHING";
        self.run(keep, [id.into(), into.into()]).await?;
        self.run("DELETE FROM question_theme WHERE theme_id = $1", [id.into()]).await?;
        self.run("UPDATE theme_alias SET theme_id = $2 WHERE theme_id = $1", [id.into(), into.into()]).await?;
        theme::Entity::delete_by_id(id).exec(self.db()).await?;
        let alias = theme_alias::ActiveModel { slug: Set(row.slug), name_key: Set(row.name_key), theme_id: Set(into) };
        theme_alias::Entity::insert(alias).exec_without_returning(self.db()).await?;
        self.record("theme.merged", format!("theme:{id}"), json!({ "into": into, "name": row.name, "questions": questions }));
        Ok(())
    }

    async fn check_theme(&self, own: Option<i64>, names: &PerLocale<String>) -> Outcome<(PerLocale<String>, String)> {
        let mut checks = Checks::default();
        let names = checks.names("name", names);
        let keys: Vec<String> = names.iter().map(|(_, name)| name_key(name)).collect();
        let others = theme::Entity::find().all(self.db()).await?;
        let mut others = others.into_iter().filter(|other| Some(other.id) != own);
        let bears = |other: theme::Model| {
            let theirs: PerLocale<String> = serde_json::from_value(other.name).unwrap_or_default();
            keys.contains(&other.name_key) || theirs.iter().any(|(_, name)| keys.contains(&name_key(name)))
        };
        if others.any(bears) {
            checks.add("name", Problem::Exists);
        }
        checks.done()?;
        let key = keys.into_iter().next().unwrap_or_default();
        Ok((names, key))
    }
}
