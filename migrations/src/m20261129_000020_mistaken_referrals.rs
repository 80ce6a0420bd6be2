//! A later referral can be undone as recorded by mistake: a request for that names the referral, like a request for another day.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Extends the kinds of requested corrections.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements: &[&str] = if manager.get_database_backend() == DbBackend::Postgres {
            &[
                "ALTER TABLE correction_request DROP CONSTRAINT correction_request_kind_check",
                "ALTER TABLE correction_request ADD CONSTRAINT correction_request_kind_check CHECK (kind IN ('transmitted', \
                 'not_transmitted', 'referred', 'not_referred', 'answered', 'not_answered', 'ended', 'not_ended'))",
                // PostgreSQL numbers the checks of a table in order: this is the second.
                "ALTER TABLE correction_request DROP CONSTRAINT correction_request_check1",
                "ALTER TABLE correction_request ADD CONSTRAINT correction_request_check1 CHECK ((kind IN ('referred', 'not_referred')) = \
                 (referral IS NOT NULL))",
            ]
        } else {
            // The documented way to change a check on SQLite without rewriting the table: https://www.sqlite.org/lang_altertable.html
            &[
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(replace(sql, '''referred'', ''answered'', ''not_answered''', \
                 '''referred'', ''not_referred'', ''answered'', ''not_answered'''), '(kind = ''referred'')', \
                 '(kind IN (''referred'', ''not_referred''))') WHERE type = 'table' AND name = 'correction_request'",
                "PRAGMA writable_schema = RESET",
            ]
        };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
