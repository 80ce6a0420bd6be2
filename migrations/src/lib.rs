//! The database schema, forward only, the same on SQLite and PostgreSQL.
//!
//! Tables are written in SQL, once; the few types that differ are placeholders (see [`dialect`]). Constraints and triggers prevent invalid
//! rows, whichever code writes; the code above them is the second line of defence.

pub use guard::Guard;
pub use m20261121_000006_work::needs_of;
pub use m20261127_000020_changes::settle_marks;
pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod dialect;
mod guard;
mod m20261121_000001_people;
mod m20261121_000002_questions;
mod m20261121_000003_guards;
mod m20261121_000004_rules_and_holidays;
mod m20261121_000005_accounts;
mod m20261121_000006_work;
mod m20261127_000010_write_trial;
mod m20261127_000020_changes;
mod m20261127_000030_lists;
mod m20261127_000050_second_factors;
mod m20261127_000060_mail;
mod m20261127_000070_numbers_apart;
mod m20261127_000070_redacted_places;
mod m20261127_000080_corrections;
mod m20261127_000090_passkeys;
mod m20261128_000010_unread_answers;
mod m20261128_000020_undone_lapses;
mod m20261128_000030_redacted_bodies;
mod m20261128_000040_kept_form_showings;
mod m20261129_000010_kept_copies;
mod m20261129_000020_mistaken_referrals;
mod m20261129_000030_redacted_reasons;
mod m20261129_000040_theme_names;
mod m20261129_000050_deleted_drafts;
mod m20261129_000060_table_names;

/// The guards of a fully migrated database: the last one made with each name. A migration that makes guards is listed here.
#[must_use]
pub fn guards() -> Vec<Guard> {
    let made = [
        m20261121_000003_guards::guards(),
        m20261121_000005_accounts::guards(),
        m20261121_000006_work::guards(),
        m20261127_000070_redacted_places::guards(),
        m20261127_000080_corrections::guards(),
        m20261129_000030_redacted_reasons::guards(),
    ];
    let mut all: Vec<Guard> = Vec::new();
    for guard in made.into_iter().flatten() {
        all.retain(|earlier| earlier.name != guard.name);
        all.push(guard);
    }
    all
}

/// Every migration, oldest first. None begins a transaction on `SQLite`: the caller runs them within one.
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
            Box::new(m20261127_000010_write_trial::Migration),
            Box::new(m20261127_000020_changes::Migration),
            Box::new(m20261127_000030_lists::Migration),
            Box::new(m20261127_000050_second_factors::Migration),
            Box::new(m20261127_000060_mail::Migration),
            Box::new(m20261127_000070_numbers_apart::Migration),
            Box::new(m20261127_000070_redacted_places::Migration),
            Box::new(m20261127_000080_corrections::Migration),
            Box::new(m20261127_000090_passkeys::Migration),
            Box::new(m20261128_000010_unread_answers::Migration),
            Box::new(m20261128_000020_undone_lapses::Migration),
            Box::new(m20261128_000030_redacted_bodies::Migration),
            Box::new(m20261128_000040_kept_form_showings::Migration),
            Box::new(m20261129_000010_kept_copies::Migration),
            Box::new(m20261129_000020_mistaken_referrals::Migration),
            Box::new(m20261129_000030_redacted_reasons::Migration),
            Box::new(m20261129_000040_theme_names::Migration),
            Box::new(m20261129_000050_deleted_drafts::Migration),
            Box::new(m20261129_000060_table_names::Migration),
        ]
    }
}
