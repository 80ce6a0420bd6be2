//! The server: configuration, the list of URLs, handlers, and the command line.

pub mod access;
mod addresses;
pub mod api;
pub mod assets;
mod cache;
pub mod cli;
mod client_info;
mod commands;
pub mod config;
mod cookies;
pub mod digest;
mod error;
mod health;
pub mod lexicon;
mod middleware;
mod negotiation;
mod page_request;
pub mod private;
mod redirect;
mod route;
pub mod routes;
pub mod serving;
pub mod staff;
pub mod state;
mod web;

pub use commands::stop_signal;
pub use routes::router;
pub use state::App;
