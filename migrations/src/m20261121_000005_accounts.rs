//! Accounts, their sessions and links, API tokens, and the audit record.

use sea_orm_migration::prelude::*;

use crate::{
    dialect::run,
    guard::{self, Guard},
};

/// Creates the tables of accounts; the audit record can only grow.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, include_str!("sql/accounts.sql")).await?;
        guard::put(manager, guards()).await
    }
}

/// The guards that it makes.
pub fn guards() -> Vec<Guard> {
    let message = "the audit record is append-only";
    [("audit_no_update", "UPDATE"), ("audit_no_delete", "DELETE")].map(|(name, on)| Guard::new(name, on, "audit", "", message)).into()
}
