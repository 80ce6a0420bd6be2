//! Accounts, their sessions and links, tokens of programs, and the audit record.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, create_guard, run};

/// Creates the tables of accounts; the audit record can only grow.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("sql/accounts.sql")).await?;
        let message = "the audit record is append-only";
        for (name, on) in [("audit_no_update", "UPDATE"), ("audit_no_delete", "DELETE")] {
            create_guard(manager, Guard { name, on, table: "audit", when: "", message }).await?;
        }
        Ok(())
    }
}
