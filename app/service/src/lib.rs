//! What the product does: the one door for every change, and the work that follows from it.

pub mod accounts;
mod address;
mod apart;
pub mod attachments;
pub mod clock;
pub mod duplicates;
pub mod durable;
pub mod import;
pub mod index;
pub mod mail;
pub mod redaction;
pub mod second_person;
mod settle;
mod sub_questions;
pub mod traces;
pub mod work;

pub use accounts::Accounts;
pub use attachments::Attachments;
pub use clock::Clock;
pub use import::new_code;
pub use work::{FieldError, Problem, UseCaseError, Work};
