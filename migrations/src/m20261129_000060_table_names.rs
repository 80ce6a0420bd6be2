//! Tables get the names of what they hold. No guard or trigger is on one of these tables or names one, and no foreign key refers to one.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// `SQLite` cannot rename an index.
const SCRIPT: &str = "ALTER TABLE kept_form RENAME TO form_draft;
ALTER TABLE posted_once RENAME TO idempotency_key;
ALTER TABLE question_reading RENAME TO question_view_count;
ALTER TABLE number_apart RENAME TO excluded_number;
ALTER TABLE mail_stop RENAME TO unsubscribe_link;
DROP INDEX mail_stop_by_account;
CREATE INDEX unsubscribe_link_by_account ON unsubscribe_link (account_id);
";

/// Renames them.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, SCRIPT).await
    }
}
