//! The hashes by which a redacted text is recognised: of each version with a name in it, current or earlier, for every question of the
//! text. Before, only the hash of the version at the redaction was stored.

use sea_orm_migration::prelude::*;

/// Adds the table, and an index of redactions for guards and imports, which check whether a text was redacted.
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
