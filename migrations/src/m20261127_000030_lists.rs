//! Indexes for what pages read: the ministries of a question, which were looked for among those of all questions, and lists of
//! whatever status by due date, which sorted all questions for each page.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let script = "CREATE INDEX attribution_by_question ON attribution (question_id, position);\n\
                      CREATE INDEX question_by_due_order ON question (publication, due_order, id);\n";
        run(manager, script).await
    }
}
