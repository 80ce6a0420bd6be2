//! The whole system, tested from outside: schema, imports, pages, search, API, hostile input, and the program itself.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod api;
mod boards;
mod harness;
mod headers;
mod hostile;
mod import;
mod pages;
mod program;
mod schema;
mod search;
mod staff;
mod translations;
mod use_cases;
mod writes;
