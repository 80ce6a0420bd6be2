//! Triggers: a published answer is never edited, history is append-only.

use sea_orm_migration::prelude::*;

use crate::guard::{self, Guard};

/// Creates the guards.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Whether a text is that of a published answer.
pub const PUBLISHED_TEXT: &str = "OLD.answer_id IS NOT NULL \
    AND EXISTS (SELECT 1 FROM answer WHERE answer.id = OLD.answer_id AND answer.published_at IS NOT NULL)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        guard::put(manager, guards()).await
    }
}

/// The guards that it makes.
pub fn guards() -> Vec<Guard> {
    let edited = format!(
        "{PUBLISHED_TEXT} AND (NEW.body <> OLD.body OR NEW.locale <> OLD.locale OR NEW.role <> OLD.role \
         OR NEW.answer_id IS DISTINCT FROM OLD.answer_id)"
    );
    let answer = "a published answer is never edited: record a correction";
    let history = "the history of a question is append-only";
    let published = "OLD.published_at IS NOT NULL";
    vec![
        Guard::new("answer_published_no_update", "UPDATE", "answer", published, answer),
        Guard::new("answer_published_no_delete", "DELETE", "answer", published, answer),
        Guard::new("text_published_no_update", "UPDATE", "text", edited, answer),
        Guard::new("text_published_no_delete", "DELETE", "text", PUBLISHED_TEXT, answer),
        Guard::new("event_no_update", "UPDATE", "event", "", history),
        Guard::new("event_no_delete", "DELETE", "event", "", history),
    ]
}
