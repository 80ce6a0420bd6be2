//! What the product does, apart from HTTP and HTML: the use cases, each change through one door, and the work that follows from changes.

pub mod accounts;
mod address;
pub mod attachments;
mod blocking;
pub mod clock;
pub mod compute_pool;
pub mod digest;
mod due_dates;
pub mod duplicates;
pub mod durable;
pub mod import;
pub mod index;
pub mod mail;
pub mod redaction;
pub mod reference_data;
pub mod refusals;
pub mod search;
pub mod second_person;
mod sub_questions;
pub mod upkeep;
pub mod use_cases;
pub mod view_counter;

pub use accounts::Accounts;
pub use attachments::Attachments;
pub use clock::Clock;
pub use import::new_code;
pub use use_cases::{FieldError, Problem, UseCaseError, UseCases};
