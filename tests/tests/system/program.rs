//! The program, run as operators do.

mod accounts;
mod commands;
mod connections;
mod demonstration;
mod documents;
mod files;
mod killed;
mod pace;
mod serving;
