//! The program, run as its operators do.

mod accounts;
mod commands;
mod connections;
mod files;
mod killed;
mod serving;
