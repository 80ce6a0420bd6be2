//! An account may have several drafts of a form, one for each rendering of it, so that text typed beside an offered draft is not lost
//! either. The fields are stored as text, which no driver parses to list it; the title of the draft is a separate column.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// An existing draft has only its instant: its title is written when it is saved again.
const SCRIPT: &str = "CREATE TABLE kept_copy (
  account_id BIGINT NOT NULL REFERENCES account(id),
  form TEXT NOT NULL,
  showing TEXT NOT NULL,
  fields TEXT NOT NULL,
  about TEXT NOT NULL,
  content TEXT NOT NULL,
  based_on BIGINT,
  saved_at {instant} NOT NULL,
  PRIMARY KEY (account_id, form, showing)
);
INSERT INTO kept_copy (account_id, form, showing, fields, about, content, based_on, saved_at)
  SELECT account_id, form, CASE WHEN showing = '' THEN 'earlier' ELSE showing END, CAST(fields AS TEXT), '{}', '', based_on, saved_at
  FROM kept_form;
DROP TABLE kept_form;
ALTER TABLE kept_copy RENAME TO kept_form;
";

/// Recreates the table.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, SCRIPT).await
    }
}
