//! The program, run as its operators do.

mod accounts;
mod commands;
mod connections;
mod killed;
mod serving;
