//! Which showing of a form wrote what is kept of it: another page of the same form, open beside it, does not replace that.

use sea_orm_migration::prelude::*;

/// Adds the code of the showing; of what was kept before nothing is known.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("ALTER TABLE kept_form ADD COLUMN showing TEXT NOT NULL DEFAULT ''").await?;
        Ok(())
    }
}
