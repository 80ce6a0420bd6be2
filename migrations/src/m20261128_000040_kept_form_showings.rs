//! The rendering of a form that wrote a draft: another page with the same form does not replace it.

use sea_orm_migration::prelude::*;

/// Adds the code of the rendering, which is unknown for existing drafts.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE kept_form ADD COLUMN showing TEXT NOT NULL DEFAULT ''").await?;
        Ok(())
    }
}
