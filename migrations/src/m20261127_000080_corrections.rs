//! Corrections of the record: corrections that wait for a second person, the end of a legislature by two people, the one way to change the
//! day of a published answer, and annulled answers.
//!
//! **The day of a published answer** can change only together with a row of `answer_day_correction` that is open and has both days and the
//! reason. As with redactions, an open row cannot outlive its transaction.
//!
//! **An annulled answer** stays as it was published; a row of `annulled_answer` says that it was recorded by mistake.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::{
    dialect::run,
    guard::{self, Guard},
    m20261127_000020_changes::{ANSWERED, Trigger},
};

/// Creates the tables and changes the guard.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("sql/corrections.sql")).await?;
        let of = format!("{ANSWERED} WHERE a.id = NEW.answer_id");
        let shown = Trigger { table: "annulled_answer", on: "INSERT", kind: "shown", of };
        manager.get_connection().execute_unprepared(&shown.sql(manager.get_database_backend())).await?;
        allow_closing(manager).await?;
        guard::put(manager, guards()).await
    }
}

/// A request for a transfer may be closed with the question, neither granted nor refused.
async fn allow_closing(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements: &[&str] = if manager.get_database_backend() == DbBackend::Postgres {
        &[
            "ALTER TABLE transfer_request DROP CONSTRAINT transfer_request_decision_check",
            "ALTER TABLE transfer_request ADD CONSTRAINT transfer_request_decision_check CHECK (decision IN ('granted', 'refused', 'closed'))",
        ]
    } else {
        // The documented way to change a check on SQLite without rewriting the table: https://www.sqlite.org/lang_altertable.html
        &[
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, '(''granted'', ''refused'')', '(''granted'', ''refused'', ''closed'')') \
             WHERE type = 'table' AND name = 'transfer_request'",
            "PRAGMA writable_schema = RESET",
        ]
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// The guards that it makes. The one of published answers replaces an earlier one.
pub fn guards() -> Vec<Guard> {
    let same = ["id", "code", "kind", "ministry_id", "minister", "corrects_id", "published_at", "created_at"];
    let changed = same.map(|column| format!("NEW.{column} IS DISTINCT FROM OLD.{column}")).join(" OR ");
    let edited = format!(
        "OLD.published_at IS NOT NULL AND ({changed} OR NEW.answered_on IS DISTINCT FROM OLD.answered_on AND NOT EXISTS \
         (SELECT 1 FROM answer_day_correction c WHERE c.answer_id = OLD.id AND c.open_until_commit IS NOT NULL \
         AND c.day_after = NEW.answered_on AND NOT (c.day_before IS DISTINCT FROM OLD.answered_on)))"
    );
    let kept = ["id", "answer_id", "day_before", "day_after", "reason", "corrected_by", "corrected_at"];
    let changed = kept.map(|column| format!("NEW.{column} IS DISTINCT FROM OLD.{column}")).join(" OR ");
    let reopened = format!("OLD.open_until_commit IS NULL OR NEW.open_until_commit IS NOT NULL OR {changed}");
    let (answer, message) = ("a published answer is never edited: record a correction", "a correction is kept as it was made");
    vec![
        Guard::new("answer_published_no_update", "UPDATE", "answer", edited, answer),
        Guard::new("answer_day_correction_no_update", "UPDATE", "answer_day_correction", reopened, message),
        Guard::new("answer_day_correction_no_delete", "DELETE", "answer_day_correction", "", message),
        Guard::new("annulled_answer_no_update", "UPDATE", "annulled_answer", "", message),
        Guard::new("annulled_answer_no_delete", "DELETE", "annulled_answer", "", message),
    ]
}
