//! The server: configuration, the list of URLs, handlers, and the command line.

pub mod access;
pub mod api;
pub mod assets;
mod cache;
pub mod cli;
mod commands;
mod computing;
pub mod config;
pub mod digest;
mod directory;
mod error;
mod facets;
mod health;
mod leading;
pub mod lexicon;
mod middleware;
mod negotiation;
pub mod private;
mod reader;
pub mod readings;
mod records;
pub mod routes;
pub mod search;
pub mod serving;
pub mod staff;
pub mod state;
mod upkeep;
mod web;

pub use commands::stop_signal;
pub use routes::router;
pub use state::App;
