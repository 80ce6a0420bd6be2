//! The whole system, tested from outside: schema, imports, pages, search, API, hostile input, and the program itself.

mod api;
mod headers;
mod hostile;
mod import;
mod pages;
mod program;
mod schema;
mod search;
