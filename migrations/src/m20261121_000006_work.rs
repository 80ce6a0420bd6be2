//! The work of staff on questions and answers until publication, and the changes that they may make afterwards.
//!
//! **Redaction** is the one way to change the text of a published answer, and it can only remove passages: while a row of `redaction` with
//! a passage is open, the text may change only to itself with that passage replaced by the mark. An open row cannot outlive its
//! transaction: it refers to the table `never`, which can hold no row, and this is checked at commit.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::{
    dialect::run,
    guard::{self, Guard},
    m20261121_000003_guards::PUBLISHED_TEXT,
};

/// Creates the tables of the staff's work and the guards of published rows.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("sql/work.sql")).await?;
        manager.get_connection().execute_unprepared(&needs_of("q.id > 0", "a.published_at IS NOT NULL")).await?;
        allow_conversion(manager).await?;
        guard::put(manager, guards()).await
    }
}

/// Records which texts of questions need work, and why: for the questions that match a condition on `q`, and for those of their answers
/// that match one on `a`. Earlier records of them must be deleted first.
#[must_use]
pub fn needs_of(condition: &str, answers: &str) -> String {
    let held = |about: &str, place: &str, from: &str| {
        format!(
            "SELECT q.id AS question_id, q.chamber AS chamber, '{about}' AS about, t.part AS part, {place} AS place, t.locale AS locale, \
             t.role AS role, t.reviewed_on AS reviewed_on FROM question q {from} WHERE {condition}"
        )
    };
    let held = [
        held("question", "t.question_id", "JOIN text t ON t.question_id = q.id"),
        held("question", "t.sub_question_id", "JOIN sub_question s ON s.question_id = q.id JOIN text t ON t.sub_question_id = s.id"),
        held(
            "answer",
            "t.answer_id",
            &format!(
                "JOIN answer_question e ON e.question_id = q.id JOIN answer a ON a.id = e.answer_id AND {answers} \
                 JOIN text t ON t.answer_id = a.id"
            ),
        ),
    ];
    format!(
        "INSERT INTO text_need (question_id, chamber, about, locale, need, texts) \
         WITH held AS ({}), \
         missing AS (SELECT h.question_id, h.chamber, h.about, l.locale FROM held h \
         CROSS JOIN (SELECT 'ar' AS locale UNION ALL SELECT 'fr') l GROUP BY h.question_id, h.chamber, h.about, h.part, h.place, l.locale \
         HAVING MAX(CASE WHEN h.locale = l.locale THEN 1 ELSE 0 END) = 0), \
         unread AS (SELECT question_id, chamber, about, locale, CASE role WHEN 'machine_translation' THEN 'machine' \
         WHEN 'official_translation' THEN 'unreviewed' ELSE 'unofficial' END AS need FROM held WHERE reviewed_on IS NULL \
         AND role IN ('machine_translation', 'unofficial_translation', 'press_report', 'official_translation')) \
         SELECT question_id, chamber, about, locale, 'missing', COUNT(*) FROM missing GROUP BY question_id, chamber, about, locale \
         UNION ALL SELECT question_id, chamber, about, locale, need, COUNT(*) FROM unread GROUP BY question_id, chamber, about, locale, need",
        held.join(" UNION ALL ")
    )
}

/// A question may end by conversion to an oral one.
async fn allow_conversion(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let statements: &[&str] = if manager.get_database_backend() == DbBackend::Postgres {
        &[
            "ALTER TABLE question DROP CONSTRAINT question_status_check",
            "ALTER TABLE question ADD CONSTRAINT question_status_check CHECK \
             (status IN ('draft', 'deposited', 'transmitted', 'answered', 'withdrawn', 'lapsed', 'converted'))",
        ]
    } else {
        // The documented way to change a check on SQLite without rewriting the table: https://www.sqlite.org/lang_altertable.html
        &[
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, '''lapsed'')', '''lapsed'', ''converted'')') \
             WHERE type = 'table' AND name = 'question'",
            "PRAGMA writable_schema = RESET",
        ]
    };
    for statement in statements {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// The guards that it makes.
pub fn guards() -> Vec<Guard> {
    [of_answers(), of_redactions()].concat()
}

/// The questions and the coverage of a published answer are protected like its text.
fn of_answers() -> Vec<Guard> {
    let message = "a published answer is never edited: record a correction";
    let published = "EXISTS (SELECT 1 FROM answer WHERE answer.id = OLD.answer_id AND answer.published_at IS NOT NULL)";
    let edited = format!(
        "{PUBLISHED_TEXT} AND (NEW.locale <> OLD.locale OR NEW.role <> OLD.role OR NEW.part <> OLD.part OR NEW.id <> OLD.id \
         OR NEW.provenance <> OLD.provenance OR NEW.answer_id IS DISTINCT FROM OLD.answer_id OR {})",
        changed_otherwise_than_redacted("OLD.id")
    );
    vec![
        Guard::new("answer_coverage_published_no_update", "UPDATE", "answer_coverage", published, message),
        Guard::new("answer_coverage_published_no_delete", "DELETE", "answer_coverage", published, message),
        Guard::new("answer_question_published_no_update", "UPDATE", "answer_question", published, message),
        Guard::new("answer_question_published_no_delete", "DELETE", "answer_question", published, message),
        Guard::new("text_published_no_update", "UPDATE", "text", edited, message),
    ]
}

fn of_redactions() -> Vec<Guard> {
    let kept = "what a text read earlier is kept";
    let earlier = format!(
        "NEW.id <> OLD.id OR NEW.text_id <> OLD.text_id OR NEW.question_id <> OLD.question_id OR NEW.replaced_by <> OLD.replaced_by \
         OR NEW.replaced_at <> OLD.replaced_at OR {}",
        changed_otherwise_than_redacted("OLD.text_id")
    );
    let closed = "OLD.passage IS NULL OR NEW.passage IS NOT NULL OR NEW.id <> OLD.id OR NEW.text_id <> OLD.text_id \
        OR NEW.question_id <> OLD.question_id OR NEW.reason <> OLD.reason OR NEW.body_sha256 <> OLD.body_sha256 \
        OR NEW.redacted_by <> OLD.redacted_by OR NEW.redacted_at <> OLD.redacted_at";
    let lasting = "a redaction is kept as it was made";
    vec![
        Guard::new("earlier_text_no_update", "UPDATE", "earlier_text", earlier, kept),
        Guard::new("earlier_text_no_delete", "DELETE", "earlier_text", "", kept),
        Guard::new("redaction_no_update", "UPDATE", "redaction", closed, lasting),
        Guard::new("redaction_no_delete", "DELETE", "redaction", "", lasting),
    ]
}

/// Whether a body changes other than by replacing the passage of an open redaction by the mark.
fn changed_otherwise_than_redacted(text: &str) -> String {
    format!(
        "(NEW.body <> OLD.body AND NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.text_id = {text} \
         AND redaction.passage IS NOT NULL AND NEW.body = replace(OLD.body, redaction.passage, '[…]')))"
    )
}
