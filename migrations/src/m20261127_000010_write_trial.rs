//! A table that is written to in order to learn whether anything can be written.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the table. It never holds a row outside a change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "CREATE TABLE write_trial (\n    id {id},\n    padding TEXT NOT NULL\n);\n").await
    }
}
