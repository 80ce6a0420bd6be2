//! A lapse that was undone is shown as undone, with the reason.

use sea_orm_migration::prelude::*;

/// Adds the reason.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE legislature_lapse ADD COLUMN undone_reason TEXT").await?;
        Ok(())
    }
}
