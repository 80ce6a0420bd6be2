//! The library of the whole-system tests: the real router on a new database, and methods for user actions.
//!
//! Every test runs on SQLite and on PostgreSQL: see [`both_databases`]. PostgreSQL is `JAWAB_TEST_POSTGRES_URL`, a temporary
//! cluster that `make test-rust` provides; Cargo alone skips the tests that need it, and says so.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::indexing_slicing,
    reason = "a test helper fails by panicking"
)]

mod app;
pub mod authenticator;
mod backend;
pub mod client;
pub mod engines;
pub mod hostile;
pub mod limit;
pub mod meilisearch;
mod page;
pub mod process;
pub mod records;
mod redacting;
pub mod relay;
mod sql;
mod statements;
mod writers;

pub use app::TestApp;
pub use backend::Backend;
pub use client::{Client, Form};
pub use limit::{Start, run};
pub use macro_rules_attribute::apply;
pub use page::Page;
pub use redacting::redact;
pub use statements::Statements;
pub use writers::HeldWriters;

/// Turns an `async fn` that takes its start state, as in `async fn(TestApp)`, into two tests: one on SQLite and one on
/// PostgreSQL. Put it before the function as `#[apply(both_databases)]`.
#[macro_export]
macro_rules! both_databases {
    ($(#[$attribute:meta])* async fn $test:ident($($start:tt)*) $body:block) => {
        $(#[$attribute])*
        async fn $test($($start)*) $body

        mod $test {
            #[test]
            fn on_sqlite() {
                $crate::run($crate::Backend::Sqlite, super::$test);
            }

            #[test]
            #[ignore = "needs PostgreSQL: make test-rust has one for it"]
            fn on_postgresql() {
                $crate::run($crate::Backend::Postgresql, super::$test);
            }
        }
    };
}
