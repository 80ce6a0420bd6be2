//! Several copies of a form may be kept of an account, one for each showing of it: what is typed beside a copy that is on offer is lost no
//! more than that. Its fields are text, which no driver parses to show a line of it; what it is about stands beside them.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// Of a copy that was kept before nothing is said but when: what it is about is written when it is kept again.
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

/// Makes the table anew.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, SCRIPT).await
    }
}
