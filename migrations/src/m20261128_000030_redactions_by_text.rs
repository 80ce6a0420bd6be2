//! Whether a text was redacted is asked of every text that an import would replace, and by the guards of every text that changes.

use sea_orm_migration::prelude::*;

/// Adds the index.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("CREATE INDEX redaction_by_text ON redaction (text_id)").await?;
        Ok(())
    }
}
