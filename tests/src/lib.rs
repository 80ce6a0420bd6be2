//! What the whole-system tests are written with: the real router on a fresh database, and verbs for what users do.
//!
//! Every test runs on SQLite and on PostgreSQL: list it in [`on_both_databases`]. PostgreSQL comes from
//! `JAWAB_TEST_POSTGRES_URL`, a throw-away cluster that `make test-rust` provides; without it the tests fail and say so.
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
pub mod relay;
mod sql;

pub use app::TestApp;
pub use backend::Backend;
pub use client::{Client, Form};
pub use limit::{Start, run};
pub use page::Page;

/// Runs each of the named tests, once on SQLite and once on PostgreSQL. A test takes what it begins with, as in
/// `async fn(TestApp)`.
#[macro_export]
macro_rules! on_both_databases {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[test]
            fn on_sqlite() {
                $crate::run($crate::Backend::Sqlite, super::$test);
            }

            #[test]
            fn on_postgresql() {
                $crate::run($crate::Backend::Postgresql, super::$test);
            }
        }
    )+};
}
