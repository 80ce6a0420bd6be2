//! Drafts that were deleted before their deposit. Their history stays, like all history; nothing else does.

use sea_orm_migration::prelude::*;

use crate::dialect;

const SCRIPT: &str = "CREATE TABLE deleted_draft (
  question_id BIGINT NOT NULL PRIMARY KEY REFERENCES question(id),
  deleted_by TEXT NOT NULL CHECK (deleted_by <> ''),
  deleted_at {instant} NOT NULL
);
";

/// Makes the table.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, SCRIPT).await
    }
}
