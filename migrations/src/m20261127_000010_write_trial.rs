//! A table for the health check, which writes to it to find out whether writing works.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the table. It has no row outside a transaction.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "CREATE TABLE write_trial (\n    id {id},\n    padding TEXT NOT NULL\n);\n").await
    }
}
