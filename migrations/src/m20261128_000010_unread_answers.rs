//! An answer that was annulled before the public could read it, by any of its questions, is hidden from readers: whether it could be read
//! is recorded with its annulment.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::{guard, m20261127_000080_corrections as corrections};

/// The guard that would refuse to record it for existing rows.
const GUARD: &str = "annulled_answer_no_update";

/// An existing one could be read if one of its questions was public at its annulment, or was hidden between its publication and its
/// annulment. The publication of a question at that time follows from the first later event that changed it, or else is the current one.
const EARLIER: &str = "UPDATE annulled_answer SET was_read = FALSE WHERE NOT EXISTS (SELECT 1 FROM answer_question a \
    JOIN answer n ON n.id = a.answer_id JOIN question q ON q.id = a.question_id WHERE a.answer_id = annulled_answer.answer_id \
    AND (COALESCE((SELECT e.kind FROM event e WHERE e.question_id = q.id AND e.kind IN ('published', 'hidden', 'unhidden') \
    AND e.recorded_at > annulled_answer.annulled_at ORDER BY e.id LIMIT 1), \
    CASE WHEN q.publication = 'published' THEN 'hidden' ELSE 'unhidden' END) = 'hidden' \
    OR EXISTS (SELECT 1 FROM event h WHERE h.question_id = q.id AND h.kind = 'hidden' AND h.recorded_at >= n.published_at \
    AND h.recorded_at <= annulled_answer.annulled_at)))";

/// Adds the column.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_table = if manager.get_database_backend() == DbBackend::Postgres { " ON annulled_answer" } else { "" };
        let unguarded = format!("DROP TRIGGER {GUARD}{of_table}");
        let column = "ALTER TABLE annulled_answer ADD COLUMN was_read BOOLEAN NOT NULL DEFAULT TRUE";
        for statement in [column, &*unguarded, EARLIER] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        let guards = corrections::guards().into_iter().filter(|guard| guard.name == GUARD);
        guard::put(manager, guards.collect()).await
    }
}
