//! A redaction states the position of its passage in the text, so that a name is removed as a whole word and never from within another
//! one. The open row of a text names one position after the other, each with its passage as written there. At each, the text may change
//! only to itself with that passage replaced by the mark.

use sea_orm_migration::prelude::*;

use crate::{
    guard::{self, Guard},
    m20261121_000003_guards::PUBLISHED_TEXT,
};

/// Adds the position, in characters from 1, and adds it to the guards.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let place = "ALTER TABLE redaction ADD COLUMN place INTEGER CHECK ((place IS NULL) = (passage IS NULL))";
        manager.get_connection().execute_unprepared(place).await?;
        guard::put(manager, guards()).await
    }
}

/// The guards that it makes, replacing earlier ones.
pub fn guards() -> Vec<Guard> {
    let text = format!(
        "{PUBLISHED_TEXT} AND (NEW.locale <> OLD.locale OR NEW.role <> OLD.role OR NEW.part <> OLD.part OR NEW.id <> OLD.id \
         OR NEW.provenance <> OLD.provenance OR NEW.answer_id IS DISTINCT FROM OLD.answer_id OR {})",
        changed_otherwise_than_redacted("OLD.id")
    );
    let earlier = format!(
        "NEW.id <> OLD.id OR NEW.text_id <> OLD.text_id OR NEW.question_id <> OLD.question_id OR NEW.replaced_by <> OLD.replaced_by \
         OR NEW.replaced_at <> OLD.replaced_at OR {}",
        changed_otherwise_than_redacted("OLD.text_id")
    );
    let closed = "OLD.passage IS NULL OR NEW.id <> OLD.id OR NEW.text_id <> OLD.text_id \
        OR NEW.question_id <> OLD.question_id OR NEW.reason <> OLD.reason OR NEW.body_sha256 <> OLD.body_sha256 \
        OR NEW.redacted_by <> OLD.redacted_by OR NEW.redacted_at <> OLD.redacted_at";
    let answer = "a published answer is never edited: record a correction";
    vec![
        Guard::new("text_published_no_update", "UPDATE", "text", text, answer),
        Guard::new("earlier_text_no_update", "UPDATE", "earlier_text", earlier, "what a text read earlier is kept"),
        Guard::new("redaction_no_update", "UPDATE", "redaction", closed, "a redaction is kept as it was made"),
    ]
}

/// Whether a body changes other than by replacing the passage of an open redaction, at its position, by the mark.
fn changed_otherwise_than_redacted(text: &str) -> String {
    format!(
        "(NEW.body <> OLD.body AND NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.text_id = {text} \
         AND redaction.passage IS NOT NULL AND substr(OLD.body, redaction.place, length(redaction.passage)) = redaction.passage \
         AND NEW.body = substr(OLD.body, 1, redaction.place - 1) || '[…]' || substr(OLD.body, redaction.place + length(redaction.passage))))"
    )
}
