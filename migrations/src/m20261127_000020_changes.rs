//! What changed, by kind, so that cached pages stay valid as long as nothing that *readers* see has changed.
//!
//! Triggers mark each question and the reference data that a transaction touches, whichever code writes: no use case can forget it. Before
//! the commit, the marks are turned into the numbers of `site_state` and the rows of `question_change` ([`settle_marks`]). The kinds of
//! marks:
//!
//! - `shown`: something of the question that its readers see, if it is published;
//! - `kept`: something of the question that only staff see;
//! - `taken`: something is taken from readers: it is hidden, redacted or removed;
//! - `reference`: names, groups, rules, holidays, themes, which any page may show.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect::run;

/// Creates the marks, their triggers, and the tables they are turned into.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables whose rows belong to one question and are seen by its readers.
const SHOWN: [&str; 7] =
    ["attribution", "author", "question_theme", "question_language", "press_citation", "sub_question", "reference_alias"];
/// Tables whose rows belong to one question and are seen by staff alone.
const KEPT: [&str; 3] = ["ministry_work", "transfer_request", "text_need"];
/// Tables whose rows any page may show.
const REFERENCE: [&str; 13] = [
    "ministry",
    "ministry_name",
    "ministry_succession",
    "political_group",
    "political_group_name",
    "member",
    "member_name",
    "seat",
    "theme",
    "theme_alias",
    "deadline_rule",
    "holiday",
    "legislature",
];
/// Whether an answer, `a`, is published.
const PUBLISHED: &str = "a.published_at IS NOT NULL";
/// The questions of a published answer, `a`.
pub const ANSWERED: &str =
    "SELECT e.question_id AS id FROM answer_question e JOIN answer a ON a.id = e.answer_id AND a.published_at IS NOT NULL";
/// The questions whose pages start or stop showing a link to one that is published or hidden.
const RELATED: &str = " UNION SELECT l.to_id FROM question_link l WHERE l.from_id = NEW.id AND NEW.publication <> OLD.publication \
    UNION SELECT l.from_id FROM question_link l WHERE l.to_id = NEW.id AND NEW.publication <> OLD.publication \
    UNION SELECT o.question_id FROM answer_question e JOIN answer_question o ON o.answer_id = e.answer_id \
    WHERE e.question_id = NEW.id AND NEW.publication <> OLD.publication";

/// A trigger after the changes of a table.
pub struct Trigger {
    /// The table.
    pub table: &'static str,
    /// `INSERT`, `UPDATE` or `DELETE`.
    pub on: &'static str,
    /// The kind of its marks.
    pub kind: &'static str,
    /// A query of the questions to mark, as `id`, over `NEW` or `OLD`.
    pub of: String,
}

/// The statements that turn the marks of a transaction into numbers. A number of `site_state` is the generation of the last change of its
/// kind: `generation` of anything, `public_generation` of what readers see, `reference_generation` of reference data,
/// `retraction_generation` of what was taken from readers. The first statement serializes commits, so that generations are ordered like
/// the visibility of the changes.
#[must_use]
pub const fn settle_marks() -> [&'static str; 3] {
    [
        "UPDATE site_state SET generation = generation + 1, \
         public_generation = CASE WHEN EXISTS (SELECT 1 FROM change_mark m LEFT JOIN question q ON q.id = m.subject_id \
         WHERE m.kind IN ('reference', 'taken') OR m.kind = 'shown' AND q.publication = 'published') \
         THEN generation + 1 ELSE public_generation END, \
         reference_generation = CASE WHEN EXISTS (SELECT 1 FROM change_mark m WHERE m.kind = 'reference') \
         THEN generation + 1 ELSE reference_generation END, \
         retraction_generation = CASE WHEN EXISTS (SELECT 1 FROM change_mark m WHERE m.kind = 'taken') \
         THEN generation + 1 ELSE retraction_generation END WHERE id = 1",
        "INSERT INTO question_change (question_id, generation, public_generation) \
         SELECT m.subject_id, s.generation, MAX(CASE WHEN m.kind = 'taken' OR m.kind = 'shown' AND q.publication = 'published' \
         THEN s.generation ELSE 0 END) FROM change_mark m JOIN site_state s ON s.id = 1 LEFT JOIN question q ON q.id = m.subject_id \
         WHERE m.kind <> 'reference' GROUP BY m.subject_id, s.generation \
         ON CONFLICT (question_id) DO UPDATE SET generation = excluded.generation, public_generation = \
         CASE WHEN excluded.public_generation > 0 THEN excluded.public_generation ELSE question_change.public_generation END",
        "DELETE FROM change_mark",
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("sql/changes.sql")).await?;
        let script: String = triggers().iter().map(|trigger| trigger.sql(manager.get_database_backend())).collect();
        manager.get_connection().execute_unprepared(&script).await?;
        Ok(())
    }
}

impl Trigger {
    /// The statements that create it.
    pub fn sql(&self, backend: DbBackend) -> String {
        let Self { table, on, kind, of } = self;
        let name = format!("{table}_{}_{kind}", on.to_lowercase());
        // Each mark is made once per transaction, as far as it sees its own; two concurrent transactions may both make one.
        let mark = format!(
            "INSERT INTO change_mark (kind, subject_id) SELECT '{kind}', marked.id FROM ({of}) marked WHERE marked.id IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM change_mark m WHERE m.kind = '{kind}' AND m.subject_id = marked.id)"
        );
        if backend == DbBackend::Postgres {
            format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {mark}; RETURN NULL; END $$;\n\
                 CREATE TRIGGER {name} AFTER {on} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();\n"
            )
        } else {
            format!("CREATE TRIGGER {name} AFTER {on} ON {table} FOR EACH ROW BEGIN {mark}; END;\n")
        }
    }
}

fn triggers() -> Vec<Trigger> {
    let mut all = Vec::new();
    for (on, row) in [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")] {
        let mut add = |table, kind, of: String| all.push(Trigger { table, on, kind, of });
        SHOWN.into_iter().for_each(|table| add(table, "shown", format!("SELECT {row}.question_id AS id")));
        KEPT.into_iter().for_each(|table| add(table, "kept", format!("SELECT {row}.question_id AS id")));
        REFERENCE.into_iter().for_each(|table| add(table, "reference", "SELECT 0 AS id".into()));
        // Pages link to related questions that are visible.
        let shows = if on == "UPDATE" { RELATED } else { "" };
        add("question", "shown", format!("SELECT {row}.id AS id{shows}"));
        add("question_link", "shown", format!("SELECT {row}.from_id AS id UNION SELECT {row}.to_id"));
        add("answer", "shown", format!("{ANSWERED} WHERE a.id = {row}.id"));
        add(
            "answer_question",
            "shown",
            format!("SELECT {row}.question_id AS id FROM answer a WHERE a.id = {row}.answer_id AND {PUBLISHED}"),
        );
        add("answer_coverage", "shown", format!("{ANSWERED} WHERE a.id = {row}.answer_id"));
        let attached = format!("SELECT {row}.question_id AS id UNION {ANSWERED} WHERE a.id = {row}.answer_id");
        let sub_question = format!("SELECT s.question_id FROM sub_question s WHERE s.id = {row}.sub_question_id");
        add("text", "shown", format!("{attached} UNION {sub_question}"));
        add("attachment", "shown", attached);
    }
    let hidden = "WHERE OLD.publication = 'published' AND NEW.publication <> 'published'";
    for (table, on, of) in [
        ("question", "UPDATE", format!("SELECT OLD.id AS id {hidden}")),
        ("question", "DELETE", "SELECT OLD.id AS id WHERE OLD.publication = 'published'".into()),
        ("redaction", "INSERT", "SELECT NEW.question_id AS id".into()),
        ("attachment", "DELETE", format!("SELECT OLD.question_id AS id UNION {ANSWERED} WHERE a.id = OLD.answer_id")),
    ] {
        all.push(Trigger { table, on, kind: "taken", of });
    }
    all
}
