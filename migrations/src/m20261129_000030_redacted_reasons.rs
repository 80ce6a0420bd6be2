//! Names are redacted in the reasons of acts as in texts: while a row of `redacted_reason` with a passage and its position is open, the
//! reason may change only to itself with that passage replaced by the mark. The row has the hash of the whole reason before, by which the
//! seals of the history still match.

use sea_orm_migration::prelude::*;

use crate::{
    dialect,
    guard::{self, Guard},
    m20261127_000020_changes::Trigger,
};

/// Only append-only reasons need a row for a change; `kind` is the table and `row_id` its row.
const SCRIPT: &str = "CREATE TABLE redacted_reason (
  id {id},
  question_id BIGINT NOT NULL REFERENCES question(id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  row_id BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  redacted_by TEXT NOT NULL,
  redacted_at {instant} NOT NULL,
  passage TEXT CHECK (passage <> ''),
  place INTEGER CHECK ((place IS NULL) = (passage IS NULL)),
  open_until_commit BIGINT REFERENCES never(id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((passage IS NULL) = (open_until_commit IS NULL))
);
CREATE INDEX redacted_reason_by_row ON redacted_reason (kind, row_id);
CREATE INDEX redacted_reason_by_question ON redacted_reason (question_id);
";

/// Creates the table, the guards, and the trigger that marks the change for pages.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, SCRIPT).await?;
        let of = "SELECT NEW.question_id AS id".into();
        let taken = Trigger { table: "redacted_reason", on: "INSERT", kind: "taken", of };
        manager.get_connection().execute_unprepared(&taken.sql(manager.get_database_backend())).await?;
        guard::put(manager, guards()).await
    }
}

/// The guards that it makes, some replacing earlier ones.
pub fn guards() -> Vec<Guard> {
    let event = format!(
        "{} OR {}",
        changed(&["id", "question_id", "kind", "occurred_on", "recorded_at", "actor", "data"]),
        changed_otherwise_than_redacted("event")
    );
    let redaction = format!(
        "OLD.passage IS NULL AND (NEW.reason = OLD.reason OR NEW.passage IS NOT NULL) OR {} OR {}",
        changed(&["id", "text_id", "question_id", "body_sha256", "redacted_by", "redacted_at"]),
        changed_otherwise_than_redacted("redaction")
    );
    let corrected = format!(
        "OLD.open_until_commit IS NULL AND NEW.reason = OLD.reason OR NEW.open_until_commit IS NOT NULL OR {} OR {}",
        changed(&["id", "answer_id", "day_before", "day_after", "corrected_by", "corrected_at"]),
        changed_otherwise_than_redacted("answer_day_correction")
    );
    let closed =
        format!("OLD.passage IS NULL OR {}", changed(&["id", "question_id", "kind", "row_id", "sha256", "redacted_by", "redacted_at"]));
    let (made, corrected_as) = ("a redaction is kept as it was made", "a correction is kept as it was made");
    vec![
        Guard::new("event_no_update", "UPDATE", "event", event, "the history of a question is append-only"),
        Guard::new("redaction_no_update", "UPDATE", "redaction", redaction, made),
        Guard::new("answer_day_correction_no_update", "UPDATE", "answer_day_correction", corrected, corrected_as),
        Guard::new("redacted_reason_no_update", "UPDATE", "redacted_reason", closed, made),
        Guard::new("redacted_reason_no_delete", "DELETE", "redacted_reason", "", made),
    ]
}

/// Whether any of these columns changes.
fn changed(columns: &[&str]) -> String {
    columns.iter().map(|column| format!("NEW.{column} IS DISTINCT FROM OLD.{column}")).collect::<Vec<_>>().join(" OR ")
}

/// Whether a reason changes other than by replacing the passage of an open redaction, at its position, by the mark.
fn changed_otherwise_than_redacted(table: &str) -> String {
    format!(
        "(NEW.reason IS DISTINCT FROM OLD.reason AND NOT EXISTS (SELECT 1 FROM redacted_reason r WHERE r.kind = '{table}' \
         AND r.row_id = OLD.id AND r.passage IS NOT NULL AND substr(OLD.reason, r.place, length(r.passage)) = r.passage \
         AND NEW.reason = substr(OLD.reason, 1, r.place - 1) || '[…]' || substr(OLD.reason, r.place + length(r.passage))))"
    )
}
