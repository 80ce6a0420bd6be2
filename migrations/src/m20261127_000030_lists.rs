//! Indexes for the queries of pages: the ministries of a question, which scanned those of all questions; lists with any status by due
//! date, which sorted all questions for each page; and questions by number alone, documents by hash and subjects by words, which scanned
//! whole tables.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect::run;

/// Creates the indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let script = "CREATE INDEX attribution_by_question ON attribution (question_id, position);\n\
                      CREATE INDEX question_by_due_order ON question (publication, due_order, id);\n\
                      CREATE INDEX question_by_number ON question (number);\n\
                      CREATE INDEX attachment_by_hash ON attachment (sha256);\n";
        run(manager, script).await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            // The subjects separately from the long texts between them. PostgreSQL stores long texts separately itself, and cannot index
            // them.
            run(manager, "CREATE INDEX text_of_subject ON text (question_id, body) WHERE part = 'subject';\n").await?;
        }
        Ok(())
    }
}
