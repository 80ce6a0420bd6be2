//! The program, run as its operators do.

mod accounts;
mod commands;
mod connections;
mod documents;
mod files;
mod killed;
mod serving;
