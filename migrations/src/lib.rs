//! The database schema, forward only, the same on SQLite and PostgreSQL.
//!
//! Tables are written in SQL, once; the few types that differ are placeholders (see [`dialect`]). Constraints and
//! triggers make illegal rows impossible whoever writes: the code above them is the second line of defence.

pub use m20261121_000006_work::needs_of;
pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod dialect;
mod m20261121_000001_people;
mod m20261121_000002_questions;
mod m20261121_000003_guards;
mod m20261121_000004_rules_and_holidays;
mod m20261121_000005_accounts;
mod m20261121_000006_work;
mod m20261127_000060_mail;

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_people::Migration),
            Box::new(m20261121_000002_questions::Migration),
            Box::new(m20261121_000003_guards::Migration),
            Box::new(m20261121_000004_rules_and_holidays::Migration),
            Box::new(m20261121_000005_accounts::Migration),
            Box::new(m20261121_000006_work::Migration),
            Box::new(m20261127_000060_mail::Migration),
        ]
    }
}
