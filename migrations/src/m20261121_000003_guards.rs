//! Triggers: a published answer is never edited, history is append-only.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, create_guard};

/// Creates the guards.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Whether a text is that of a published answer.
pub const PUBLISHED_TEXT: &str = "OLD.answer_id IS NOT NULL \
    AND EXISTS (SELECT 1 FROM answer WHERE answer.id = OLD.answer_id AND answer.published_at IS NOT NULL)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let edited = format!(
            "{PUBLISHED_TEXT} AND (NEW.body <> OLD.body OR NEW.locale <> OLD.locale OR NEW.role <> OLD.role \
             OR NEW.answer_id IS DISTINCT FROM OLD.answer_id)"
        );
        let answer = "a published answer is never edited: record a correction";
        let history = "the history of a question is append-only";
        let published = "OLD.published_at IS NOT NULL";
        for (name, on, table, when, message) in [
            ("answer_published_no_update", "UPDATE", "answer", published, answer),
            ("answer_published_no_delete", "DELETE", "answer", published, answer),
            ("text_published_no_update", "UPDATE", "text", edited.as_str(), answer),
            ("text_published_no_delete", "DELETE", "text", PUBLISHED_TEXT, answer),
            ("event_no_update", "UPDATE", "event", "", history),
            ("event_no_delete", "DELETE", "event", "", history),
        ] {
            create_guard(manager, Guard { name, on, table, when, message }).await?;
        }
        Ok(())
    }
}
