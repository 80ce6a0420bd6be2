//! The program, run as its operators do.

mod accounts;
mod commands;
mod killed;
mod serving;
