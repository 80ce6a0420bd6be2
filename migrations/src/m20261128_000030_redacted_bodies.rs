//! By what a text is known again that was redacted: the hash of each body that it had with a name in it, now or earlier, for every
//! question of the text. Before, one hash was kept: that of what the text read when it was redacted.

use sea_orm_migration::prelude::*;

/// Adds the table, and the index of redactions that guards and imports go by: they ask whether a text was redacted.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = [
            "CREATE TABLE redacted_body (
                question_id BIGINT NOT NULL REFERENCES question(id) ON DELETE CASCADE,
                sha256 TEXT NOT NULL,
                text_id BIGINT NOT NULL,
                PRIMARY KEY (question_id, sha256, text_id)
            )",
            "INSERT INTO redacted_body (question_id, sha256, text_id) SELECT DISTINCT question_id, body_sha256, text_id FROM redaction",
            "CREATE INDEX redaction_by_text ON redaction (text_id)",
        ];
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
