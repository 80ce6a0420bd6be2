//! The tables as SeaORM entities. Enumerations are stored as codes; [`crate::read`] turns rows into domain types.
#![expect(missing_docs, reason = "a column is named as in the schema, which says what it means")]

mod accounts;
mod answers;
mod history;
mod people;
mod questions;
mod rules;
mod work;

pub use accounts::*;
pub use answers::*;
pub use history::*;
pub use people::*;
pub use questions::*;
pub use rules::*;
pub use work::*;
