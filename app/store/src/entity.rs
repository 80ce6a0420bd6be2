//! The tables as SeaORM entities. Enumerations are stored as codes; [`crate::read`] turns rows into domain types.
#![expect(missing_docs, reason = "a column is named as in the schema, which says what it means")]

mod accounts;
mod answers;
mod corrections;
mod forms;
mod history;
mod legislatures;
mod people;
mod questions;
mod requests;
mod rules;
mod work;

pub use accounts::*;
pub use answers::*;
pub use corrections::*;
pub use forms::*;
pub use history::*;
pub use legislatures::*;
pub use people::*;
pub use questions::*;
pub use requests::*;
pub use rules::*;
pub use work::*;
