//! The program, run as its operators do.

mod commands;
mod killed;
mod serving;
