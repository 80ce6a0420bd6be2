//! An index for lists of whatever status by due date: without it each page sorts all questions.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the index.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "CREATE INDEX question_by_due_order ON question (publication, due_order, id);\n").await
    }
}
