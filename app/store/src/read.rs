//! Questions as read: rows brought together into records, for pages, the API and the index alike.

mod assemble;
mod load;
mod names;
mod naming;
mod parts;
mod record;
mod row;
mod statement;
#[cfg(test)]
mod tests;

pub use load::{by_code, find, load, load_knowing, one, one_of_code, one_of_reference, rows};
pub use names::Names;
pub(crate) use names::per_locale;
pub use naming::Known;
pub use record::*;
pub use row::Row;
