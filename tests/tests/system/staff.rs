//! The staff side: who may come in, and what each may do.

mod acts;
mod audit;
mod audit_words;
mod authors;
mod editing;
mod enter;
mod forms;
mod history;
mod holders;
mod keeping;
mod links;
mod passkeys;
mod questions;
mod raced;
mod redacting;
pub mod reference;
mod routes;
mod second_factor;
mod sessions;
mod sign_in;
mod sizes;
mod tokens;
mod traces;
mod unkept;
mod ways;
